import type pg from 'pg'
import type { JobName } from '#storage/queries/jobs.ts'

export type { JobName }

/**
 * Puts a job into the queue from a session of the installation itself, to be done after so many seconds. A job of the same
 * key that has not begun is replaced.
 */
export async function scheduleJob(
  db: pg.ClientBase,
  job: { readonly name: JobName; readonly payload: object; readonly key: string; readonly afterSeconds: number },
): Promise<void> {
  await db.query(
    `SELECT graphile_worker.add_job($1, $2::json, job_key => $3, run_at => now() + make_interval(secs => $4))`,
    [job.name, JSON.stringify(job.payload), job.key, job.afterSeconds],
  )
}

/** Puts a job into the queue from a tenant's session, to be done at once. */
export async function addJob(db: pg.ClientBase, job: { name: JobName; payload: object; key: string }): Promise<void> {
  await db.query('SELECT tollgate_add_job($1, $2::json, $3)', [job.name, JSON.stringify(job.payload), job.key])
}
