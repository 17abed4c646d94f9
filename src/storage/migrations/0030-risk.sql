-- Rules that refuse calls, countries an account has called, IOUs, and what people said of calls that tripped a limit.

-- ----------------------------------------------------------------------------------------------------------- rules

-- What an account's rules are where they differ from its reseller's; NULL: nothing was said of that rule here. The switch
-- and the values of a rule are said together: domain/credit-control/call-rule-settings.ts.
CREATE TABLE call_rules (
  account_id              int4 PRIMARY KEY REFERENCES accounts,
  reseller_id             int4 NOT NULL REFERENCES resellers,
  premium_barred          boolean,
  satellite_barred        boolean,
  countries               text CHECK (countries IN ('all', 'none', 'only')),
  country_keys            text[] CHECK ((country_keys IS NOT NULL) = (countries IS NOT NULL)), -- domain/usage/countries.ts
  price_ceiling_on        boolean,
  price_ceiling_micros    int8 CHECK (price_ceiling_micros >= 0),   -- a minute to another country, ex GST
  channels_on             boolean,
  channels                int4 CHECK (channels > 0),                -- NULL: as many as the plan has and were bought
  overseas_channels_on    boolean,
  overseas_channels       int4 CHECK (overseas_channels > 0),
  velocity_on             boolean,
  calls_per_minute        int4 CHECK (calls_per_minute > 0),
  first_seen_on           boolean,
  first_seen_micros       int8 CHECK (first_seen_micros >= 0),      -- a minute, ex GST
  first_seen_action       text CHECK (first_seen_action IN ('refuse', 'one-call')),
  version                 int4 NOT NULL
);
CALL tollgate_guard('call_rules', 'account_id', 'INSERT, UPDATE');

-- A reseller's own, for all its accounts that say nothing else; where it says nothing, what the domain has.
CREATE TABLE call_rule_defaults (
  LIKE call_rules INCLUDING CONSTRAINTS,
  -- And of the limits that account_controls has for one account.
  fraud_spend_day_on      boolean,
  fraud_spend_day_micros  int8 CHECK (fraud_spend_day_micros >= 0),
  fraud_spend_hour_on     boolean,
  fraud_spend_hour_micros int8 CHECK (fraud_spend_hour_micros >= 0),
  overseas_calls_on       boolean,
  overseas_calls          int4 CHECK (overseas_calls > 0)
);
ALTER TABLE call_rule_defaults DROP COLUMN account_id, ADD PRIMARY KEY (reseller_id),
  ADD FOREIGN KEY (reseller_id) REFERENCES resellers;
CALL tollgate_guard('call_rule_defaults', NULL, 'INSERT, UPDATE');

-- A country an account has called, or somebody said it may be called for the first time.
CREATE TABLE account_countries (
  account_id      int4 NOT NULL REFERENCES accounts,
  country         text NOT NULL,   -- domain/usage/countries.ts
  reseller_id     int4 NOT NULL REFERENCES resellers,
  first_called_at timestamptz,     -- NULL: not yet
  confirmed_at    timestamptz,     -- somebody said that calls there are theirs
  confirmed_by    text,
  PRIMARY KEY (account_id, country),
  CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
  CHECK (first_called_at IS NOT NULL OR confirmed_at IS NOT NULL)
);
CALL tollgate_guard('account_countries', 'account_id', 'INSERT, UPDATE');

-- ----------------------------------------------------------------------------------------------------------- IOUs

-- Whether accounts on the plan get an IOU by themselves. Beside the versions, which are never edited.
ALTER TABLE calling_plans ADD COLUMN iou_allowed boolean NOT NULL DEFAULT false;

