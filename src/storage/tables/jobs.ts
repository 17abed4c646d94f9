import type pg from 'pg'
import type { JobName } from '#storage/queries/jobs.ts'

export type { JobName }

/**
 * Where jobs stand in the queue: a bill run tells of thousands of things, and nobody's import or sign-in waits for that.
 * Higher numbers are taken later.
 */
export const PLACES = { awaited: 0, telling: 10, papers: 20 } as const

export interface NewJob {
  readonly name: JobName
  readonly payload: object
  /** A job of the same key that has not begun is replaced. */
  readonly key: string
  /** Left out: among those somebody waits for. */
  readonly place?: keyof typeof PLACES
}

/** Puts a job into the queue from a session of the installation itself, to be done after so many seconds. */
export async function scheduleJob(
  db: pg.ClientBase,
  { name, payload, key, place = 'awaited', afterSeconds }: NewJob & { readonly afterSeconds: number },
): Promise<void> {
  await db.query(
    `SELECT graphile_worker.add_job($1, $2::json, job_key => $3, priority => $5::smallint,
            run_at => now() + make_interval(secs => $4))`,
    [name, JSON.stringify(payload), key, afterSeconds, PLACES[place]],
  )
}

/** Puts a job into the queue from a tenant's session, to be done at once. */
export async function addJob(db: pg.ClientBase, { name, payload, key, place = 'awaited' }: NewJob): Promise<void> {
  await db.query('SELECT tollgate_add_job($1, $2::json, $3, $4)', [name, JSON.stringify(payload), key, PLACES[place]])
}
