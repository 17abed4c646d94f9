import type pg from 'pg'

/** Every job an operation may ask for; worker/tasks.ts does them. */
export type JobName =
  | 'apply-carrier-sheet'
  | 'back-test'
  | 'import-calls'
  | 'run-bills'
  | 'sum-up-draft'
  | 'tell-event'
  | 'send-mail'
  | 'deliver-webhook'
  | 'password-reset'

/** How many jobs are due and not done, those that are being tried again included. */
export async function countWaitingJobs(db: pg.Pool): Promise<number> {
  const { rows } = await db.query<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM graphile_worker.jobs
      WHERE run_at <= now() AND locked_at IS NULL AND attempts < max_attempts`,
  )
  return rows[0]?.waiting ?? 0
}
