-- How long ports take: what forecasts and the report on carriers rest on.

-- The finished ports of a kind, the last first.
CREATE INDEX ports_finished ON ports (reseller_id, kind, completed_at DESC) WHERE state IN ('completed', 'closed');

-- Where the last finished ports of a kind stood and how long, in the order they were completed, the last first: those that left
-- one carrier, whichever way its name is written, or all (NULL). A customer's session sees its own ports only, and a
-- forecast rests on those of all: nothing here says whose they were.
CREATE FUNCTION tollgate_port_stays(asked_kind text, asked_carrier text, since timestamptz, most int4)
RETURNS TABLE (port int4, state text, entered_at timestamptz, left_at timestamptz, completed_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT f.port, e.state, e.at, e.left_at, f.completed_at
    FROM (SELECT row_number() OVER (ORDER BY p.completed_at DESC, p.id)::int4 AS port, p.id, p.completed_at
            FROM public.ports p
           WHERE p.reseller_id = public.tollgate_reseller() AND p.kind = asked_kind AND p.state IN ('completed', 'closed')
             AND p.completed_at >= since AND (asked_carrier IS NULL OR lower(p.losing_carrier) = lower(asked_carrier))
           ORDER BY p.completed_at DESC, p.id LIMIT most) f
   CROSS JOIN LATERAL (SELECT v.state, v.at, lead(v.at) OVER (ORDER BY v.id) AS left_at
                         FROM public.port_events v WHERE v.port_id = f.id AND v.state IS NOT NULL) e
   WHERE e.state IN ('submitted', 'lodged', 'validating', 'validated', 'with-losing-carrier', 'accepted', 'rejected')
     AND e.left_at IS NOT NULL
   ORDER BY f.port
$$;
REVOKE ALL ON FUNCTION tollgate_port_stays FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_port_stays TO tollgate_app;

-- Takes numbers that are on their way in by a port off its account again: they stay with the losing carrier. A customer who
-- withdraws on the morning of the cut-over may not write a number that is nobody's, and lets go of its own here.
CREATE FUNCTION tollgate_let_go_of_incoming(asked text[], at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE public.numbers
     SET status = 'retired', account_id = NULL, reserved_until = NULL, order_id = NULL, quarantined_until = NULL,
         changed_at = at, version = version + 1
   WHERE number = ANY (asked) AND reseller_id = public.tollgate_reseller() AND status = 'porting'
     AND (public.tollgate_account() IS NULL OR account_id = public.tollgate_account())
$$;
REVOKE ALL ON FUNCTION tollgate_let_go_of_incoming FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_let_go_of_incoming TO tollgate_app;
