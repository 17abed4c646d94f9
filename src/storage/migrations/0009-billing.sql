-- Billing: runs, statements, numbers of documents, what recurs.

-- ---------------------------------------------------------------------------------------------- charges and payments

-- The batch of their postings; a charge or payment that comes to nothing has none, yet has its batch.
ALTER TABLE charges ADD COLUMN batch_id int4 NOT NULL;
ALTER TABLE payments ADD COLUMN batch_id int4 NOT NULL;
CREATE INDEX charges_unbilled ON charges (account_id, reseller_id, charged_at) WHERE statement_id IS NULL;
CREATE INDEX payments_unbilled ON payments (account_id, reseller_id, received_at) WHERE statement_id IS NULL;
CREATE INDEX payments_by_time ON payments (account_id, received_at, id);
CREATE INDEX payments_by_reseller ON payments (reseller_id, id);
-- A payment is taken back once.
CREATE UNIQUE INDEX payments_reversed_once ON payments (account_id, reverses_id) WHERE reverses_id IS NOT NULL;

-- What is charged every month beside plan, numbers and channels: equipment, support, a government charge passed on.
CREATE TABLE recurring_items (
  id            int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id   int4 NOT NULL REFERENCES resellers,
  account_id    int4 NOT NULL REFERENCES accounts,
  description   text NOT NULL,
  quantity      int4 NOT NULL CHECK (quantity > 0),
  unit_micros   int8 NOT NULL, -- ex GST, a month; below zero: a discount
  from_date     date NOT NULL, -- in the account's zone
  to_date       date CHECK (to_date >= from_date), -- exclusive
  created_at    timestamptz NOT NULL,
  version       int4 NOT NULL DEFAULT 1
);
CREATE INDEX recurring_items_by_account ON recurring_items (account_id, from_date);
CALL tollgate_guard('recurring_items', 'account_id', 'INSERT, UPDATE');

-- --------------------------------------------------------------------------------------------------------- documents

-- The last number of each kind of document a reseller gave out. Locked by the transaction that takes the next, so that
-- there are no gaps; taken as the last thing before documents are written.
CREATE TABLE document_counters (
  reseller_id int4 NOT NULL REFERENCES resellers,
  kind        text NOT NULL CHECK (kind IN ('statement', 'adjustment-note', 'receipt')),
  last        int4 NOT NULL,
  PRIMARY KEY (reseller_id, kind)
);
CALL tollgate_guard('document_counters', NULL, 'INSERT, UPDATE');

-- Statements, invoices and adjustment notes: frozen. Only what stands beside the document may be added later: on which
-- statement an adjustment note was carried. Amounts are what the document says, to the cent, but for those called exact:
-- they are what the ledger had before it was rounded to the document.
-- A charge names its statement before that is written, so ids are taken first.
CREATE SEQUENCE statement_ids;
GRANT USAGE ON SEQUENCE statement_ids TO tollgate_app;
CREATE TABLE statements (
  id                  int8 NOT NULL,         -- taken from statement_ids
  reseller_id         int4 NOT NULL,
  account_id          int4 NOT NULL,
  kind                text NOT NULL CHECK (kind IN ('statement', 'invoice', 'adjustment-note')),
  number              text NOT NULL,
  number_no           int4 NOT NULL,
  is_final            boolean NOT NULL DEFAULT false,
  period_from         date NOT NULL,         -- in the account's zone
  period_to           date NOT NULL,         -- exclusive
  cycle_to            timestamptz NOT NULL,  -- the end of the period: usage of cycles that began before it
  usage_watermark     int4 NOT NULL,         -- of usage batches up to this one
  issued_at           timestamptz NOT NULL,
  issued_on           date NOT NULL,
  due_on              date,
  opening_micros      int8 NOT NULL,
  payments_micros     int8 NOT NULL,
  adjustments_micros  int8 NOT NULL,         -- of adjustment notes carried on it, below zero: credits
  subtotal_micros     int8 NOT NULL,         -- ex GST
  gst_micros          int8 NOT NULL,
  total_micros        int8 NOT NULL,
  closing_micros      int8 NOT NULL,         -- above zero: credit
  usage_exact_micros       int8 NOT NULL,
  usage_gst_exact_micros   int8 NOT NULL,
  charges_exact_micros     int8 NOT NULL,
  charges_gst_exact_micros int8 NOT NULL,
  written_off_micros       int8 NOT NULL,
  written_off_gst_micros   int8 NOT NULL,
  batch_id            int4 NOT NULL,         -- of the postings made with it
  bill_run_id         int4,
  refers_to           int8,                  -- of an adjustment note: the statement it adjusts
  carried_on          int8,                  -- of an adjustment note: the statement it was carried on
  document            text NOT NULL,         -- canonical JSON
  hash                bytea NOT NULL,        -- SHA-256 of the document
  PRIMARY KEY (account_id, id)
);
-- At once: one statement an account and period, and the last one found by its end. These have the reseller after the
-- account, as the row policy asks for both: without it the planner, while it knows nothing of a table that fills, joins two
-- indexes for each account (measured: 2 ms instead of 0.01).
-- Documents are some kilobytes of JSON; to press them together took more time than all else about a statement. Up to a page
-- they stay where they are, longer ones lie beside.
ALTER TABLE statements ALTER COLUMN document SET STORAGE EXTERNAL, SET (toast_tuple_target = 8160);
CREATE UNIQUE INDEX statements_once_a_period ON statements (account_id, reseller_id, cycle_to)
  WHERE kind <> 'adjustment-note';
