import type pg from 'pg'
import type { Micros } from '#domain/money.ts'

/** What a day took and cost. Ex GST. */
export interface DayRow {
  /** `yyyy-mm-dd` on the reseller's clock. */
  readonly day: string
  readonly calls: number
  readonly seconds: number
  readonly callRevenueMicros: Micros
  /** Plans, numbers, channels, manual items; credits below zero. */
  readonly chargeRevenueMicros: Micros
  /** Of the calls whose cost is known. */
  readonly costMicros: Micros
  /** Of the same calls, and of charges. */
  readonly marginMicros: Micros
  readonly costUnknown: number
}

/**
 * Days of a reseller that had any, in order: calls by the days they were counted under, charges by their time.
 *
 * @param days both included, and the instants they begin and end at (exclusive).
 */
export async function readDays(
  db: pg.ClientBase,
  days: { readonly first: string; readonly last: string; readonly from: Date; readonly to: Date },
  timeZone: string,
): Promise<readonly DayRow[]> {
  const { rows } = await db.query<DayRow>(
    `SELECT day, sum(calls)::float8 AS calls, sum(seconds)::float8 AS seconds,
            sum(call_revenue)::int8 AS "callRevenueMicros", sum(charged)::int8 AS "chargeRevenueMicros",
            sum(cost)::int8 AS "costMicros", sum(margin + charged)::int8 AS "marginMicros",
            sum(unknown)::float8 AS "costUnknown"
       FROM (SELECT day, calls, duration_seconds AS seconds, charge_micros AS call_revenue, 0 AS charged,
                    cost_micros AS cost, margin_micros AS margin, cost_unknown AS unknown
               FROM usage_days WHERE day BETWEEN $1 AND $2
             UNION ALL
             SELECT (charged_at AT TIME ZONE $5)::date, 0, 0, 0, sum(amount_micros), 0, 0, 0
               FROM charges WHERE charged_at >= $3 AND charged_at < $4 GROUP BY 1) d
      GROUP BY day ORDER BY day`,
    [days.first, days.last, days.from, days.to, timeZone],
  )
  return rows
}
