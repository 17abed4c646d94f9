-- What every write of the office passes through: the tenant's session, repeated requests, the audit chain, the events.

-- Who runs the installation takes the tenants' role for their transactions. A superuser may anyhow; whoever is none is made
-- a member, which takes the right to give the role away.
DO $$
BEGIN
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT tollgate_app TO %I', current_user);
  END IF;
END $$;

-- Whose session it is. A setting that was never made reads as NULL, and NULL sees nothing.
CREATE FUNCTION tollgate_reseller() RETURNS int4 LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.reseller', true), '')::int4;

-- The one account a customer's session is confined to; NULL: the reseller's staff.
CREATE FUNCTION tollgate_account() RETURNS int4 LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.account', true), '')::int4;

-- Binds a table's rows to the tenant of the session, and to the account where it names a column for it. The settings are
-- read once a statement, not once a row. `verbs` is what a tenant's session may do beside SELECT: 'INSERT, UPDATE'.
CREATE PROCEDURE tollgate_guard(guarded regclass, account_column text DEFAULT NULL, verbs text DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  rule text := 'reseller_id = (SELECT tollgate_reseller())';
BEGIN
  IF account_column IS NOT NULL THEN
    rule := format('%s AND ((SELECT tollgate_account()) IS NULL OR %I = (SELECT tollgate_account()))', rule, account_column);
  END IF;
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
  EXECUTE format('DROP POLICY IF EXISTS own_rows ON %s', guarded);
  EXECUTE format('CREATE POLICY own_rows ON %s TO tollgate_app USING (%s) WITH CHECK (%s)', guarded, rule, rule);
  EXECUTE format('GRANT SELECT ON %s TO tollgate_app', guarded);
  IF verbs IS NOT NULL THEN
    EXECUTE format('GRANT %s ON %s TO tollgate_app', verbs, guarded);
  END IF;
END $$;

CALL tollgate_guard('rate_decks', NULL, 'INSERT');
CALL tollgate_guard('rate_deck_versions', NULL, 'INSERT');
CALL tollgate_guard('rates', NULL, 'INSERT');
CALL tollgate_guard('calling_plans', NULL, 'INSERT, UPDATE');
CALL tollgate_guard('calling_plan_versions', NULL, 'INSERT');
CALL tollgate_guard('number_plans', NULL, 'INSERT, UPDATE');
CALL tollgate_guard('accounts', 'id', 'INSERT, UPDATE');
CALL tollgate_guard('account_plans', 'account_id', 'INSERT, UPDATE');
CALL tollgate_guard('number_assignments', 'account_id', 'INSERT, UPDATE');
CALL tollgate_guard('calls', 'account_id');
CALL tollgate_guard('calls_suspense', 'account_id');
CALL tollgate_guard('postings', 'account_id', 'INSERT');
CALL tollgate_guard('balances', 'account_id', 'INSERT, UPDATE');
CALL tollgate_guard('allowance_use', 'account_id');
CALL tollgate_guard('usage_totals', 'account_id');
CALL tollgate_guard('call_repricings', 'account_id');
GRANT USAGE ON SEQUENCE usage_batch_ids, rate_ids TO tollgate_app;
-- What belongs to the installation and no tenant: which source and batch a call came in by.
GRANT SELECT ON call_sources TO tollgate_app;

-- The answer given to a request that named itself. Sent again, it gets the same answer and nothing happens twice.
CREATE TABLE idempotency_keys (
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4,
  actor       text NOT NULL, -- 'user 12', 'key 3': two people may choose the same key
  key         text NOT NULL,
  operation   text NOT NULL,
  fingerprint bytea NOT NULL, -- SHA-256 of what was asked
  answer      jsonb NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (reseller_id, actor, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
CALL tollgate_guard('idempotency_keys', 'account_id', 'INSERT');

-- Who did what, before and after, from where. Each line seals the one before it: hash = SHA-256 of the previous hash and
-- the line's own text (domain/access/audit-chain.ts). Never changed, never deleted.
CREATE TABLE audit (
  reseller_id int4 NOT NULL REFERENCES resellers,
  no          int8 NOT NULL,
  account_id  int4,
  at          timestamptz NOT NULL,
  actor       text NOT NULL, -- 'user 12', 'key 3', 'system'
  actor_name  text NOT NULL,
  operation   text NOT NULL,
  subject     text NOT NULL, -- 'account 17'
  before      jsonb,
  after       jsonb,
  origin      text NOT NULL, -- IP address, 'command line', 'timetable'
  hash        bytea NOT NULL,
  PRIMARY KEY (reseller_id, no)
);
CREATE INDEX audit_by_subject ON audit (reseller_id, subject, no);
CREATE INDEX audit_by_account ON audit (reseller_id, account_id, no);
CALL tollgate_guard('audit', 'account_id', 'INSERT');

-- The last line of each chain. Locked by the write that adds to it, so that the chain has no fork.
CREATE TABLE audit_heads (
  reseller_id int4 PRIMARY KEY REFERENCES resellers,
  no          int8 NOT NULL,
  hash        bytea NOT NULL
);
CALL tollgate_guard('audit_heads', NULL, 'INSERT, UPDATE');

-- What happened, told to the outside after the transaction that did it: e-mail, webhooks.
CREATE TABLE events (
  id          int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4,
  type        text NOT NULL, -- 'account.activated'
  payload     jsonb NOT NULL,
  occurred_at timestamptz NOT NULL
);
CREATE INDEX events_by_reseller ON events (reseller_id, id);
CALL tollgate_guard('events', 'account_id', 'INSERT');

-- Adds a job in the transaction of the session; the queue itself is not the tenant's.
CREATE FUNCTION tollgate_add_job(task text, payload json, job_key text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM graphile_worker.add_job(task, payload, job_key => job_key);
END $$;
REVOKE ALL ON FUNCTION tollgate_add_job FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_add_job TO tollgate_app;

-- ---------------------------------------------------------------------------------------------------------- brand

-- What a reseller's customers see beside the name and colour: domain/branding/brand.ts names the fields.
ALTER TABLE resellers
  ADD COLUMN brand jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN time_zone text NOT NULL DEFAULT 'Australia/Sydney',
  ADD COLUMN version int4 NOT NULL DEFAULT 1;
DROP POLICY own_rows ON resellers;
CREATE POLICY own_rows ON resellers TO tollgate_app
  USING (id = (SELECT tollgate_reseller())) WITH CHECK (id = (SELECT tollgate_reseller()));
GRANT UPDATE ON resellers TO tollgate_app;
