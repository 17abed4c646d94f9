-- Accounts: who the customer is, whom to write to, what staff noted, and how it came to its status.

ALTER TABLE accounts
  ADD COLUMN arbn        text CHECK (arbn ~ '^[0-9]{9}$'),
  -- What was agreed about credit. Staff only.
  ADD COLUMN credit_note text NOT NULL DEFAULT '',
  -- Lists search and sort by it. A column, because a row policy lets no index on lower(name) be used.
  ADD COLUMN name_key    text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED;
CREATE INDEX accounts_by_name ON accounts (reseller_id, name_key, id);
CREATE INDEX accounts_by_created ON accounts (reseller_id, created_at, id);

-- The last number given out by itself, of each reseller.
CREATE TABLE account_number_counters (
  reseller_id int4 PRIMARY KEY REFERENCES resellers,
  last        int4 NOT NULL
);
CALL tollgate_guard('account_number_counters', NULL, 'INSERT, UPDATE');

CREATE TABLE account_contacts (
  account_id  int4 NOT NULL REFERENCES accounts,
  reseller_id int4 NOT NULL REFERENCES resellers,
  kind        text NOT NULL CHECK (kind IN ('main', 'billing', 'technical')),
  name        text NOT NULL,
  email       text NOT NULL, -- lower case
  phone       text CHECK (phone ~ '^[0-9]{5,15}$'),
  PRIMARY KEY (account_id, kind)
);
CREATE INDEX account_contacts_by_email ON account_contacts (reseller_id, email);
CALL tollgate_guard('account_contacts', 'account_id', 'INSERT, UPDATE, DELETE');

-- What staff wrote down about a customer. The customer never sees it: no policy lets a customer's session read it.
CREATE TABLE account_notes (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 NOT NULL REFERENCES accounts,
  body        text NOT NULL,
  is_pinned   boolean NOT NULL,
  author      text NOT NULL, -- 'user 12', 'key 3': who may edit it
  author_name text NOT NULL,
  written_at  timestamptz NOT NULL,
  edited_at   timestamptz,
  version     int4 NOT NULL DEFAULT 1
);
CREATE INDEX account_notes_by_account ON account_notes (account_id, is_pinned DESC, id DESC);
CALL tollgate_guard('account_notes', 'account_id', 'INSERT, UPDATE, DELETE');
CREATE POLICY staff_only ON account_notes AS RESTRICTIVE TO tollgate_app USING ((SELECT tollgate_account()) IS NULL);

-- Each step of an account from status to status: who, when, why. Kept for good.
CREATE TABLE account_status_changes (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 NOT NULL REFERENCES accounts,
  step        text NOT NULL, -- domain/accounts/account-status.ts; 'open' is the first
  from_status text,
  to_status   text NOT NULL,
  at          timestamptz NOT NULL,
  actor       text NOT NULL,
  actor_name  text NOT NULL,
  reason      text NOT NULL DEFAULT '', -- a word of a list, where the step has one: 'unpaid'
  words       text NOT NULL DEFAULT ''  -- what was said about it
);
CREATE INDEX account_status_changes_by_account ON account_status_changes (account_id, id);
CALL tollgate_guard('account_status_changes', 'account_id', 'INSERT');
