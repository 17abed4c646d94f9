import { expect, test } from 'vitest'
import { foreignNumber, MOBILES } from '#operations/demo/fiction-numbers.ts'
import { createChance, type Chance } from '#operations/demo/random.ts'
import { expectBooksToAgree } from '../../support/import-books.ts'
import { createTelco, importText, tollgateCsv, type Telco } from '../../support/import-fixture.ts'
import { referencePrice, type ReferenceCall, type ReferencePlan } from '../../support/reference-rater.ts'

/** One of each kind of rate, bands across midnight of two zones, and allowances that run out. */
const PLANS: readonly (ReferencePlan & { readonly name: string; readonly type: string })[] = [
  {
    name: 'Split',
    type: 'payg',
    timeZone: 'Australia/Adelaide',
    increment: { first: 30, next: 6 },
    bandRule: 'split',
    bands: [
      { name: 'evening', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '19:00', to: '24:00', factor: '0.8' },
      { name: 'weekend', days: ['sat', 'sun'], from: '00:00', to: '24:00', factor: '0.5' },
    ],
    rates: {
      Local: { untimed: { price: '0.10', maxSeconds: 600, overagePerMinute: '0.05' } },
      National: { perMinute: '0.0633', flagfall: '0.05' },
      Mobile: { perMinute: '0.1277', flagfall: '0.05', minimumCharge: '0.15', increment: { first: 1, next: 1 } },
      International: { perMinute: '0.333333' },
      '6113': { perCall: '0.30' },
      TollFree: { perMinute: '0' },
      Onnet: { perMinute: '0' },
      Inbound: { perMinute: '0.01', fromMobile: { perMinute: '0.02', flagfall: '0.01' } },
    },
    allowances: [],
    deckCovers: [],
  },
  {
    name: 'Pools',
    type: 'bundle',
    timeZone: 'Australia/Perth',
    increment: { first: 60, next: 30 },
    bandRule: 'start',
    bands: [{ name: 'night', days: ['mon', 'wed', 'sun'], from: '20:00', to: '24:00', factor: '0.25' }],
    rates: {
      Local: { perCall: '0.12' },
      National: { perMinute: '0.08', flagfall: '0.05' },
      Mobile: { perMinute: '0.19', flagfall: '0.05' },
      International: { perMinute: '0.41', minimumCharge: '0.20' },
      '6113': { perCall: '0.33' },
      TollFree: { perMinute: '0' },
      Onnet: { perMinute: '0' },
      Inbound: { perMinute: '0' },
    },
    allowances: [
      { name: 'minutes', serviceTypes: ['Mobile', 'National'], unit: 'seconds', quantity: 12_345 },
      { name: 'calls', serviceTypes: ['Local', 'Mobile'], unit: 'calls', quantity: 25 },
      { name: 'dollars', serviceTypes: ['International', 'Mobile', '6113'], unit: 'money', quantity: '17.77' },
    ],
    deckCovers: [],
  },
]

interface Generated {
  readonly id: string
  readonly account: number
  readonly line: string
  readonly call: ReferenceCall
}

const ACCOUNTS = 6
const CALLS = 3000
const ownNumber = (account: number): string => `6125550${7000 + account}`

/** The service type is known by making the call of that kind; each start is another second, so that order is plain. */
function generateCall(index: number, chance: Chance): Generated {
  const account = chance.below(ACCOUNTS)
  const own = ownNumber(account)
  const [serviceType, far] = chance.pick<readonly [string, string]>([
    ['Local', `6125550${chance.digits(3)}9`],
    ['National', `6137010${chance.digits(4)}`],
    ['Mobile', chance.pick(MOBILES)],
    ['Mobile', chance.pick(MOBILES)],
    ['International', foreignNumber(chance)],
    ['6113', `6113009757${chance.digits(2)}`],
    ['TollFree', `6118009757${chance.digits(2)}`],
    ['Onnet', ownNumber(chance.below(ACCOUNTS))],
    ['Directory', '1223'],
    ['Emergency', '000'],
    ['', '61198333333'],
    ['Inbound', chance.pick(MOBILES)],
    ['Inbound', `6137010${chance.digits(4)}`],
  ])
  const inbound = serviceType === 'Inbound'
  const startedAtMs = Date.UTC(2026, 6, 1) + index * 797_000
  const durationSeconds = chance.next() < 0.1 ? 0 : 1 + Math.floor(chance.next() ** 3 * 4000)
  const [a, b] = inbound ? [far, own] : [own, far]
  const at = new Date(startedAtMs).toISOString()
  return {
    id: `c${index}`,
    account,
    line: `c${index},${a},${b},${at},${durationSeconds},${inbound ? 'in' : 'out'}`,
    call: {
      serviceType,
      startedAtMs,
      durationSeconds,
      farDigits: far === '1223' ? '611223' : far,
      originIsMobile: inbound && far.startsWith('614'),
    },
  }
}

