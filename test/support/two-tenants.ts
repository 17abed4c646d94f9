import { createHash, randomBytes } from 'node:crypto'
import type { Endpoint } from '#contract/endpoint.ts'
import { carriersEndpoints } from '#contract/carriers.ts'
import { dunningEndpoints } from '#contract/dunning.ts'
import { ENDPOINTS } from '#contract/endpoints.ts'
import { portOutsEndpoints } from '#contract/port-outs.ts'
import { openApiDocument, type ApiSchema } from '#contract/openapi.ts'
import { KEY_SCOPES } from '#domain/access/key-scopes.ts'
import { permissionsOf } from '#domain/access/giving-roles.ts'
import { micros } from '#domain/money.ts'
import { openAccounts } from '#operations/accounts/open-accounts.ts'
import { openReseller } from '#operations/accounts/open-reseller.ts'
import { runBills } from '#operations/billing/run-bills.ts'
import { assignNumbers } from '#operations/numbers/assign-numbers.ts'
import { publishCallingPlan } from '#operations/plans/publish-calling-plan.ts'
import { withTransaction } from '#storage/pool.ts'
import { readConfig } from '../../src/config.ts'
import { createTestApi, type TestApi, type TestClient } from './api.ts'
import { sampleOf } from './attack/sample.ts'
import { BUNDLE } from './billing.ts'
import { importRows } from './call-rows.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { addGatewayTraces } from './gateway-traces.ts'
import { signInAs } from './sign-in.ts'
import { idsOf } from './tenant-ids.ts'
import { there } from './there.ts'

const LONG_AGO = new Date('2025-06-10T00:00:00Z')
/** After every call, bill and write of theirs. */
export const TENANTS_NOW = new Date('2026-08-20T00:00:00Z')

/** Somebody of a tenant, with a session or key of their own. */
export interface Insider {
  readonly role: string
  readonly headers: Record<string, string>
  /** The one account it is confined to. */
  readonly accountId?: number
}

export interface Tenant {
  readonly resellerId: number
  /** In everything of this tenant that has words. */
  readonly mark: string
  readonly accounts: readonly [Account, Account]
  readonly insiders: readonly Insider[]
}

export interface Account {
  readonly id: number
  /** In its name and in its people's addresses. */
  readonly mark: string
  /** The first is its customer user's own, the second is not. */
  readonly numbers: readonly [string, string]
}

export interface TwoTenants extends TestDatabase {
  readonly tenants: readonly [Tenant, Tenant]
}

/**
 * Two resellers with two customers each, on one database, full of data: plans, numbers, calls, bills, people, keys, and
 * whatever the endpoints of the contract make of a plain request.
 */
export async function createTwoTenants(): Promise<TwoTenants> {
  const database = await createTestDatabase()
  const wattle = await openTenant(database, 'Wattle', ['61255501001', '61255501002', '61255501003', '61255501004'])
  const mulga = await openTenant(database, 'Mulga', ['61355502001', '61355502002', '61355502003', '61355502004'])
  await runBills(database.pool, { now: TENANTS_NOW })
  for (const tenant of [wattle, mulga]) {
    await addTraces(database, tenant)
    await addGatewayTraces(database.pool, { ...tenant, now: TENANTS_NOW })
  }
  const api = await createTestApi(database, wattle.resellerId, TENANTS_NOW, { config: UNLIMITED })
  try {
    for (const tenant of [wattle, mulga]) await fill(database, api, tenant)
    for (const tenant of [wattle, mulga]) await hearCarrier(database, api, tenant)
  } finally {
    await api.close()
  }
  return { ...database, tenants: [wattle, mulga] }
}

/** Of the tests of walls, which ask very often. */
export const UNLIMITED = readConfig({
  TOLLGATE_REQUESTS_PER_MINUTE: '100000000',
  TOLLGATE_REQUESTS_PER_MINUTE_PER_IP: '100000000',
})

