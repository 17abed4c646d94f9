import type pg from 'pg'
import type { Micros } from '#domain/money.ts'

/** Up to where an account is billed: what lies before `to` and is on no statement yet. */
export interface BilledSpan {
  readonly accountId: number
  readonly timeZone: string
  /** The end of the last statement and its watermark; null: there is none. */
  readonly lastTo: Date | null
  readonly lastWatermark: number
  readonly to: Date
  /** The first instant of the billing cycle that ends. */
  readonly cycleFrom: Date
}

export interface UnbilledUsageRow {
  readonly accountId: number
  readonly cycleFrom: Date
  readonly serviceType: number
  readonly calls: bigint
  readonly durationSeconds: bigint
  readonly chargeMicros: Micros
  readonly gstMicros: Micros
}

const SPANS = `unnest($1::int4[], $2::timestamptz[], $3::int4[], $4::timestamptz[], $5::text[])
  AS a (account_id, last_to, last_watermark, cycle_to, time_zone)`

function spanColumns(spans: readonly BilledSpan[]): readonly unknown[] {
  return [
    spans.map(({ accountId }) => accountId),
    spans.map(({ lastTo }) => lastTo),
    spans.map(({ lastWatermark }) => lastWatermark),
    spans.map(({ to }) => to),
    spans.map(({ timeZone }) => timeZone),
  ]
}

/**
 * Which rows `u` of usage totals come on the statement of the span `a`: of cycles that began before its end, in batches
 * up to the watermark, less those the last statement had by the same rule.
 */
function isOnStatement(watermark: string): string {
  return `u.cycle_from < a.cycle_to AND u.batch_id <= ${watermark}
      AND (a.last_to IS NULL OR NOT (u.cycle_from < a.last_to AND u.batch_id <= a.last_watermark))`
}

/** Usage by cycle and service type. Corrections of a re-rating are in it. */
export async function readUnbilledUsage(
  db: pg.ClientBase,
  spans: readonly BilledSpan[],
  watermark: number,
): Promise<readonly UnbilledUsageRow[]> {
  const { rows } = await db.query<UnbilledUsageRow>(
    `SELECT u.account_id AS "accountId", u.cycle_from AS "cycleFrom", u.service_type AS "serviceType",
            sum(u.calls) AS calls, sum(u.duration_seconds)::int8 AS "durationSeconds",
            sum(u.charge_micros)::int8 AS "chargeMicros", sum(u.gst_micros)::int8 AS "gstMicros"
       FROM ${SPANS}
       JOIN usage_totals u ON u.account_id = a.account_id AND ${isOnStatement('$6')}
      GROUP BY 1, 2, 3
     HAVING sum(u.calls) <> 0 OR sum(u.charge_micros) <> 0 OR sum(u.gst_micros) <> 0`,
    [...spanColumns(spans), watermark],
  )
  return rows
}

export interface UnbilledChargeRow {
  readonly id: bigint
  readonly accountId: number
  readonly serviceType: number
  readonly description: string
  readonly quantity: number
  readonly unitMicros: Micros
  readonly amountMicros: Micros
  readonly gstMicros: Micros
  readonly taxCode: number
  readonly periodFrom: string | null
  readonly periodTo: string | null
  /** In the account's zone. */
  readonly chargedOn: string
}

export async function readUnbilledCharges(
  db: pg.ClientBase,
  spans: readonly BilledSpan[],
): Promise<readonly UnbilledChargeRow[]> {
  const { rows } = await db.query<UnbilledChargeRow>(
    `SELECT c.id, c.account_id AS "accountId", c.service_type AS "serviceType", c.description, c.quantity,
            c.unit_micros AS "unitMicros", c.amount_micros AS "amountMicros", c.gst_micros AS "gstMicros",
            c.tax_code AS "taxCode", c.period_from AS "periodFrom", c.period_to AS "periodTo",
            (c.charged_at AT TIME ZONE a.time_zone)::date AS "chargedOn"
       FROM ${SPANS}
       JOIN charges c ON c.account_id = a.account_id AND c.statement_id IS NULL AND c.charged_at < a.cycle_to
      ORDER BY c.account_id, c.charged_at, c.id`,
    [...spanColumns(spans)],
  )
  return rows
}

export interface UnbilledPaymentRow {
  readonly id: bigint
  readonly accountId: number
  readonly amountMicros: Micros
  readonly method: string
  readonly reference: string
  readonly receiptNo: number | null
  readonly receivedOn: string
}

export async function readUnbilledPayments(
  db: pg.ClientBase,
  spans: readonly BilledSpan[],
): Promise<readonly UnbilledPaymentRow[]> {
  const { rows } = await db.query<UnbilledPaymentRow>(
    `SELECT p.id, p.account_id AS "accountId", p.amount_micros AS "amountMicros", p.method, p.reference,
            p.receipt_no AS "receiptNo", (p.received_at AT TIME ZONE a.time_zone)::date AS "receivedOn"
       FROM ${SPANS}
       JOIN payments p ON p.account_id = a.account_id AND p.statement_id IS NULL AND p.received_at < a.cycle_to
      ORDER BY p.account_id, p.received_at, p.id`,
    [...spanColumns(spans)],
  )
  return rows
}

export interface UncarriedNoteRow {
  readonly id: bigint
  readonly accountId: number
  readonly number: string
  readonly issuedOn: string
  readonly refersTo: string
  readonly totalMicros: Micros
}

/** Adjustment notes no statement has carried yet. */
export async function readUncarriedNotes(
  db: pg.ClientBase,
  spans: readonly BilledSpan[],
): Promise<readonly UncarriedNoteRow[]> {
  const { rows } = await db.query<UncarriedNoteRow>(
    `SELECT s.id, s.account_id AS "accountId", s.number, s.issued_on AS "issuedOn", r.number AS "refersTo",
            s.total_micros AS "totalMicros"
       FROM ${SPANS}
       JOIN statements s ON s.account_id = a.account_id AND s.kind = 'adjustment-note' AND s.carried_on IS NULL
                        AND s.cycle_to < a.cycle_to
       JOIN statements r ON r.account_id = s.account_id AND r.id = s.refers_to
      ORDER BY s.account_id, s.id`,
    [...spanColumns(spans)],
  )
  return rows
}

/**
 * What the calls of the cycle that ends came to, ex GST, in batches up to the watermark: the sum of the document's lines, in
 * cents each, so that calls and shortfall come to the minimum as it is written.
 */
export async function readCycleSpend(
  db: pg.ClientBase,
  spans: readonly BilledSpan[],
  watermark: number,
): Promise<ReadonlyMap<number, Micros>> {
  if (spans.length === 0) return new Map()
  const { rows } = await db.query<{ accountId: number; spentMicros: Micros }>(
    `SELECT account_id AS "accountId", (sum(round(charge / 10000.0)) * 10000)::int8 AS "spentMicros"
       FROM (SELECT u.account_id, sum(u.charge_micros) AS charge
               FROM unnest($1::int4[], $2::timestamptz[]) AS a (account_id, cycle_from)
               JOIN usage_totals u ON u.account_id = a.account_id AND u.cycle_from = a.cycle_from AND u.batch_id <= $3
              GROUP BY u.account_id, u.service_type) t
      GROUP BY 1`,
    [spans.map(({ accountId }) => accountId), spans.map(({ cycleFrom }) => cycleFrom), watermark],
  )
  return new Map(rows.map(({ accountId, spentMicros }) => [accountId, spentMicros]))
}
