import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import { plainArray, textArray } from './array-text.ts'

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
  /** Of which a part goes back, or comes again. */
  readonly returnsId?: bigint
  readonly batchId: number
}

export async function insertPayment(db: pg.ClientBase, payment: PaymentToInsert): Promise<bigint> {
  const { rows } = await db.query<{ id: bigint }>(
    `INSERT INTO payments (reseller_id, account_id, amount_micros, method, reference, note, received_at, recorded_at,
                           recorded_by, receipt_no, reverses_id, returns_id, batch_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
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
      payment.returnsId ?? null,
      payment.batchId,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no id for the payment')
  return row.id
}

/** A payment with a receipt, beside what those of its batch share. */
export type ReceiptedPayment = Pick<
  PaymentToInsert,
  'accountId' | 'amountMicros' | 'method' | 'reference' | 'note' | 'receivedAt'
> & { readonly receiptNo: number }

/** Writes payments of one batch. Returns their ids by the numbers of their receipts. */
export async function insertPayments(
  db: pg.ClientBase,
  shared: Pick<PaymentToInsert, 'resellerId' | 'recordedAt' | 'recordedBy' | 'batchId'>,
  payments: readonly ReceiptedPayment[],
): Promise<ReadonlyMap<number, bigint>> {
  const { rows } = await db.query<{ id: bigint; receiptNo: number }>(
    `INSERT INTO payments (reseller_id, account_id, amount_micros, method, reference, note, received_at, recorded_at,
                           recorded_by, receipt_no, batch_id)
     SELECT $1, account_id, amount, method, reference, note, received_at, $2, $3, receipt_no, $4
       FROM unnest($5::int4[], $6::int8[], $7::text[], $8::text[], $9::text[], $10::timestamptz[], $11::int4[])
            AS p (account_id, amount, method, reference, note, received_at, receipt_no)
     RETURNING id, receipt_no AS "receiptNo"`,
    [
      shared.resellerId,
      shared.recordedAt,
      shared.recordedBy,
      shared.batchId,
      plainArray(payments.map(({ accountId }) => accountId)),
      plainArray(payments.map(({ amountMicros }) => amountMicros)),
      textArray(payments.map(({ method }) => method)),
      textArray(payments.map(({ reference }) => reference)),
      textArray(payments.map(({ note }) => note)),
      plainArray(payments.map(({ receivedAt }) => receivedAt)),
      plainArray(payments.map(({ receiptNo }) => receiptNo)),
    ],
  )
  return new Map(rows.map(({ id, receiptNo }) => [receiptNo, id]))
}
