import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import type { DisputeState } from '#domain/payments/dispute.ts'

export interface DisputeToSave {
  readonly resellerId: number
  readonly accountId: number
  readonly chargeId: bigint
  readonly gatewayId: string
  readonly amountMicros: Micros
  readonly feeMicros: Micros
  readonly reason: string
  readonly state: DisputeState
  readonly respondBy: Date | null
  readonly takenId: bigint | null
  readonly returnedId: bigint | null
  readonly openedAt: Date
  readonly closedAt: Date | null
}

/** Writes a dispute down, or what is new about it. The account must be locked. @returns its id. */
export async function saveDispute(db: pg.ClientBase, dispute: DisputeToSave): Promise<bigint> {
  const { rows } = await db.query<{ id: bigint }>(
    `INSERT INTO gateway_disputes (reseller_id, account_id, charge_id, gateway_id, amount_micros, fee_micros, reason, state,
                                   respond_by, taken_id, returned_id, opened_at, closed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     ON CONFLICT (reseller_id, gateway_id) DO UPDATE SET
       fee_micros = excluded.fee_micros, state = excluded.state, respond_by = excluded.respond_by,
       taken_id = excluded.taken_id, returned_id = excluded.returned_id, closed_at = excluded.closed_at
     RETURNING id`,
    [
      dispute.resellerId,
      dispute.accountId,
      dispute.chargeId,
      dispute.gatewayId,
      dispute.amountMicros,
      dispute.feeMicros,
      dispute.reason,
      dispute.state,
      dispute.respondBy,
      dispute.takenId,
      dispute.returnedId,
      dispute.openedAt,
      dispute.closedAt,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no id for the dispute')
  return row.id
}
