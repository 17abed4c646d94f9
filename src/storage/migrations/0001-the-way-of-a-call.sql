-- Everything a call needs on its way from a switch's file to a priced, posted, explainable record.
--
-- Hot tables (calls, postings, balances, allowance_use, usage_totals) carry account_id and have it first in their
-- key, and no unique index or foreign key without it, so that the same schema spreads over a distributed PostgreSQL.
-- Every table a tenant can own carries reseller_id and a row policy. tollgate_app is the role of tenant sessions: it
-- owns nothing, so the policies bind it. The installation's own work (imports, bill runs) runs as the owner.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tollgate_app') THEN
    CREATE ROLE tollgate_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- another database of the same server created it at this moment
END $$;

-- ---------------------------------------------------------------------------------------------- people and plans

CREATE TABLE resellers (
  id            int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name          text NOT NULL UNIQUE,
  -- What its customers see.
  brand_name    text NOT NULL,
  brand_colour  text NOT NULL CHECK (brand_colour ~ '^#[0-9a-f]{6}$'),
  support_email text NOT NULL,
  -- The plan the operator charges the reseller by; its calls are the cost side of every price.
  wholesale_plan_id int4,
  created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE rate_decks (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  name        text NOT NULL,
  currency    text NOT NULL DEFAULT 'AUD',
  UNIQUE (reseller_id, name)
);

-- A version is one whole sheet. It is never edited once published; a later version replaces it from effective_from.
CREATE TABLE rate_deck_versions (
  id             int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  deck_id        int4 NOT NULL REFERENCES rate_decks,
  reseller_id    int4 NOT NULL REFERENCES resellers,
  version        int4 NOT NULL,
  effective_from timestamptz NOT NULL,
  file_name      text NOT NULL,
  row_count      int4 NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  UNIQUE (deck_id, version)
);

CREATE TABLE rates (
  id                    int4 NOT NULL,
  deck_version_id       int4 NOT NULL REFERENCES rate_deck_versions,
  reseller_id           int4 NOT NULL,
  prefix                text COLLATE "C" NOT NULL,
  destination           text NOT NULL,
  per_minute_micros     int8, -- NULL: not offered
  flagfall_micros       int8 NOT NULL,
  minimum_charge_micros int8 NOT NULL,
  first_increment       int4 NOT NULL, -- 0: the plan's
  next_increment        int4 NOT NULL, -- 0: the plan's
  valid_from            timestamptz,
  valid_to              timestamptz,
  PRIMARY KEY (deck_version_id, id)
);
CREATE SEQUENCE rate_ids AS int4;
CREATE UNIQUE INDEX rates_by_id ON rates (id);

CREATE TABLE calling_plans (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  name        text NOT NULL,
  UNIQUE (reseller_id, name)
);
ALTER TABLE resellers ADD FOREIGN KEY (wholesale_plan_id) REFERENCES calling_plans;

-- definition is the plan file's JSON as it was given; deck_id names the deck for the service types it covers.
CREATE TABLE calling_plan_versions (
  id             int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  plan_id        int4 NOT NULL REFERENCES calling_plans,
  reseller_id    int4 NOT NULL REFERENCES resellers,
  version        int4 NOT NULL,
  effective_from timestamptz NOT NULL,
  definition     jsonb NOT NULL,
  deck_id        int4 REFERENCES rate_decks,
  created_at     timestamptz NOT NULL DEFAULT now(),
  UNIQUE (plan_id, version)
);

CREATE TABLE number_plans (
  id                   int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id          int4 NOT NULL REFERENCES resellers,
  name                 text NOT NULL,
  monthly_price_micros int8 NOT NULL CHECK (monthly_price_micros >= 0),
  UNIQUE (reseller_id, name)
);

CREATE TABLE accounts (
  id             int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id    int4 NOT NULL REFERENCES resellers,
  account_number text NOT NULL,
  name           text NOT NULL,
  status         text NOT NULL CHECK (status IN ('new', 'active', 'suspended', 'cancelled')),
  payment_mode   text NOT NULL CHECK (payment_mode IN ('prepaid', 'postpaid')),
  time_zone      text NOT NULL,
  -- The bill anniversary: the day of the month a billing cycle begins; a shorter month takes its last day.
  bill_day       int2 NOT NULL CHECK (bill_day BETWEEN 1 AND 31),
  created_at     timestamptz NOT NULL DEFAULT now(),
  UNIQUE (reseller_id, account_number)
);

CREATE TABLE account_plans (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 NOT NULL REFERENCES accounts,
  plan_id     int4 NOT NULL REFERENCES calling_plans,
  valid_from  timestamptz NOT NULL,
  valid_to    timestamptz,
  CHECK (valid_to > valid_from)
);
CREATE INDEX account_plans_by_account ON account_plans (account_id, valid_from);
CREATE UNIQUE INDEX account_plans_one_current ON account_plans (account_id) WHERE valid_to IS NULL;

-- Who held a number when. A correction supersedes a row and adds another, so that a call loaded under the earlier
-- belief is found when its file is read again.
CREATE TABLE number_assignments (
  id             int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id    int4 NOT NULL REFERENCES resellers,
  account_id     int4 NOT NULL REFERENCES accounts,
  number         text COLLATE "C" NOT NULL CHECK (number ~ '^[0-9]{5,15}$'),
  number_plan_id int4 NOT NULL REFERENCES number_plans,
  valid_from     timestamptz NOT NULL,
  valid_to       timestamptz,
  superseded_at  timestamptz,
  CHECK (valid_to > valid_from)
);
CREATE UNIQUE INDEX number_assignments_one_current
  ON number_assignments (number) WHERE valid_to IS NULL AND superseded_at IS NULL;
CREATE INDEX number_assignments_corrected ON number_assignments (superseded_at) WHERE superseded_at IS NOT NULL;
CREATE INDEX number_assignments_by_number ON number_assignments (number);
CREATE INDEX number_assignments_by_account ON number_assignments (account_id);

-- --------------------------------------------------------------------------------------------------------- imports

CREATE TABLE call_sources (
  id      int2 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name    text NOT NULL UNIQUE,
  -- The mapping profile its files are read by; a retry of a suspended row reads it by this again.
  profile jsonb NOT NULL
);

CREATE TABLE imports (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id   int2 NOT NULL REFERENCES call_sources,
  file_name   text NOT NULL,
  file_bytes  int8 NOT NULL,
  file_sha256 bytea NOT NULL,
  header      text NOT NULL,
  -- What decided which rows went into which batch: chunk size, number assignments. If it differs when an interrupted
  -- import is taken up again, the batches are counted anew (epoch) and the keys of the calls keep out what is in.
  shape       text NOT NULL,
  epoch       int4 NOT NULL DEFAULT 1,
  state       text NOT NULL CHECK (state IN ('running', 'done')),
  started_at  timestamptz NOT NULL,
  finished_at timestamptz,
  UNIQUE (source_id, file_sha256)
);

-- One row per transaction that wrote usage. For an import, (epoch, shard, batch_no) is what makes it exactly once.
CREATE SEQUENCE usage_batch_ids AS int4;
CREATE TABLE usage_batches (
  id         int4 PRIMARY KEY, -- taken from usage_batch_ids before the rows that carry it are written
  kind       text NOT NULL CHECK (kind IN ('import', 'retry', 'rerate')),
  import_id  int4 REFERENCES imports,
  epoch      int4,
  shard      int2,
  batch_no   int4,
  calls      int4 NOT NULL DEFAULT 0,
  rated      int4 NOT NULL DEFAULT 0,
  free       int4 NOT NULL DEFAULT 0,
  duplicates int4 NOT NULL DEFAULT 0,
  suspended  int4 NOT NULL DEFAULT 0,
  rejected   int4 NOT NULL DEFAULT 0,
  charge_micros int8 NOT NULL DEFAULT 0,
  gst_micros    int8 NOT NULL DEFAULT 0,
  cost_micros   int8 NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  UNIQUE (import_id, epoch, shard, batch_no)
);

-- ------------------------------------------------------------------------------------------------------ hot tables

CREATE TABLE calls (
  started_at        timestamptz NOT NULL,
  call_key          int8 NOT NULL, -- hash of source, the source's call id and the leg
  charge_micros     int8 NOT NULL, -- ex GST
  allowance_micros  int8 NOT NULL, -- drawn from money allowances
  account_id        int4 NOT NULL,
  reseller_id       int4 NOT NULL,
  duration_seconds  int4 NOT NULL, -- answered
  billed_seconds    int4 NOT NULL,
  allowance_seconds int4 NOT NULL, -- drawn from allowances of seconds
  plan_version_id   int4 NOT NULL,
  rate_id           int4 NOT NULL, -- 0: the plan's own table
  cost_rate_id      int4 NOT NULL, -- 0: the wholesale plan's own table, or the carrier's word
  batch_id          int4 NOT NULL, -- the usage_batches row that wrote it
  source_id         int2 NOT NULL,
  service_type      int2 NOT NULL,
  direction         int2 NOT NULL, -- 1 out, 2 in
  disposition       int2 NOT NULL, -- 1 answered, 2 no answer, 3 busy, 4 failed, 5 cancelled
  tax_code          int2 NOT NULL, -- 1: GST 10 %
  allowance_calls   int2 NOT NULL, -- drawn from allowances of calls
  cost_basis        int2 NOT NULL, -- 0 unknown, 1 wholesale plan, 2 stated by the carrier
  cost_micros       int8,          -- NULL: unknown
  a_number          text COLLATE "C" NOT NULL,
  b_number          text COLLATE "C" NOT NULL,
  source_call_id    text COLLATE "C" NOT NULL,
  forwarded_from    text COLLATE "C", -- the caller whose call this leg forwards
  PRIMARY KEY (account_id, started_at, call_key)
) PARTITION BY RANGE (started_at);

-- What could not be priced or attributed. Never silently free, never silently dropped.
CREATE TABLE calls_suspense (
  source_id    int2 NOT NULL REFERENCES call_sources,
  call_key     int8 NOT NULL,
  reseller_id  int4, -- known once the account is
  account_id   int4,
  cause        int2 NOT NULL,
  detail       text NOT NULL,
  import_id    int4 NOT NULL REFERENCES imports,
  line_number  int4 NOT NULL,
  raw_line     text NOT NULL,
  started_at   timestamptz,
  service_type int2 NOT NULL DEFAULT 0,
  a_number     text NOT NULL DEFAULT '',
  b_number     text NOT NULL DEFAULT '',
  duration_seconds int4,
  tries        int4 NOT NULL DEFAULT 1,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (source_id, call_key)
);

-- The ledger's one primitive: amount moves from one ledger of an account to another. Append-only.
CREATE TABLE postings (
  posted_at     timestamptz NOT NULL,
  id            int8 NOT NULL,
  amount_micros int8 NOT NULL CHECK (amount_micros > 0),
  account_id    int4 NOT NULL,
  reseller_id   int4 NOT NULL,
  batch_id      int4 NOT NULL,
  from_ledger   int2 NOT NULL,
  to_ledger     int2 NOT NULL CHECK (to_ledger <> from_ledger),
  service_type  int2 NOT NULL,
  reason        int2 NOT NULL,
  PRIMARY KEY (account_id, posted_at, id)
);

-- One row per account. fillfactor leaves room for updates in place.
CREATE TABLE balances (
  balance_micros   int8 NOT NULL DEFAULT 0, -- of the ledger 'account'
  wholesale_micros int8 NOT NULL DEFAULT 0, -- of the ledger 'reseller'
  account_id       int4 PRIMARY KEY REFERENCES accounts,
  reseller_id      int4 NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE allowance_use (
  cycle_from      timestamptz NOT NULL,
  cycle_to        timestamptz NOT NULL,
  drawn           int8 NOT NULL, -- seconds, calls or micro-dollars, as the allowance is
  account_id      int4 NOT NULL,
  reseller_id     int4 NOT NULL,
  plan_version_id int4 NOT NULL,
  allowance_no    int2 NOT NULL,
  PRIMARY KEY (account_id, cycle_from, plan_version_id, allowance_no)
) WITH (fillfactor = 50);

-- Roll-up of calls by billing cycle and service type: rows are added by each batch and summed when read, so that a
-- batch never waits for another's row.
CREATE TABLE usage_totals (
  cycle_from       timestamptz NOT NULL,
  duration_seconds int8 NOT NULL,
  billed_seconds   int8 NOT NULL,
  charge_micros    int8 NOT NULL,
  gst_micros       int8 NOT NULL,
  cost_micros      int8 NOT NULL,
  account_id       int4 NOT NULL,
  reseller_id      int4 NOT NULL,
  batch_id         int4 NOT NULL,
  calls            int4 NOT NULL,
  service_type     int2 NOT NULL,
  PRIMARY KEY (account_id, cycle_from, service_type, batch_id)
);

-- What a re-rating changed: the price before, for each call it touched.
CREATE TABLE call_repricings (
  started_at        timestamptz NOT NULL,
  call_key          int8 NOT NULL,
  account_id        int4 NOT NULL,
  reseller_id       int4 NOT NULL,
  batch_id          int4 NOT NULL,
  plan_version_id   int4 NOT NULL,
  rate_id           int4 NOT NULL,
  service_type      int2 NOT NULL,
  billed_seconds    int4 NOT NULL,
  allowance_seconds int4 NOT NULL,
  allowance_calls   int2 NOT NULL,
  allowance_micros  int8 NOT NULL,
  charge_micros     int8 NOT NULL,
  cost_micros       int8,
  PRIMARY KEY (account_id, started_at, call_key, batch_id)
);

-- ----------------------------------------------------------------------------------------------- tenants apart

DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY[
    'rate_decks', 'rate_deck_versions', 'rates', 'calling_plans', 'calling_plan_versions', 'number_plans', 'accounts',
    'account_plans', 'number_assignments', 'calls', 'calls_suspense', 'postings', 'balances', 'allowance_use',
    'usage_totals', 'call_repricings'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY own_rows ON %I TO tollgate_app
         USING (reseller_id = nullif(current_setting(''app.reseller'', true), '''')::int4)', tenant_table);
    EXECUTE format('GRANT SELECT ON %I TO tollgate_app', tenant_table);
  END LOOP;
  ALTER TABLE resellers ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own_rows ON resellers TO tollgate_app
    USING (id = nullif(current_setting('app.reseller', true), '')::int4);
  GRANT SELECT ON resellers TO tollgate_app;
END $$;
