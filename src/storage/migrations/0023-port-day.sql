-- The day of a cut-over: what is ticked off, the calls that were tried, what is urgent; and which mails are about a port.

-- What was ticked of the checklist of an attempt: domain/porting/cut-over-checklist.ts has the items.
CREATE TABLE port_ticks (
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 NOT NULL REFERENCES accounts,
  port_id     int4 NOT NULL REFERENCES ports,
  attempt     int2 NOT NULL,
  item        text NOT NULL,
  at          timestamptz NOT NULL,
  actor_name  text NOT NULL,
  is_customer boolean NOT NULL,
  note        text NOT NULL DEFAULT '',
  PRIMARY KEY (port_id, attempt, item)
);
CALL tollgate_guard('port_ticks', 'account_id', 'INSERT, UPDATE, DELETE');

-- Calls that were made to see whether a number works.
CREATE TABLE port_test_calls (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 NOT NULL REFERENCES accounts,
  port_id     int4 NOT NULL REFERENCES ports,
  attempt     int2 NOT NULL,
  number      text COLLATE "C" NOT NULL,
  direction   text NOT NULL CHECK (direction IN ('in', 'out')),
  is_good     boolean NOT NULL,
  -- Of one that failed: what was heard.
  heard       text NOT NULL DEFAULT '',
  at          timestamptz NOT NULL,
  actor_name  text NOT NULL,
  is_customer boolean NOT NULL,
  CHECK (is_good OR heard <> '')
);
CREATE INDEX port_test_calls_by_port ON port_test_calls (port_id, id);
CALL tollgate_guard('port_test_calls', 'account_id', 'INSERT');

-- Something is badly wrong while the numbers may still go back: staff are warned until somebody has looked after it.
CREATE TABLE port_alarms (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 NOT NULL REFERENCES accounts,
  port_id     int4 NOT NULL REFERENCES ports,
  words       text NOT NULL CHECK (words <> ''),
  at          timestamptz NOT NULL,
  actor_name  text NOT NULL,
  is_customer boolean NOT NULL,
  settled_at  timestamptz,
  settled_by  text,
  CHECK ((settled_at IS NULL) = (settled_by IS NULL))
);
CREATE INDEX port_alarms_by_port ON port_alarms (port_id, id);
CREATE INDEX port_alarms_open ON port_alarms (reseller_id) WHERE settled_at IS NULL;
CALL tollgate_guard('port_alarms', 'account_id', 'INSERT, UPDATE');

ALTER TABLE ports
  -- How often the entry in the customer's calendar was made or changed: a file with a higher number replaces one before.
  ADD COLUMN calendar_sequence int4 NOT NULL DEFAULT 0,
  -- When the customer was told that the request expires soon.
  ADD COLUMN expiry_told_at timestamptz;

ALTER TABLE mails
  -- The port it is about, and which of its attempts.
  ADD COLUMN port_id int4,
  ADD COLUMN port_attempt int2;
CREATE INDEX mails_by_port ON mails (port_id, id) WHERE port_id IS NOT NULL;
GRANT SELECT (port_id, port_attempt) ON mails TO tollgate_app;
