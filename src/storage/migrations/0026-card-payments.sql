-- Cards and direct debits through a gateway: each reseller's own account there, what it stores for the customers, and every
-- charge, refund, dispute and event.

-- The reseller's account at the gateway.
CREATE TABLE payment_gateways (
  reseller_id        int4 PRIMARY KEY REFERENCES resellers,
  is_on              boolean NOT NULL DEFAULT false,
  -- Sealed (providers/secrets/secret-box.ts); the last four are what is shown of them.
  secret_key         text NOT NULL,
  secret_key_last4   text NOT NULL,
  webhook_secret     text NOT NULL DEFAULT '',
  webhook_last4      text NOT NULL DEFAULT '',
  -- What the gateway's webhooks are addressed by: nothing to guess, and not the reseller's id.
  webhook_token      text COLLATE "C" NOT NULL UNIQUE,
  -- Whose keys they are, as the gateway said when they were tested.
  gateway_account    text NOT NULL,
  gateway_name       text NOT NULL,
  is_live            boolean NOT NULL,
  methods            text[] NOT NULL CHECK (methods <@ ARRAY['card', 'becs'] AND cardinality(methods) > 0),
  statement_suffix   text NOT NULL DEFAULT '',
  least_micros       int8 NOT NULL,
  most_micros        int8 NOT NULL CHECK (most_micros >= least_micros),
  -- How far the gateway's own list of events was read, and when it last answered.
  events_read_to     timestamptz,
  webhook_seen_at    timestamptz,
  version            int4 NOT NULL DEFAULT 1
);
CALL tollgate_guard('payment_gateways', NULL, 'INSERT, UPDATE');

-- An account as the gateway knows it. The key is written down before it is used.
CREATE TABLE gateway_customers (
  account_id      int4 NOT NULL REFERENCES accounts,
  reseller_id     int4 NOT NULL REFERENCES resellers,
  gateway_account text NOT NULL,
  gateway_key     uuid NOT NULL UNIQUE,
  customer_id     text, -- null: asked for, no answer yet
  PRIMARY KEY (account_id, gateway_account)
);
CREATE INDEX gateway_customers_by_customer ON gateway_customers (reseller_id, customer_id);
CALL tollgate_guard('gateway_customers', 'account_id', 'INSERT, UPDATE');

-- A stored card or bank account: a token of the gateway's, and what a person knows it by.
CREATE TABLE payment_methods (
  id              int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id     int4 NOT NULL REFERENCES resellers,
  account_id      int4 NOT NULL REFERENCES accounts,
  gateway_account text NOT NULL,
  gateway_id      text NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('card', 'becs')),
  brand           text NOT NULL,
  last4           text NOT NULL,
  exp_month       int2,
  exp_year        int2,
  fingerprint     text NOT NULL DEFAULT '',
  is_default      boolean NOT NULL DEFAULT false,
  -- revoked: the gateway does not have it any more.
  status          text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'removed', 'revoked')),
  added_at        timestamptz NOT NULL,
  added_by        text NOT NULL,
  ended_at        timestamptz,
  CHECK (NOT is_default OR status = 'active')
);
CREATE UNIQUE INDEX payment_methods_once ON payment_methods (reseller_id, gateway_id);
CREATE INDEX payment_methods_by_account ON payment_methods (account_id, id);
CREATE UNIQUE INDEX payment_methods_one_default ON payment_methods (account_id) WHERE is_default;
CALL tollgate_guard('payment_methods', 'account_id', 'INSERT, UPDATE');

-- A page of the gateway's that stores a card or bank account.
CREATE TABLE payment_setups (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 NOT NULL REFERENCES accounts,
  gateway_key uuid NOT NULL UNIQUE,
  page_id     text,
  state       text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'complete', 'expired')),
  method_id   int4 REFERENCES payment_methods,
  started_at  timestamptz NOT NULL,
  started_by  text NOT NULL
);
CREATE INDEX payment_setups_open ON payment_setups (reseller_id, account_id) WHERE state = 'open';
CREATE INDEX payment_setups_by_page ON payment_setups (reseller_id, page_id);
CALL tollgate_guard('payment_setups', 'account_id', 'INSERT, UPDATE');