async function openTenant(database: TestDatabase, mark: string, numbers: readonly string[]): Promise<Tenant> {
  const domain = `${mark.toLowerCase()}.example`
  const marks = [`${mark} One`, `${mark} Two`] as const
  const opened = await withTransaction(database.pool, async (db) => {
    const resellerId = await openReseller(db, {
      name: `${mark} Telephones`,
      brandName: `${mark} Voice`,
      brandColour: '#1971c2',
      supportEmail: `help@${domain}`,
    })
    const { planId } = await publishCallingPlan(db, {
      resellerId,
      definition: { ...BUNDLE, name: `${mark} Office` },
      effectiveFrom: LONG_AGO,
      monthlyPriceMicros: micros(49_000_000n),
    })
    await db.query(
      `WITH deck AS (INSERT INTO rate_decks (reseller_id, name) VALUES ($1, $2) RETURNING id)
       INSERT INTO rate_deck_versions (deck_id, reseller_id, version, effective_from, file_name, row_count)
       SELECT id, $1, 1, $3, $2, 0 FROM deck`,
      [resellerId, `${mark} abroad`, LONG_AGO],
    )
    const ids = await openAccounts(
      db,
      resellerId,
      marks.map((name, index) => ({
        accountNumber: `${mark.length}00${index + 1}`,
        name,
        paymentMode: 'postpaid' as const,
        timeZone: 'Australia/Sydney',
        billDay: 10,
        planId,
        activeFrom: LONG_AGO,
      })),
    )
    const { rows } = await db.query<{ id: number }>('SELECT min(id) AS id FROM number_plans WHERE reseller_id = $1', [
      resellerId,
    ])
    const numberPlanId = there(rows[0]).id
    await assignNumbers(
      db,
      resellerId,
      numbers.map((number, index) => ({
        number,
        accountId: there(ids[Math.floor(index / 2)]),
        numberPlanId,
        validFrom: LONG_AGO,
      })),
    )
    return { resellerId, ids }
  })
  const [first, second] = opened.ids.map((id, index): Account => ({
    id,
    mark: there(marks[index]),
    numbers: [there(numbers[2 * index]), there(numbers[2 * index + 1])],
  }))
  if (first === undefined) throw new Error('no account was opened')
  const calls = numbers.map((number, index) => `${mark}-${index},${number},61491570006,2026-07-20T01:00:00Z,90,out`)
  await importRows(database.url, ...calls)
  const accounts = [first, there(second)] as const
  const insiders = await addPeople(database, { resellerId: opened.resellerId, mark, accounts })
  return { resellerId: opened.resellerId, mark, accounts, insiders }
}

/**
 * What comes by files, the worker or a long way: a source and file of its own, suspended calls, a webhook's delivery, a bill
 * run; an order and an item that recurs for each account.
 */
