-- Calls as they are made: what is reserved for those that go on, what was refused, the reseller's own credit.

-- Of the balance, held for calls that go on, with GST. A call is let through where balance - reserved stays above the
-- account's floor with it: one row, so that no two requests pass on the same dollar.
ALTER TABLE balances ADD COLUMN reserved_micros int8 NOT NULL DEFAULT 0 CHECK (reserved_micros >= 0);
-- How often something was held. Minutes of an allowance are no sum in a row that could be compared: who counts on them says
-- up to where it knows of the account's calls, and is refused where another process has let one through since.
ALTER TABLE balances ADD COLUMN live_epoch int8 NOT NULL DEFAULT 0;

-- One leg of a call that was let through. open: its money is held. lapsed: nobody told of its end in time, the money is
-- free again; the row stays until its record comes, or until nobody expects one any more. A record that comes takes the
-- row away in the transaction that posts the call.
CREATE TABLE call_reservations (
  id               int8 PRIMARY KEY,       -- made by the process that answered: time, then chance
  account_id       int4 NOT NULL,
  reseller_id      int4 NOT NULL,
  source_id        int2 NOT NULL,
  leg              int2 NOT NULL CHECK (leg IN (1, 2)), -- 1 out, 2 in
  state            text NOT NULL CHECK (state IN ('open', 'lapsed')),
  call_key         int8 NOT NULL,          -- as the record of the call will have it
  call_ref         text COLLATE "C" NOT NULL, -- the switch's own id of the call
  from_number      text COLLATE "C" NOT NULL,
  to_number        text COLLATE "C" NOT NULL,
  service_type     int2 NOT NULL,
  destination      text NOT NULL,          -- in words, for people who watch
  seconds          int4 NOT NULL,          -- since it is answered: what is paid for ahead
  reserved_micros  int8 NOT NULL CHECK (reserved_micros >= 0),  -- with GST
  wholesale_micros int8 NOT NULL CHECK (wholesale_micros >= 0), -- ex GST
  begun_at         timestamptz NOT NULL,
  answered_at      timestamptz,
  expires_at       timestamptz NOT NULL
);
CREATE UNIQUE INDEX call_reservations_by_key ON call_reservations (source_id, call_key);
CREATE INDEX call_reservations_by_account ON call_reservations (account_id, reseller_id);
CREATE INDEX call_reservations_expiry ON call_reservations (expires_at) WHERE state = 'open';
CALL tollgate_guard('call_reservations', 'account_id');

-- Calls that were not let through, and why: domain/live-calls/refusal.ts has the causes.
CREATE TABLE call_refusals (
  id           int8 PRIMARY KEY,
  reseller_id  int4 NOT NULL,
  account_id   int4,                       -- NULL: of nobody's number
  source_id    int2 NOT NULL,
  refused_at   timestamptz NOT NULL,
  leg          int2 NOT NULL,
  cause        text NOT NULL,
  rule         text NOT NULL DEFAULT '',   -- of credit control, where it was one
  words        text NOT NULL,
  from_number  text COLLATE "C" NOT NULL,
  to_number    text COLLATE "C" NOT NULL,
  service_type int2 NOT NULL,
  call_ref     text COLLATE "C" NOT NULL
);
CREATE INDEX call_refusals_by_reseller ON call_refusals (reseller_id, refused_at, id);
CREATE INDEX call_refusals_by_account ON call_refusals (account_id, refused_at, id);
CALL tollgate_guard('call_refusals', 'account_id');

