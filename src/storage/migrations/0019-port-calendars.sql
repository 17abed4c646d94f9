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

-- ---------------------------------------------------------------------------------------------------- reject codes

-- What the codes mean that carriers reject with: domain/porting/reject-codes.ts.
CREATE TABLE port_reject_codes (
  id             int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id    int4 NOT NULL REFERENCES resellers,
  process        text NOT NULL CHECK (process IN ('simple', 'validation', 'complex', 'special', 'mobile')),
  -- The upstream carrier that gives it; NULL: any.
  carrier_id     int4 REFERENCES carriers ON DELETE CASCADE,
  -- As carriers write it: '005'.
  code           text NOT NULL CHECK (length(code) BETWEEN 1 AND 20),
  -- Our word for it, of the closed list in domain/porting/reject-reasons.ts.
  reason         text NOT NULL,
  label          text NOT NULL,
  -- What the customer is told, and what puts it right; NULL: the words of the reason.
  customer_text  text,
  fix            text,
  -- Whether submitting again, once it is mended, can go through.
  is_retryable   boolean NOT NULL,
  -- Whether it hits the whole order; else some of its numbers.
  is_whole_order boolean NOT NULL,
  -- Not given by carriers any more. What was ever used is retired, and never deleted.
  is_retired     boolean NOT NULL DEFAULT false,
  version        int4 NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX port_reject_codes_once ON port_reject_codes (reseller_id, process, carrier_id, lower(code))
  NULLS NOT DISTINCT;
CREATE INDEX port_reject_codes_by_carrier ON port_reject_codes (carrier_id) WHERE carrier_id IS NOT NULL;
CALL tollgate_guard('port_reject_codes', NULL, 'INSERT, UPDATE, DELETE');

INSERT INTO port_reject_codes (reseller_id, process, code, reason, label, customer_text, fix, is_retryable, is_whole_order,
                               is_retired)
SELECT r.id, c.* FROM resellers r CROSS JOIN (VALUES
  ('simple', '005', 'complex-service', 'Complex service cannot be cancelled',
   'The number carries a further service that cannot be cancelled on its own.',
   'Have that service removed by your present provider, or request a complex port instead.',
   true, true, false),
  ('simple', '017', 'account-mismatch', 'Account number not tied to the number',
   NULL,
   NULL,
   true, true, true),
  ('validation', '1', 'authority-expired', 'Date of the customer’s authority',
   'Your present provider does not accept the date of the authority.',
   'Have the authorised person sign it anew, and give that date; it counts for 90 days.',
   true, true, false),
  ('validation', '2', 'insufficient-info', 'Not enough information',
   NULL,
   NULL,
   true, true, false),
  ('validation', '3', 'name-mismatch', 'Number of another customer',
   'To your present provider the number seems to belong to a different customer.',
   'Copy the account holder’s name from the latest bill, leave the number out, or tell us that it is yours all the same.',
   true, false, false),
  ('validation', '4', 'pending-disconnect', 'Service cancelled, or about to be',
   'The service is cancelled, or its cancellation has been ordered.',
   'Have your present provider take the cancellation back, leave the number out, or tell us that it works.',
   true, false, false),
  ('validation', 'added numbers', 'associated-numbers', 'Linked numbers added by the losing carrier',
   'Other numbers are linked to these and must move with them.',
   'Add them to the request, or have your present provider unlink them first.',
   true, false, false),
  ('validation', 'added address', 'address-mismatch', 'Another service address at the losing carrier',
   'Your present provider has another service address for some of the numbers.',
   'Give the address as the provider has it; numbers at another address move by a request of their own.',
   true, false, false)
) c ORDER BY r.id;

-- The words an attempt was rejected with stay what they were, whatever becomes of the table; '' before there was one.
ALTER TABLE port_attempts
  ADD COLUMN reject_code_id int4 REFERENCES port_reject_codes ON DELETE SET NULL,
  ADD COLUMN reject_label text NOT NULL DEFAULT '',
  ADD COLUMN reject_text text NOT NULL DEFAULT '',
  ADD COLUMN reject_fix text NOT NULL DEFAULT '',
  ADD COLUMN reject_retryable boolean,
  ADD COLUMN reject_whole_order boolean;
CREATE INDEX port_attempts_by_reject_code ON port_attempts (reject_code_id) WHERE reject_code_id IS NOT NULL;
