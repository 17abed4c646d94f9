-- What the pages need beside what the office has: filters people keep.

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
