-- Ports: numbers that come over from another carrier, and the days on which the desk that moves them works.

-- ------------------------------------------------------------------------------------------------------- calendars

-- On which days and in which hours a process works: domain/porting/process-calendar.ts has the words.
CREATE TABLE calendars (
  id            int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id   int4 NOT NULL REFERENCES resellers,
  process       text NOT NULL CHECK (process IN ('porting')),
  name          text NOT NULL,
  time_zone     text NOT NULL,
  weekdays      int2[] NOT NULL CHECK (cardinality(weekdays) BETWEEN 1 AND 7), -- 1 Monday to 7 Sunday
  opens_at      int2 NOT NULL CHECK (opens_at BETWEEN 0 AND 1439),             -- minutes of the day
  closes_at     int2 NOT NULL CHECK (closes_at BETWEEN 1 AND 1440),            -- exclusive
  -- Only the holidays that all states share; else those of any of `states`.
  national_only boolean NOT NULL,
  states        text[] NOT NULL,
  closed_days   jsonb NOT NULL DEFAULT '[]', -- [{"date": "2026-12-29", "name": "Christmas shutdown"}]
  version       int4 NOT NULL DEFAULT 1,
  CHECK (opens_at < closes_at),
  UNIQUE (reseller_id, process)
);
CALL tollgate_guard('calendars', NULL, 'INSERT, UPDATE');

INSERT INTO calendars (reseller_id, process, name, time_zone, weekdays, opens_at, closes_at, national_only, states)
SELECT id, 'porting', 'Porting desk', 'Australia/Sydney', '{1,2,3,4,5}', 480, 1020, true, '{}' FROM resellers ORDER BY id;

-- ------------------------------------------------------------------------------------------------------------ fees

-- What a reseller charges for ports where it is not the default of domain/porting/port-fees.ts.
CREATE TABLE port_fees (
  reseller_id   int4 NOT NULL REFERENCES resellers,
  fee           text NOT NULL,
  amount_micros int8 NOT NULL CHECK (amount_micros >= 0), -- ex GST
  PRIMARY KEY (reseller_id, fee)
);
CALL tollgate_guard('port_fees', NULL, 'INSERT, UPDATE');

-- ----------------------------------------------------------------------------------------------------------- ports

-- A port, as it is requested and as far as it has come: domain/porting/port-state.ts has the steps.
CREATE TABLE ports (
  id                int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id       int4 NOT NULL REFERENCES resellers,
  account_id        int4 NOT NULL REFERENCES accounts,
  kind              text NOT NULL CHECK (kind IN ('simple', 'complex', 'special')),
  state             text NOT NULL
    CHECK (state IN ('draft', 'submitted', 'lodged', 'with-losing-carrier', 'accepted', 'rejected', 'date-set',
                     'pre-provisioned', 'cutting-over', 'completed', 'closed', 'withdrawn', 'reversed')),
  state_since       timestamptz NOT NULL,
  -- The attempt that is under way or was the last; 0: never submitted.
  attempt           int2 NOT NULL DEFAULT 0,
  losing_carrier    text,
  -- What the numbers become when they are here.
  number_plan_id    int4 REFERENCES number_plans,
  line_type         text CHECK (line_type IN ('cloud-pbx', 'naked', 'sip-trunk', 'inbound', 'fax')),
  destination       text,
  -- The rest of the request: domain/porting/port-request.ts names the fields.
  details           jsonb NOT NULL,
  carrier_reference text NOT NULL DEFAULT '',
  -- By when the next step is due: the day in the zone of the desk, and the instant from which it is overdue.
  due_on            date,
  due_at            timestamptz,
  cut_over_at       timestamptz,
  is_out_of_hours   boolean NOT NULL DEFAULT false,
  -- When the numbers are to be put on the account: on the morning of the cut-over.
  provision_at      timestamptz,
  completed_at      timestamptz,
  -- Until when the numbers may go back in an emergency.
  return_until      timestamptz,
  created_at        timestamptz NOT NULL,
  changed_at        timestamptz NOT NULL,
  version           int4 NOT NULL DEFAULT 1,
  CHECK ((due_on IS NULL) = (due_at IS NULL)),
  CHECK (state NOT IN ('date-set', 'pre-provisioned', 'cutting-over') OR (cut_over_at IS NOT NULL AND provision_at IS NOT NULL)),
  CHECK (state NOT IN ('completed', 'closed') OR (completed_at IS NOT NULL AND return_until IS NOT NULL))
);
CREATE INDEX ports_by_state ON ports (reseller_id, state, due_at, id);
CREATE INDEX ports_by_account ON ports (account_id, id);
CREATE INDEX ports_by_cut_over ON ports (reseller_id, cut_over_at) WHERE cut_over_at IS NOT NULL;
-- What the timetable moves on.
CREATE INDEX ports_to_provision ON ports (provision_at) WHERE state = 'date-set';
CREATE INDEX ports_to_close ON ports (return_until) WHERE state = 'completed';
CALL tollgate_guard('ports', 'account_id', 'INSERT, UPDATE');

