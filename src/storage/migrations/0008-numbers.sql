-- Numbers: inventory and orders.

-- ------------------------------------------------------------------------------------------------------- inventory

-- How long a released number rests before another account may have it.
ALTER TABLE resellers
  ADD COLUMN number_quarantine_months int2 NOT NULL DEFAULT 6 CHECK (number_quarantine_months BETWEEN 0 AND 24);

-- Every number a reseller has, whoever uses it. A number is in service once on the platform, over all resellers: its row
-- stays with the reseller that retired it, and another may add it then.
CREATE TABLE numbers (
  reseller_id       int4 NOT NULL REFERENCES resellers,
  number            text COLLATE "C" NOT NULL CHECK (number ~ '^[0-9]{5,15}$'),
  -- 'other': held before there was an inventory, and of no kind that can be sold.
  kind              text NOT NULL CHECK (kind IN ('geographic', 'mobile', '13', '1300', '1800', 'other')),
  state             text CHECK (state IN ('ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA')),
  region            text NOT NULL DEFAULT '',
  -- As it was written last: a reservation or quarantine whose time has passed is over, written so or not
  -- (domain/numbers/number-status.ts).
  status            text NOT NULL
    CHECK (status IN ('available', 'reserved', 'porting', 'assigned', 'quarantined', 'retired')),
  -- Who holds it while it is assigned (as number_assignments says), whom it is kept for while it is reserved.
  account_id        int4 REFERENCES accounts,
  -- NULL of a reserved number: until the order it belongs to is done.
  reserved_until    timestamptz,
  order_id          int4,
  quarantined_until timestamptz,
  note              text NOT NULL DEFAULT '',
  added_at          timestamptz NOT NULL,
  changed_at        timestamptz NOT NULL,
  version           int4 NOT NULL DEFAULT 1,
  PRIMARY KEY (reseller_id, number),
  CHECK (status <> 'assigned' OR account_id IS NOT NULL),
  CHECK (status IN ('assigned', 'reserved') OR (account_id IS NULL AND order_id IS NULL)),
  CHECK ((status = 'quarantined') = (quarantined_until IS NOT NULL)),
  CHECK (status = 'reserved' OR reserved_until IS NULL)
);
CREATE UNIQUE INDEX numbers_once_on_the_platform ON numbers (number) WHERE status <> 'retired';
CREATE INDEX numbers_by_account ON numbers (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX numbers_by_status ON numbers (reseller_id, status, kind, state, region, number);
CREATE INDEX numbers_by_order ON numbers (order_id) WHERE order_id IS NOT NULL;
-- What the timetable brings up to date.
CREATE INDEX numbers_reserved_until ON numbers (reserved_until) WHERE reserved_until IS NOT NULL;
CREATE INDEX numbers_quarantined_until ON numbers (quarantined_until) WHERE quarantined_until IS NOT NULL;
CALL tollgate_guard('numbers', 'account_id', 'INSERT, UPDATE');

-- Whatever was assigned before there was an inventory.
INSERT INTO numbers (reseller_id, number, kind, status, account_id, added_at, changed_at)
SELECT reseller_id, number,
       CASE WHEN number ~ '^61[2378][0-9]{8}$' THEN 'geographic' WHEN number ~ '^614[0-9]{8}$' THEN 'mobile'
            WHEN number ~ '^611300[0-9]{6}$' THEN '1300' WHEN number ~ '^611800[0-9]{6}$' THEN '1800'
            WHEN number ~ '^6113([0-9]{4}|45[0-9]{4})$' THEN '13' ELSE 'other' END,
       'assigned', account_id, valid_from, valid_from
  FROM number_assignments WHERE valid_to IS NULL AND superseded_at IS NULL;

CREATE INDEX number_assignments_to_cancel ON number_assignments (reseller_id, cancel_on)
  WHERE cancel_on IS NOT NULL AND valid_to IS NULL AND superseded_at IS NULL;

-- Fewer channels wait for the anniversary as a row that begins there, and may be taken back before.
GRANT DELETE ON account_channels TO tollgate_app;

-- ---------------------------------------------------------------------------------------------------------- blocks

-- A hundred numbers in a row, taken and charged as one.
CREATE TABLE number_blocks (
  id           int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id  int4 NOT NULL REFERENCES resellers,
  account_id   int4 NOT NULL REFERENCES accounts,
  first_number text COLLATE "C" NOT NULL CHECK (first_number ~ '00$'),
  created_at   timestamptz NOT NULL
);
CREATE INDEX number_blocks_by_account ON number_blocks (account_id);
CALL tollgate_guard('number_blocks', 'account_id', 'INSERT');
ALTER TABLE number_assignments ADD FOREIGN KEY (block_id) REFERENCES number_blocks;

-- ---------------------------------------------------------------------------------------------------------- orders

-- Numbers the carrier has to be asked for: domain/numbers/order-status.ts has the steps.
CREATE TABLE number_orders (
  id                int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id       int4 NOT NULL REFERENCES resellers,
  account_id        int4 NOT NULL REFERENCES accounts,
  kind              text NOT NULL CHECK (kind IN ('prefix-range', 'block', '1300', '1800')),
  status            text NOT NULL
    CHECK (status IN ('submitted', 'with-carrier', 'allocated', 'completed', 'rejected', 'withdrawn')),
  state             text CHECK (state IN ('ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA')),
  region            text NOT NULL DEFAULT '',
  -- What the numbers should look like, as the customer wrote it: '0370*'.
  pattern           text NOT NULL DEFAULT '',
  quantity          int4 NOT NULL CHECK (quantity BETWEEN 1 AND 1000),
  number_plan_id    int4 NOT NULL REFERENCES number_plans,
  line_type         text NOT NULL CHECK (line_type IN ('cloud-pbx', 'naked', 'sip-trunk', 'inbound', 'fax')),
  -- Where calls to a 1300 or 1800 number go, and its right of use where it is a smartnumber.
  answer_point      text,
  smart_number      text,
  rights_of_use     text NOT NULL DEFAULT '',
  note              text NOT NULL DEFAULT '',
  carrier_reference text NOT NULL DEFAULT '',
  -- Why it was rejected or withdrawn.
  reason            text NOT NULL DEFAULT '',
  -- What was allocated to it, kept when they are its account's or given back.
  numbers           text[] NOT NULL DEFAULT '{}',
  created_at        timestamptz NOT NULL,
  changed_at        timestamptz NOT NULL,
  version           int4 NOT NULL DEFAULT 1
);
CREATE INDEX number_orders_by_reseller ON number_orders (reseller_id, id);
CREATE INDEX number_orders_by_account ON number_orders (account_id);
CALL tollgate_guard('number_orders', 'account_id', 'INSERT, UPDATE');
ALTER TABLE numbers ADD FOREIGN KEY (order_id) REFERENCES number_orders;

-- What happened to an order, and what people noted about it.
CREATE TABLE number_order_entries (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 NOT NULL REFERENCES accounts,
  order_id    int4 NOT NULL REFERENCES number_orders,
  at          timestamptz NOT NULL,
  actor_name  text NOT NULL,
  -- NULL: a note, and no step.
  status      text,
  note        text NOT NULL DEFAULT ''
);
CREATE INDEX number_order_entries_by_order ON number_order_entries (order_id, id);
CALL tollgate_guard('number_order_entries', 'account_id', 'INSERT');
