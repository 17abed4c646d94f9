import { afterAll, beforeAll, expect, test } from 'vitest'
import { backTestEndpoints } from '#contract/back-test.ts'
import { callRulesEndpoints } from '#contract/call-rules.ts'
import { callsEndpoints } from '#contract/calls.ts'
import { runBackTest } from '#operations/credit-control/back-test.ts'
import { createTestApi, type Asked, type TestApi } from '../../support/api.ts'
import { importRows } from '../../support/call-rows.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

/** Rules held against a month of calls before they are switched on. */

const { createBackTest, readBackTest, listBackTests } = backTestEndpoints

let telco: TestTelco
let api: TestApi
/** An office that calls home and, once a day, a friend in England; and one evening is not its own. */
let account: TestTelco['accounts'][number]

const NOW = new Date('2026-08-01T00:00:00Z')

beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, NOW)
  account = there(telco.accounts[2])
  const [own = '', spare = ''] = account.numbers
  const day = (nth: number): string => `2026-07-${String(nth).padStart(2, '0')}`
  const ordinary = Array.from({ length: 28 }, (_, nth) => [
    `home-${nth}-a,${own},61491570156,${day(nth + 1)}T01:00:00Z,300,out`,
    `home-${nth}-b,${own},61491570157,${day(nth + 1)}T03:30:00Z,120,out`,
    `in-${nth},61491570158,${own},${day(nth + 1)}T04:00:00Z,90,in`,
    `uk-${nth},${own},442079460123,${day(nth + 1)}T08:00:00Z,600,out`,
    `help-${nth},${own},000,${day(nth + 1)}T08:30:00Z,60,out`,
  ])
  // From eleven at night in Sydney every minute twenty to a French number: $7.01 each.
  const burst = Array.from(
    { length: 30 },
    (_, nth) => `burst-${String(nth)},${spare},33184160000,2026-07-18T13:${String(nth).padStart(2, '0')}:00Z,1200,out`,
  )
  await importRows(telco.url, ...ordinary.flat(), ...burst)
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const staff = () => api.as({ role: 'support', name: 'Sam Example' })

async function tried(body: NonNullable<Asked<typeof createBackTest>['body']>) {
  const asked = await staff().call(createBackTest, { body })
  expect(asked).toMatchObject({ state: 'waiting', progress: 0, result: null, askedBy: 'Sam Example' })
  await runBackTest(telco.pool, Number(asked.id), NOW)
  const read = () => staff().call(readBackTest, { params: { backTestId: asked.id } })
  const first = await read()
  // Done twice it finds the same.
  await runBackTest(telco.pool, Number(asked.id), NOW)
  expect(await read()).toEqual(first)
  expect(first).toMatchObject({ state: 'done', progress: 1, calls: 170 })
  return there(first.result)
}

test('a fraud limit would have stopped the evening, and nothing of the month', async () => {
  const result = await tried({ days: 31, limits: { fraudSpendDay: { isOn: true, amount: '30.00' } } })
  expect(result.byRule.map(({ rule }) => rule)).toEqual(['fraud-spend-day'])
  expect(result).toMatchObject({
    accounts: 1,
    calls: { calls: 142 },
    // $3.95 of the day, and of each call its minutes so far and five ahead: eight of them reach $30.00.
    refused: { calls: 22, charged: '154.22' },
    // The limit of $100.00 that is in force stops it later.
    refusedNow: { calls: 11, charged: '77.11' },
    newlyRefused: { calls: 11 },
    letThrough: { calls: 0 },
    trips: 1,
    tripsNow: 1,
    firstTrip: { accountNumber: '1003', control: 'fraud-spend-day', name: 'Fraud spend in a day' },
    topAccounts: [{ accountNumber: '1003' }],
    topDestinations: [{ destination: 'France' }],
  })
  const from = there(result.firstTrip).at
  expect(from).toBe('2026-07-18T13:08:00.000Z')
  expect(result.examples).toHaveLength(10)
  const [example] = result.examples
  expect(example).toMatchObject({ startedAt: from, to: '33184160000', charged: '7.01', isNew: true })
  const price = await staff().call(callsEndpoints.explainCall, { params: { callId: there(example).callId } })
  expect(JSON.stringify(price)).toContain('33184160000')
})

test('a rule of one account is tried on that account, as its own', async () => {
  await staff().call(callRulesEndpoints.writeCallRules, {
    params: { accountId: String(account.id) },
    body: { overseasDestinations: { allow: 'only', countries: ['GB'] } },
  })
  const result = await tried({
    accountId: String(account.id),
    days: 31,
    rules: { overseasDestinations: { allow: 'only', countries: ['FR'] } },
  })
  expect(result).toMatchObject({
    refused: { calls: 38 },
    refusedNow: { calls: 30, charged: '210.30' },
    newlyRefused: { calls: 28 },
    letThrough: { calls: 20, charged: '140.20' },
    byRule: [
      { rule: 'overseas-destinations', refused: { calls: 28 }, refusedNow: { calls: 30 } },
      { rule: 'fraud-spend-day', refused: { calls: 10 }, refusedNow: { calls: 0 } },
    ],
    topDestinations: [
      { destination: 'United Kingdom', calls: 28 },
      { destination: 'France', calls: 10 },
    ],
  })
})

test('tried on all, an account that says otherwise keeps what it says', async () => {
  const result = await tried({ days: 31, rules: { overseasDestinations: { allow: 'none', countries: [] } } })
  expect(result).toMatchObject({ refused: { calls: 30 }, refusedNow: { calls: 30 }, newlyRefused: { calls: 0 } })
  const { items } = await staff().call(listBackTests)
  expect(items.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
})

test.each([
  ['days', { days: 93 }],
  ['days', { days: 0 }],
  ['rules.velocity.calls', { rules: { velocity: { isOn: true, calls: 0 } } }],
])('what cannot be tried is refused at %s', async (field, body) => {
  const answer = await staff().post('/back-tests', body)
  expect(answer.status).toBe(422)
  expect(answer.text).toContain(field)
})

test('a test of an account nobody has is refused, and customers test nothing', async () => {
  const unknown = { body: { accountId: '999999' } }
  expect(await staff().refusal(createBackTest, unknown)).toMatchObject({ code: 'not_found' })
  const customer = api.as({ role: 'customer-admin', accountId: account.id })
  expect(await customer.refusal(listBackTests)).toMatchObject({ code: 'forbidden' })
})
