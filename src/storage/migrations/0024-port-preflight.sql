-- The check of a port before it is submitted, and how it was made sure that a mobile number is whose it is said to be.

-- That the user of a mobile number was verified: once for each attempt, and kept.
CREATE TABLE port_verifications (
  id          int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 NOT NULL REFERENCES accounts,
  port_id     int4 NOT NULL REFERENCES ports,
  -- The attempt it is for: the one to come.
  attempt     int2 NOT NULL CHECK (attempt > 0),
  -- The number it was verified for; with another one it counts for nothing.
  number      text COLLATE "C" NOT NULL CHECK (number ~ '^[0-9]{5,15}$'),
  method      text NOT NULL CHECK (method IN ('sms-code', 'call', 'documents')),
  -- What shows it: of a call who was spoken to, of documents which they were.
  reference   text NOT NULL DEFAULT '',
  verified_at timestamptz NOT NULL,
  verified_by text NOT NULL,
  -- Whether the customer gave back a code; else staff recorded it.
  by_customer boolean NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX port_verifications_by_port ON port_verifications (port_id, id);
CALL tollgate_guard('port_verifications', 'account_id', 'INSERT');

-- A code that was made to be told to a mobile number, for its user to give back; the last one counts.
CREATE TABLE port_verification_codes (
  port_id     int4 PRIMARY KEY REFERENCES ports,
  reseller_id int4 NOT NULL REFERENCES resellers,
  account_id  int4 NOT NULL REFERENCES accounts,
  number      text COLLATE "C" NOT NULL CHECK (number ~ '^[0-9]{5,15}$'),
  method      text NOT NULL CHECK (method IN ('sms-code', 'call')),
  -- scrypt would be wasted on six digits that last minutes: SHA-256 of the port and the code.
  code_hash   bytea NOT NULL,
  made_by     text NOT NULL,
  expires_at  timestamptz NOT NULL,
  tries_left  int2 NOT NULL CHECK (tries_left >= 0)
);
CALL tollgate_guard('port_verification_codes', 'account_id', 'INSERT, UPDATE, DELETE');

-- Which of these numbers are on their way by an open port on the platform but this one, whoever's; whose is not said.
CREATE FUNCTION tollgate_numbers_on_the_way(asked text[], besides int4) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT number FROM public.port_numbers WHERE number = ANY (asked) AND is_open AND port_id <> besides ORDER BY number
$$;
REVOKE ALL ON FUNCTION tollgate_numbers_on_the_way FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_numbers_on_the_way TO tollgate_app;
