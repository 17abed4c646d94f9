-- Jobs of the queue have a place: those with a higher number wait behind all with a lower one.

DROP FUNCTION tollgate_add_job(text, json, text);
CREATE FUNCTION tollgate_add_job(task text, payload json, job_key text, place int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM graphile_worker.add_job(task, payload, job_key => job_key, priority => place::smallint);
END $$;
REVOKE ALL ON FUNCTION tollgate_add_job FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_add_job TO tollgate_app;

DROP FUNCTION tollgate_add_jobs(text, json[]);
CREATE FUNCTION tollgate_add_jobs(task text, payloads json[], place int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM graphile_worker.add_jobs(ARRAY(
    SELECT (task, payload, NULL, NULL, NULL, NULL, place::smallint, NULL)::graphile_worker.job_spec
      FROM unnest(payloads) AS payload
  ));
END $$;
REVOKE ALL ON FUNCTION tollgate_add_jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tollgate_add_jobs TO tollgate_app;
