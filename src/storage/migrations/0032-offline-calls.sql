-- What is let through while the database is away, by reseller; without a row: calls for help only.
CREATE TABLE offline_calls (
  reseller_id    int4 PRIMARY KEY REFERENCES resellers,
  mode           text NOT NULL CHECK (mode IN ('closed', 'open')),
  max_seconds    int4 NOT NULL CHECK (max_seconds BETWEEN 1 AND 7200),
  calls_at_once  int4 NOT NULL CHECK (calls_at_once BETWEEN 1 AND 100),
  account_micros int8 NOT NULL CHECK (account_micros >= 0), -- with GST, of one account while it is away
  version        int4 NOT NULL DEFAULT 1
);
CALL tollgate_guard('offline_calls');

-- What a reseller paid to the operator, ex GST: what wholesale_credit.paid_micros is the sum of.
CREATE TABLE wholesale_payments (
  id            int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id   int4 NOT NULL REFERENCES resellers,
  amount_micros int8 NOT NULL CHECK (amount_micros <> 0),
  reference     text NOT NULL,
  paid_at       timestamptz NOT NULL,
  recorded_by   text NOT NULL
);
CREATE INDEX wholesale_payments_by_reseller ON wholesale_payments (reseller_id, id);
CREATE UNIQUE INDEX wholesale_payments_once ON wholesale_payments (reseller_id, reference);
CALL tollgate_guard('wholesale_payments');
