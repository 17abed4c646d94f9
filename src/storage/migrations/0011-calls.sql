-- Billing records found fast; sources that belong to a reseller; uploads; suspense put right or dismissed; the feed.

-- --------------------------------------------------------------------------------------------------------- sources

-- NULL: the installation's own, shared by its resellers. A reseller's source reads calls for its own accounts only.
ALTER TABLE call_sources ADD COLUMN reseller_id int4 REFERENCES resellers;
ALTER TABLE call_sources DROP CONSTRAINT call_sources_name_key;
CREATE UNIQUE INDEX call_sources_by_name ON call_sources (coalesce(reseller_id, 0), name);

-- What is nobody's yet (calls of numbers without a holder, imports of shared sources) is the operator's to see: its
-- sessions say so beside the reseller they act in.
CREATE FUNCTION tollgate_sees_unattributed() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('app.operator', true) = 'yes', false);

ALTER TABLE call_sources ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON call_sources TO tollgate_app
  USING (reseller_id IS NULL OR reseller_id = (SELECT tollgate_reseller()))
  WITH CHECK (reseller_id = (SELECT tollgate_reseller())
              OR (reseller_id IS NULL AND (SELECT tollgate_sees_unattributed())));
GRANT INSERT ON call_sources TO tollgate_app;

-- --------------------------------------------------------------------------------------------------------- imports

-- waiting: a file was uploaded and is not yet begun; failed: it cannot be read, and failure says why.
ALTER TABLE imports
  DROP CONSTRAINT imports_state_check,
  ADD CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  ADD COLUMN reseller_id int4 REFERENCES resellers, -- its source's
  -- events: calls that came one by one or in small batches, a day of a source in one import that stays running.
  ADD COLUMN kind        text NOT NULL DEFAULT 'file' CHECK (kind IN ('file', 'events')),
  ADD COLUMN stored_as   text, -- the name of the uploaded file while it is kept
  ADD COLUMN uploaded_by text NOT NULL DEFAULT '',
  ADD COLUMN bytes_done  int8 NOT NULL DEFAULT 0,
  ADD COLUMN lines_done  int4 NOT NULL DEFAULT 0, -- of events
  ADD COLUMN failure     text;
CREATE INDEX imports_by_reseller ON imports (reseller_id, id);

ALTER TABLE imports ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON imports TO tollgate_app
  USING ((SELECT tollgate_account()) IS NULL AND (reseller_id = (SELECT tollgate_reseller())
         OR (reseller_id IS NULL AND (SELECT tollgate_sees_unattributed()))));
GRANT SELECT, INSERT, UPDATE ON imports TO tollgate_app;

ALTER TABLE usage_batches
  -- The months, UTC, its calls start in: where to look for them.
  ADD COLUMN months  date[],
  -- Its place in the feed: given once it is committed, so that none comes in below one that was read already.
  ADD COLUMN feed_no int4 UNIQUE;
CREATE SEQUENCE feed_nos AS int4;
CREATE INDEX usage_batches_not_in_feed ON usage_batches (id) WHERE feed_no IS NULL AND calls > 0;
ALTER TABLE usage_batches ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON usage_batches TO tollgate_app
  USING (import_id IN (SELECT id FROM imports));
GRANT SELECT ON usage_batches TO tollgate_app;

-- -------------------------------------------------------------------------------------------------------- suspense

CALL tollgate_guard('calls_suspense', 'account_id', 'UPDATE, DELETE');
CREATE POLICY unattributed ON calls_suspense TO tollgate_app
  USING (reseller_id IS NULL AND (SELECT tollgate_sees_unattributed()));
CREATE INDEX calls_suspense_by_reseller ON calls_suspense (reseller_id, created_at, source_id, call_key);
CREATE INDEX calls_suspense_by_import ON calls_suspense (import_id, line_number);