CREATE INDEX statements_by_reseller ON statements (reseller_id, id);
CREATE INDEX statements_by_run ON statements (bill_run_id, id) WHERE bill_run_id IS NOT NULL;
CREATE INDEX statements_by_number ON statements (reseller_id, number);
CREATE INDEX adjustment_notes_by_statement ON statements (account_id, refers_to) WHERE refers_to IS NOT NULL;
CREATE INDEX adjustment_notes_uncarried ON statements (account_id, reseller_id)
  WHERE kind = 'adjustment-note' AND carried_on IS NULL;
CALL tollgate_guard('statements', 'account_id', 'INSERT');
GRANT UPDATE (carried_on) ON statements TO tollgate_app;

-- A document to look into; an empty one where the text was damaged and is none. PostgreSQL 15 has no IS JSON yet.
CREATE FUNCTION tollgate_document(document text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN document::jsonb;
EXCEPTION WHEN OTHERS THEN
  RETURN '{}';
END $$;

-- Usage that came too late to be billed: taken off the account by a posting, and listed. Never silently.
CREATE TABLE late_usage (
  account_id   int4 NOT NULL,
  reseller_id  int4 NOT NULL,
  statement_id int8 NOT NULL,        -- the one it was kept off
  cycle_from   timestamptz NOT NULL, -- when it was used
  service_type int2 NOT NULL,
  calls        int4 NOT NULL,
  charge_micros int8 NOT NULL,
  gst_micros    int8 NOT NULL,
  PRIMARY KEY (account_id, statement_id, cycle_from, service_type)
);
CALL tollgate_guard('late_usage', 'account_id', 'INSERT');

-- -------------------------------------------------------------------------------------------------------------- runs

CREATE TABLE bill_runs (
  id            int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id   int4 NOT NULL REFERENCES resellers,
  -- The last day whose anniversaries are billed, in each account's zone; NULL: all that have begun.
  date          date,
  is_dry_run    boolean NOT NULL,
  status        text NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'failed')),
  requested_by  text NOT NULL,
  requested_at  timestamptz NOT NULL,
  started_at    timestamptz,
  finished_at   timestamptz,
  accounts      int4 NOT NULL DEFAULT 0, -- due
  accounts_done int4 NOT NULL DEFAULT 0,
  failures      int4 NOT NULL DEFAULT 0,
  statements    int4 NOT NULL DEFAULT 0,
  subtotal_micros int8 NOT NULL DEFAULT 0,
  gst_micros      int8 NOT NULL DEFAULT 0,
  total_micros    int8 NOT NULL DEFAULT 0,
  failure       text
);
CREATE INDEX bill_runs_by_reseller ON bill_runs (reseller_id, id);
CALL tollgate_guard('bill_runs', NULL, 'INSERT, UPDATE');

-- What a run made of each account: a statement's amounts, also of a dry run, or why it failed.
CREATE TABLE bill_run_results (
  id           int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  bill_run_id  int4 NOT NULL REFERENCES bill_runs,
  reseller_id  int4 NOT NULL REFERENCES resellers,
  account_id   int4 NOT NULL,
  period_from  date,
  period_to    date, -- exclusive
  opening_micros  int8,
  payments_micros int8,
  subtotal_micros int8,
  gst_micros      int8,
  total_micros    int8,
  closing_micros  int8,
  failure      text
);
CREATE INDEX bill_run_results_by_run ON bill_run_results (bill_run_id, id);
CREATE INDEX bill_run_failures ON bill_run_results (bill_run_id, id) WHERE failure IS NOT NULL;
CALL tollgate_guard('bill_run_results', 'account_id', 'INSERT');

-- tollgate_add_job for many jobs of one task: a bill run tells of thousands of statements.
CREATE FUNCTION tollgate_add_jobs(task text, payloads json[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM graphile_worker.add_jobs(ARRAY(
    SELECT (task, payload, NULL, NULL, NULL, NULL, NULL, NULL)::graphile_worker.job_spec FROM unnest(payloads) AS payload
  ));
END $$;
REVOKE ALL ON FUNCTION tollgate_add_jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_add_jobs TO tollgate_app;
