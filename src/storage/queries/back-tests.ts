import type pg from 'pg'

type Queryable = Pick<pg.ClientBase, 'query'>

export interface BackTestRow {
  readonly id: number
  readonly accountId: number | null
  readonly accountNumber: string | null
  readonly accountName: string | null
  readonly from: Date
  readonly to: Date
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly callsDone: number
  /** null: not counted yet. */
  readonly callsAll: number | null
  readonly failure: string | null
  readonly askedBy: string
  readonly createdAt: Date
  readonly finishedAt: Date | null
}

export interface WholeBackTest extends BackTestRow {
  /** As they were written down. */
  readonly changes: unknown
  readonly result: unknown
}

const BACK_TEST = `t.id, t.account_id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName",
  t.from_at AS from, t.to_at AS to, t.state, t.calls_done AS "callsDone", t.calls_all AS "callsAll", t.failure,
  t.asked_by AS "askedBy", t.created_at AS "createdAt", t.finished_at AS "finishedAt"`
const TABLES = 'FROM back_tests t LEFT JOIN accounts a ON a.id = t.account_id'

export async function readBackTest(db: Queryable, id: number): Promise<WholeBackTest | undefined> {
  const { rows } = await db.query<WholeBackTest>(`SELECT ${BACK_TEST}, t.changes, t.result ${TABLES} WHERE t.id = $1`, [
    id,
  ])
  return rows[0]
}

/** The last ones, without what came of them. */
export async function listBackTests(db: Queryable, most: number): Promise<readonly BackTestRow[]> {
  const { rows } = await db.query<BackTestRow>(`SELECT ${BACK_TEST} ${TABLES} ORDER BY t.id DESC LIMIT $1`, [most])
  return rows
}

/** Whose it is; undefined: it is gone. For the installation itself. */
export async function readBackTestReseller(db: Queryable, id: number): Promise<number | undefined> {
  const { rows } = await db.query<{ resellerId: number }>(
    'SELECT reseller_id AS "resellerId" FROM back_tests WHERE id = $1',
    [id],
  )
  return rows[0]?.resellerId
}
