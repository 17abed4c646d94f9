-- Ports, further: mobile numbers, the validation before a complex port, orders that split, requests that expire, and the
-- carriers a desk works with.

-- A carrier as the desk knows it: orders are lodged with it, or numbers leave it, or both.
CREATE TABLE carriers (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  -- Orders are lodged with it.
  is_upstream boolean NOT NULL,
  -- The upstream carrier orders go to where nobody says.
  is_default  boolean NOT NULL DEFAULT false,
  -- How orders travel: providers/carrier has an adapter for each.
  way         text NOT NULL DEFAULT 'by-hand' CHECK (way IN ('by-hand', 'files', 'simulator')),
  -- Where request forms are mailed to; NULL: nowhere.
  email       text,
  -- Which column of its response sheets holds what; {}: by the names of the headings.
  layout      jsonb NOT NULL DEFAULT '{}',
  version     int4 NOT NULL DEFAULT 1,
  CHECK (is_upstream OR NOT is_default)
);
CREATE UNIQUE INDEX carriers_by_name ON carriers (reseller_id, lower(name));
CREATE UNIQUE INDEX carriers_one_default ON carriers (reseller_id) WHERE is_default;
CALL tollgate_guard('carriers', NULL, 'INSERT, UPDATE, DELETE');

ALTER TABLE ports
  DROP CONSTRAINT ports_kind_check,
  DROP CONSTRAINT ports_state_check,
  -- The order this one was split from, when its numbers met another fate.
  ADD COLUMN split_from int4 REFERENCES ports,
  -- The carrier it is lodged with; NULL: not lodged, or by hand with none that is written down.
  ADD COLUMN upstream_id int4 REFERENCES carriers,
  ADD CHECK (kind IN ('simple', 'complex', 'special', 'mobile')),
  ADD CHECK (state IN ('draft', 'submitted', 'lodged', 'validating', 'validated', 'with-losing-carrier', 'accepted',
                       'rejected', 'date-set', 'pre-provisioned', 'cutting-over', 'completed', 'closed', 'withdrawn',
                       'reversed', 'expired'));
-- Requests nobody went on with, for the timetable: domain/porting/expiry.ts.
CREATE INDEX ports_to_expire ON ports (changed_at) WHERE state IN ('draft', 'rejected');

ALTER TABLE port_attempts
  DROP CONSTRAINT port_attempts_kind_check,
  ADD COLUMN validation_asked_at timestamptz,
  ADD COLUMN validated_at timestamptz,
  -- As the carrier gave it; reject_reason is the word that stands for it.
  ADD COLUMN reject_code text NOT NULL DEFAULT '',
  -- The attempt of another port it was split from: what that one was charged counts for this one, too.
  ADD COLUMN split_of int4 REFERENCES port_attempts,
  ADD CHECK (kind IN ('simple', 'complex', 'special', 'mobile'));

CREATE INDEX port_attempts_split ON port_attempts (split_of) WHERE split_of IS NOT NULL;

-- What the losing carrier answered about a number before a complex port.
ALTER TABLE port_numbers
  ADD COLUMN validation text CHECK (validation IN ('P', 'A', 'S', 'R', 'D', 'SS')),
  ADD COLUMN validation_words text NOT NULL DEFAULT '';