async function openAccounts(telco: Telco): Promise<void> {
  const planIds: number[] = []
  for (const plan of PLANS) planIds.push((await telco.publish(plan)).planId)
  for (let account = 0; account < ACCOUNTS; account++) {
    const planId = planIds[account % planIds.length] ?? 0
    await telco.open({ name: `Account ${account}`, numbers: [ownNumber(account)], planId })
  }
}

/** What a slow rater of its own makes of the calls: each price, or the cause why there is none. */
function ratedSlowly(calls: readonly Generated[]): ReadonlyMap<string, string> {
  const prices = new Map<string, string>()
  const pools = Array.from({ length: ACCOUNTS }, (_, account) => fullPools(PLANS[account % PLANS.length]))
  for (const { id, account, call } of calls) {
    const plan = PLANS[account % PLANS.length]
    const left = pools[account]
    if (plan === undefined || left === undefined) throw new RangeError(`no plan for account ${account}`)
    const price = referencePrice(plan, [], call, left)
    prices.set(
      id,
      price.status === 'suspended'
        ? 'suspended'
        : [
            call.serviceType,
            price.billedSeconds,
            price.drawnSeconds,
            price.drawnCalls,
            price.drawnMicros,
            price.chargeMicros,
          ].join(' '),
    )
  }
  return prices
}

function fullPools(plan: ReferencePlan | undefined): Map<string, bigint> {
  return new Map(
    plan?.allowances.map(({ name, unit, quantity }) => [
      name,
      unit === 'money' ? BigInt(Math.round(Number(quantity) * 1e6)) : BigInt(quantity),
    ]),
  )
}

async function ratedInDatabase({ pool }: Telco): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ id: string; price: string }>(
    `SELECT source_call_id AS id,
            concat_ws(' ', coalesce((ARRAY['Local', 'National', 'Mobile', 'International', '6113', 'TollFree', 'Directory',
              'Emergency', 'Onnet', 'Inbound', 'Inbound 6113', 'Inbound 611800', 'Premium'])[service_type], ''),
              billed_seconds, allowance_seconds, allowance_calls, allowance_micros, charge_micros) AS price
       FROM calls
     UNION ALL SELECT split_part(raw_line, ',', 1), 'suspended' FROM calls_suspense`,
  )
  return new Map(rows.map(({ id, price }) => [id, price]))
}

test.each<[string, number, (lines: readonly string[]) => readonly string[]]>([
  ['in the order of their starts, in many batches', 16_384, (lines) => lines],
  ['in no order, in one batch', 1 << 20, shuffled],
])('thousands of calls %s cost what a slow rater says, call by call', async (_, chunkBytes, order) => {
  const chance = createChance(2026)
  const calls = Array.from({ length: CALLS }, (_unused, index) => generateCall(index, chance))
  const telco = await createTelco()
  await openAccounts(telco)
  await importText(telco, tollgateCsv(...order(calls.map(({ line }) => line))), { chunkBytes })

  const slowly = ratedSlowly(calls)
  const differing = [...(await ratedInDatabase(telco))].filter(([id, price]) => slowly.get(id) !== price)
  expect(differing.map(([id, price]) => `${id}: ${price}, not ${slowly.get(id)}`)).toEqual([])
  expect((await ratedInDatabase(telco)).size).toBe(CALLS)
  await expectBooksToAgree(telco.pool)
})

function shuffled(lines: readonly string[]): readonly string[] {
  const chance = createChance(5)
  return lines
    .map((line) => ({ line, place: chance.next() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ line }) => line)
}
