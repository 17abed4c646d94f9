import type pg from 'pg'
import { billPeriodAt } from '#domain/time/bill-period.ts'
import type { Micros } from '#domain/money.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'

/** Which calls a statement has: by when they started and which batch wrote them. */
export interface CallsOfStatement {
  readonly accountId: number
  readonly number: string
  readonly timeZone: string
  /** Calls before this, in batches up to the watermark ... */
  readonly before: Date
  readonly watermark: number
  /** ... but not those before this in batches up to that one: they were on an earlier statement. */
  readonly lastBefore: Date | null
  readonly lastWatermark: number
  /** Nor what came too late to be billed. */
  readonly tooLate: readonly { readonly from: Date; readonly to: Date; readonly serviceType: number }[]
}

interface Row {
  readonly accountId: number
  readonly number: string
  readonly timeZone: string
  readonly billDay: number
  readonly cycleTo: Date
  readonly watermark: number
  readonly lastCycleTo: Date | null
  readonly lastWatermark: number | null
}

/** Undefined: there is no such statement, or it is an adjustment note and has no calls. */
export async function readCallsOfStatement(
  db: pg.ClientBase,
  statementId: bigint,
): Promise<CallsOfStatement | undefined> {
  const { rows } = await db.query<Row>(
    `SELECT s.account_id AS "accountId", s.number, a.time_zone AS "timeZone", a.bill_day AS "billDay",
            s.cycle_to AS "cycleTo", s.usage_watermark AS watermark, l.cycle_to AS "lastCycleTo",
            l.usage_watermark AS "lastWatermark"
       FROM statements s
       JOIN accounts a ON a.id = s.account_id
       LEFT JOIN LATERAL (SELECT l.cycle_to, l.usage_watermark FROM statements l
                           WHERE l.account_id = s.account_id AND l.kind <> 'adjustment-note' AND l.cycle_to < s.cycle_to
                           ORDER BY l.cycle_to DESC LIMIT 1) l ON true
      WHERE s.id = $1 AND s.kind <> 'adjustment-note'`,
    [statementId],
  )
  const [row] = rows
  if (row === undefined) return undefined
  const { accountId, number, timeZone, billDay } = row
  const cycleEnd = (to: Date): Date => new Date(billPeriodAt(billDay, timeZone, to.getTime() - 1).toMs)
  const { rows: late } = await db.query<{ cycleFrom: Date; serviceType: number }>(
    `SELECT cycle_from AS "cycleFrom", service_type AS "serviceType" FROM late_usage
      WHERE account_id = $1 AND statement_id = $2`,
    [accountId, statementId],
  )
  return {
    accountId,
    number,
    timeZone,
    before: cycleEnd(row.cycleTo),
    watermark: row.watermark,
    lastBefore: row.lastCycleTo === null ? null : cycleEnd(row.lastCycleTo),
    lastWatermark: row.lastWatermark ?? 0,
    tooLate: late.map(({ cycleFrom, serviceType }) => ({
      from: cycleFrom,
      to: new Date(billPeriodAt(billDay, timeZone, cycleFrom.getTime()).toMs),
      serviceType,
    })),
  }
}

export interface StatementCall {
  readonly startedAt: Date
  readonly callKey: bigint
  /** `2026-11-20 09:30:00` in the account's zone. */
  readonly startedLocal: string
  readonly aNumber: string
  readonly bNumber: string
  readonly serviceType: number
  readonly direction: number
  readonly durationSeconds: number
  readonly billedSeconds: number
  /** Ex GST. */
  readonly chargeMicros: Micros
}

/** The calls of a statement, emergency calls left out, in the order in which they were made; so many after the one named. */
export async function readStatementCalls(
  db: pg.ClientBase,
  of: CallsOfStatement,
  limit: number,
  after?: Pick<StatementCall, 'startedAt' | 'callKey'>,
): Promise<readonly StatementCall[]> {
  const { rows } = await db.query<StatementCall>(
    `SELECT c.started_at AS "startedAt", c.call_key AS "callKey",
            to_char(c.started_at AT TIME ZONE $2, 'YYYY-MM-DD HH24:MI:SS') AS "startedLocal", c.a_number AS "aNumber",
            c.b_number AS "bNumber", c.service_type AS "serviceType", c.direction,
            c.duration_seconds AS "durationSeconds", c.billed_seconds AS "billedSeconds",
            c.charge_micros AS "chargeMicros"
       FROM calls c
      WHERE c.account_id = $1 AND c.started_at < $3 AND c.batch_id <= $4
        AND c.service_type <> ${SERVICE_TYPE_CODES.Emergency}
        AND ($5::timestamptz IS NULL OR NOT (c.started_at < $5 AND c.batch_id <= $6))
        AND NOT EXISTS (SELECT FROM unnest($7::timestamptz[], $8::timestamptz[], $9::int2[]) AS l (since, until, service_type)
                         WHERE c.started_at >= l.since AND c.started_at < l.until AND c.service_type = l.service_type)
        AND ($10::timestamptz IS NULL OR (c.started_at, c.call_key) > ($10, $11::int8))
      ORDER BY c.started_at, c.call_key LIMIT $12`,
    [
      of.accountId,
      of.timeZone,
      of.before,
      of.watermark,
      of.lastBefore,
      of.lastWatermark,
      of.tooLate.map(({ from }) => from),
      of.tooLate.map(({ to }) => to),
      of.tooLate.map(({ serviceType }) => serviceType),
      after?.startedAt ?? null,
      after?.callKey ?? null,
      limit,
    ],
  )
  return rows
}
