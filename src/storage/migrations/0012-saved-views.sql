-- What the pages need beside what the office has: filters people keep, and calls by the day.

-- A list's filters under a name, one person's own. Of a customer's user in its account, of staff in the reseller.
CREATE TABLE saved_views (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 REFERENCES accounts,
  user_id     int4 NOT NULL,
  list        text NOT NULL CHECK (length(list) <= 40),
  name        text NOT NULL CHECK (length(name) <= 60),
  query       text NOT NULL CHECK (length(query) <= 2000), -- as it stands in the address
  created_at  timestamptz NOT NULL
);
CREATE UNIQUE INDEX saved_views_by_person
  ON saved_views (user_id, reseller_id, account_id, list, lower(name)) NULLS NOT DISTINCT;
CALL tollgate_guard('saved_views', 'account_id', 'INSERT, DELETE');

-- Calls by the day they started on, on the reseller's clock of when they came in: what a dashboard reads instead of the
-- calls. A row of its own for each shard, whose batches are written one after the other: nobody waits for another's row.
CREATE TABLE usage_days (
  reseller_id      int4 NOT NULL REFERENCES resellers,
  day              date NOT NULL,
  shard            int2 NOT NULL,
  calls            int8 NOT NULL,
  duration_seconds int8 NOT NULL,
  charge_micros    int8 NOT NULL, -- ex GST
  cost_micros      int8 NOT NULL, -- of the calls whose cost is known
  margin_micros    int8 NOT NULL, -- charge less cost, of the same
  cost_unknown     int8 NOT NULL, -- calls whose cost is not known
  PRIMARY KEY (reseller_id, day, shard)
) WITH (fillfactor = 50);
CALL tollgate_guard('usage_days');
-- Over all accounts: not for a session that is confined to one.
CREATE POLICY whole_reseller ON usage_days AS RESTRICTIVE TO tollgate_app USING ((SELECT tollgate_account()) IS NULL);

INSERT INTO usage_days
SELECT c.reseller_id, (c.started_at AT TIME ZONE r.time_zone)::date, 0, count(*), sum(c.duration_seconds),
       sum(c.charge_micros), coalesce(sum(c.cost_micros), 0), coalesce(sum(c.charge_micros - c.cost_micros), 0),
       count(*) FILTER (WHERE c.cost_micros IS NULL)
  FROM calls c JOIN resellers r ON r.id = c.reseller_id GROUP BY 1, 2;

-- What the dashboard looks for among much else.
CREATE INDEX allowance_use_by_end ON allowance_use (reseller_id, cycle_to);
CREATE INDEX payments_taken_back ON payments (reseller_id, recorded_at) WHERE reverses_id IS NOT NULL;