async function addTraces({ pool }: TestDatabase, { resellerId, mark, accounts }: Tenant): Promise<void> {
  for (const { id, mark: name, numbers } of accounts) {
    await pool.query(
      `INSERT INTO call_reservations (id, account_id, reseller_id, source_id, leg, state, call_key, call_ref, from_number,
         to_number, service_type, destination, seconds, reserved_micros, wholesale_micros, begun_at, expires_at)
       SELECT 1000 + $1::int8, $1, $2, 1, 1, 'open', $1, $3, $4, '61491570006', 3, $3, 60, 0, 0, $5, 'infinity'`,
      [id, resellerId, name, numbers[0], TENANTS_NOW],
    )
  }
  await pool.query(
    `WITH source AS (
       INSERT INTO call_sources (name, profile, reseller_id) VALUES ($2, '{}', $1) RETURNING id
     ), import AS (
       INSERT INTO imports (source_id, file_name, file_bytes, file_sha256, header, shape, state, started_at, reseller_id)
       SELECT id, $2 || '.csv', 1, sha256($2::bytea), '', '', 'done', $4, $1 FROM source RETURNING id, source_id
     ), suspended AS (
       INSERT INTO calls_suspense (source_id, call_key, reseller_id, account_id, cause, detail, import_id, line_number,
                                   raw_line, created_at)
       SELECT source_id, n, $1, $3, 1, $2, id, n, $2, $4 FROM import, generate_series(1, 2) n
     ), dismissed AS (
       INSERT INTO calls_dismissed (source_id, call_key, reseller_id, account_id, cause, detail, import_id, line_number,
                                    raw_line, created_at, dismissed_at, dismissed_by, reason)
       SELECT source_id, 3, $1, $3, 1, $2, id, 3, $2, $4, $4, 'user 1', $2 FROM import
     ), webhook AS (
       INSERT INTO webhooks (reseller_id, url, description, event_types, secret, created_at)
       VALUES ($1, 'https://hooks.example.com/' || $2, $2, '{}', 'sealed', $4) RETURNING id
     ), delivery AS (
       INSERT INTO webhook_deliveries (reseller_id, webhook_id, message_id, event_type, queued_at)
       SELECT $1, id, $2, 'webhook.ping', $4 FROM webhook RETURNING id
     ), ordered AS (
       INSERT INTO number_orders (reseller_id, account_id, kind, status, quantity, number_plan_id, line_type, note,
                                  created_at, changed_at)
       SELECT $1, a.id, '1300', 'submitted', 1, min(p.id), 'inbound', $2, $4, $4
         FROM accounts a JOIN number_plans p USING (reseller_id) WHERE reseller_id = $1 GROUP BY a.id
     ), recurring AS (
       INSERT INTO recurring_items (reseller_id, account_id, description, quantity, unit_micros, from_date, created_at)
       SELECT $1, id, $2, 1, 5000000, '2026-08-10', $4 FROM accounts WHERE reseller_id = $1
     ), billed AS (
       INSERT INTO bill_runs (reseller_id, is_dry_run, status, requested_by, requested_at)
       VALUES ($1, true, 'done', 'user 1', $4)
     )
     INSERT INTO webhook_attempts (reseller_id, delivery_id, at, duration_ms, request, answer)
     SELECT $1, id, $4, 1, $2, $2 FROM delivery`,
    [resellerId, mark, accounts[0].id, TENANTS_NOW],
  )
}

const STAFF = ['owner', 'admin', 'billing', 'provisioning', 'support', 'read-only'] as const

/** One person of each role with a session, a passkey and a note of it; two keys. Of the second account, people only. */
async function addPeople(
  database: TestDatabase,
  { resellerId, mark, accounts }: Pick<Tenant, 'resellerId' | 'mark' | 'accounts'>,
): Promise<readonly Insider[]> {
  const address = (who: string): string => `${who}@${mark.toLowerCase()}.example`
  const insiders: Insider[] = []
  const add = async (role: (typeof STAFF)[number] | 'customer-admin' | 'customer-user', nth?: 0 | 1): Promise<void> => {
    const account = nth === undefined ? undefined : accounts[nth]
    const place = account === undefined ? {} : { accountId: account.id }
    const own = role === 'customer-user' ? { numbers: [there(account).numbers[0]] } : {}
    const email = address(account === undefined ? role : `${role}.${account.mark.toLowerCase().replace(' ', '.')}`)
    const { headers, userId } = await signInAs(database, { email, role, resellerId, ...place, ...own }, TENANTS_NOW)
    await database.pool.query(
      `INSERT INTO passkeys (user_id, credential_id, public_key, counter, rp_id, backed_up, name, created_at)
       VALUES ($1, $2, '', 0, 'localhost', false, $3, $4)`,
      [userId, randomBytes(16).toString('base64url'), `${mark} phone`, TENANTS_NOW],
    )
    if (nth !== 1) insiders.push({ role, headers, ...place })
  }
  for (const role of STAFF) await add(role)
  for (const nth of [0, 1] as const) {
    await add('customer-admin', nth)
    await add('customer-user', nth)
  }
  const operator = await signInAs(database, { email: address('operator'), role: 'operator' }, TENANTS_NOW)
  insiders.push({ role: 'operator', headers: { ...operator.headers, 'tollgate-reseller': String(resellerId) } })
  for (const accountId of [undefined, accounts[0].id]) {
    const key = `tg_${randomBytes(32).toString('base64url')}`
    const scopes = accountId === undefined ? KEY_SCOPES : permissionsOf('customer-admin')
    await database.pool.query(
      `INSERT INTO api_keys (reseller_id, account_id, name, key_hash, key_prefix, scopes, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'user 1', $7)`,
      [
        resellerId,
        accountId ?? null,
        `${mark} machine`,
        createHash('sha256').update(key).digest(),
        key.slice(0, 9),
        scopes,
        TENANTS_NOW,
      ],
    )
    const place = accountId === undefined ? {} : { accountId }
    insiders.push({
      role: accountId === undefined ? 'key' : 'key of an account',
      headers: { authorization: `Bearer ${key}` },
      ...place,
    })
  }
  return insiders
}

