-- Calendars per kind of port and carrier, and the codes carriers reject with.

-- ------------------------------------------------------------------------------------------------------- calendars

-- Which of them goes for a port: domain/porting/which-calendar.ts. Every reseller keeps the one with neither.
ALTER TABLE calendars
  DROP CONSTRAINT calendars_reseller_id_process_key,
  -- One kind of port; NULL: all.
  ADD COLUMN kind text CHECK (kind IN ('simple', 'complex', 'special', 'mobile')),
  -- One losing carrier; NULL: the reseller's own desk, and carriers that have none.
  ADD COLUMN carrier_id int4 REFERENCES carriers ON DELETE CASCADE;
CREATE UNIQUE INDEX calendars_by_scope ON calendars (reseller_id, process, kind, carrier_id) NULLS NOT DISTINCT;
CREATE INDEX calendars_by_carrier ON calendars (carrier_id) WHERE carrier_id IS NOT NULL;
CALL tollgate_guard('calendars', NULL, 'INSERT, UPDATE, DELETE');

-- An own closed day is now {"date": "2026-12-24", "until": "2027-01-05", "name": "Christmas shutdown"}; without `until` one day.
COMMENT ON COLUMN calendars.closed_days IS 'date, until (NULL: one day), name';
