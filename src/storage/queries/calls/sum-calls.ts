import type pg from 'pg'
import { callConditions, newStatement, type CallFilter } from './call-filter.ts'
import { queryCalls } from './kept-plan.ts'
import { sourceOf } from './list-calls.ts'

/** Calls or charges of one kind or day, summed. Micro-dollars. */
export interface RecordSum {
  /** A service type's code, or a date `yyyy-mm-dd`. */
  readonly key: string
  readonly count: number
  readonly seconds: number
  /** Ex GST. */
  readonly chargeMicros: bigint
  readonly gstMicros: bigint
  /** Of the records whose cost is known. */
  readonly costMicros: bigint
  /** Charge less cost, of the records whose cost is known. */
  readonly marginMicros: bigint
  readonly costUnknown: number
}

/** How sums are grouped: by service type, or by date in a zone. */
export type SumBy = { readonly by: 'service-type' } | { readonly by: 'day'; readonly timeZone: string }

/** GST is 10 %, half up, of each call: as it was posted. */
const GST = '((c.charge_micros + 5) / 10)'

const SUMS = `count(*)::float8 AS count, sum(c.duration_seconds)::float8 AS seconds,
  sum(c.charge_micros)::int8 AS "chargeMicros", sum(${GST})::int8 AS "gstMicros",
  coalesce(sum(c.cost_micros), 0)::int8 AS "costMicros",
  coalesce(sum(c.charge_micros - c.cost_micros), 0)::int8 AS "marginMicros",
  count(*) FILTER (WHERE c.cost_micros IS NULL)::float8 AS "costUnknown"`

/** The calls of a filter, summed by kind or day. */
export async function sumCalls(db: pg.ClientBase, filter: CallFilter, by: SumBy): Promise<readonly RecordSum[]> {
  const statement = newStatement()
  const source = await sourceOf(db, filter, statement)
  const key =
    by.by === 'service-type'
      ? 'c.service_type::text'
      : `to_char(c.started_at AT TIME ZONE ${statement.place(by.timeZone)}, 'YYYY-MM-DD')`
  return queryCalls(
    db,
    filter,
    `SELECT ${key} AS key, ${SUMS} FROM ${source} WHERE ${callConditions(filter, statement)} GROUP BY 1 ORDER BY 1`,
    statement,
  )
}
