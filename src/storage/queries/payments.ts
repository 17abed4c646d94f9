import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

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
  readonly statementId: bigint | null
}

const PAYMENT = `SELECT p.id, p.account_id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName",
    p.amount_micros AS "amountMicros", p.method, p.reference, p.note, p.received_at AS "receivedAt",
    (p.received_at AT TIME ZONE a.time_zone)::date AS "receivedOn", p.recorded_at AS "recordedAt",
    p.recorded_by AS "recordedBy", p.receipt_no AS "receiptNo", p.reverses_id AS "reversesId",
    r.id AS "reversedById", p.statement_id AS "statementId"
  FROM payments p
  JOIN accounts a ON a.id = p.account_id
  LEFT JOIN payments r ON r.account_id = p.account_id AND r.reverses_id = p.id`

export async function readPayment(
  db: pg.ClientBase,
  accountId: number,
  paymentId: bigint,
): Promise<PaymentRow | undefined> {
  const { rows } = await db.query<PaymentRow>(`${PAYMENT} WHERE p.account_id = $1 AND p.id = $2`, [
    accountId,
    paymentId,
  ])
  return rows[0]
}

/** The payments of an account or, with `accountId` left out, of all, the last recorded first. */
export async function listPayments(
  db: pg.ClientBase,
  {
    accountId,
    cursor,
    limit,
  }: { readonly accountId?: number; readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<PaymentRow>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const { rows } = await db.query<PaymentRow>(
    `${PAYMENT} WHERE ($1::int4 IS NULL OR p.account_id = $1) AND ($2::int8 IS NULL OR p.id < $2)
      ORDER BY p.id DESC LIMIT $3`,
    [accountId ?? null, before ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ id }) => [Number(id)])
}

/** A payment that stands, of the same account, amount, method and reference, received within three days either way. */
export async function findLikePayment(
  db: pg.ClientBase,
  payment: Pick<PaymentRow, 'accountId' | 'amountMicros' | 'method' | 'reference' | 'receivedAt'>,
): Promise<PaymentRow | undefined> {
  const { rows } = await db.query<PaymentRow>(
    `${PAYMENT}
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
