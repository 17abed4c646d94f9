import type pg from 'pg'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { COUNTRY_KEYS, countryCodes } from '#domain/usage/countries.ts'

/** A call of the past, as rules are tried on it. Amounts are micro-dollars ex GST. */
export interface PastCallRow {
  readonly accountId: number
  readonly startedAtMs: number
  readonly callKey: bigint
  readonly durationSeconds: number
  readonly billedSeconds: number
  readonly chargeMicros: number
  readonly serviceType: number
  readonly direction: number
  readonly aNumber: string
  readonly bNumber: string
  /** Of the rate of the deck that priced it; null: the plan's own table did. */
  readonly perMinuteMicros: number | null
}

export interface PastCallsAsked {
  /** null: all accounts the session sees. */
  readonly accountId: number | null
  readonly from: Date
  readonly to: Date
}

const AT_ONCE = 5000

const WANTED = `FROM calls c LEFT JOIN rates r ON r.id = c.rate_id AND c.rate_id > 0
  WHERE ($1::int4 IS NULL OR c.account_id = $1) AND c.started_at >= $2 AND c.started_at < $3`

/** How many calls there are between two instants. */
export async function countPastCalls(db: pg.ClientBase, { accountId, from, to }: PastCallsAsked): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int4 AS count FROM calls c
      WHERE ($1::int4 IS NULL OR c.account_id = $1) AND c.started_at >= $2 AND c.started_at < $3`,
    [accountId, from, to],
  )
  return rows[0]?.count ?? 0
}

/**
 * The calls between two instants by account and in the order of their starts, some thousands at a time by a cursor of the
 * transaction: sorted once, and never all in memory.
 */
export async function* streamPastCalls(
  db: pg.ClientBase,
  { accountId, from, to }: PastCallsAsked,
): AsyncGenerator<readonly PastCallRow[]> {
  await db.query(
    `DECLARE past_calls NO SCROLL CURSOR FOR
     SELECT c.account_id AS "accountId", (extract(epoch FROM c.started_at) * 1000)::float8 AS "startedAtMs",
            c.call_key AS "callKey", c.duration_seconds AS "durationSeconds", c.billed_seconds AS "billedSeconds",
            c.charge_micros::float8 AS "chargeMicros", c.service_type AS "serviceType", c.direction,
            c.a_number AS "aNumber", c.b_number AS "bNumber", r.per_minute_micros::float8 AS "perMinuteMicros"
       ${WANTED} ORDER BY c.account_id, c.started_at, c.call_key`,
    [accountId, from, to],
  )
  for (;;) {
    const { rows } = await db.query<PastCallRow>(`FETCH ${AT_ONCE} FROM past_calls`)
    if (rows.length > 0) yield rows
    if (rows.length < AT_ONCE) break
  }
  await db.query('CLOSE past_calls')
}

/** The countries accounts had called, or might, before an instant: what is remembered, and calls of their own. */
export async function readCountriesBefore(
  db: pg.ClientBase,
  { accountId, from, to }: PastCallsAsked,
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const { rows } = await db.query<{ accountId: number; countries: readonly string[] }>(
    `WITH codes AS MATERIALIZED (SELECT * FROM unnest($4::text[], $5::text[]) AS c (code, key))
     SELECT account_id AS "accountId", array_agg(DISTINCT key) AS countries FROM (
       SELECT c.account_id, coalesce(m4.key, m3.key, m2.key, m1.key) AS key
         FROM (SELECT DISTINCT account_id, left(b_number, 4) AS code FROM calls
                WHERE ($1::int4 IS NULL OR account_id = $1) AND started_at >= $2 AND started_at < $3
                  AND direction = ${DIRECTION.out} AND service_type = ${SERVICE_TYPE_CODES.International}
                  AND duration_seconds > 0) c
         LEFT JOIN codes m4 ON m4.code = c.code LEFT JOIN codes m3 ON m3.code = left(c.code, 3)
         LEFT JOIN codes m2 ON m2.code = left(c.code, 2) LEFT JOIN codes m1 ON m1.code = left(c.code, 1)
       UNION ALL
       SELECT account_id, country FROM account_countries
        WHERE ($1::int4 IS NULL OR account_id = $1) AND least(first_called_at, confirmed_at) < $3
     ) x WHERE key IS NOT NULL GROUP BY account_id`,
    [
      accountId,
      from,
      to,
      COUNTRY_KEYS.flatMap(countryCodes),
      COUNTRY_KEYS.flatMap((key) => countryCodes(key).map(() => key)),
    ],
  )
  return new Map(rows.map((row) => [row.accountId, new Set(row.countries)]))
}
