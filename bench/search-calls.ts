import type pg from 'pg'
import { ensureCallsPartitions } from '#storage/tables/usage-batch.ts'

/** Calls written by the server itself: nobody prices them, they are only to be found. */
export interface GeneratedCalls {
  readonly resellerId: number
  readonly firstAccountId: number
  readonly accounts: number
  readonly calls: number
  /** The first instants of the months, UTC. */
  readonly monthsFromMs: readonly number[]
}

const DAY_MS = 86_400_000

/**
 * Fills months with calls, a batch a day, each batch sorted by account as an import leaves it. A few accounts have much of
 * the traffic: the largest some 1.4 per cent of it.
 */
export async function generateCalls(pool: pg.Pool, target: GeneratedCalls, say: (line: string) => void): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(`SELECT setseed(0.42)`)
    await client.query(`SET synchronous_commit = off`)
    await ensureCallsPartitions(client, target.monthsFromMs)
    await client.query(
      `INSERT INTO call_sources (name, profile) VALUES ('bench', '{"name":"bench"}') ON CONFLICT DO NOTHING`,
    )
    const days = target.monthsFromMs.flatMap(daysOf)
    for (const [index, dayMs] of days.entries()) {
      const from = Math.floor((target.calls * index) / days.length)
      const to = Math.floor((target.calls * (index + 1)) / days.length)
      await writeDay(client, target, dayMs, index + 1, to - from)
      if (new Date(dayMs).getUTCDate() === 1) say(`  ${new Date(dayMs).toISOString().slice(0, 7)} …`)
    }
  } finally {
    client.release()
  }
}

function daysOf(monthFromMs: number): number[] {
  const start = new Date(monthFromMs)
  const end = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1)
  return Array.from({ length: (end - monthFromMs) / DAY_MS }, (_, day) => monthFromMs + day * DAY_MS)
}

async function writeDay(
  client: pg.ClientBase,
  { resellerId, firstAccountId, accounts }: GeneratedCalls,
  dayMs: number,
  batchId: number,
  calls: number,
): Promise<void> {
  await client.query(
    `INSERT INTO usage_batches (id, kind, calls, created_at, months)
     SELECT $1, 'import', $2, at, ARRAY[date_trunc('month', at AT TIME ZONE 'UTC')::date]
       FROM to_timestamp($3 / 1000.0) AS at`,
    [batchId, calls, dayMs],
  )
  await client.query(
    `INSERT INTO calls (started_at, call_key, charge_micros, allowance_micros, account_id, reseller_id, duration_seconds,
       billed_seconds, allowance_seconds, plan_version_id, rate_id, cost_rate_id, batch_id, source_id, service_type,
       direction, disposition, tax_code, allowance_calls, cost_basis, cost_micros, a_number, b_number, source_call_id)
     SELECT started_at, (random() * 9e18)::int8, seconds * 2000, 0, account_id, $1, seconds, seconds, 0, 1, 0, 0, $2, 1, type,
            CASE type WHEN 10 THEN 2 ELSE 1 END, CASE seconds WHEN 0 THEN 2 ELSE 1 END, 1, 0, 1, seconds * 900,
            CASE type WHEN 10 THEN far ELSE own END, CASE type WHEN 10 THEN own ELSE far END,
            to_hex((random() * 9e15)::int8)
       FROM (
         SELECT $3::int4 + account AS account_id, to_timestamp($4 / 1000.0) + second * interval '1 second' AS started_at,
                '61200' || lpad((account * 12 + (random() * 11)::int4)::text, 6, '0') AS own, type,
                CASE WHEN type IN (3, 10) THEN '614' || lpad((random() * 99999999)::int8::text, 8, '0')
                     WHEN type = 4 THEN '44' || lpad((random() * 9999999999)::int8::text, 10, '0')
                     ELSE '613' || lpad((random() * 99999999)::int8::text, 8, '0') END AS far,
                CASE WHEN random() < 0.12 THEN 0 ELSE (-ln(1 - random()) * 150)::int4 + 1 END AS seconds
           FROM (
             SELECT floor($5 * power(random(), 2))::int4 AS account, floor(86400 * random()) AS second,
                    (ARRAY[3, 3, 3, 3, 2, 2, 1, 1, 10, 4])[1 + floor(random() * 10)::int4] AS type
               FROM generate_series(1, $6)) drawn
        ) made
      ORDER BY account_id, started_at`,
    [resellerId, batchId, firstAccountId, dayMs, accounts, calls],
  )
}
