-- What is done about invoices that are overdue: the ladder of a reseller, the case of an account, what holds it.

-- Without a row: domain/credit-control/dunning-ladder.ts, switched off.
CREATE TABLE dunning_ladders (
  reseller_id    int4 PRIMARY KEY REFERENCES resellers,
  is_on          boolean NOT NULL,
  minimum_micros int8 NOT NULL CHECK (minimum_micros >= 0), -- with GST: less is not chased
  steps          jsonb NOT NULL,                            -- by step: {"isOn": true, "days": 7}
  version        int4 NOT NULL
);
CALL tollgate_guard('dunning_ladders', NULL, 'INSERT, UPDATE');

-- How far a reseller has gone about what an account owes. One that is open at a time.
CREATE TABLE dunning_cases (
  id            int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id   int4 NOT NULL REFERENCES resellers,
  account_id    int4 NOT NULL REFERENCES accounts,
  opened_at     timestamptz NOT NULL,
  step          text CHECK (step IN ('reminder', 'second-reminder', 'restriction-notice', 'restriction', 'suspension-notice',
                                     'suspension', 'disconnection-notice', 'disconnection')),
  step_on       date NOT NULL,          -- in the account's zone; without a step, the day it was opened on
  covers_to     date NOT NULL,          -- the latest due day of what the last reminder or notice was about
  restricted_at timestamptz,            -- calls out are barred by it, but for emergency numbers
  suspended_at  timestamptz,            -- the account is suspended by it
  -- What comes next, as it stood when somebody looked last; NULL: nothing by itself.
  next_step     text,
  next_on       date,
  closed_at     timestamptz,
  closed_why    text CHECK (closed_why IN ('paid', 'small', 'prepaid', 'cancelled')),
  CHECK ((closed_at IS NULL) = (closed_why IS NULL)),
  CHECK (closed_at IS NULL OR restricted_at IS NULL AND suspended_at IS NULL)
);
CREATE UNIQUE INDEX dunning_cases_one_open ON dunning_cases (account_id) WHERE closed_at IS NULL;
CREATE INDEX dunning_cases_open ON dunning_cases (reseller_id, id) WHERE closed_at IS NULL;
CREATE INDEX dunning_cases_by_account ON dunning_cases (account_id, reseller_id, id);
CREATE INDEX dunning_cases_restricted ON dunning_cases (account_id) WHERE restricted_at IS NOT NULL;
CALL tollgate_guard('dunning_cases', 'account_id', 'INSERT, UPDATE');

-- What happened in a case, with what a notice named. Kept as long as bills are.
CREATE TABLE dunning_events (
  id          int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 NOT NULL REFERENCES accounts,
  case_id     int4 REFERENCES dunning_cases,
  at          timestamptz NOT NULL,
  day         date NOT NULL,            -- in the account's zone
  kind        text NOT NULL CHECK (kind IN ('step', 'lifted', 'closed', 'hold-set', 'hold-ended')),
  step        text,                     -- of a step
  is_repeat   boolean NOT NULL DEFAULT false,
  amount_micros int8,                   -- chased then, with GST
  act_on      date,                     -- of a notice: the first day on which what it announces may happen
  words       text NOT NULL DEFAULT '',
  by_whom     text NOT NULL
);
CREATE INDEX dunning_events_by_account ON dunning_events (account_id, reseller_id, id);
-- At most one step an account and day, whatever is done twice.
CREATE UNIQUE INDEX dunning_events_one_step_a_day ON dunning_events (account_id, day) WHERE kind = 'step';
CALL tollgate_guard('dunning_events', 'account_id', 'INSERT');

-- Why nothing is done about an account for a while: domain/credit-control/dunning-hold.ts.
CREATE TABLE dunning_holds (
  id            int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id   int4 NOT NULL REFERENCES resellers,
  account_id    int4 NOT NULL REFERENCES accounts,
  kind          text NOT NULL CHECK (kind IN ('dispute', 'hardship', 'disaster', 'promise', 'pause')),
  from_date     date NOT NULL,          -- in the account's zone, both included
  until_date    date NOT NULL CHECK (until_date >= from_date),
  amount_micros int8 CHECK (amount_micros > 0), -- of a dispute: the part contested; NULL: all
  instalments   jsonb NOT NULL DEFAULT '[]',    -- of a hardship arrangement: [{"on": "2026-12-01", "amount": "50000000"}]
  words         text NOT NULL,          -- why; staff only
  set_at        timestamptz NOT NULL,
  set_by        text NOT NULL,
  ended_at      timestamptz,            -- before its time
  ended_on      date,                   -- likewise, in the account's zone
  ended_by      text,
  end_words     text NOT NULL DEFAULT '',
  CHECK ((ended_at IS NULL) = (ended_on IS NULL))
);
CREATE INDEX dunning_holds_by_account ON dunning_holds (account_id, reseller_id, id);
CALL tollgate_guard('dunning_holds', 'account_id', 'INSERT, UPDATE');

CREATE TRIGGER tell_live AFTER INSERT OR UPDATE ON dunning_cases
  FOR EACH ROW EXECUTE FUNCTION tollgate_tell_live('account', 'account_id');

-- ------------------------------------------------------------------------------------------------------ spend alerts

-- What calls of a billing month may come to before somebody is told, with GST. NULL: as domain/credit-control has it.
ALTER TABLE payment_settings
  ADD COLUMN spend_alert_on boolean,
  ADD COLUMN spend_alert_micros int8 CHECK (spend_alert_micros > 0);
