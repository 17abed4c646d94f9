import type pg from 'pg'
import type { Control } from '#domain/credit-control/controls.ts'

/** What somebody said of calls that tripped a limit. */
export interface FraudAnswerRow {
  readonly id: number
  readonly control: Control
  readonly wasMe: boolean
  readonly answeredAt: Date
  readonly byCustomer: boolean
  readonly releasedUntil: Date | null
  readonly words: string
  readonly by: string
  /** When the office was done with calls that were not the customer's. */
  readonly settledAt: Date | null
  readonly settledBy: string | null
  readonly settledWords: string | null
}

const MOST = 50

/** What was said at an account, the last first: a page of it at the most. */
export async function listFraudAnswers(db: pg.ClientBase, accountId: number): Promise<readonly FraudAnswerRow[]> {
  const { rows } = await db.query<FraudAnswerRow>(
    `SELECT id, control, was_me AS "wasMe", answered_at AS "answeredAt", by_customer AS "byCustomer",
            released_until AS "releasedUntil", words, actor_name AS by, settled_at AS "settledAt",
            settled_by AS "settledBy", settled_words AS "settledWords"
       FROM fraud_answers WHERE account_id = $1 ORDER BY id DESC LIMIT ${MOST}`,
    [accountId],
  )
  return rows
}

/** When a customer said last that calls were its own; undefined: never. */
export async function lastConfirmedByCustomer(db: pg.ClientBase, accountId: number): Promise<Date | undefined> {
  const { rows } = await db.query<{ at: Date }>(
    `SELECT answered_at AS at FROM fraud_answers WHERE account_id = $1 AND was_me AND by_customer
      ORDER BY id DESC LIMIT 1`,
    [accountId],
  )
  return rows[0]?.at
}

/** Whether calls that were not the customer's are still with the office. */
export async function isDeniedOpen(db: pg.ClientBase, accountId: number): Promise<boolean> {
  const { rowCount } = await db.query(
    'SELECT FROM fraud_answers WHERE account_id = $1 AND NOT was_me AND settled_at IS NULL LIMIT 1',
    [accountId],
  )
  return rowCount === 1
}
