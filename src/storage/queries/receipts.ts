import type pg from 'pg'
import type { PostalAddress } from '#domain/accounts/postal-address.ts'
import type { Micros } from '#domain/money.ts'

/** A payment with all that stands on its receipt but the reseller's brand. */
export interface ReceiptRow {
  readonly accountId: number
  readonly accountNumber: string
  readonly name: string
  readonly billingAddress: PostalAddress | null
  readonly timeZone: string
  readonly receiptNumber: number
  readonly amountMicros: Micros
  readonly method: string
  readonly reference: string
  readonly receivedAt: Date
  readonly recordedAt: Date
}

/** A payment with a receipt; one taken back has none. */
export async function readReceipt(
  db: pg.ClientBase,
  paymentId: bigint,
  accountId?: number,
): Promise<ReceiptRow | undefined> {
  const { rows } = await db.query<ReceiptRow>(
    `SELECT a.id AS "accountId", a.account_number AS "accountNumber", a.name, a.billing_address AS "billingAddress",
            a.time_zone AS "timeZone", p.receipt_no AS "receiptNumber", p.amount_micros AS "amountMicros", p.method,
            p.reference, p.received_at AS "receivedAt", p.recorded_at AS "recordedAt"
       FROM payments p JOIN accounts a ON a.id = p.account_id AND a.reseller_id = p.reseller_id
      WHERE p.id = $1 AND ($2::int4 IS NULL OR p.account_id = $2) AND p.receipt_no IS NOT NULL`,
    [paymentId, accountId ?? null],
  )
  return rows[0]
}
