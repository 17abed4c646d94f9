-- What giving a number in the past asks of beyond the session's walls: never whose, and only of numbers that are named.

-- Whether another reseller's account held a number at some time of a span.
CREATE FUNCTION tollgate_held_elsewhere(asked text, from_at timestamptz, to_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM number_assignments
                  WHERE number = asked AND superseded_at IS NULL AND reseller_id <> tollgate_reseller()
                    AND valid_from < to_at AND coalesce(valid_to, 'infinity') > from_at)
$$;
REVOKE ALL ON FUNCTION tollgate_held_elsewhere FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_held_elsewhere TO tollgate_app;

-- How many calls wait that nobody held a number for, within a span in which an account of the session's reseller has it.
CREATE FUNCTION tollgate_calls_without_owner(asked text, from_at timestamptz, to_at timestamptz) RETURNS int8
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*) FROM calls_suspense s
   WHERE s.cause = 3 AND asked IN (s.a_number, s.b_number) AND s.started_at >= from_at AND s.started_at < to_at
     AND (s.reseller_id IS NULL OR s.reseller_id = tollgate_reseller())
     AND EXISTS (SELECT FROM number_assignments h
                  WHERE h.number = asked AND h.superseded_at IS NULL AND h.reseller_id = tollgate_reseller()
                    AND h.valid_from <= s.started_at AND coalesce(h.valid_to, 'infinity') > s.started_at)
$$;
REVOKE ALL ON FUNCTION tollgate_calls_without_owner FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_calls_without_owner TO tollgate_app;
