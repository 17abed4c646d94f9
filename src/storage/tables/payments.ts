import type pg from 'pg'
import type { Micros } from '#domain/money.ts'

export interface PaymentToInsert {
  readonly resellerId: number
  readonly accountId: number
  /** With GST; below zero: taken back. */
  readonly amountMicros: Micros
  readonly method: string
  readonly reference: string
  readonly note: string
  readonly receivedAt: Date
  readonly recordedAt: Date
  readonly recordedBy: string
  readonly receiptNo: number | null
  readonly reversesId?: bigint
  readonly batchId: number
}

export async function insertPayment(db: pg.ClientBase, payment: PaymentToInsert): Promise<bigint> {
  const { rows } = await db.query<{ id: bigint }>(
    `INSERT INTO payments (reseller_id, account_id, amount_micros, method, reference, note, received_at, recorded_at,
                           recorded_by, receipt_no, reverses_id, batch_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id`,
    [
      payment.resellerId,
      payment.accountId,
      payment.amountMicros,
      payment.method,
      payment.reference,
      payment.note,
      payment.receivedAt,
      payment.recordedAt,
      payment.recordedBy,
      payment.receiptNo,
      payment.reversesId ?? null,
      payment.batchId,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no id for the payment')
  return row.id
}