-- Given up for good, with the reason. What is here does not come back when its file is read again.
CREATE TABLE calls_dismissed (
  LIKE calls_suspense INCLUDING DEFAULTS,
  dismissed_at timestamptz NOT NULL,
  dismissed_by text NOT NULL,
  reason       text NOT NULL,
  PRIMARY KEY (source_id, call_key)
);
CREATE INDEX calls_dismissed_by_reseller ON calls_dismissed (reseller_id, dismissed_at);
CREATE INDEX calls_dismissed_by_import ON calls_dismissed (import_id);
CALL tollgate_guard('calls_dismissed', 'account_id', 'INSERT');
CREATE POLICY unattributed ON calls_dismissed TO tollgate_app
  USING (reseller_id IS NULL AND (SELECT tollgate_sees_unattributed()));

-- A suspended row as its source wrote it and as a person corrected it.
CREATE TABLE suspense_corrections (
  id           int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id  int4,
  source_id    int2 NOT NULL,
  import_id    int4 NOT NULL,
  line_number  int4 NOT NULL,
  line_before  text NOT NULL,
  line_after   text NOT NULL,
  corrected_at timestamptz NOT NULL,
  corrected_by text NOT NULL,
  reason       text NOT NULL
);
CREATE INDEX suspense_corrections_by_line ON suspense_corrections (import_id, line_number);
CALL tollgate_guard('suspense_corrections', NULL, 'INSERT');
CREATE POLICY unattributed ON suspense_corrections TO tollgate_app
  USING (reseller_id IS NULL AND (SELECT tollgate_sees_unattributed()));

-- ---------------------------------------------------------------------------------------------------------- search

CREATE INDEX charges_by_time ON charges (account_id, charged_at, id);
CREATE INDEX charges_by_reseller ON charges (reseller_id, charged_at, account_id, id);

-- The months of calls whose search indexes are built. Without them loading is twice as fast, so an open month has none.
CREATE TABLE call_months (
  month     date PRIMARY KEY,
  closed_at timestamptz NOT NULL
);

-- The calls whose A or B number has the digits somewhere in it, or begins with those of `beginning`: at most `most`, in no
-- order. LIKE tells too much to be tried before a row policy, so behind one it finds no index: here the same walls are
-- put up by hand, and the index is found.
CREATE FUNCTION tollgate_calls_containing(
  digits text, beginning text, only_account int4, from_at timestamptz, to_at timestamptz, most int4
) RETURNS SETOF calls LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  reseller int4 := tollgate_reseller();
  account  int4 := coalesce(tollgate_account(), only_account);
  pattern  text;
BEGIN
  IF reseller IS NULL OR account <> only_account THEN RETURN; END IF;
  IF digits !~ '^[0-9]{4,15}$' OR beginning !~ '^[0-9]{4,17}$' THEN
    RAISE EXCEPTION 'digits only, four at least';
  END IF;
  pattern := format('a_number LIKE %1$L OR b_number LIKE %1$L', '%' || digits || '%');
  IF beginning IS NOT NULL THEN
    pattern := format('%s OR a_number LIKE %2$L OR b_number LIKE %2$L', pattern, beginning || '%');
  END IF;
  RETURN QUERY EXECUTE format(
    'SELECT * FROM calls WHERE reseller_id = %s AND started_at >= %L AND started_at < %L AND (%s) %s LIMIT %s',
    reseller, from_at, to_at, pattern, CASE WHEN account IS NOT NULL THEN 'AND account_id = ' || account ELSE '' END, most);
END $$;
REVOKE ALL ON FUNCTION tollgate_calls_containing FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_calls_containing TO tollgate_app;

-- How the lines of an import are laid out, for whoever has a suspended line of it: the import itself may be shared.
CREATE FUNCTION tollgate_import_layout(of_import int4) RETURNS TABLE (kind text, header text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
  SELECT i.kind, i.header FROM public.imports i
   WHERE i.id = of_import
     AND (public.tollgate_sees_unattributed() OR EXISTS (
       SELECT FROM public.calls_suspense s
        WHERE s.import_id = of_import AND s.reseller_id = public.tollgate_reseller()));
END;
REVOKE ALL ON FUNCTION tollgate_import_layout FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_import_layout TO tollgate_app;

-- From when on calls lie in months that are open still; NULL: no month was closed yet.
CREATE FUNCTION tollgate_calls_open_since() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
  SELECT (max(month) + interval '1 month') AT TIME ZONE 'UTC' FROM public.call_months;
END;
REVOKE ALL ON FUNCTION tollgate_calls_open_since FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_calls_open_since TO tollgate_app;
