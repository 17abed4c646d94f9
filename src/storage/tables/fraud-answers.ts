import type pg from 'pg'
import type { Control } from '#domain/credit-control/controls.ts'

export interface NewFraudAnswer {
  readonly accountId: number
  readonly control: Control
  readonly wasMe: boolean
  readonly answeredAt: Date
  readonly byCustomer: boolean
  /** Of those that were theirs. */
  readonly releasedUntil: Date | null
  readonly words: string
  readonly actor: string
  readonly actorName: string
}

export async function insertFraudAnswer(db: pg.ClientBase, resellerId: number, answer: NewFraudAnswer): Promise<void> {
  await db.query(
    `INSERT INTO fraud_answers (reseller_id, account_id, control, was_me, answered_at, by_customer, released_until, words,
       actor, actor_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      resellerId,
      answer.accountId,
      answer.control,
      answer.wasMe,
      answer.answeredAt,
      answer.byCustomer,
      answer.releasedUntil,
      answer.words,
      answer.actor,
      answer.actorName,
    ],
  )
}

/** The office is done with what was not the customer's. @returns how many answers were open. */
export async function settleFraudAnswers(
  db: pg.ClientBase,
  { accountId, at, by, words }: { accountId: number; at: Date; by: string; words: string },
): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE fraud_answers SET settled_at = $2, settled_by = $3, settled_words = $4
      WHERE account_id = $1 AND NOT was_me AND settled_at IS NULL`,
    [accountId, at, by, words],
  )
  return rowCount ?? 0
}
