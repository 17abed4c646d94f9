import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterTenant, type Tenant as Walls } from '#storage/tenant.ts'
import { createTwoTenants, type TwoTenants } from '../../support/two-tenants.ts'

/** What the database holds by itself, whatever a route forgets: asked of its catalogue, so that a new table is asked too. */

let both: TwoTenants
let tables: readonly Table[]
beforeAll(async () => {
  both = await createTwoTenants()
  tables = await readTables(both.pool)
})
afterAll(() => both.drop())

interface Table {
  readonly name: string
  readonly hasSecurity: boolean
  readonly policies: readonly string[]
  readonly columns: readonly string[]
  /** What the application may do with it, or with columns of it. */
  readonly grants: readonly string[]
  /** Columns the application may write to. */
  readonly writable: readonly string[]
}

async function readTables(pool: pg.Pool): Promise<readonly Table[]> {
  const { rows } = await pool.query<Table>(
    `SELECT c.relname AS name, c.relrowsecurity AS "hasSecurity",
            ARRAY(SELECT coalesce(p.qual, '') || ' ' || coalesce(p.with_check, '') FROM pg_policies p
                   WHERE p.schemaname = 'public' AND p.tablename = c.relname AND 'tollgate_app' = ANY (p.roles))
              AS policies,
            ARRAY(SELECT a.attname::text FROM pg_attribute a
                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns,
            ARRAY(SELECT v FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) v
                   WHERE has_table_privilege('tollgate_app', c.oid, v)
                      OR (v <> 'DELETE' AND has_any_column_privilege('tollgate_app', c.oid, v))) AS grants,
            ARRAY(SELECT a.attname::text FROM pg_attribute a
                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                     AND a.attidentity = '' AND has_column_privilege('tollgate_app', c.oid, a.attnum, 'UPDATE')
                     AND has_column_privilege('tollgate_app', c.oid, a.attnum, 'SELECT')) AS writable
       FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      ORDER BY c.relname`,
  )
  return rows
}

/** A reseller's things. */
const owned = (): readonly Table[] => tables.filter(({ columns }) => columns.includes('reseller_id'))

/** Runs a statement as the application within walls, and undoes it: rows it saw or wrote, or the code of its refusal. */
async function within(walls: Walls, sql: string, values: readonly unknown[]): Promise<number | string> {
  const client = await both.pool.connect()
  try {
    await client.query('BEGIN')
    await enterTenant(client, walls)
    const { rowCount } = await client.query(sql, [...values])
    return rowCount ?? 0
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code)
    throw error
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

/** 42501: no privilege, or the row is not its own. */
const REFUSED = '42501'

test('whatever the application may touch has row security and a policy', () => {
  const touched = tables.filter(({ grants }) => grants.length > 0)
  expect(touched.length).toBeGreaterThan(40)
  expect(touched.filter(({ hasSecurity, policies }) => !hasSecurity || policies.length === 0)).toEqual([])
  const unowned = owned().filter(({ grants, hasSecurity }) => grants.length > 0 && !hasSecurity)
  expect(unowned).toEqual([])
})

test('every policy of a table with a reseller asks for the session’s; with an account, for its account', () => {
  const careless = owned()
    .filter(({ grants }) => grants.length > 0)
    .filter(({ policies }) => !policies.some((policy) => policy.includes('tollgate_reseller()')))
  expect(careless.map(({ name }) => name)).toEqual([])
  const open = owned()
    .filter(({ grants, columns }) => grants.includes('SELECT') && columns.includes('account_id'))
    .filter(({ policies }) => !policies.some((policy) => policy.includes('tollgate_account()')))
  expect(open.map(({ name }) => name)).toEqual([])
})

test('the application cannot pass the walls by what it is', async () => {
  const { rows } = await both.pool.query(
    `SELECT rolsuper, rolbypassrls, rolcreaterole,
            (SELECT count(*)::int4 FROM pg_class c WHERE c.relowner = r.oid) AS owned,
            (SELECT count(*)::int4 FROM pg_auth_members m WHERE m.member = r.oid) AS memberships
       FROM pg_roles r WHERE rolname = 'tollgate_app'`,
  )
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, owned: 0, memberships: 0 }])
})

