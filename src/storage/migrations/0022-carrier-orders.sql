-- What carriers answer to the orders that are lodged with them: one by one, or on sheets of many.

-- One answer of a carrier that is asked. Taken once, under its own name; while it cannot be taken, why.
CREATE TABLE carrier_responses (
  reseller_id int4 NOT NULL REFERENCES resellers,
  port_id     int4 NOT NULL REFERENCES ports,
  -- The carrier's own name of it: 'attempt 2 accept'.
  key         text NOT NULL,
  carrier_id  int4 NOT NULL REFERENCES carriers,
  -- When it was taken; NULL: it could not be yet.
  taken_at    timestamptz,
  -- Why it could not be taken when that was tried last; '' once it is.
  failure     text NOT NULL DEFAULT '',
  PRIMARY KEY (port_id, key)
);
CALL tollgate_guard('carrier_responses', NULL, 'INSERT, UPDATE, DELETE');

-- A sheet of answers as a carrier sent it.
CREATE TABLE carrier_sheets (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  carrier_id  int4 NOT NULL REFERENCES carriers,
  file_name   text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
  -- As it came; the same bytes for the same carrier are the same sheet.
  content     bytea NOT NULL,
  sha256      bytea NOT NULL,
  headings    text[] NOT NULL,
  -- How it is read: domain/porting/carrier-sheet/sheet-layout.ts.
  layout      jsonb NOT NULL,
  -- 'review': nothing is applied before somebody says so; 'applying'; 'done': applied, as far as its rows could be.
  status      text NOT NULL DEFAULT 'review' CHECK (status IN ('review', 'applying', 'done')),
  -- Whether orders are split where a row is about some of their numbers.
  with_splits boolean NOT NULL DEFAULT false,
  uploaded_at timestamptz NOT NULL,
  uploaded_by text NOT NULL,
  -- When it was compared with the orders last.
  checked_at  timestamptz NOT NULL,
  applied_at  timestamptz,
  applied_by  text,
  finished_at timestamptz,
  UNIQUE (reseller_id, carrier_id, sha256)
);
CREATE INDEX carrier_sheets_by_reseller ON carrier_sheets (reseller_id, id);
CALL tollgate_guard('carrier_sheets', NULL, 'INSERT, UPDATE');

-- A row of such a sheet, what it would do, and what came of it.
CREATE TABLE carrier_sheet_rows (
  reseller_id int4 NOT NULL REFERENCES resellers,
  sheet_id    int4 NOT NULL REFERENCES carrier_sheets,
  -- Of the file, from 1.
  line        int4 NOT NULL,
  cells       text[] NOT NULL,
  verdict     text NOT NULL CHECK (verdict IN ('ready', 'split', 'unchanged', 'refused', 'elsewhere')),
  -- The row it is applied with: several rows that say the same of one order are one.
  lead_line   int4 NOT NULL,
  -- The order it means; NULL: none that is known.
  port_id     int4 REFERENCES ports,
  -- E.164 digits; those of its order it is about.
  numbers     text[] NOT NULL DEFAULT '{}',
  -- What it says of them: domain/porting/carrier-answer.ts. NULL: that cannot be told.
  answer      jsonb,
  -- How the order stood when it was compared, and how it will; the states are those of ports.
  before      jsonb,
  after       jsonb,
  -- Why it cannot be applied, and what to do about it.
  problem     text NOT NULL DEFAULT '',
  remedy      text NOT NULL DEFAULT '',
  outcome     text CHECK (outcome IN ('applied', 'failed')),
  -- Why it failed; of one that was split off, the order it became.
  outcome_words text NOT NULL DEFAULT '',
  outcome_at  timestamptz,
  PRIMARY KEY (sheet_id, line)
);
CALL tollgate_guard('carrier_sheet_rows', NULL, 'INSERT, UPDATE, DELETE');
