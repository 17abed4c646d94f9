import type pg from 'pg'
import { expect, test } from 'vitest'
import {
  addReseller,
  CASUAL_PLAN,
  createTelco,
  importText,
  tollgateCsv,
  type Telco,
} from '../../support/import-fixture.ts'

const DENIED = 'denied'
const some: unknown = expect.toSatisfy((count: number) => count > 0)
const [WATTLE, BANKSIA] = ['61255501234', '61370101111']

test('a tenant sees its own rows, nobody’s without a tenant, and can write none', async () => {
  const wattle = await createTelco()
  const banksia = await addReseller(wattle, 'Banksia Tel')
  await fill(wattle, WATTLE)
  await fill(banksia, BANKSIA)
  await importText(wattle, tollgateCsv(...rowsOf(WATTLE), ...rowsOf(BANKSIA)))
  await makeRepricings(wattle.pool)

  const tables = await tenantTables(wattle.pool)
  expect(tables.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'accounts',
      'balances',
      'calls',
      'calls_2026_07',
      'calls_suspense',
      'postings',
      'rates',
      'resellers',
    ]),
  )
  expect(tables.length).toBeGreaterThan(17)
  for (const { name, column, isPartition } of tables) {
    const all = await countByTenant(wattle.pool, name, column)
    const own = all.get(wattle.resellerId) ?? 0
    // A table without rows of both would show nothing.
    expect({ name, own, others: all.get(banksia.resellerId) ?? 0 }).toEqual({ name, own: some, others: some })

    const count = `SELECT count(*)::int AS count, count(*) FILTER (WHERE ${column} = ${wattle.resellerId})::int AS own
                     FROM ${name}`
    const writes = [
      `INSERT INTO ${name} OVERRIDING SYSTEM VALUE SELECT * FROM ${name}`,
      `UPDATE ${name} SET ${column} = DEFAULT`,
      `DELETE FROM ${name}`,
      `TRUNCATE ${name}`,
    ]
    const answers: unknown[] = []
    for (const write of writes) answers.push(await asTenant(wattle.pool, wattle.resellerId, write))
    expect({
      name,
      ofWattle: await asTenant(wattle.pool, wattle.resellerId, count),
      ofNobody: await asTenant(wattle.pool, undefined, count),
      answers,
    }).toEqual({
      name,
      // A month of calls is seen through the table it is a part of; by itself it has no policy and is closed.
      ofWattle: isPartition ? DENIED : [{ count: own, own }],
      ofNobody: isPartition ? DENIED : [{ count: 0, own: 0 }],
      answers: writes.map(() => DENIED),
    })
  }
})

test('a tenant cannot read what has no tenant', async () => {
  const { pool } = await createTelco()
  const { rows } = await pool.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
        AND has_table_privilege('tollgate_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
        AND NOT (c.relkind IN ('r', 'p') AND c.relrowsecurity)`,
  )
  expect(rows).toEqual([])
})

function rowsOf(number: string): readonly string[] {
  return [
    `m${number},${number},61491570156,2026-07-01T00:00:00Z,60,out`,
    `d${number},${number},1223,2026-07-01T00:00:00Z,60,out`,
  ]
}

/** A plan with an allowance and a deck, an account, a number. */
async function fill(telco: Telco, number: string): Promise<void> {
  const { pool, resellerId } = telco
  const allowances = [{ name: 'Minutes', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 30 }]
  const { planId } = await telco.publish({ ...CASUAL_PLAN, name: 'Bundle', allowances })
  const wholesale = await telco.publish({ ...CASUAL_PLAN, name: 'Cost' })
  await pool.query('UPDATE resellers SET wholesale_plan_id = $1 WHERE id = $2', [wholesale.planId, resellerId])
  await telco.open({ name: `Holder of ${number}`, numbers: [number], planId })
  await pool.query(
    `WITH deck AS (INSERT INTO rate_decks (reseller_id, name) VALUES ($1, 'World') RETURNING id),
          version AS (INSERT INTO rate_deck_versions (deck_id, reseller_id, version, effective_from, file_name, row_count)
                      SELECT id, $1, 1, now(), 'world.csv', 1 FROM deck RETURNING id)
     INSERT INTO rates (id, deck_version_id, reseller_id, prefix, destination, flagfall_micros, minimum_charge_micros,
                        first_increment, next_increment)
     SELECT nextval('rate_ids'), id, $1, '44', 'United Kingdom', 0, 0, 0, 0 FROM version`,
    [resellerId],
  )
}

async function makeRepricings(pool: pg.Pool): Promise<void> {
  await pool.query(
    `INSERT INTO call_repricings (started_at, call_key, account_id, reseller_id, batch_id, plan_version_id, rate_id,
                                  service_type, billed_seconds, allowance_seconds, allowance_calls, allowance_micros,
                                  charge_micros)
     SELECT started_at, call_key, account_id, reseller_id, batch_id, plan_version_id, rate_id, service_type,
            billed_seconds, allowance_seconds, allowance_calls, allowance_micros, charge_micros FROM calls`,
  )
}

/** Every table whose rows belong to a reseller, whatever is added to the schema later. */
async function tenantTables(
  pool: pg.Pool,
): Promise<readonly { readonly name: string; readonly column: string; readonly isPartition: boolean }[]> {
  const { rows } = await pool.query<{ name: string; column: string; isPartition: boolean }>(
    `SELECT c.relname AS name, a.attname AS column, c.relispartition AS "isPartition"
       FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
       JOIN pg_attribute a ON a.attrelid = c.oid
        AND a.attname = CASE WHEN c.relname = 'resellers' THEN 'id' ELSE 'reseller_id' END
      WHERE c.relkind IN ('r', 'p') ORDER BY c.relname`,
  )
  return rows
}

async function countByTenant(pool: pg.Pool, table: string, column: string): Promise<ReadonlyMap<number, number>> {
  const { rows } = await pool.query<{ tenant: number; count: number }>(
    `SELECT ${column} AS tenant, count(*)::int AS count FROM ${table} GROUP BY 1`,
  )
  return new Map(rows.map(({ tenant, count }) => [tenant, count]))
}

/** Runs a statement as the application does for a tenant, and takes it back: its rows, or that it is denied. */
async function asTenant(pool: pg.Pool, resellerId: number | undefined, statement: string): Promise<unknown> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SET LOCAL ROLE tollgate_app')
    if (resellerId !== undefined) await client.query(`SET LOCAL app.reseller = '${resellerId}'`)
    return (await client.query(statement)).rows
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501') return DENIED
    throw error
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
