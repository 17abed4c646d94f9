-- Plans: their commercial terms through time.

-- Who is on a plan: asked when its price is to change.
CREATE INDEX account_plans_by_plan ON account_plans (plan_id, account_id) WHERE valid_to IS NULL;

-- A version that is not in force yet may be withdrawn; a plan nobody was ever on may be deleted.
CALL tollgate_guard('calling_plans', NULL, 'INSERT, UPDATE, DELETE');
CALL tollgate_guard('calling_plan_versions', NULL, 'INSERT, DELETE');

-- --------------------------------------------------------------------------------------------------- number plans

ALTER TABLE number_plans
  -- The numbers it is meant for; NULL: any.
  ADD COLUMN destination text CHECK (destination IN ('geographic', 'mobile', '13', '1300/1800')),
  -- One of the three every reseller starts with: never deleted.
  ADD COLUMN is_default  boolean NOT NULL DEFAULT false;
UPDATE number_plans SET is_default = true WHERE name IN ('Bundled Line', 'Additional Line', '1300/1800 Number');
UPDATE number_plans SET destination = '1300/1800' WHERE name = '1300/1800 Number';
INSERT INTO number_plan_prices (number_plan_id, reseller_id, effective_from, monthly_price_micros)
  SELECT id, reseller_id, '2000-01-01T00:00:00Z', monthly_price_micros FROM number_plans;
CALL tollgate_guard('number_plans', NULL, 'INSERT, UPDATE, DELETE');
-- A price that is not in force yet may be put right.
CALL tollgate_guard('number_plan_prices', NULL, 'INSERT, UPDATE, DELETE');

-- ----------------------------------------------------------------------------------------------------- rate decks

-- An import holds its deck, and takes its block of ids.
CALL tollgate_guard('rate_decks', NULL, 'INSERT, UPDATE');
GRANT UPDATE ON SEQUENCE rate_ids TO tollgate_app;
-- The rates of a version by prefix, a page at a time.
CREATE INDEX rates_by_prefix ON rates (deck_version_id, prefix, id);
