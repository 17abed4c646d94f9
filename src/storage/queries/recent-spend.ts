import type pg from 'pg'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { micros, type Micros } from '#domain/money.ts'

/** What one account's calls are counted from, within the last day. */
export interface SpendAsked {
  readonly accountId: number
  /** Calls that began after it. */
  readonly dayFrom: Date
  readonly hourFrom: Date
  readonly overseasFrom: Date
}

export interface RecentSpend {
  readonly accountId: number
  /** Ex GST. */
  readonly spendDayMicros: Micros
  /** The dearest 60 minutes. */
  readonly spendHourMicros: Micros
  /** The most calls to other countries within 60 minutes. */
  readonly overseasCalls: number
}

const OUT = 1

/**
 * What the calls out of accounts came to in the 24 hours before an instant, by the starts of the calls; never emergency
 * calls. Each account's own calls are found by their primary key.
 */
export async function readRecentSpend(
  db: Pick<pg.ClientBase, 'query'>,
  asked: readonly SpendAsked[],
  now: Date,
): Promise<readonly RecentSpend[]> {
  const { rows } = await db.query<RecentSpend>(
    `SELECT a.account_id AS "accountId", s."spendDayMicros", s."spendHourMicros", s."overseasCalls"
       FROM unnest($1::int4[], $2::float8[], $3::float8[], $4::float8[]) AS a (account_id, day_from, hour_from, overseas_from)
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(charge_micros) FILTER (WHERE started_at > to_timestamp(a.day_from)), 0)::int8 AS "spendDayMicros",
               coalesce(max(hour_micros), 0)::int8 AS "spendHourMicros",
               coalesce(max(hour_calls), 0)::int4 AS "overseasCalls"
          FROM (
            SELECT started_at, charge_micros,
                   sum(charge_micros) FILTER (WHERE started_at > to_timestamp(a.hour_from)) OVER an_hour AS hour_micros,
                   count(*) FILTER (WHERE service_type = ${SERVICE_TYPE_CODES.International}
                                      AND started_at > to_timestamp(a.overseas_from)) OVER an_hour AS hour_calls
              FROM calls
             WHERE account_id = a.account_id AND started_at > $5::timestamptz - interval '1 day' AND started_at <= $5
               AND direction = ${OUT} AND service_type <> ${SERVICE_TYPE_CODES.Emergency}
            WINDOW an_hour AS (ORDER BY started_at RANGE BETWEEN interval '1 hour' PRECEDING AND CURRENT ROW)
          ) calls_of_day
      ) s`,
    [
      asked.map(({ accountId }) => accountId),
      asked.map(({ dayFrom }) => dayFrom.getTime() / 1000),
      asked.map(({ hourFrom }) => hourFrom.getTime() / 1000),
      asked.map(({ overseasFrom }) => overseasFrom.getTime() / 1000),
      now,
    ],
  )
  return rows.map((row) => ({
    ...row,
    spendDayMicros: micros(row.spendDayMicros),
    spendHourMicros: micros(row.spendHourMicros),
  }))
}