-- Money asked of a card or bank account: written down before the gateway hears of it (domain/payments/charge.ts).
CREATE TABLE gateway_charges (
  id              int8 GENERATED ALWAYS AS IDENTITY,
  reseller_id     int4 NOT NULL REFERENCES resellers,
  account_id      int4 NOT NULL REFERENCES accounts,
  -- The asker's own: asked again with it, nothing is charged again.
  key             text COLLATE "C" NOT NULL,
  -- What the gateway knows it by, its idempotency key. Never used again, not by a restored database either.
  gateway_key     uuid NOT NULL UNIQUE,
  purpose         text NOT NULL CHECK (purpose IN ('add-credit', 'auto-top-up', 'top-up-to-level', 'auto-debit', 'invoice')),
  amount_micros   int8 NOT NULL CHECK (amount_micros > 0 AND amount_micros % 10000 = 0), -- with GST
  state           text NOT NULL DEFAULT 'planned' CHECK (state IN
                    ('planned', 'sent', 'needs-action', 'processing', 'cancelled', 'failed', 'succeeded')),
  -- Word for word what the gateway is asked with, so that it can be asked again.
  gateway_account text NOT NULL,
  customer_id     text NOT NULL,
  description     text NOT NULL,
  statement_suffix text NOT NULL,
  return_url      text, -- null: nobody is there
  method_id       int4 REFERENCES payment_methods, -- null: a page of the gateway's; once paid, what it was paid by
  on_page         boolean NOT NULL,
  page_methods    text[] NOT NULL DEFAULT '{}',
  saves_method    boolean NOT NULL DEFAULT false,
  -- What came of it.
  intent_id       text,
  page_id         text,
  page_url        text,
  action_url      text,
  paid_by         text NOT NULL DEFAULT '', -- 'Visa ending 4242'
  failure_code    text,
  payment_id      int8,
  planned_at      timestamptz NOT NULL,
  planned_by      text NOT NULL,
  sent_at         timestamptz,
  settled_at      timestamptz,
  asked_at        timestamptz, -- when the gateway was last asked how it stands
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, payment_id) REFERENCES payments,
  CHECK ((state = 'succeeded') = (payment_id IS NOT NULL))
);
CREATE UNIQUE INDEX gateway_charges_asked_once ON gateway_charges (account_id, key);
CREATE UNIQUE INDEX gateway_charges_paid_once ON gateway_charges (account_id, payment_id) WHERE payment_id IS NOT NULL;
CREATE UNIQUE INDEX gateway_charges_by_intent ON gateway_charges (reseller_id, intent_id) WHERE intent_id IS NOT NULL;
CREATE INDEX gateway_charges_by_page ON gateway_charges (reseller_id, page_id) WHERE page_id IS NOT NULL;
CREATE INDEX gateway_charges_by_reseller ON gateway_charges (reseller_id, id);
CREATE INDEX gateway_charges_unsettled ON gateway_charges (reseller_id, id)
  WHERE state IN ('planned', 'sent', 'needs-action', 'processing');
CALL tollgate_guard('gateway_charges', 'account_id', 'INSERT, UPDATE');

-- A payment that gives a part of another back, or takes that back in turn: a refund, a chargeback, what undoes one. One taken
-- back as a whole by the office has reverses_id.
ALTER TABLE payments ADD COLUMN returns_id int8;
ALTER TABLE payments ADD CONSTRAINT payments_return_one_way CHECK (reverses_id IS NULL OR returns_id IS NULL);
CREATE INDEX payments_returned ON payments (account_id, returns_id) WHERE returns_id IS NOT NULL;

