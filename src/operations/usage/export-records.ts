import type pg from 'pg'
import type { Actor } from '#domain/access/actor.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { createClient } from '#storage/pool.ts'
import { exportCallsStatement, type CallRow } from '#storage/queries/calls/list-calls.ts'
import { exportChargesStatement, type ChargeRow } from '#storage/queries/calls/list-charges.ts'
import { enterTenant } from '#storage/tenant.ts'
import type { BillingRecord } from './list-records.ts'
import type { RecordFilters } from './record-query.ts'

/** Exports at once: each holds a connection until its last row is taken. */
const MOST_EXPORTS = 4
const ROWS_AT_ONCE = 2_000
let running = 0

/**
 * All billing records of a filter, calls first, each kind newest first, through a cursor of the server: never all of them
 * in memory, and all from one moment. On a connection of its own, which is given back when the last is taken or the
 * taker stops.
 *
 * @throws ProblemError 'unavailable' while too many others run.
 */
export async function* exportRecords(
  databaseUrl: string,
  actor: Actor,
  filters: RecordFilters,
): AsyncGenerator<readonly BillingRecord[]> {
  if (running >= MOST_EXPORTS) {
    throw new ProblemError(
      problem('unavailable', 'Too many exports are running; try again in a minute.', { retryAfterSeconds: 60 }),
    )
  }
  running++
  const client = createClient(databaseUrl)
  try {
    await client.connect()
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await enterTenant(client, { resellerId: actor.resellerId ?? 0, accountId: actor.accountId })
    if (filters.calls !== undefined) {
      for await (const rows of fetchAll<CallRow>(client, exportCallsStatement(filters.calls))) {
        yield rows.map((call) => ({ kind: 'call', call }))
      }
    }
    if (filters.charges !== undefined) {
      for await (const rows of fetchAll<ChargeRow>(client, exportChargesStatement(filters.charges))) {
        yield rows.map((charge) => ({ kind: 'charge', charge }))
      }
    }
  } finally {
    running--
    await client.end().catch(() => {})
  }
}

async function* fetchAll<Row extends pg.QueryResultRow>(
  client: pg.ClientBase,
  { sql, values }: { readonly sql: string; readonly values: readonly unknown[] },
): AsyncGenerator<readonly Row[]> {
  await client.query(`DECLARE records NO SCROLL CURSOR FOR ${sql}`, [...values])
  for (;;) {
    const { rows } = await client.query<Row>(`FETCH ${ROWS_AT_ONCE} FROM records`)
    if (rows.length > 0) yield rows
    if (rows.length < ROWS_AT_ONCE) break
  }
  await client.query('CLOSE records')
}