const { schemas } = openApiDocument('0').components
const document = openApiDocument('0')

/** A body the endpoint takes, with the tenant's mark where there are words; undefined: it takes none. */
export function bodyFor({ path, method }: Endpoint, mark: string, all = false): unknown {
  const content = document.paths[`/api/v1${path}`]?.[method.toLowerCase()]?.requestBody?.content
  const schema: ApiSchema | undefined = content?.['application/json']?.schema
  if (schema === undefined) return content === undefined ? undefined : 'a,b\r\n1,2\r\n'
  return marked(sampleOf(schema, schemas, all), mark)
}

/** What a raw upload is called; undefined for JSON. */
export function mediaOf({ media }: Endpoint): string | undefined {
  return media?.request?.split(', ', 1)[0]
}

function marked(value: unknown, mark: string): unknown {
  if (value === 'abc') return `${mark} abc`
  if (value === 'mia@example.com') return `mia@${mark.toLowerCase()}.example`
  if (Array.isArray(value)) return value.map((item) => marked(item, mark))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, marked(item, mark)]))
}

/** An upstream carrier with the tenant's mark, a sheet of its answers and one it gave by itself. */
async function hearCarrier({ pool }: TestDatabase, api: TestApi, { resellerId, mark }: Tenant): Promise<void> {
  const owner = api.as({ role: 'owner', id: 1, resellerId, confirmedAt: TENANTS_NOW })
  const body = { name: `${mark} upstream`, isUpstream: true }
  const { id: carrierId } = await owner.call(carriersEndpoints.addCarrier, { body })
  const path = `/carrier-sheets?carrierId=${carrierId}&fileName=${mark}.csv`
  const { status, text } = await owner.post(path, `port,status,comment\r\n1,accepted,${mark}\r\n`, {
    'content-type': 'text/csv',
  })
  if (status !== 201) throw new Error(`no sheet of a carrier: ${text}`)
  await pool.query(
    `INSERT INTO carrier_responses (reseller_id, port_id, key, carrier_id, failure)
     SELECT $1, id, 'attempt 1', $2, $3 FROM ports WHERE reseller_id = $1`,
    [resellerId, carrierId, mark],
  )
}

/** A file of the bank with the tenant's mark, and what each account owes held. */
async function hearBank(owner: TestClient, { mark, accounts }: Tenant): Promise<void> {
  const file = `Date,Amount,Description\r\n30/07/2026,5.00,${mark} transfer\r\n`
  const { status, text } = await owner.post(`/bank-files?fileName=${mark}.csv`, file, { 'content-type': 'text/csv' })
  if (status !== 201) throw new Error(`no file of the bank: ${text}`)
  const body = { kind: 'promise' as const, until: TENANTS_NOW.toISOString().slice(0, 10), words: mark }
  for (const { id } of accounts)
    await owner.call(dunningEndpoints.setDunningHold, { params: { accountId: String(id) }, body })
}

