-- Money that came by the bank: files of its statements, and whose each transfer is.

-- A file as the bank wrote it. The same bytes are the same file.
CREATE TABLE bank_imports (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  file_name   text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
  content     bytea NOT NULL,
  sha256      bytea NOT NULL,
  format      text NOT NULL CHECK (format IN ('csv', 'direct-entry', 'bpay')),
  -- Of a CSV file; and which of them is what: domain/payments/bank-columns.ts.
  headings    text[] NOT NULL DEFAULT '{}',
  columns     jsonb NOT NULL DEFAULT '{}',
  -- What is missing before its rows can be read; '': nothing.
  missing     text NOT NULL DEFAULT '',
  uploaded_at timestamptz NOT NULL,
  uploaded_by text NOT NULL,
  UNIQUE (reseller_id, sha256)
);
CREATE INDEX bank_imports_by_reseller ON bank_imports (reseller_id, id);
CALL tollgate_guard('bank_imports', NULL, 'INSERT, UPDATE, DELETE');

-- A line of such a file.
CREATE TABLE bank_transfers (
  id              int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id     int4 NOT NULL REFERENCES resellers,
  import_id       int4 NOT NULL REFERENCES bank_imports,
  line            int4 NOT NULL,        -- of the file, from 1
  received_on     date,                 -- as the bank has it; NULL: it cannot be read
  amount_micros   int8 NOT NULL,        -- above zero: came in
  text            text NOT NULL,
  reference       text NOT NULL,
  payer           text NOT NULL,
  bank_id         text NOT NULL,        -- the bank's own name of it; '': none
  payer_key       text NOT NULL,        -- who paid, as it comes back: domain/payments/bank-row.ts
  -- SHA-256 of what is written of it, and its number among those that are alike; NULL: it says again what another said.
  fingerprint     bytea NOT NULL,
  occurrence      int4 CHECK (occurrence > 0),
  status          text NOT NULL CHECK (status IN
                    ('matched', 'suggested', 'unmatched', 'ignored', 'duplicate', 'posted', 'set-aside')),
  -- Whose it is most likely, by what; NULL: nobody knows.
  account_id      int4 REFERENCES accounts,
  matched_by      text CHECK (matched_by IN ('account-number', 'invoice', 'payer', 'wrong-digit', 'hand')),
  problem         text NOT NULL DEFAULT '',
  -- Of the amount, what is on accounts: the sum of its parts that stand.
  assigned_micros int8 NOT NULL DEFAULT 0 CHECK (assigned_micros >= 0),
  -- Set aside, or taken up again: who, when and why.
  decided_at      timestamptz,
  decided_by      text,
  reason          text NOT NULL DEFAULT '',
  UNIQUE (import_id, line),
  CHECK (occurrence IS NOT NULL OR status = 'duplicate'),
  CHECK (status <> 'posted' OR assigned_micros = amount_micros AND amount_micros > 0),
  CHECK (status NOT IN ('matched', 'suggested', 'unmatched') OR assigned_micros < amount_micros),
  CHECK (status NOT IN ('ignored', 'duplicate') OR assigned_micros = 0),
  CHECK (status <> 'matched' OR account_id IS NOT NULL)
);
CREATE UNIQUE INDEX bank_transfers_once ON bank_transfers (reseller_id, fingerprint, occurrence)
  WHERE occurrence IS NOT NULL;
CREATE INDEX bank_transfers_by_reseller ON bank_transfers (reseller_id, id);
CREATE INDEX bank_transfers_open ON bank_transfers (reseller_id, received_on, id)
  WHERE status IN ('matched', 'suggested', 'unmatched');
CREATE INDEX bank_transfers_by_payer ON bank_transfers (reseller_id, payer_key) WHERE assigned_micros > 0;
CALL tollgate_guard('bank_transfers', 'account_id', 'INSERT, UPDATE, DELETE');

-- What of a transfer is on which account, by which payment. The payment taken back, the part is undone.
CREATE TABLE bank_transfer_parts (
  reseller_id   int4 NOT NULL REFERENCES resellers,
  transfer_id   int8 NOT NULL REFERENCES bank_transfers,
  account_id    int4 NOT NULL REFERENCES accounts,
  payment_id    int8 NOT NULL,
  amount_micros int8 NOT NULL CHECK (amount_micros > 0),
  assigned_at   timestamptz NOT NULL,
  assigned_by   text NOT NULL,
  undone_at     timestamptz,
  undone_by     text,
  PRIMARY KEY (transfer_id, payment_id),
  UNIQUE (account_id, payment_id),
  FOREIGN KEY (account_id, payment_id) REFERENCES payments (account_id, id)
);
CALL tollgate_guard('bank_transfer_parts', 'account_id', 'INSERT, UPDATE');
