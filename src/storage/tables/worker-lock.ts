import type pg from 'pg'

// The key of the lock that tells workers of one database of each other. Any number, never to be changed.
const WORKER_LOCK = 7_655_000_002

/**
 * Holds the workers' common lock in this session, for as long as it lasts.
 *
 * @returns whether this is the only worker.
 */
export async function takeWorkerLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ first: boolean }>('SELECT pg_try_advisory_lock($1) AS first', [WORKER_LOCK])
  const isFirst = rows[0]?.first === true
  await client.query('SELECT pg_advisory_lock_shared($1)', [WORKER_LOCK])
  if (isFirst) await client.query('SELECT pg_advisory_unlock($1)', [WORKER_LOCK])
  return isFirst
}

/** Gives back the jobs of workers that are no more. Only where no worker is alive. */
export async function releaseLostJobs(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ workers: string[] | null; jobs: number }>(
    `SELECT array_agg(DISTINCT locked_by) AS workers, count(*)::int AS jobs
       FROM graphile_worker.jobs WHERE locked_by IS NOT NULL`,
  )
  const [lost] = rows
  if (lost === undefined || lost.workers === null) return 0
  await client.query('SELECT graphile_worker.force_unlock_workers($1)', [lost.workers])
  return lost.jobs
}
