import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { BUILT_IN_CDR_PROFILES } from '#domain/usage/built-in-cdr-profiles.ts'
import { openAccounts, type NewAccount } from '#operations/accounts/open-accounts.ts'
import { openReseller } from '#operations/accounts/open-reseller.ts'
import { assignNumbers } from '#operations/numbers/assign-numbers.ts'
import { publishCallingPlan } from '#operations/plans/publish-calling-plan.ts'
import { importCalls, type ImportReport } from '#operations/usage/import-calls.ts'
import { withTransaction } from '#storage/pool.ts'
import { geographicNumber } from '#operations/demo/fiction-numbers.ts'
import { writeCalls } from '#operations/demo/write-calls.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

/** Everything of the test telco is in force from here on. */
const TELCO_BEGINS = new Date('2026-01-01T00:00:00Z')
/** When its imports are done, after every call. */
export const TELCO_NOW_MS = Date.UTC(2026, 8, 1)

const COMMON_RATES = {
  Local: { perCall: '0.15' },
  National: { perMinute: '0.08', flagfall: '0.05' },
  Mobile: { perMinute: '0.12', flagfall: '0.05', minimumCharge: '0.06' },
  '6113': { perCall: '0.30' },
  TollFree: { perCall: '0' },
  Directory: { perMinute: '1.20' },
  Onnet: { perMinute: '0' },
  Inbound: { perMinute: '0' },
}

/** Draws on allowances of all three units. */
const BUNDLE_PLAN = {
  name: 'Bundle',
  type: 'bundle',
  increment: { first: 30, next: 30 },
  rates: COMMON_RATES,
  international: 'deck',
  allowances: [
    { name: 'Minutes', serviceTypes: ['Local', 'National', 'Mobile'], unit: 'seconds', quantity: 6000 },
    { name: '13 calls', serviceTypes: ['6113'], unit: 'calls', quantity: 3 },
    { name: 'Abroad', serviceTypes: ['International'], unit: 'money', quantity: '2.50' },
  ],
}

/** Charges for everything. */
export const PAYG_PLAN = {
  name: 'Pay as you go',
  type: 'payg',
  increment: { first: 1, next: 1 },
  rates: COMMON_RATES,
  international: 'deck',
}

const WHOLESALE_PLAN = {
  name: 'Wholesale',
  type: 'payg',
  increment: { first: 1, next: 1 },
  rates: Object.fromEntries(Object.keys(COMMON_RATES).map((type) => [type, { perMinute: '0.02' }])),
}

/** Of the countries the generated calls go to, Ireland is not offered and those calls are suspended. */
const DECK = [
  ['44', 'United Kingdom', 300_000],
  ['447', 'United Kingdom mobile', 650_000],
  ['33', 'France', 350_000],
  ['1', 'North America', 150_000],
  ['353', 'Ireland', null],
] as const

/** Two on each plan, with bill days and zones that differ. */
const ACCOUNTS = [
  { accountNumber: '1001', plan: 'bundle', timeZone: 'Australia/Sydney', billDay: 31 },
  { accountNumber: '1002', plan: 'bundle', timeZone: 'Australia/Perth', billDay: 15 },
  { accountNumber: '1003', plan: 'payg', timeZone: 'Australia/Sydney', billDay: 1 },
  { accountNumber: '1004', plan: 'payg', timeZone: 'Australia/Adelaide', billDay: 20 },
] as const

export interface TestTelco {
  readonly url: string
  readonly pool: pg.Pool
  readonly resellerId: number
  readonly bundlePlanId: number
  readonly paygPlanId: number
  readonly accounts: readonly {
    readonly id: number
    readonly accountNumber: string
    readonly numbers: readonly string[]
  }[]
  /**
   * Makes a file of calls of all accounts between two instants and imports it. One call in fifty is from a number that is
   * nobody's. The same arguments make the same calls.
   */
  importGenerated(traffic: { seed: number; calls: number; from: string; to: string }): Promise<ImportReport>
  drop(): Promise<void>
}

/**
 * A reseller called Wattle Voice on a database of its own, all through the real operations: a bundle with allowances and a
 * plan without, both with a rate deck for calls abroad; a wholesale plan; four accounts, 1001 to 1004, of three numbers each.
 *
 * @param given a migrated and empty one, where it is not to be a copy of the run's template.
 */
