import type pg from 'pg'

export interface FailureRow {
  readonly subject: string
  readonly failures: number
  readonly lastFailedAt: Date
  readonly lockedUntil: Date
}

/**
 * Locks the counts of these subjects until the transaction ends, made where there are none; sorted, so that no two wait for
 * each other.
 */
export async function lockFailures(
  db: pg.ClientBase,
  subjects: readonly string[],
  now: Date,
): Promise<readonly FailureRow[]> {
  const sorted = [...subjects].toSorted()
  await db.query(
    `INSERT INTO sign_in_failures (subject, failures, last_failed_at, locked_until)
     SELECT subject, 0, $2, $2 FROM unnest($1::text[]) AS s (subject) ORDER BY subject ON CONFLICT DO NOTHING`,
    [sorted, now],
  )
  const { rows } = await db.query<FailureRow>(
    `SELECT subject, failures, last_failed_at AS "lastFailedAt", locked_until AS "lockedUntil"
       FROM sign_in_failures WHERE subject = ANY ($1::text[]) ORDER BY subject FOR UPDATE`,
    [sorted],
  )
  return rows
}

export async function writeFailure(db: pg.ClientBase, row: FailureRow): Promise<void> {
  await db.query(
    'UPDATE sign_in_failures SET failures = $2, last_failed_at = $3, locked_until = $4 WHERE subject = $1',
    [row.subject, row.failures, row.lastFailedAt, row.lockedUntil],
  )
}

/** A success: the subject starts afresh. */
export async function forgetFailures(db: Pick<pg.Pool, 'query'>, subject: string): Promise<void> {
  await db.query('DELETE FROM sign_in_failures WHERE subject = $1', [subject])
}

/** The attempt counted in advance was none. What was counted before stays. */
export async function takeBackFailure(db: Pick<pg.Pool, 'query'>, subject: string, now: Date): Promise<void> {
  await db.query(
    'UPDATE sign_in_failures SET failures = greatest(failures - 1, 0), locked_until = $2 WHERE subject = $1',
    [subject, now],
  )
}

/** A line for the person of an address, where there is one. The count is touched, so that there is a write either way. */
export async function insertRefusal(
  db: Pick<pg.Pool, 'query'>,
  refusal: {
    readonly email: string
    readonly subject: string
    readonly at: Date
    readonly what: string
    readonly ip: string
    readonly device: string
  },
): Promise<void> {
  await db.query(
    `WITH touched AS (UPDATE sign_in_failures SET last_failed_at = $3 WHERE subject = $2)
     INSERT INTO access_log (user_id, at, what, ip, device) SELECT id, $3, $4, $5, $6 FROM users WHERE email = $1`,
    [refusal.email, refusal.subject, refusal.at, refusal.what, refusal.ip, refusal.device],
  )
}