-- Money given back to a card or bank account.
CREATE TABLE gateway_refunds (
  id            int8 GENERATED ALWAYS AS IDENTITY,
  reseller_id   int4 NOT NULL REFERENCES resellers,
  account_id    int4 NOT NULL REFERENCES accounts,
  charge_id     int8 NOT NULL,
  key           text COLLATE "C" NOT NULL,
  gateway_key   uuid NOT NULL UNIQUE,
  amount_micros int8 NOT NULL CHECK (amount_micros > 0 AND amount_micros % 10000 = 0),
  reason        text NOT NULL,
  state         text NOT NULL DEFAULT 'planned' CHECK (state IN
                  ('planned', 'pending', 'succeeded', 'cancelled', 'failed')),
  gateway_id    text,
  failure_code  text,
  payment_id    int8, -- of the money given back
  undone_id     int8, -- of the money that came back to us, where the bank refused it later
  planned_at    timestamptz NOT NULL,
  planned_by    text NOT NULL,
  settled_at    timestamptz,
  asked_at      timestamptz,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, charge_id) REFERENCES gateway_charges,
  FOREIGN KEY (account_id, payment_id) REFERENCES payments,
  FOREIGN KEY (account_id, undone_id) REFERENCES payments
);
CREATE UNIQUE INDEX gateway_refunds_asked_once ON gateway_refunds (account_id, key);
CREATE UNIQUE INDEX gateway_refunds_by_gateway_id ON gateway_refunds (reseller_id, gateway_id) WHERE gateway_id IS NOT NULL;
CREATE INDEX gateway_refunds_by_charge ON gateway_refunds (account_id, charge_id);
CREATE INDEX gateway_refunds_open ON gateway_refunds (reseller_id, id) WHERE state IN ('planned', 'pending');
CALL tollgate_guard('gateway_refunds', 'account_id', 'INSERT, UPDATE');

-- Chargebacks: a bank takes the money back, for a time or for good.
CREATE TABLE gateway_disputes (
  id            int8 GENERATED ALWAYS AS IDENTITY,
  reseller_id   int4 NOT NULL REFERENCES resellers,
  account_id    int4 NOT NULL REFERENCES accounts,
  charge_id     int8 NOT NULL,
  gateway_id    text NOT NULL,
  amount_micros int8 NOT NULL CHECK (amount_micros > 0),
  fee_micros    int8 NOT NULL CHECK (fee_micros >= 0), -- what the gateway takes from the reseller for it
  reason        text NOT NULL,
  state         text NOT NULL CHECK (state IN ('inquiry', 'dropped', 'needs-response', 'under-review', 'lost', 'won')),
  respond_by    timestamptz,
  taken_id      int8, -- the payment by which the money went
  returned_id   int8, -- and by which it came back
  opened_at     timestamptz NOT NULL,
  closed_at     timestamptz,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, charge_id) REFERENCES gateway_charges,
  FOREIGN KEY (account_id, taken_id) REFERENCES payments,
  FOREIGN KEY (account_id, returned_id) REFERENCES payments
);
CREATE UNIQUE INDEX gateway_disputes_once ON gateway_disputes (reseller_id, gateway_id);
CREATE INDEX gateway_disputes_by_charge ON gateway_disputes (account_id, charge_id);
CREATE INDEX gateway_disputes_by_reseller ON gateway_disputes (reseller_id, id);
CALL tollgate_guard('gateway_disputes', 'account_id', 'INSERT, UPDATE');

-- What the gateway told, each once, whether by webhook or from its list.
CREATE TABLE gateway_events (
  reseller_id int4 NOT NULL REFERENCES resellers,
  gateway_id  text COLLATE "C" NOT NULL,
  type        text NOT NULL,
  object_kind text NOT NULL,
  object_id   text NOT NULL,
  happened_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  handled_at  timestamptz, -- null: not yet
  outcome     text NOT NULL DEFAULT '',
  PRIMARY KEY (reseller_id, gateway_id)
);
CREATE INDEX gateway_events_waiting ON gateway_events (reseller_id, received_at) WHERE handled_at IS NULL;
CALL tollgate_guard('gateway_events', NULL, 'INSERT, UPDATE, DELETE');
