import type pg from 'pg'

export interface NewBackTest {
  readonly resellerId: number
  /** null: all accounts. */
  readonly accountId: number | null
  readonly from: Date
  readonly to: Date
  /** As JSON. */
  readonly changes: string
  readonly askedBy: string
  readonly createdAt: Date
}

export async function insertBackTest(db: pg.ClientBase, test: NewBackTest): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO back_tests (reseller_id, account_id, from_at, to_at, changes, state, asked_by, created_at)
     VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7) RETURNING id`,
    [test.resellerId, test.accountId, test.from, test.to, test.changes, test.askedBy, test.createdAt],
  )
  return rows[0]?.id ?? 0
}

/** Those that are older than an instant. */
export async function deleteBackTests(db: pg.ClientBase, before: Date): Promise<void> {
  await db.query('DELETE FROM back_tests WHERE created_at < $1', [before])
}

export async function noteBackTestProgress(
  db: pg.ClientBase,
  id: number,
  { done, all }: { readonly done: number; readonly all: number },
): Promise<void> {
  await db.query(`UPDATE back_tests SET state = 'running', calls_done = $2, calls_all = $3 WHERE id = $1`, [
    id,
    done,
    all,
  ])
}

export async function finishBackTest(db: pg.ClientBase, id: number, result: string, now: Date): Promise<void> {
  await db.query(
    `UPDATE back_tests SET state = 'done', calls_done = calls_all, result = $2, failure = NULL, finished_at = $3 WHERE id = $1`,
    [id, result, now],
  )
}

export async function failBackTest(db: pg.ClientBase, id: number, failure: string, now: Date): Promise<void> {
  await db.query(`UPDATE back_tests SET state = 'failed', failure = $2, finished_at = $3 WHERE id = $1`, [
    id,
    failure,
    now,
  ])
}
