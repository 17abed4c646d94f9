import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { onTestFinished } from 'vitest'
import { BUILT_IN_CDR_PROFILES } from '#domain/usage/built-in-cdr-profiles.ts'
import { DISPOSITION_CODES, type CdrProfile } from '#domain/usage/cdr-profile.ts'
import { serviceTypeName } from '#domain/usage/service-type.ts'
import { suspenseCauseOf } from '#domain/usage/suspense-cause.ts'
import { openAccounts } from '#operations/accounts/open-accounts.ts'
import { openReseller } from '#operations/accounts/open-reseller.ts'
import { assignNumbers } from '#operations/numbers/assign-numbers.ts'
import { publishCallingPlan } from '#operations/plans/publish-calling-plan.ts'
import { importCalls, type ImportReport, type ImportRequest } from '#operations/usage/import-calls.ts'
import { createTestDatabase } from './database.ts'

/** What the tests take for now: after every call in them, before the day they run. */
export const NOW_MS = Date.UTC(2026, 7, 15)

/** Prices per minute by the second, so that a test's sums are done in the head. */
export const CASUAL_PLAN = {
  name: 'Casual',
  type: 'payg',
  timeZone: 'Australia/Sydney',
  increment: { first: 1, next: 1 },
  rates: {
    Local: { perCall: '0.10' },
    National: { perMinute: '0.06', flagfall: '0.05' },
    Mobile: { perMinute: '0.12' },
    '6113': { perCall: '0.30' },
    TollFree: { perCall: '0' },
    Onnet: { perMinute: '0' },
    Inbound: { perMinute: '0' },
    'Inbound 6113': { perMinute: '0.06', fromMobile: { perMinute: '0.18' } },
    'Inbound 611800': { perMinute: '0.03', fromMobile: { perMinute: '0.24' } },
  },
} as const

/** Costs half of what Casual charges for mobiles; says nothing of 1300, which therefore has no known cost. */
export const WHOLESALE_PLAN = {
  name: 'Wholesale',
  type: 'payg',
  increment: { first: 1, next: 1 },
  rates: {
    Local: { perCall: '0.04' },
    National: { perMinute: '0.03' },
    Mobile: { perMinute: '0.06' },
    Onnet: { perMinute: '0' },
    Inbound: { perMinute: '0' },
  },
} as const

/** A reseller with a database of its own. */
export interface Telco {
  readonly url: string
  readonly pool: pg.Pool
  readonly resellerId: number
  /** Opens an account and gives it a plan and numbers from a date on. Returns its id. */
  open(account: OpenedAccount): Promise<number>
  /** Publishes a plan version; the definition's own name unless another is given. */
  publish(definition: object, effectiveFrom?: string): Promise<{ planId: number; versionId: number }>
  assign(accountId: number, numbers: readonly string[], validFrom?: string): Promise<void>
}

export interface OpenedAccount {
  readonly name: string
  readonly numbers: readonly string[]
  /** Casual, unless it says otherwise. */
  readonly planId?: number
  readonly from?: string
  readonly timeZone?: string
  readonly billDay?: number
}

export const LONG_AGO = '2025-01-01T00:00:00Z'

/** An empty reseller on a database of its own, gone when the test ends. */
export async function createTelco({ wholesale = true } = {}): Promise<Telco> {
  const database = await createTestDatabase()
  onTestFinished(() => database.drop())
  const { url, pool } = database
  const resellerId = await withClient(pool, (client) => openReseller(client, resellerNamed('Wattle Voice')))
  const telco = telcoOf(url, pool, resellerId)
  if (wholesale) {
    const { planId } = await telco.publish(WHOLESALE_PLAN)
    await pool.query('UPDATE resellers SET wholesale_plan_id = $1 WHERE id = $2', [planId, resellerId])
  }
  return telco
}

/** Another reseller in the same database. */
export async function addReseller(telco: Telco, name: string): Promise<Telco> {
  const resellerId = await withClient(telco.pool, (client) => openReseller(client, resellerNamed(name)))
  return telcoOf(telco.url, telco.pool, resellerId)
}

function resellerNamed(name: string): Parameters<typeof openReseller>[1] {
  return { name, brandName: name, brandColour: '#336699', supportEmail: 'help@wattle.example' }
}

