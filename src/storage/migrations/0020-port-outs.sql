-- Port-outs: numbers another carrier asks to take away.

-- A request, as it came in and as far as it has come: domain/porting/port-out-state.ts has the steps.
CREATE TABLE port_outs (
  id                    int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id           int4 NOT NULL REFERENCES resellers,
  account_id            int4 NOT NULL REFERENCES accounts,
  kind                  text NOT NULL CHECK (kind IN ('simple', 'complex', 'special', 'mobile')),
  state                 text NOT NULL
    CHECK (state IN ('received', 'verifying', 'verified', 'scheduled', 'released', 'refused', 'cancelled')),
  state_since           timestamptz NOT NULL,
  gaining_carrier       text NOT NULL,
  carrier_reference     text NOT NULL DEFAULT '',
  received_at           timestamptz NOT NULL,
  received_by           text NOT NULL CHECK (received_by IN ('carrier-notice', 'customer')),
  -- The customer's particulars as the gaining carrier stated them; '': it did not.
  stated_account_number text NOT NULL DEFAULT '',
  stated_name           text NOT NULL DEFAULT '',
  authorised_on         date,
  wanted_at             timestamptz,
  -- What the customer answered in its portal.
  answer                text CHECK (answer IN ('yes', 'no')),
  answered_at           timestamptz,
  answered_by           text,
  -- Somebody of the staff has seen that the customer did not ask for it; NULL: nobody yet, or nothing to see.
  warning_seen_at       timestamptz,
  -- By when the next step is due: the day in the zone of the desk, and the instant from which it is overdue.
  due_on                date,
  due_at                timestamptz,
  cut_over_at           timestamptz,
  refusal               text,
  cancelled_by          text CHECK (cancelled_by IN ('gaining-carrier', 'customer', 'account-closed')),
  -- How often its numbers were released: a release may be undone.
  releases              int2 NOT NULL DEFAULT 0,
  released_at           timestamptz,
  undo_until            timestamptz,
  -- What the account was charged for it, credits and undone releases taken off, ex GST.
  charged_micros        int8 NOT NULL DEFAULT 0,
  created_at            timestamptz NOT NULL,
  changed_at            timestamptz NOT NULL,
  version               int4 NOT NULL DEFAULT 1,
  CHECK ((due_on IS NULL) = (due_at IS NULL)),
  CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CHECK ((state = 'refused') = (refusal IS NOT NULL)),
  CHECK ((state = 'cancelled') = (cancelled_by IS NOT NULL)),
  CHECK (state <> 'scheduled' OR cut_over_at IS NOT NULL),
  CHECK ((state = 'released') = (released_at IS NOT NULL AND undo_until IS NOT NULL))
);
CREATE INDEX port_outs_by_state ON port_outs (reseller_id, state, due_at, id);
CREATE INDEX port_outs_by_account ON port_outs (account_id, id);
CALL tollgate_guard('port_outs', 'account_id', 'INSERT, UPDATE');

-- The numbers of a request. A number is in one open request on the platform.
CREATE TABLE port_out_numbers (
  reseller_id   int4 NOT NULL REFERENCES resellers,
  account_id    int4 NOT NULL REFERENCES accounts,
  port_out_id   int4 NOT NULL REFERENCES port_outs,
  number        text COLLATE "C" NOT NULL CHECK (number ~ '^[0-9]{5,15}$'),
  is_open       boolean NOT NULL DEFAULT true,
  -- Of a released number: the holding that ended, and the note its row of the inventory had before.
  assignment_id int4 REFERENCES number_assignments,
  note_before   text,
  PRIMARY KEY (port_out_id, number)
);
CREATE UNIQUE INDEX port_out_numbers_once ON port_out_numbers (number) WHERE is_open;
CREATE INDEX port_out_numbers_by_number ON port_out_numbers (reseller_id, number);
CALL tollgate_guard('port_out_numbers', 'account_id', 'INSERT, UPDATE');

-- How the customer was asked before its numbers were let go. Kept: a change that moves a number is a high-risk transaction,
-- of which carriers keep the record for a year at the least.
CREATE TABLE port_out_confirmations (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 NOT NULL REFERENCES accounts,
  port_out_id int4 NOT NULL REFERENCES port_outs,
  method      text NOT NULL CHECK (method IN ('code-to-number', 'call-back', 'documents')),
  -- Who confirmed, as the account's holder.
  person      text NOT NULL,
  -- Of the message, the call or the document.
  reference   text NOT NULL,
  at          timestamptz NOT NULL,
  recorded_by text NOT NULL
);
CREATE INDEX port_out_confirmations_by_port_out ON port_out_confirmations (port_out_id, id);
CALL tollgate_guard('port_out_confirmations', 'account_id', 'INSERT');
CREATE POLICY staff_only ON port_out_confirmations AS RESTRICTIVE TO tollgate_app USING ((SELECT tollgate_account()) IS NULL);

-- What happened to a request, and what people noted about it.
CREATE TABLE port_out_events (
  id             int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id    int4 NOT NULL REFERENCES resellers,
  account_id     int4 NOT NULL REFERENCES accounts,
  port_out_id    int4 NOT NULL REFERENCES port_outs,
  at             timestamptz NOT NULL,
  actor_name     text NOT NULL,
  is_customer    boolean NOT NULL,
  -- 'received', 'note', 'confirmed', 'answered', 'warning-seen' or a step.
  what           text NOT NULL,
  -- Where it led; NULL: it moved nothing.
  state          text,
  customer_words text NOT NULL DEFAULT '',
  -- Never the customer's to read.
  staff_words    text NOT NULL DEFAULT ''
);
CREATE INDEX port_out_events_by_port_out ON port_out_events (port_out_id, id);
CALL tollgate_guard('port_out_events', 'account_id', 'INSERT');