-- The numbers of a port. A number is in one open port on the platform, over all resellers; a draft is none yet.
CREATE TABLE port_numbers (
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 NOT NULL REFERENCES accounts,
  port_id     int4 NOT NULL REFERENCES ports,
  number      text COLLATE "C" NOT NULL CHECK (number ~ '^[0-9]{5,15}$'),
  is_open     boolean NOT NULL DEFAULT false,
  PRIMARY KEY (port_id, number)
);
CREATE UNIQUE INDEX port_numbers_once_on_the_way ON port_numbers (number) WHERE is_open;
CREATE INDEX port_numbers_by_number ON port_numbers (reseller_id, number);
CALL tollgate_guard('port_numbers', 'account_id', 'INSERT, UPDATE, DELETE');

-- Each submission of a port, as it was made, and what came of it.
CREATE TABLE port_attempts (
  id                int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id       int4 NOT NULL REFERENCES resellers,
  account_id        int4 NOT NULL REFERENCES accounts,
  port_id           int4 NOT NULL REFERENCES ports,
  no                int2 NOT NULL,
  kind              text NOT NULL CHECK (kind IN ('simple', 'complex', 'special')),
  numbers           text[] NOT NULL,
  request           jsonb NOT NULL,
  -- What the account was charged for the attempt itself, ex GST; NULL: nothing yet.
  fee_micros        int8,
  submitted_at      timestamptz NOT NULL,
  submitted_by      text NOT NULL,
  lodged_at         timestamptz,
  passed_on_at      timestamptz,
  decided_at        timestamptz,
  date_set_at       timestamptz,
  outcome           text NOT NULL DEFAULT 'open'
    CHECK (outcome IN ('open', 'accepted', 'rejected', 'withdrawn', 'completed', 'reversed')),
  reject_reason     text,
  -- What the customer was told with it, beside the text of the reason.
  reject_words      text NOT NULL DEFAULT '',
  carrier_reference text NOT NULL DEFAULT '',
  UNIQUE (port_id, no),
  CHECK ((outcome = 'rejected') = (reject_reason IS NOT NULL))
);
CALL tollgate_guard('port_attempts', 'account_id', 'INSERT, UPDATE');

-- What happened to a port, and what people noted about it.
CREATE TABLE port_events (
  id             int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id    int4 NOT NULL REFERENCES resellers,
  account_id     int4 NOT NULL REFERENCES accounts,
  port_id        int4 NOT NULL REFERENCES ports,
  attempt        int2 NOT NULL,
  at             timestamptz NOT NULL,
  actor_name     text NOT NULL,
  is_customer    boolean NOT NULL,
  -- 'created', 'changed', 'note' or a step.
  what           text NOT NULL,
  -- Where it led; NULL: it moved nothing.
  state          text,
  customer_words text NOT NULL DEFAULT '',
  -- Never the customer's to read.
  staff_words    text NOT NULL DEFAULT ''
);
CREATE INDEX port_events_by_port ON port_events (port_id, id);
CALL tollgate_guard('port_events', 'account_id', 'INSERT');

-- ------------------------------------------------------------------------------------------------------- inventory

-- A number on its way in by a port is its account's to see already.
ALTER TABLE numbers DROP CONSTRAINT numbers_check1;
ALTER TABLE numbers
  ADD CHECK (status IN ('assigned', 'reserved', 'porting') OR account_id IS NULL),
  ADD CHECK (status IN ('assigned', 'reserved') OR order_id IS NULL);

-- Which of these numbers are in service on the platform, with whichever account or reseller: a customer's session sees its
-- own only, and who has one is not said. Those the session's reseller has written down as on their way in are not yet.
CREATE FUNCTION tollgate_numbers_in_service(asked text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT number FROM public.numbers
   WHERE number = ANY (asked) AND status <> 'retired'
     AND NOT (status = 'porting' AND account_id IS NULL AND reseller_id = public.tollgate_reseller())
   ORDER BY number
$$;
REVOKE ALL ON FUNCTION tollgate_numbers_in_service FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_numbers_in_service TO tollgate_app;
