import type pg from 'pg'
import { micros, type Micros } from '#domain/money.ts'
import type { RecordSum } from './calls/sum-calls.ts'
import type { PaymentMethod } from './payments.ts'

/** When the records of an account begin. */
export async function readRecordsBegin(db: pg.ClientBase, accountId: number): Promise<Date> {
  const { rows } = await db.query<{ since: Date }>(
    `SELECT least(a.activated_at, (SELECT min(valid_from) FROM account_plans p WHERE p.account_id = a.id),
                  CASE WHEN a.activated_at IS NULL THEN a.created_at END) AS since
       FROM accounts a WHERE a.id = $1`,
    [accountId],
  )
  const [row] = rows
  if (row === undefined) throw new RangeError(`There is no account ${accountId}`)
  return row.since
}

/** The calls of a billing cycle summed by service type, from the roll-up that every batch adds to. */
export async function readCycleUsage(
  db: pg.ClientBase,
  accountId: number,
  cycleFrom: Date,
): Promise<readonly RecordSum[]> {
  const { rows } = await db.query<RecordSum>(
    `SELECT service_type::text AS key, sum(calls)::float8 AS count, sum(duration_seconds)::float8 AS seconds,
            sum(charge_micros)::int8 AS "chargeMicros", sum(gst_micros)::int8 AS "gstMicros",
            sum(cost_micros)::int8 AS "costMicros", 0::int8 AS "marginMicros", 0::float8 AS "costUnknown"
       FROM usage_totals WHERE account_id = $1 AND cycle_from = $2
      GROUP BY service_type HAVING sum(calls) <> 0 OR sum(charge_micros) <> 0 ORDER BY service_type`,
    [accountId, cycleFrom],
  )
  return rows
}

export interface CyclePayment {
  readonly id: bigint
  readonly receivedAt: Date
  readonly method: PaymentMethod
  readonly reference: string
  /** With GST; below zero: taken back. */
  readonly amountMicros: Micros
}

/** More payments in a month than this are left to the list of payments. */
const MOST_PAYMENTS = 200

export async function readCyclePayments(
  db: pg.ClientBase,
  accountId: number,
  from: Date,
  to: Date,
): Promise<{ readonly items: readonly CyclePayment[]; readonly count: number; readonly totalMicros: Micros }> {
  const { rows } = await db.query<CyclePayment & { count: number; totalMicros: bigint }>(
    `SELECT id, received_at AS "receivedAt", method, reference, amount_micros AS "amountMicros",
            (count(*) OVER ())::float8 AS count, (sum(amount_micros) OVER ())::int8 AS "totalMicros"
       FROM payments WHERE account_id = $1 AND received_at >= $2 AND received_at < $3
      ORDER BY received_at DESC, id DESC LIMIT ${MOST_PAYMENTS}`,
    [accountId, from, to],
  )
  const [first] = rows
  return { items: rows, count: first?.count ?? 0, totalMicros: micros(first?.totalMicros ?? 0n) }
}

export interface CycleStatement {
  readonly id: bigint
  readonly kind: 'statement' | 'invoice'
  readonly number: string
  readonly issuedOn: string
  readonly dueOn: string | null
  readonly totalMicros: Micros
  /** Epoch milliseconds: the end of its cycle. */
  readonly cycleToMs: number
}

/** The statements of an account by the ends of their cycles. */
export async function readCycleStatements(db: pg.ClientBase, accountId: number): Promise<readonly CycleStatement[]> {
  const { rows } = await db.query<CycleStatement>(
    `SELECT id, kind, number, issued_on AS "issuedOn", due_on AS "dueOn", total_micros AS "totalMicros",
            (extract(epoch FROM cycle_to) * 1000)::float8 AS "cycleToMs"
       FROM statements WHERE account_id = $1 AND kind <> 'adjustment-note' ORDER BY cycle_to`,
    [accountId],
  )
  return rows
}
