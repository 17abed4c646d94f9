-- The limits of accounts, how accounts pay, what tripped and was told, who lifted what.

-- Without a row, or where a column is NULL, what domain/credit-control has as the account's payment mode wants it.
CREATE TABLE account_controls (
  account_id              int4 PRIMARY KEY REFERENCES accounts,
  reseller_id             int4 NOT NULL REFERENCES resellers,
  credit_limit_on         boolean,
  credit_limit_micros     int8 CHECK (credit_limit_micros >= 0),     -- below zero, with GST
  fraud_spend_day_on      boolean,
  fraud_spend_day_micros  int8 CHECK (fraud_spend_day_micros >= 0),  -- ex GST
  fraud_spend_hour_on     boolean,
  fraud_spend_hour_micros int8 CHECK (fraud_spend_hour_micros >= 0), -- ex GST
  overseas_calls_on       boolean,
  overseas_calls          int4 CHECK (overseas_calls > 0),           -- within an hour
  iou_on                  boolean,
  iou_micros              int8 CHECK (iou_micros >= 0),              -- ex GST
  card_failures_on        boolean,
  card_failures           int4 CHECK (card_failures > 0),            -- in a row
  version                 int4 NOT NULL
);
CALL tollgate_guard('account_controls', 'account_id', 'INSERT, UPDATE');

-- Likewise. Amounts with GST, as the balance is.
CREATE TABLE payment_settings (
  account_id                int4 PRIMARY KEY REFERENCES accounts,
  reseller_id               int4 NOT NULL REFERENCES resellers,
  top_up_on                 boolean,
  top_up_mode               text CHECK (top_up_mode IN ('fixed', 'restore')),
  top_up_threshold_micros   int8 CHECK (top_up_threshold_micros >= 2000000),
  top_up_amount_micros      int8 CHECK (top_up_amount_micros > 0), -- restore: the balance it is brought back to
  top_up_week_micros        int8 CHECK (top_up_week_micros > 0),   -- within seven days at the most
  auto_debit_on             boolean,
  low_balance_on            boolean,
  low_balance_micros        int8 CHECK (low_balance_micros >= 0),
  allowance_warnings_on     boolean,
  notice_contact            text CHECK (notice_contact IN ('main', 'billing', 'technical')),
  notice_also               text[],                                -- addresses in lower case
  version                   int4 NOT NULL
);
CALL tollgate_guard('payment_settings', 'account_id', 'INSERT, UPDATE');

-- What an account has crossed and was told of, once each: while the row is there, nobody is told again.
CREATE TABLE account_crossings (
  account_id  int4 NOT NULL REFERENCES accounts,
  watched     text COLLATE "C" NOT NULL, -- 'low-balance', 'control fraud-spend-day', 'allowance 85 12 0 2026-11-20'
  reseller_id int4 NOT NULL REFERENCES resellers,
  crossed_at  timestamptz NOT NULL,
  PRIMARY KEY (account_id, watched)
);
CREATE INDEX account_crossings_tripped ON account_crossings (reseller_id, crossed_at, account_id)
  WHERE watched LIKE 'control %';
CALL tollgate_guard('account_crossings', 'account_id', 'INSERT, DELETE');

-- Who lifted a control of an account, until when and why. The last one counts.
CREATE TABLE control_releases (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 NOT NULL REFERENCES accounts,
  control     text NOT NULL,             -- domain/credit-control/controls.ts
  released_at timestamptz NOT NULL,
  until       timestamptz NOT NULL,      -- ended before its time: when it was
  words       text NOT NULL,
  actor       text NOT NULL,
  actor_name  text NOT NULL,
  CHECK (until >= released_at)
);
CREATE INDEX control_releases_by_account ON control_releases (account_id, control, id);
CALL tollgate_guard('control_releases', 'account_id', 'INSERT');
GRANT UPDATE (until) ON control_releases TO tollgate_app;
