-- What the pages for plans, imports and billing need beside what the office has.

-- ------------------------------------------------------------------------------------------- rate sheets under review

-- Why a version was published, and by whom.
ALTER TABLE rate_deck_versions
  ADD COLUMN note         text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
  ADD COLUMN published_by text NOT NULL DEFAULT '';

-- A carrier's sheet as it was read, kept for review until it is published, dropped, or a week old.
CREATE TABLE rate_deck_drafts (
  id              int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id     int4 NOT NULL REFERENCES resellers,
  deck_id         int4 REFERENCES rate_decks, -- NULL: publishing it makes the deck
  name            text NOT NULL,
  currency        text NOT NULL,
  file_name       text NOT NULL,
  status          text NOT NULL CHECK (status IN ('ready', 'same', 'faulty')),
  effective_from  timestamptz NOT NULL,
  replaces_id     int4 REFERENCES rate_deck_versions, -- what it was compared with; NULL: nothing
  next_version    int4,
  sheet           jsonb NOT NULL, -- layout and counts
  counts          jsonb NOT NULL, -- rows on each tab
  problems        jsonb NOT NULL, -- the first thousand faults and notes
  rates           bytea NOT NULL, -- the rows read: JSON, compressed
  -- The effect on the calls of a month.
  effect_status   text NOT NULL CHECK (effect_status IN ('waiting', 'running', 'done', 'failed')),
  effect_progress float8 NOT NULL DEFAULT 0,
  effect_from     date NOT NULL,
  effect_to       date NOT NULL, -- the day after the last
  effect_at       timestamptz NOT NULL, -- both sides are taken as they stand then
  time_zone       text NOT NULL,
  effects         jsonb, -- sums by tab, and over all
  effect_failure  text,
  created_at      timestamptz NOT NULL,
  created_by      text NOT NULL,
  expires_at      timestamptz NOT NULL
);
CREATE INDEX rate_deck_drafts_by_age ON rate_deck_drafts (expires_at);
CALL tollgate_guard('rate_deck_drafts', NULL, 'INSERT, UPDATE, DELETE');

-- What it changes, the largest change of each tab first. There may be hundreds of thousands: a key to the draft would be
-- looked up for each. Who deletes a draft deletes them first.
CREATE TABLE rate_deck_draft_changes (
  draft_id         int4 NOT NULL,
  reseller_id      int4 NOT NULL,
  no               int4 NOT NULL,
  tab              text NOT NULL,
  kind             text NOT NULL, -- domain/plans/deck-diff.ts
  prefix           text COLLATE "C" NOT NULL,
  destination      text NOT NULL,
  changes_at       timestamptz NOT NULL,
  terms_before     json,
  terms_after      json,
  effect_calls     int8 NOT NULL DEFAULT 0,
  effect_seconds   int8 NOT NULL DEFAULT 0,
  effect_unpriced  int8 NOT NULL DEFAULT 0,
  effect_old       int8 NOT NULL DEFAULT 0,
  effect_new       int8 NOT NULL DEFAULT 0,
  PRIMARY KEY (draft_id, no)
);
CALL tollgate_guard('rate_deck_draft_changes', NULL, 'INSERT, UPDATE, DELETE');

-- What would be sold below cost, the largest loss first.
CREATE TABLE rate_deck_draft_losses (
  draft_id         int4 NOT NULL,
  reseller_id      int4 NOT NULL,
  no               int4 NOT NULL,
  deck             text NOT NULL,
  prefix           text COLLATE "C" NOT NULL,
  destination      text NOT NULL,
  price_micros     int8 NOT NULL,
  cost_micros      int8 NOT NULL,
  effect_calls     int8 NOT NULL DEFAULT 0,
  effect_seconds   int8 NOT NULL DEFAULT 0,
  effect_unpriced  int8 NOT NULL DEFAULT 0,
  effect_old       int8 NOT NULL DEFAULT 0,
  effect_new       int8 NOT NULL DEFAULT 0,
  PRIMARY KEY (draft_id, no)
);
CALL tollgate_guard('rate_deck_draft_losses', NULL, 'INSERT, UPDATE, DELETE');

-- --------------------------------------------------------------------------------------------------------- imports

-- cancelled: somebody stopped it; what was read up to then is in.
DO $$
DECLARE
  rule text;
BEGIN
  SELECT conname INTO STRICT rule FROM pg_constraint
   WHERE conrelid = 'imports'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%waiting%';
  EXECUTE format('ALTER TABLE imports DROP CONSTRAINT %I', rule);
END $$;
ALTER TABLE imports
  ADD CONSTRAINT imports_state_check CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  ADD COLUMN reading_since timestamptz,
  ADD COLUMN cancelled_at  timestamptz;

-- --------------------------------------------------------------------------------------------- numbers in the past

-- What giving a number in the past asks of beyond the session's walls: never whose, and only of numbers that are named.

-- Whether another reseller's account held a number at some time of a span.
CREATE FUNCTION tollgate_held_elsewhere(asked text, from_at timestamptz, to_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM number_assignments
                  WHERE number = asked AND superseded_at IS NULL AND reseller_id <> tollgate_reseller()
                    AND valid_from < to_at AND coalesce(valid_to, 'infinity') > from_at)
$$;
REVOKE ALL ON FUNCTION tollgate_held_elsewhere FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_held_elsewhere TO tollgate_app;

-- How many calls wait that nobody held a number for, within a span in which an account of the session's reseller has it.
CREATE FUNCTION tollgate_calls_without_owner(asked text, from_at timestamptz, to_at timestamptz) RETURNS int8
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*) FROM calls_suspense s
   WHERE s.cause = 3 AND asked IN (s.a_number, s.b_number) AND s.started_at >= from_at AND s.started_at < to_at
     AND (s.reseller_id IS NULL OR s.reseller_id = tollgate_reseller())
     AND EXISTS (SELECT FROM number_assignments h
                  WHERE h.number = asked AND h.superseded_at IS NULL AND h.reseller_id = tollgate_reseller()
                    AND h.valid_from <= s.started_at AND coalesce(h.valid_to, 'infinity') > s.started_at)
$$;
REVOKE ALL ON FUNCTION tollgate_calls_without_owner FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_calls_without_owner TO tollgate_app;
