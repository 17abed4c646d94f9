-- What accounts are charged by themselves: for what, how far it is, each try, and what refusals mean for the next.

-- One reason to charge an account: for the same reason it is charged once. planned: waits for its time, its first or another
-- try. sent: a try is under way. The rest are ends.
CREATE TABLE automatic_charges (
  id            int8 GENERATED ALWAYS AS IDENTITY,
  reseller_id   int4 NOT NULL REFERENCES resellers,
  account_id    int4 NOT NULL REFERENCES accounts,
  purpose       text NOT NULL CHECK (purpose IN ('auto-top-up', 'top-up-to-level', 'auto-debit', 'invoice')),
  reason        text COLLATE "C" NOT NULL, -- 'low after 12', 'month-end 2026-12-20', 'statement 71'
  statement_id  int8,                      -- of an auto debit
  amount_micros int8 NOT NULL CHECK (amount_micros > 0 AND amount_micros % 10000 = 0), -- with GST; as it was last reckoned
  state         text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'sent', 'paid', 'given-up', 'withdrawn')),
  due_at        timestamptz NOT NULL,      -- not tried before
  planned_at    timestamptz NOT NULL,
  tries         int4 NOT NULL DEFAULT 0,
  ended_at      timestamptz,
  ended_why     text,                      -- of what was given up or withdrawn, for people
  PRIMARY KEY (account_id, id),
  CHECK ((ended_at IS NOT NULL) = (state IN ('paid', 'given-up', 'withdrawn')))
);
CREATE UNIQUE INDEX automatic_charges_once ON automatic_charges (account_id, reason);
-- Two at once cannot top up the same account twice.
CREATE UNIQUE INDEX automatic_charges_one_top_up ON automatic_charges (account_id)
  WHERE purpose IN ('auto-top-up', 'top-up-to-level') AND state IN ('planned', 'sent');
CREATE INDEX automatic_charges_open ON automatic_charges (reseller_id, account_id, due_at) WHERE state IN ('planned', 'sent');
CALL tollgate_guard('automatic_charges', 'account_id', 'INSERT, UPDATE');

-- Each time one was sent to the gateway. gateway_charges has the rest of it, under the same key.
CREATE TABLE automatic_charge_tries (
  account_id    int4 NOT NULL,
  charge_no     int8 NOT NULL,             -- the id of the automatic charge
  try_no        int4 NOT NULL,
  reseller_id   int4 NOT NULL REFERENCES resellers,
  key           text COLLATE "C" NOT NULL, -- 'automatic 12 try 1'
  amount_micros int8 NOT NULL CHECK (amount_micros > 0),
  sent_at       timestamptz NOT NULL,
  outcome       text CHECK (outcome IN ('paid', 'refused', 'not-sent')), -- NULL: not known yet
  answered_at   timestamptz,
  decline_code  text,                      -- domain/payments/decline.ts
  PRIMARY KEY (account_id, charge_no, try_no),
  FOREIGN KEY (account_id, charge_no) REFERENCES automatic_charges,
  CHECK ((outcome IS NULL) = (answered_at IS NULL))
);
CREATE UNIQUE INDEX automatic_charge_tries_once ON automatic_charge_tries (account_id, key);
CREATE UNIQUE INDEX automatic_charge_tries_one_at_once ON automatic_charge_tries (account_id, charge_no) WHERE outcome IS NULL;
CREATE INDEX automatic_charge_tries_open ON automatic_charge_tries (reseller_id, account_id) WHERE outcome IS NULL;
CREATE INDEX automatic_charge_tries_by_time ON automatic_charge_tries (account_id, sent_at);
CALL tollgate_guard('automatic_charge_tries', 'account_id', 'INSERT, UPDATE');

-- Refusals in a row of what an account has stored, and what people were told. Without a row: none.
CREATE TABLE automatic_charging (
  account_id      int4 PRIMARY KEY REFERENCES accounts,
  reseller_id     int4 NOT NULL REFERENCES resellers,
  refusals        int4 NOT NULL DEFAULT 0,
  refused_at      timestamptz,             -- the last of them
  decline_code    text,                    -- of it
  stopped_at      timestamptz,             -- switched off because of them
  week_full_since timestamptz              -- told that the weekly maximum holds a top-up back
);
CALL tollgate_guard('automatic_charging', 'account_id', 'INSERT, UPDATE');

-- Notices that a card is about to end, each once.
CREATE TABLE card_expiry_notices (
  method_id   int4 NOT NULL REFERENCES payment_methods,
  notice      text NOT NULL CHECK (notice IN ('next-month', 'this-month')),
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 NOT NULL,
  told_at     timestamptz NOT NULL,
  PRIMARY KEY (method_id, notice)
);
CALL tollgate_guard('card_expiry_notices', 'account_id', 'INSERT');
