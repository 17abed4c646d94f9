-- What the office keeps about accounts, plans, numbers and money, beyond what a call needs.

-- -------------------------------------------------------------------------------------------------------- accounts

ALTER TABLE accounts
  ADD COLUMN version       int4 NOT NULL DEFAULT 1,
  ADD COLUMN activated_at  timestamptz,
  ADD COLUMN suspended_at  timestamptz,
  ADD COLUMN cancelled_at  timestamptz,
  -- Cancelled by its customer for the coming anniversary: the day, in the account's zone.
  ADD COLUMN cancel_on     date,
  -- Why it is in its status, as whoever brought it there said.
  ADD COLUMN status_reason text NOT NULL DEFAULT '',
  ADD COLUMN legal_name    text NOT NULL DEFAULT '',
  ADD COLUMN trading_name  text NOT NULL DEFAULT '',
  ADD COLUMN abn           text CHECK (abn ~ '^[0-9]{11}$'),
  ADD COLUMN acn           text CHECK (acn ~ '^[0-9]{9}$'),
  -- A consumer or small business: the consumer rules on notices and late charges bind.
  ADD COLUMN is_consumer   boolean NOT NULL DEFAULT true,
  -- Days from an invoice to its due date; what a statement of a prepaid account does not have.
  ADD COLUMN terms_days    int2 NOT NULL DEFAULT 14 CHECK (terms_days BETWEEN 0 AND 90),
  ADD COLUMN billing_address jsonb,
  ADD COLUMN service_address jsonb;

-- ----------------------------------------------------------------------------------------------------------- plans

ALTER TABLE calling_plans
  ADD COLUMN status      text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'retired')),
  ADD COLUMN description text NOT NULL DEFAULT '',
  ADD COLUMN version     int4 NOT NULL DEFAULT 1;

-- What the plan costs and includes beside its rates. Ex GST, a month.
ALTER TABLE calling_plan_versions
  ADD COLUMN monthly_price_micros int8 NOT NULL DEFAULT 0 CHECK (monthly_price_micros >= 0),
  ADD COLUMN setup_fee_micros     int8 NOT NULL DEFAULT 0 CHECK (setup_fee_micros >= 0),
  ADD COLUMN included_numbers     int4 NOT NULL DEFAULT 0 CHECK (included_numbers >= 0),
  ADD COLUMN included_channels    int4 NOT NULL DEFAULT 0 CHECK (included_channels >= 0),
  ADD COLUMN channel_price_micros int8 NOT NULL DEFAULT 0 CHECK (channel_price_micros >= 0);

-- An upgrade in mid-cycle brings its allowances for the days that are left: quantity x days / cycle days in the cycle that
-- holds valid_from. NULL: the whole allowance.
ALTER TABLE account_plans
  ADD COLUMN allowance_days int2,
  ADD COLUMN cycle_days     int2,
  ADD CHECK (allowance_days BETWEEN 0 AND cycle_days);

-- A change of plan that waits for the anniversary: at most one an account.
CREATE TABLE pending_plan_changes (
  account_id   int4 PRIMARY KEY REFERENCES accounts,
  reseller_id  int4 NOT NULL REFERENCES resellers,
  plan_id      int4 NOT NULL REFERENCES calling_plans,
  due_on       date NOT NULL, -- in the account's zone
  requested_at timestamptz NOT NULL
);
CALL tollgate_guard('pending_plan_changes', 'account_id', 'INSERT, UPDATE, DELETE');

ALTER TABLE number_plans
  ADD COLUMN status      text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'retired')),
  ADD COLUMN description text NOT NULL DEFAULT '',
  ADD COLUMN version     int4 NOT NULL DEFAULT 1,
  -- What it prices: one number, or a whole 100-number block.
  ADD COLUMN unit        text NOT NULL DEFAULT 'number' CHECK (unit IN ('number', 'block')),
  -- Numbers on it count towards what the calling plan includes.
  ADD COLUMN is_bundled  boolean NOT NULL DEFAULT false;