-- What a reseller has with the operator, ex GST, and what of it calls in progress hold. used_micros follows what the
-- balances of its accounts say of the ledger 'reseller', in the same transactions.
CREATE TABLE wholesale_credit (
  reseller_id     int4 PRIMARY KEY REFERENCES resellers,
  is_on           boolean NOT NULL DEFAULT false, -- off: the reseller settles with the operator afterwards
  paid_micros     int8 NOT NULL DEFAULT 0,
  limit_micros    int8 NOT NULL DEFAULT 0 CHECK (limit_micros >= 0), -- how far it may go below zero
  used_micros     int8 NOT NULL DEFAULT 0,
  reserved_micros int8 NOT NULL DEFAULT 0 CHECK (reserved_micros >= 0),
  version         int4 NOT NULL DEFAULT 1
) WITH (fillfactor = 50);
CALL tollgate_guard('wholesale_credit');
INSERT INTO wholesale_credit (reseller_id, used_micros)
SELECT r.id, -coalesce(sum(b.wholesale_micros), 0) FROM resellers r LEFT JOIN balances b ON b.reseller_id = r.id GROUP BY r.id;

CREATE FUNCTION tollgate_new_wholesale_credit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO wholesale_credit (reseller_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER resellers_wholesale_credit AFTER INSERT ON resellers
  FOR EACH ROW EXECUTE FUNCTION tollgate_new_wholesale_credit();

-- Holds money for many calls in one durable statement. One element an account: what it holds more in all, the floor its
-- balance must not pass, and the live_epoch it must have, NULL: any; the legs are the calls: new ones whole, others by what
-- they hold more. What of an account
-- does not fit is left out whole, and so is what its reseller's own credit does not bear. Answers with the accounts that
-- were granted and how they stand.
CREATE FUNCTION tollgate_reserve(
  account_ids int4[], deltas int8[], floors int8[], epochs int8[], costs int8[], resellers_with_credit int4[],
  new_legs jsonb, more_legs jsonb
) RETURNS TABLE (account_id int4, balance_micros int8, reserved_micros int8, live_epoch int8)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  granted int4[];
  short   int4[];
  updated int8;
BEGIN
  WITH fits AS (
    UPDATE balances b SET reserved_micros = b.reserved_micros + a.delta, live_epoch = b.live_epoch + 1
      FROM unnest(account_ids, deltas, floors, epochs) AS a (account_id, delta, floor, epoch)
     WHERE b.account_id = a.account_id AND (a.epoch IS NULL OR a.epoch = b.live_epoch)
       AND (a.delta <= 0 OR b.balance_micros - b.reserved_micros - a.delta >= a.floor)
    RETURNING b.account_id
  ) SELECT coalesce(array_agg(f.account_id), '{}') INTO granted FROM fits f;

  IF cardinality(resellers_with_credit) > 0 THEN
    WITH wanted AS (
      SELECT b.reseller_id, sum(a.cost)::int8 AS cost
        FROM unnest(account_ids, costs) AS a (account_id, cost) JOIN balances b ON b.account_id = a.account_id
       WHERE a.account_id = ANY (granted) AND b.reseller_id = ANY (resellers_with_credit)
       GROUP BY b.reseller_id ORDER BY b.reseller_id
    ), borne AS (
      UPDATE wholesale_credit w SET reserved_micros = w.reserved_micros + t.cost
        FROM wanted t
       WHERE w.reseller_id = t.reseller_id
         AND (NOT w.is_on OR t.cost <= 0 OR w.paid_micros - w.used_micros - w.reserved_micros - t.cost >= -w.limit_micros)
      RETURNING w.reseller_id
    ) SELECT coalesce(array_agg(t.reseller_id), '{}') INTO short
        FROM wanted t WHERE t.reseller_id NOT IN (SELECT o.reseller_id FROM borne o);
    IF cardinality(short) > 0 THEN
      WITH back AS (
        UPDATE balances b SET reserved_micros = b.reserved_micros - a.delta
          FROM unnest(account_ids, deltas) AS a (account_id, delta)
         WHERE b.account_id = a.account_id AND a.account_id = ANY (granted) AND b.reseller_id = ANY (short)
        RETURNING b.account_id
      ) SELECT coalesce(array_agg(g.id), '{}') INTO granted
          FROM unnest(granted) AS g (id) WHERE g.id NOT IN (SELECT k.account_id FROM back k);
    END IF;
  END IF;

  IF new_legs IS NOT NULL THEN
    INSERT INTO call_reservations (id, account_id, reseller_id, source_id, leg, state, call_key, call_ref, from_number,
      to_number, service_type, destination, seconds, reserved_micros, wholesale_micros, begun_at, expires_at)
    SELECT l.id, l.account_id, l.reseller_id, l.source_id, l.leg, 'open', l.call_key, l.call_ref, l.from_number,
           l.to_number, l.service_type, l.destination, l.seconds, l.delta, l.cost, to_timestamp(l.begun_ms / 1000.0),
           to_timestamp(l.expires_ms / 1000.0)
      FROM jsonb_to_recordset(new_legs) AS l (
        id int8, account_id int4, reseller_id int4, source_id int2, leg int2, call_key int8, call_ref text,
        from_number text, to_number text, service_type int2, destination text, seconds int4, delta int8, cost int8,
        begun_ms float8, expires_ms float8)
     WHERE l.account_id = ANY (granted);
  END IF;

  IF more_legs IS NOT NULL THEN
    UPDATE call_reservations c
       SET reserved_micros = c.reserved_micros + l.delta, wholesale_micros = c.wholesale_micros + l.cost,
           seconds = l.seconds, expires_at = to_timestamp(l.expires_ms / 1000.0)
      FROM jsonb_to_recordset(more_legs) AS l (
        id int8, account_id int4, seconds int4, delta int8, cost int8, expires_ms float8)
     WHERE c.id = l.id AND c.state = 'open' AND l.account_id = ANY (granted);
    GET DIAGNOSTICS updated = ROW_COUNT;
    -- One that lapsed or got its record meanwhile holds nothing more: the whole statement is undone, and asked again singly.
    IF updated <> (SELECT count(*) FROM jsonb_to_recordset(more_legs) AS l (account_id int4) WHERE l.account_id = ANY (granted))
    THEN
      RAISE EXCEPTION 'a reservation is gone' USING ERRCODE = 'no_data_found';
    END IF;
  END IF;

  RETURN QUERY SELECT b.account_id, b.balance_micros, b.reserved_micros, b.live_epoch
      FROM balances b WHERE b.account_id = ANY (granted);
END $$;
REVOKE ALL ON FUNCTION tollgate_reserve FROM PUBLIC;

-- Who answers calls hears at once what changed about an account, a number, a plan: the kind, and which.
CREATE FUNCTION tollgate_tell_live() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('tollgate_live', TG_ARGV[0] || ' ' || coalesce((to_jsonb(NEW) ->> TG_ARGV[1]), ''));
  RETURN NULL;
END $$;
CREATE TRIGGER tell_live AFTER UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION tollgate_tell_live('account', 'id');
CREATE TRIGGER tell_live AFTER INSERT OR UPDATE ON account_plans
  FOR EACH ROW EXECUTE FUNCTION tollgate_tell_live('account', 'account_id');
CREATE TRIGGER tell_live AFTER INSERT OR UPDATE ON account_controls
  FOR EACH ROW EXECUTE FUNCTION tollgate_tell_live('account', 'account_id');
CREATE TRIGGER tell_live AFTER INSERT OR UPDATE ON control_releases
  FOR EACH ROW EXECUTE FUNCTION tollgate_tell_live('account', 'account_id');
CREATE TRIGGER tell_live AFTER INSERT OR UPDATE ON number_assignments
  FOR EACH ROW EXECUTE FUNCTION tollgate_tell_live('number', 'number');
CREATE TRIGGER tell_live AFTER INSERT OR UPDATE ON calling_plan_versions
  FOR EACH ROW EXECUTE FUNCTION tollgate_tell_live('plans', 'plan_id');
CREATE TRIGGER tell_live AFTER INSERT OR UPDATE ON rate_deck_versions
  FOR EACH ROW EXECUTE FUNCTION tollgate_tell_live('plans', 'deck_id');
CREATE TRIGGER tell_live AFTER UPDATE ON wholesale_credit FOR EACH ROW
  WHEN (OLD.is_on IS DISTINCT FROM NEW.is_on) EXECUTE FUNCTION tollgate_tell_live('reseller', 'reseller_id');