function telcoOf(url: string, pool: pg.Pool, resellerId: number): Telco {
  let casual: number | undefined
  const telco: Telco = {
    url,
    pool,
    resellerId,
    publish: (definition, effectiveFrom = LONG_AGO) =>
      withClient(pool, (client) =>
        publishCallingPlan(client, { resellerId, definition, effectiveFrom: new Date(effectiveFrom) }),
      ),
    async open({ name, numbers, planId, from = LONG_AGO, timeZone = 'Australia/Sydney', billDay = 1 }) {
      casual ??= planId ?? (await telco.publish(CASUAL_PLAN)).planId
      const account = {
        accountNumber: name,
        name,
        paymentMode: 'prepaid',
        timeZone,
        billDay,
        planId: planId ?? casual,
        activeFrom: new Date(from),
      } as const
      const [id = 0] = await withClient(pool, (client) => openAccounts(client, resellerId, [account]))
      if (numbers.length > 0) await telco.assign(id, numbers, from)
      return id
    },
    async assign(accountId, numbers, validFrom = LONG_AGO) {
      const { rows } = await pool.query<{ id: number }>(
        'SELECT id FROM number_plans WHERE reseller_id = $1 ORDER BY id LIMIT 1',
        [resellerId],
      )
      const numberPlanId = rows[0]?.id ?? 0
      const assignments = numbers.map((number) => ({
        number,
        accountId,
        numberPlanId,
        validFrom: new Date(validFrom),
      }))
      await withClient(pool, (client) => assignNumbers(client, resellerId, assignments))
    },
  }
  return telco
}

export async function withClient<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } finally {
    client.release()
  }
}

export type ImportOptions = Partial<Omit<ImportRequest, 'path' | 'profile'>> & {
  /** A built-in one's name, or one of the test's own. */
  readonly profile?: string | CdrProfile
  readonly fileName?: string
}

/** Writes the text to a file of the test's own. */
export async function callFile(content: string | Uint8Array, name = 'calls.csv'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-import-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** Imports a file of this content, in this process. */
export async function importText(
  { url }: Telco,
  content: string | Uint8Array,
  { profile = 'tollgate', fileName, ...options }: ImportOptions = {},
): Promise<ImportReport> {
  return importCalls(url, {
    path: await callFile(content, fileName),
    source: 'switch',
    chunkBytes: 1 << 20,
    nowMs: () => NOW_MS,
    ...options,
    profile: typeof profile === 'string' ? builtIn(profile) : profile,
  })
}

function builtIn(name: string): CdrProfile {
  const profile = BUILT_IN_CDR_PROFILES.find((one) => one.name === name)
  if (profile === undefined) throw new RangeError(`no profile ${name}`)
  return profile
}

export const TOLLGATE_HEADER = 'call_id,a_number,b_number,started_at,duration_seconds,direction'

/** A Tollgate file of these rows. */
export function tollgateCsv(...rows: readonly string[]): string {
  return `${[TOLLGATE_HEADER, ...rows].join('\n')}\n`
}

/** A call in words a test can state. Money in micro-dollars. */
export interface StoredCall {
  readonly account: string
  readonly id: string
  readonly a: string
  readonly b: string
  /** ISO, UTC. */
  readonly at: string
  readonly direction: 'out' | 'in'
  readonly type: string
  readonly seconds: number
  readonly charge: number
  /** null: unknown. */
  readonly cost: number | null
  readonly disposition: string
  readonly forwardedFrom: string | null
}

/** Every call, by start, then direction and id. */
export async function storedCalls({ pool }: Pick<Telco, 'pool'>): Promise<readonly StoredCall[]> {
  const { rows } = await pool.query<Record<string, never>>(
    `SELECT a.name AS account, source_call_id AS id, a_number AS a, b_number AS b, started_at AS at, direction,
            service_type AS type, duration_seconds AS seconds, charge_micros::float8 AS charge,
            cost_micros::float8 AS cost, disposition, forwarded_from AS "forwardedFrom"
       FROM calls c JOIN accounts a ON a.id = c.account_id
      ORDER BY started_at, direction, source_call_id, call_key`,
  )
  const dispositions = Object.entries(DISPOSITION_CODES)
  return rows.map((row: Record<string, unknown>) => ({
    ...(row as unknown as StoredCall),
    at: (row['at'] as Date).toISOString().replace('.000Z', 'Z'),
    direction: row['direction'] === 2 ? 'in' : 'out',
    type: serviceTypeName(row['type'] as number),
    disposition: dispositions.find(([, code]) => code === row['disposition'])?.[0] ?? String(row['disposition']),
  }))
}

export interface StoredSuspense {
  readonly line: number
  readonly cause: string
  readonly raw: string
}

/** Everything in suspense, in the order of its lines. */
export async function suspended({ pool }: Pick<Telco, 'pool'>): Promise<readonly StoredSuspense[]> {
  const { rows } = await pool.query<{ line: number; cause: number; raw: string }>(
    'SELECT line_number AS line, cause, raw_line AS raw FROM calls_suspense ORDER BY import_id, line_number, call_key',
  )
  return rows.map((row) => ({ ...row, cause: suspenseCauseOf(row.cause) ?? String(row.cause) }))
}

/** How many legs of a file the report accounts for. */
export function legsIn({ rated, free, duplicates, suspended: waiting, rejected }: ImportReport): number {
  return rated + free + duplicates + waiting + rejected
}