-- Short credit of a prepaid account that has run out. open until ended_at; what it lent is owed until cleared_at, when the
-- balance was brought back to zero or above: until then there is no other.
CREATE TABLE ious (
  id             int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id    int4 NOT NULL REFERENCES resellers,
  account_id     int4 NOT NULL REFERENCES accounts,
  started_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL CHECK (expires_at > started_at),
  value_micros   int8 NOT NULL CHECK (value_micros > 0), -- ex GST
  balance_micros int8 NOT NULL,                          -- at its start, with GST
  floor_micros   int8 NOT NULL CHECK (floor_micros < 0), -- the balance may come down to it, with GST
  ended_at       timestamptz CHECK (ended_at >= started_at),
  ended_because  text CHECK (ended_because IN ('paid', 'expired', 'stopped')),
  cleared_at     timestamptz CHECK (cleared_at >= started_at),
  CHECK ((ended_at IS NULL) = (ended_because IS NULL)),
  CHECK (cleared_at IS NULL OR ended_at IS NOT NULL)
);
CREATE UNIQUE INDEX ious_one_owed ON ious (account_id) WHERE cleared_at IS NULL;
CREATE INDEX ious_by_account ON ious (account_id, id);
CREATE INDEX ious_to_expire ON ious (expires_at) WHERE ended_at IS NULL;
CALL tollgate_guard('ious', 'account_id', 'INSERT, UPDATE');

-- ------------------------------------------------------------------------------------------------ what people said

-- Of calls that tripped a limit: it was me, or it was not. Those that were not stay with the office until it is done.
CREATE TABLE fraud_answers (
  id             int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id    int4 NOT NULL REFERENCES resellers,
  account_id     int4 NOT NULL REFERENCES accounts,
  control        text NOT NULL,
  was_me         boolean NOT NULL,
  answered_at    timestamptz NOT NULL,
  by_customer    boolean NOT NULL,
  released_until timestamptz,
  words          text NOT NULL,
  actor          text NOT NULL,
  actor_name     text NOT NULL,
  settled_at     timestamptz,
  settled_by     text,
  settled_words  text,
  CHECK (was_me = (released_until IS NOT NULL)),
  CHECK ((settled_at IS NULL) = (settled_by IS NULL)),
  CHECK (NOT was_me OR settled_at IS NULL)
);
CREATE INDEX fraud_answers_by_account ON fraud_answers (account_id, id);
CREATE INDEX fraud_answers_open ON fraud_answers (reseller_id, id) WHERE NOT was_me AND settled_at IS NULL;
CALL tollgate_guard('fraud_answers', 'account_id', 'INSERT, UPDATE');

-- ------------------------------------------------------------------------------------------------------ back-tests

-- What rules would have done to past calls: asked, worked out by the worker, kept for a while.
CREATE TABLE back_tests (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 REFERENCES accounts,   -- NULL: all accounts of the reseller
  from_at     timestamptz NOT NULL,
  to_at       timestamptz NOT NULL CHECK (to_at > from_at),
  changes     jsonb NOT NULL,             -- what is tried beside what is in force: contract/back-test.ts
  state       text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  calls_done  int4 NOT NULL DEFAULT 0,
  calls_all   int4,
  result      jsonb,
  failure     text,
  asked_by    text NOT NULL,
  created_at  timestamptz NOT NULL,
  finished_at timestamptz
);
CREATE INDEX back_tests_by_reseller ON back_tests (reseller_id, id);
CALL tollgate_guard('back_tests', 'account_id', 'INSERT, UPDATE, DELETE');

-- ------------------------------------------------------------------------------------------------ who answers calls

CREATE TRIGGER tell_live AFTER INSERT OR UPDATE ON call_rules
  FOR EACH ROW EXECUTE FUNCTION tollgate_tell_live('account', 'account_id');
CREATE TRIGGER tell_live AFTER INSERT OR UPDATE ON ious
  FOR EACH ROW EXECUTE FUNCTION tollgate_tell_live('account', 'account_id');
CREATE TRIGGER tell_live AFTER INSERT ON account_crossings FOR EACH ROW
  WHEN (NEW.watched LIKE 'control %') EXECUTE FUNCTION tollgate_tell_live('account', 'account_id');
-- Who answers the first call to a country notes it by itself; what a person says of it is told.
CREATE TRIGGER tell_live AFTER INSERT OR UPDATE ON account_countries
  FOR EACH ROW WHEN (NEW.confirmed_at IS NOT NULL) EXECUTE FUNCTION tollgate_tell_live('account', 'account_id');
CREATE TRIGGER tell_live AFTER INSERT OR UPDATE ON account_channels
  FOR EACH ROW EXECUTE FUNCTION tollgate_tell_live('account', 'account_id');
CREATE TRIGGER tell_live AFTER INSERT OR UPDATE ON call_rule_defaults
  FOR EACH ROW EXECUTE FUNCTION tollgate_tell_live('reseller', 'reseller_id');