test('a session that does not say whose it is sees nothing', async () => {
  const seen: string[] = []
  for (const { name, grants } of owned().filter((table) => table.grants.includes('SELECT'))) {
    const client = await both.pool.connect()
    try {
      await client.query('BEGIN')
      await client.query('SET LOCAL ROLE tollgate_app')
      const { rows } = await client.query<{ count: bigint }>(
        `SELECT count(*) FROM ${name} WHERE reseller_id IS NOT NULL`,
      )
      if (rows[0]?.count !== 0n) seen.push(`${name} ${grants.join()}`)
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  }
  expect(seen).toEqual([])
})

test.each([0, 1] as const)('tenant %i sees and changes no row of the other, in any table', async (side) => {
  const [own, other] = [both.tenants[side], both.tenants[side === 0 ? 1 : 0]]
  const walls = { resellerId: own.resellerId }
  const faults: string[] = []
  let withRows = 0
  const expectOneOf = async (what: string, sql: string, allowed: readonly (number | string)[]): Promise<void> => {
    const outcome = await within(walls, sql, [other.resellerId])
    if (!allowed.includes(outcome)) faults.push(`${what}: ${outcome}`)
  }
  for (const { name, writable } of owned()) {
    const { rows } = await both.pool.query(`SELECT FROM ${name} WHERE reseller_id = $1 LIMIT 1`, [other.resellerId])
    withRows += rows.length
    await expectOneOf(`SELECT ${name}`, `SELECT reseller_id FROM ${name} WHERE reseller_id = $1`, [0, REFUSED])
    await expectOneOf(`INSERT ${name}`, `INSERT INTO ${name} (reseller_id) VALUES ($1)`, [REFUSED])
    await expectOneOf(`DELETE ${name}`, `DELETE FROM ${name} WHERE reseller_id = $1`, [0, REFUSED])
    for (const column of writable) {
      const change = `UPDATE ${name} SET ${column} = ${column} WHERE reseller_id = $1`
      await expectOneOf(`UPDATE ${name}.${column}`, change, [0, REFUSED])
    }
    if (writable.includes('reseller_id'))
      await expectOneOf(`${name} given away`, `UPDATE ${name} SET reseller_id = $1`, [0, REFUSED])
  }
  expect(faults).toEqual([])
  // Of empty tables none of this would say anything.
  expect(withRows).toBeGreaterThan(30)
})

test.each([0, 1] as const)('a customer of tenant %i sees no row of another customer, in any table', async (side) => {
  const { resellerId, accounts } = both.tenants[side]
  const [mine, sibling] = accounts
  const walls = { resellerId, accountId: mine.id }
  const faults: string[] = []
  for (const { name, columns, writable } of owned().filter((table) => table.columns.includes('account_id'))) {
    const check = async (what: string, sql: string): Promise<void> => {
      const outcome = await within(walls, sql, [sibling.id])
      if (outcome !== 0 && outcome !== REFUSED) faults.push(`${what} ${name}: ${outcome} of ${columns.length}`)
    }
    await check('SELECT', `SELECT account_id FROM ${name} WHERE account_id = $1`)
    await check('DELETE', `DELETE FROM ${name} WHERE account_id = $1`)
    const [column] = writable
    if (column !== undefined) await check('UPDATE', `UPDATE ${name} SET ${column} = ${column} WHERE account_id = $1`)
  }
  expect(faults).toEqual([])
})

test('people and resellers are seen by those they are something to', async () => {
  const [wattle, mulga] = both.tenants
  const emails = async (walls: Walls): Promise<readonly string[]> => {
    const client = await both.pool.connect()
    try {
      await client.query('BEGIN')
      await enterTenant(client, walls)
      const { rows } = await client.query<{ email: string }>('SELECT email FROM users')
      const resellers = await client.query('SELECT FROM resellers')
      expect(resellers.rowCount).toBe(1)
      return rows.map(({ email }) => email)
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  }
  const staff = await emails({ resellerId: wattle.resellerId })
  expect(staff).toContain('owner@wattle.example')
  expect(staff.filter((email) => email.includes('mulga'))).toEqual([])
  const customers = await emails({ resellerId: mulga.resellerId, accountId: mulga.accounts[0].id })
  expect(customers).toContain('customer-admin.mulga.one@mulga.example')
  expect(customers.filter((email) => /owner|mulga\.two|wattle/.test(email))).toEqual([])
})

test('secrets are out of the reach of a tenant’s session', async () => {
  const { resellerId } = both.tenants[0]
  const refused = async (sql: string): Promise<void> =>
    expect([sql, await within({ resellerId }, sql, [])]).toEqual([sql, REFUSED])
  for (const table of ['user_secrets', 'recovery_codes', 'passkeys', 'sessions', 'tickets', 'sign_in_failures'])
    await refused(`SELECT FROM ${table}`)
  await refused('SELECT key_hash FROM api_keys')
  await refused('SELECT token_hash FROM links')
  await refused('SELECT secret FROM webhooks')
  await refused('UPDATE api_keys SET key_hash = NULL')
  await refused(`UPDATE memberships SET user_id = 1`)
})
