-- Papers of a port: the files that were handed in, and the authority that was signed by a link.

-- ------------------------------------------------------------------------------------------------------------ files

-- A file of a port, with its content: it stands behind the same walls and in the same backup as what it proves.
CREATE TABLE port_files (
  id           int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id  int4 NOT NULL REFERENCES resellers,
  account_id   int4 NOT NULL REFERENCES accounts,
  port_id      int4 NOT NULL REFERENCES ports,
  -- The attempt it was handed in for: while the request may be changed, the next one.
  attempt      int2 NOT NULL CHECK (attempt > 0),
  kind         text NOT NULL CHECK (kind IN ('bill', 'authority', 'carrier', 'other')),
  -- Safe in a header and in a folder: domain/porting/port-file.ts.
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  -- By its first bytes.
  media_type   text NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
  bytes        int4 NOT NULL CHECK (bytes > 0),
  sha256       text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  -- Of a bill: its date, as it was typed.
  billed_on    date,
  uploaded_at  timestamptz NOT NULL,
  uploaded_by  text NOT NULL,
  by_customer  boolean NOT NULL,
  -- Whether the customer sees it; what it handed in itself it always does.
  for_customer boolean NOT NULL,
  content      bytea NOT NULL,
  CHECK (billed_on IS NULL OR kind = 'bill'),
  CHECK (for_customer OR (kind IN ('carrier', 'other') AND NOT by_customer)),
  CHECK (length(content) = bytes),
  UNIQUE (port_id, sha256)
);
-- PDFs and photos are packed already.
ALTER TABLE port_files ALTER COLUMN content SET STORAGE EXTERNAL;
CALL tollgate_guard('port_files', 'account_id', 'INSERT, DELETE');
GRANT UPDATE (for_customer) ON port_files TO tollgate_app;

-- -------------------------------------------------------------------------------------------------------- authority

-- A signature under the authority of a port: asked for by a link, or given by the customer who is signed in.
CREATE TABLE port_signatures (
  id           int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id  int4 NOT NULL REFERENCES resellers,
  account_id   int4 NOT NULL REFERENCES accounts,
  port_id      int4 NOT NULL REFERENCES ports,
  asked_at     timestamptz NOT NULL,
  asked_by     text NOT NULL,
  -- Whose signature it is to be, and the address the link was mailed to; NULL: signed in the portal.
  person       text NOT NULL,
  recipient    text,
  -- Until when the link is good; NULL: there is none.
  expires_at   timestamptz,
  -- Withdrawn, or another one was asked for instead.
  revoked_at   timestamptz,
  signed_at    timestamptz,
  -- The day of it in the zone of the porting desk.
  signed_on    date,
  -- The name as it was typed.
  signed_name  text,
  ip           text,
  user_agent   text,
  -- What it is under: domain/porting/authority.ts has the form of the text; its SHA-256 in hex.
  content      text,
  sha256       text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  -- The letter as it was signed, which the PDF is made from.
  letter       jsonb,
  CHECK ((recipient IS NULL) = (expires_at IS NULL)),
  CHECK (signed_at IS NULL OR revoked_at IS NULL),
  CHECK (num_nulls(signed_at, signed_on, signed_name, ip, user_agent, content, sha256, letter) IN (0, 8))
);
CREATE UNIQUE INDEX port_signatures_one_open ON port_signatures (port_id) WHERE signed_at IS NULL AND revoked_at IS NULL;
CREATE INDEX port_signatures_by_port ON port_signatures (port_id, id);
CALL tollgate_guard('port_signatures', 'account_id', 'INSERT, UPDATE');

-- What opens a link that asks for a signature. A tenant's session writes it and never reads it back.
CREATE TABLE port_sign_tokens (
  reseller_id  int4 NOT NULL REFERENCES resellers,
  account_id   int4 NOT NULL REFERENCES accounts,
  signature_id int4 PRIMARY KEY REFERENCES port_signatures,
  token_hash   bytea NOT NULL UNIQUE -- SHA-256
);
CALL tollgate_guard('port_sign_tokens', 'account_id', 'INSERT');
REVOKE SELECT ON port_sign_tokens FROM tollgate_app;
GRANT SELECT (reseller_id, account_id, signature_id) ON port_sign_tokens TO tollgate_app;