/** Under the headings of our own, a destination with the tenant's mark. */
async function reviewSheet(owner: TestClient, mark: string): Promise<void> {
  const sheet = `prefix,destination,per_minute\r\n44,${mark} sheet,0.10\r\n`
  const { status, text } = await owner.post(`/rate-decks/drafts?name=${mark}+sheet`, sheet, {
    'content-type': 'text/csv',
  })
  if (status !== 201) throw new Error(`no rate sheet under review: ${text}`)
}

/** Asks for everything the contract can make, plainly and with every field, for each account; what it refuses is left. */
async function fill(database: TestDatabase, api: TestApi, tenant: Tenant): Promise<void> {
  const { resellerId, mark, accounts } = tenant
  const owner = api.as({ role: 'owner', id: 1, resellerId, confirmedAt: TENANTS_NOW })
  await reviewSheet(owner, mark)
  await hearBank(owner, tenant)
  for (const endpoint of Object.values(ENDPOINTS)) {
    if (endpoint.status !== 201 || endpoint.access === 'public') continue
    for (const account of accounts) {
      const ids = await idsOf(database.pool, endpoint.path, { resellerId, accountId: account.id })
      if (ids === undefined) continue
      const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name]?.[0] ?? '')
      for (const all of [false, true]) await send(owner, endpoint, path, bodyFor(endpoint, mark, all))
    }
  }
  await handInPapers(database, owner, tenant)
  for (const account of accounts) await askToLeave(owner, account)
}

/** A request of another carrier for the account's first number. */
async function askToLeave(owner: TestClient, { mark, numbers: [number] }: Account): Promise<void> {
  const body = { numbers: [number], gainingCarrier: `${mark} carrier`, statedName: mark, staffWords: mark }
  await owner.call(portOutsEndpoints.receivePortOut, { body })
}

/** For a port of each account: a file, and a signature that was given. */
async function handInPapers({ pool }: TestDatabase, owner: TestClient, { resellerId, mark }: Tenant): Promise<void> {
  const { rows } = await pool.query<{ id: number }>(
    'SELECT min(id) AS id FROM ports WHERE reseller_id = $1 GROUP BY account_id',
    [resellerId],
  )
  for (const { id } of rows) {
    const { status, text } = await owner.post(`/ports/${id}/files?kind=other&fileName=${mark}.pdf`, `%PDF-${mark}`, {
      'content-type': 'application/pdf',
    })
    if (status !== 201) throw new Error(`no file of the port: ${text}`)
  }
  const person = { name: mark, position: null, phone: null, email: null }
  const terms = { kind: 'simple', numbers: [], losingCarrier: mark, losingAccountNumber: mark, holderName: mark }
  const letter = {
    reference: 'Port 1',
    issuedOn: '2026-08-01',
    provider: { name: mark, legalName: mark, abn: null },
    terms: { ...terms, consents: 1, businessNumber: null, serviceAddress: null, authorisedPerson: person },
    consents: [mark],
    signature: { name: mark, at: mark, ip: '127.0.0.1', agent: mark, sha256: '' },
  }
  await pool.query(
    `INSERT INTO port_signatures (reseller_id, account_id, port_id, asked_at, asked_by, person, signed_at, signed_on,
                                  signed_name, ip, user_agent, content, sha256, letter)
     SELECT $1, account_id, min(id), $3::timestamptz, $2, $2, $3, '2026-08-01', $2, '127.0.0.1', $2, $4::text,
            encode(sha256(convert_to($4, 'UTF8')), 'hex'), $5
       FROM ports WHERE reseller_id = $1 GROUP BY account_id`,
    [resellerId, mark, TENANTS_NOW, JSON.stringify(letter.terms), JSON.stringify(letter)],
  )
}

function send(
  client: TestClient,
  endpoint: Endpoint,
  path: string,
  body: unknown,
): Promise<{ readonly status: number }> {
  const media = mediaOf(endpoint)
  const headers = media === undefined ? {} : { 'content-type': media }
  return endpoint.method === 'PUT' ? client.put(path, body, headers) : client.post(path, body, headers)
}
