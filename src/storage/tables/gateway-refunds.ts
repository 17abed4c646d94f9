import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import type { RefundState } from '#domain/payments/refund.ts'

export interface RefundToInsert {
  readonly resellerId: number
  readonly accountId: number
  readonly chargeId: bigint
  readonly key: string
  readonly gatewayKey: string
  /** Of one that was made at the gateway itself. */
  readonly gatewayId?: string
  readonly amountMicros: Micros
  readonly reason: string
  readonly plannedAt: Date
  readonly plannedBy: string
}

export async function insertRefund(db: pg.ClientBase, refund: RefundToInsert): Promise<bigint> {
  const { rows } = await db.query<{ id: bigint }>(
    `INSERT INTO gateway_refunds (reseller_id, account_id, charge_id, key, gateway_key, gateway_id, amount_micros, reason,
                                  planned_at, planned_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [
      refund.resellerId,
      refund.accountId,
      refund.chargeId,
      refund.key,
      refund.gatewayKey,
      refund.gatewayId ?? null,
      refund.amountMicros,
      refund.reason,
      refund.plannedAt,
      refund.plannedBy,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no id for the refund')
  return row.id
}

export interface RefundNews {
  readonly state: RefundState
  readonly gatewayId: string | null
  readonly failureCode: string | null
  readonly paymentId: bigint | null
  readonly undoneId: bigint | null
  readonly settledAt: Date | null
  readonly askedAt: Date
}

/** The row must be locked. */
export async function updateRefund(
  db: pg.ClientBase,
  { accountId, id }: { readonly accountId: number; readonly id: bigint },
  news: RefundNews,
): Promise<void> {
  await db.query(
    `UPDATE gateway_refunds SET state = $3, gateway_id = $4, failure_code = $5, payment_id = $6, undone_id = $7,
            settled_at = $8, asked_at = $9 WHERE account_id = $1 AND id = $2`,
    [
      accountId,
      id,
      news.state,
      news.gatewayId,
      news.failureCode,
      news.paymentId,
      news.undoneId,
      news.settledAt,
      news.askedAt,
    ],
  )
}