UPDATE number_plans SET is_bundled = true WHERE name = 'Bundled Line';

-- The price of a number plan through time; number_plans.monthly_price_micros is the one in force last.
CREATE TABLE number_plan_prices (
  number_plan_id       int4 NOT NULL REFERENCES number_plans,
  reseller_id          int4 NOT NULL REFERENCES resellers,
  effective_from       timestamptz NOT NULL,
  monthly_price_micros int8 NOT NULL CHECK (monthly_price_micros >= 0),
  PRIMARY KEY (number_plan_id, effective_from)
);
CALL tollgate_guard('number_plan_prices', NULL, 'INSERT');

-- --------------------------------------------------------------------------------------------------------- numbers

ALTER TABLE number_assignments
  ADD COLUMN line_type  text NOT NULL DEFAULT 'cloud-pbx'
    CHECK (line_type IN ('cloud-pbx', 'naked', 'sip-trunk', 'inbound', 'fax')),
  -- Calls at once on this line; NULL: the account's channels only.
  ADD COLUMN call_limit int4 CHECK (call_limit > 0),
  -- Cancelled for the coming anniversary: the day, in the account's zone.
  ADD COLUMN cancel_on  date,
  -- The 100-number block it came in, charged as one.
  ADD COLUMN block_id   int4,
  ADD COLUMN version    int4 NOT NULL DEFAULT 1;

-- Channels beyond what the plan includes.
CREATE TABLE account_channels (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 NOT NULL REFERENCES accounts,
  quantity    int4 NOT NULL CHECK (quantity >= 0),
  valid_from  timestamptz NOT NULL,
  valid_to    timestamptz CHECK (valid_to > valid_from)
);
CREATE UNIQUE INDEX account_channels_one_current ON account_channels (account_id) WHERE valid_to IS NULL;
CREATE INDEX account_channels_by_account ON account_channels (account_id, valid_from);
CALL tollgate_guard('account_channels', 'account_id', 'INSERT, UPDATE');

-- ----------------------------------------------------------------------------------------------------------- money

-- Everything charged that is no call: plans, numbers, channels, recurring and one-off items; credits are below zero.
-- source says what it is for (`plan 12 from 2026-11-20`), once an account: the same thing is never charged twice.
CREATE TABLE charges (
  id            int8 GENERATED ALWAYS AS IDENTITY,
  reseller_id   int4 NOT NULL,
  account_id    int4 NOT NULL,
  service_type  int2 NOT NULL,
  description   text NOT NULL,
  quantity      int4 NOT NULL,
  unit_micros   int8 NOT NULL, -- ex GST
  amount_micros int8 NOT NULL, -- ex GST
  gst_micros    int8 NOT NULL,
  tax_code      int2 NOT NULL, -- 1: GST 10 %
  period_from   date,
  period_to     date,          -- exclusive
  charged_at    timestamptz NOT NULL,
  source        text NOT NULL,
  reason        text NOT NULL DEFAULT '',
  statement_id  int8,          -- the statement it is on, once it is
  PRIMARY KEY (account_id, id),
  UNIQUE (account_id, source)
);
CALL tollgate_guard('charges', 'account_id', 'INSERT, UPDATE');

CREATE TABLE payments (
  id            int8 GENERATED ALWAYS AS IDENTITY,
  reseller_id   int4 NOT NULL,
  account_id    int4 NOT NULL,
  amount_micros int8 NOT NULL CHECK (amount_micros <> 0), -- below zero: taken back
  method        text NOT NULL CHECK (method IN ('bank-transfer', 'card', 'direct-debit', 'cash', 'cheque', 'other')),
  reference     text NOT NULL DEFAULT '',
  note          text NOT NULL DEFAULT '',
  received_at   timestamptz NOT NULL,
  recorded_at   timestamptz NOT NULL,
  recorded_by   text NOT NULL,
  receipt_no    int4,
  reverses_id   int8,
  statement_id  int8,
  PRIMARY KEY (account_id, id)
);
CALL tollgate_guard('payments', 'account_id', 'INSERT, UPDATE');