export async function createTestTelco(given?: TestDatabase): Promise<TestTelco> {
  const database = given ?? (await createTestDatabase())
  const base = await withTransaction(database.pool, async (client) => {
    const resellerId = await openReseller(client, {
      name: 'Wattle Voice',
      brandName: 'Wattle Voice',
      brandColour: '#336699',
      supportEmail: 'help@wattle.example',
    })
    const deckId = await addDeck(client, resellerId)
    const publish = async (definition: object): Promise<number> => {
      const published = await publishCallingPlan(client, {
        resellerId,
        definition,
        deckId,
        effectiveFrom: TELCO_BEGINS,
      })
      return published.planId
    }
    const bundlePlanId = await publish(BUNDLE_PLAN)
    const paygPlanId = await publish(PAYG_PLAN)
    const wholesalePlanId = await publish({ ...WHOLESALE_PLAN, international: 'deck' })
    await client.query('UPDATE resellers SET wholesale_plan_id = $2 WHERE id = $1', [resellerId, wholesalePlanId])
    const planIds = { bundle: bundlePlanId, payg: paygPlanId }
    const opened = ACCOUNTS.map(({ plan, ...account }): NewAccount => ({
      ...account,
      name: `Account ${account.accountNumber}`,
      paymentMode: 'postpaid',
      planId: planIds[plan],
      activeFrom: TELCO_BEGINS,
    }))
    const ids = await openAccounts(client, resellerId, opened)
    const accounts = ACCOUNTS.map(({ accountNumber }, index) => ({
      id: ids[index] ?? 0,
      accountNumber,
      numbers: [0, 1, 2].map((nth) => geographicNumber(index * 20_000 + nth)),
    }))
    await assignNumbers(client, resellerId, await assignmentsOf(client, resellerId, accounts))
    return { resellerId, bundlePlanId, paygPlanId, accounts }
  })
  const { url } = database
  return { ...database, ...base, importGenerated: (traffic) => importGenerated(url, base.accounts, traffic) }
}

async function addDeck(client: pg.ClientBase, resellerId: number): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `WITH deck AS (INSERT INTO rate_decks (reseller_id, name) VALUES ($1, 'Abroad') RETURNING id),
          version AS (
            INSERT INTO rate_deck_versions (deck_id, reseller_id, version, effective_from, file_name, row_count)
            SELECT id, $1, 1, $2, 'abroad.csv', cardinality($3::text[]) FROM deck RETURNING id
          ),
          rates AS (
            INSERT INTO rates (id, deck_version_id, reseller_id, prefix, destination, per_minute_micros, flagfall_micros,
                               minimum_charge_micros, first_increment, next_increment)
            SELECT nextval('rate_ids'), version.id, $1, prefix, destination, per_minute, 10000, 0, 0, 0
              FROM version, unnest($3::text[], $4::text[], $5::int8[]) AS r (prefix, destination, per_minute)
          )
     SELECT id FROM deck`,
    [
      resellerId,
      TELCO_BEGINS,
      DECK.map(([prefix]) => prefix),
      DECK.map(([, destination]) => destination),
      DECK.map(([, , perMinute]) => perMinute),
    ],
  )
  return rows[0]?.id ?? 0
}

async function assignmentsOf(
  client: pg.ClientBase,
  resellerId: number,
  accounts: TestTelco['accounts'],
): Promise<Parameters<typeof assignNumbers>[2]> {
  const { rows } = await client.query<{ id: number }>('SELECT min(id) AS id FROM number_plans WHERE reseller_id = $1', [
    resellerId,
  ])
  const numberPlanId = rows[0]?.id ?? 0
  return accounts.flatMap(({ id, numbers }) =>
    numbers.map((number) => ({ number, accountId: id, numberPlanId, validFrom: TELCO_BEGINS })),
  )
}

async function importGenerated(
  url: string,
  accounts: TestTelco['accounts'],
  { seed, calls, from, to }: { seed: number; calls: number; from: string; to: string },
): Promise<ImportReport> {
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-telco-'))
  const [profile] = BUILT_IN_CDR_PROFILES
  if (profile === undefined) throw new RangeError('no profiles')
  try {
    const path = join(folder, `calls-${seed}.csv`)
    const callers = accounts.map(({ numbers }) => ({ numbers, weight: 1 }))
    await writeCalls(path, { seed, calls, callers, fromMs: Date.parse(from), toMs: Date.parse(to), troubled: 0.02 })
    return await importCalls(url, { path, source: 'switch', profile, chunkBytes: 1 << 20, nowMs: () => TELCO_NOW_MS })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
