import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import { decodeCursor, sumRows, toPage, type PageWithSums } from './page.ts'

export const PAYMENT_METHODS = ['bank-transfer', 'card', 'direct-debit', 'cash', 'cheque', 'other'] as const
export type PaymentMethod = (typeof PAYMENT_METHODS)[number]

export interface PaymentRow {
  readonly id: bigint
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  /** With GST; below zero: taken back. */
  readonly amountMicros: Micros
  readonly method: PaymentMethod
  readonly reference: string
  readonly note: string
  readonly receivedAt: Date
  /** In the account's zone. */
  readonly receivedOn: string
  readonly recordedAt: Date
  readonly recordedBy: string
  readonly receiptNo: number | null
  readonly reversesId: bigint | null
  readonly reversedById: bigint | null
  /** The payment of which this is a part given or taken back, or come again. */
  readonly returnsId: bigint | null
  /** What of it went back so far by refunds and chargebacks. */
  readonly returnedMicros: Micros
  /** The charge of a card or bank account it came by. */
  readonly chargeId: bigint | null
  readonly statementId: bigint | null
}

const PAYMENT = `p.id, p.account_id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName",
    p.amount_micros AS "amountMicros", p.method, p.reference, p.note, p.received_at AS "receivedAt",
    (p.received_at AT TIME ZONE a.time_zone)::date AS "receivedOn", p.recorded_at AS "recordedAt",
    p.recorded_by AS "recordedBy", p.receipt_no AS "receiptNo", p.reverses_id AS "reversesId",
    r.id AS "reversedById", p.returns_id AS "returnsId", p.statement_id AS "statementId",
    (SELECT -coalesce(sum(b.amount_micros), 0)::int8 FROM payments b
      WHERE b.account_id = p.account_id AND b.returns_id = p.id) AS "returnedMicros",
    (SELECT c.id FROM gateway_charges c
      WHERE c.account_id = p.account_id AND c.payment_id = coalesce(p.returns_id, p.id)) AS "chargeId"`

const PAYMENTS = `FROM payments p
  JOIN accounts a ON a.id = p.account_id
  LEFT JOIN payments r ON r.account_id = p.account_id AND r.reverses_id = p.id`

export async function readPayment(
  db: pg.ClientBase,
  accountId: number,
  paymentId: bigint,
): Promise<PaymentRow | undefined> {
  const { rows } = await db.query<PaymentRow>(`SELECT ${PAYMENT} ${PAYMENTS} WHERE p.account_id = $1 AND p.id = $2`, [
    accountId,
    paymentId,
  ])
  return rows[0]
}

/** Stands; was taken back; takes another back. */
export type PaymentState = 'standing' | 'reversed' | 'reversal'

export interface PaymentFilter {
  readonly accountId?: number | undefined
  readonly method?: readonly PaymentMethod[] | undefined
  /** Days it was received on in the account's zone, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Part of a reference. */
  readonly search?: string | undefined
  /** The number of a receipt, which finds it beside the reference. */
  readonly receiptNo?: number | undefined
  readonly state?: readonly PaymentState[] | undefined
  readonly cursor?: string | undefined
  readonly limit: number
  readonly withTotal?: boolean | undefined
}

const WANTED = `($1::int4 IS NULL OR p.account_id = $1) AND ($2::text[] IS NULL OR p.method = ANY ($2))
  AND ($3::date IS NULL OR (p.received_at AT TIME ZONE a.time_zone)::date >= $3)
  AND ($4::date IS NULL OR (p.received_at AT TIME ZONE a.time_zone)::date <= $4)
  AND ($5::text IS NULL OR position(lower($5) IN lower(p.reference)) > 0 OR p.receipt_no = $6)
  AND ($7::text[] IS NULL OR
       CASE WHEN p.reverses_id IS NOT NULL THEN 'reversal' WHEN r.id IS NOT NULL THEN 'reversed' ELSE 'standing' END
       = ANY ($7))`

/** Payments of an account or, with `accountId` left out, of all, the last recorded first. */
export async function listPayments(
  db: pg.ClientBase,
  filter: PaymentFilter,
): Promise<PageWithSums<PaymentRow, { readonly amountMicros: Micros }>> {
  const { accountId, method, from, to, search, receiptNo, state, cursor, limit, withTotal } = filter
  const [before] = decodeCursor(cursor, 'number') ?? []
  const values = [
    accountId ?? null,
    method ?? null,
    from ?? null,
    to ?? null,
    search ?? null,
    receiptNo ?? null,
    state ?? null,
  ]
  const { rows } = await db.query<PaymentRow>(
    `SELECT ${PAYMENT} ${PAYMENTS} WHERE ${WANTED} AND ($8::int8 IS NULL OR p.id < $8) ORDER BY p.id DESC LIMIT $9`,
    [...values, before ?? null, limit + 1],
  )
  const sums = await sumRows(withTotal, () =>
    db.query<{ total: number; amountMicros: Micros }>(
      `SELECT count(*)::float8 AS total, coalesce(sum(p.amount_micros), 0)::int8 AS "amountMicros"
     ${PAYMENTS} WHERE ${WANTED}`,
      values,
    ),
  )
  return { ...toPage(rows, limit, ({ id }) => [Number(id)]), ...sums }
}

/** A payment that stands, of the same account, amount, method and reference, received within three days either way. */
export async function findLikePayment(
  db: pg.ClientBase,
  payment: Pick<PaymentRow, 'accountId' | 'amountMicros' | 'method' | 'reference' | 'receivedAt'>,
): Promise<PaymentRow | undefined> {
  const { rows } = await db.query<PaymentRow>(
    `SELECT ${PAYMENT} ${PAYMENTS}
      WHERE p.account_id = $1 AND p.amount_micros = $2 AND p.method = $3 AND lower(p.reference) = lower($4)
        AND p.received_at BETWEEN $5::timestamptz - interval '3 days' AND $5::timestamptz + interval '3 days'
        AND r.id IS NULL
      ORDER BY p.id DESC LIMIT 1`,
    [payment.accountId, payment.amountMicros, payment.method, payment.reference, payment.receivedAt],
  )
  return rows[0]
}

export interface PayableAccount {
  readonly id: number
  readonly accountNumber: string
  readonly name: string
  readonly status: string
  readonly balanceMicros: Micros
}

/** The account of a number, with what it owes or has. */
export async function findPayableAccount(
  db: pg.ClientBase,
  accountNumber: string,
): Promise<PayableAccount | undefined> {
  const { rows } = await db.query<PayableAccount>(
    `SELECT a.id, a.account_number AS "accountNumber", a.name, a.status, b.balance_micros AS "balanceMicros"
       FROM accounts a JOIN balances b ON b.account_id = a.id WHERE a.account_number = $1`,
    [accountNumber],
  )
  return rows[0]
}
