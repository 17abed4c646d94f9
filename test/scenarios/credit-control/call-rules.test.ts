import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { auditEndpoints } from '#contract/audit.ts'
import { callRulesEndpoints } from '#contract/call-rules.ts'
import { creditControlEndpoints } from '#contract/credit-control.ts'
import { micros } from '#domain/money.ts'
import { readCallRules } from '#operations/credit-control/read-call-rules.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { importRows } from '../../support/call-rows.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

const { readCallRules: readRules, writeCallRules, releaseCallRule, endCallRuleRelease } = callRulesEndpoints
const { listCalledCountries, confirmCountry, readCallRuleDefaults, writeCallRuleDefaults } = callRulesEndpoints

let telco: TestTelco
let api: TestApi
let account: TestTelco['accounts'][number]
let other: TestTelco['accounts'][number]

const NOW = new Date('2026-07-10T04:00:00Z')

beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, NOW)
  account = there(telco.accounts[2])
  other = there(telco.accounts[3])
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})
beforeEach(() => {
  api.now = NOW
})

const staff = () => api.as({ role: 'support' })
const of = ({ id }: { readonly id: number }) => ({ params: { accountId: String(id) } })
const engineRules = async (id: number) => there((await readCallRules(telco.pool, [id], api.now)).get(id)).rules

test('before anybody says more, premium, satellite and dear minutes are refused, and countries are open', async () => {
  const view = await staff().call(readRules, of(account))
  expect(view.rules.map(({ rule, state, saidBy }) => `${rule} ${state} ${saidBy}`)).toEqual([
    'premium armed nobody',
    'satellite armed nobody',
    'overseas-destinations off nobody',
    'price-ceiling armed nobody',
    'channels armed nobody',
    'overseas-channels off nobody',
    'velocity off nobody',
    'first-seen off nobody',
  ])
  expect(await engineRules(account.id)).toEqual({
    fraudSpendDay: { limit: 100_000_000n, isTripped: false, countedSinceMs: undefined },
    fraudSpendHour: undefined,
    overseasCalls: { limit: 50, isTripped: false, countedSinceMs: undefined },
    countries: 'all',
    priceCeilingMicros: 3_000_000n,
    barPremium: true,
    barSatellite: true,
    channels: undefined,
    overseasChannels: undefined,
    callsPerMinute: undefined,
    firstSeen: undefined,
  })
})

test('what a reseller says holds for all accounts, and an account differs where it says so', async () => {
  const before = await api.as({ role: 'admin' }).call(readCallRuleDefaults)
  expect(before).toMatchObject({ said: [], limits: { fraudSpendDay: null }, version: 1 })
  await api.as({ role: 'admin' }).call(writeCallRuleDefaults, {
    body: {
      overseasDestinations: { allow: 'only', countries: ['NZ', 'GB'] },
      velocity: { isOn: true, calls: 20 },
      fraudSpendDay: { isOn: true, amount: '40.00' },
      overseasCalls: { isOn: false, calls: 9 },
    },
    headers: { 'if-match': '"1"' },
  })
  await staff().call(writeCallRules, {
    ...of(account),
    body: { overseasDestinations: { allow: 'all', countries: [] }, channels: { isOn: true, calls: 4 } },
  })
  expect(await engineRules(account.id)).toMatchObject({ countries: 'all', channels: 4, callsPerMinute: 20 })
  const rules = await engineRules(other.id)
  expect(rules).toMatchObject({ countries: new Set(['NZ', 'GB']), channels: undefined, overseasCalls: undefined })
  expect(rules.fraudSpendDay?.limit).toBe(micros(40_000_000n))
  const view = await staff().call(creditControlEndpoints.readCreditControl, of(other))
  expect(view.settings).toMatchObject({ fraudSpendDay: { amount: '40.00' }, overseasCalls: { isOn: false } })
  // Taken back, the account goes by its reseller again.
  await staff().call(writeCallRules, { ...of(account), body: { overseasDestinations: null } })
  expect(await engineRules(account.id)).toMatchObject({ countries: new Set(['NZ', 'GB']), channels: 4 })
  const { items } = await api.as({ role: 'admin' }).call(auditEndpoints.listAudit, {
    query: { operation: 'credit-control.set-call-rules' },
  })
  expect(items[0]).toMatchObject({
    before: { 'overseas-destinations': { allow: 'all', countries: [] } },
    after: { 'overseas-destinations': null },
  })
  await api.as({ role: 'admin' }).call(writeCallRuleDefaults, {
    body: { overseasDestinations: null, velocity: null, fraudSpendDay: null, overseasCalls: null },
  })
  expect(await engineRules(other.id)).toMatchObject({ countries: 'all', overseasCalls: { limit: 50 } })
})

test('a lost update is refused, of an account and of all', async () => {
  const { version } = await staff().call(readRules, of(account))
  await staff().call(writeCallRules, { ...of(account), body: { premium: { isOn: false } } })
  const stale = { 'if-match': `"${version}"` }
  expect(
    await staff().refusal(writeCallRules, { ...of(account), body: { premium: { isOn: true } }, headers: stale }),
  ).toMatchObject({ code: 'changed_meanwhile' })
  expect(
    await api
      .as({ role: 'admin' })
      .refusal(writeCallRuleDefaults, { body: { premium: { isOn: true } }, headers: { 'if-match': '"1"' } }),
  ).toMatchObject({ code: 'changed_meanwhile' })
  expect((await engineRules(account.id)).barPremium).toBe(false)
  await staff().call(writeCallRules, { ...of(account), body: { premium: null } })
})

test.each([
  ['overseasDestinations.countries', { overseasDestinations: { allow: 'only', countries: ['XX'] } }],
  ['overseasDestinations', { overseasDestinations: { allow: 'only', countries: [] } }],
  ['overseasDestinations', { overseasDestinations: { allow: 'only', countries: ['NZ', 'NZ'] } }],
  ['velocity.calls', { velocity: { isOn: true, calls: 0 } }],
  ['firstSeen.action', { firstSeen: { isOn: true, perMinute: '1.00', action: 'maybe' } }],
  ['priceCeiling.perMinute', { priceCeiling: { isOn: true, perMinute: '-1.00' } }],
])('what cannot be is refused at %s', async (field, body) => {
  const answer = await staff().put(`/accounts/${account.id}/call-rules`, body)
  expect(answer.status).toBe(422)
  expect(answer.text).toContain(field)
})

test('a rule is lifted for a while by a person, and holds again after it or when that is ended', async () => {
  const lifted = await staff().call(releaseCallRule, {
    params: { accountId: String(account.id), rule: 'satellite' },
    body: { words: 'A ship is called until Monday.', until: '2026-07-12T00:00:00Z' },
  })
  expect(lifted.rules.find(({ rule }) => rule === 'satellite')).toMatchObject({
    state: 'released',
    releasedUntil: '2026-07-12T00:00:00.000Z',
    releaseWords: 'A ship is called until Monday.',
  })
  expect(await engineRules(account.id)).toMatchObject({ barSatellite: false, barPremium: true })
  const seen = await api.as({ role: 'customer-admin', accountId: account.id }).call(readRules, of(account))
  expect(seen.settings).toBeNull()
  expect(seen.rules.find(({ rule }) => rule === 'satellite')).toMatchObject({ releasedBy: null, releaseWords: null })
  api.now = new Date('2026-07-12T00:00:00Z')
  expect((await engineRules(account.id)).barSatellite).toBe(true)
  api.now = NOW
  await staff().call(endCallRuleRelease, { params: { accountId: String(account.id), rule: 'satellite' } })
  expect((await engineRules(account.id)).barSatellite).toBe(true)
  const again = { params: { accountId: String(account.id), rule: 'satellite' as const } }
  expect(await staff().refusal(endCallRuleRelease, again)).toMatchObject({ code: 'conflict' })
  const off = { params: { accountId: String(account.id), rule: 'velocity' as const }, body: { words: 'Busy.' } }
  expect(await staff().refusal(releaseCallRule, off)).toMatchObject({ code: 'conflict' })
})

test('countries called before the rule on new ones began are known to it, others once they are confirmed', async () => {
  const own = there(account.numbers[0])
  await importRows(
    telco.url,
    `gb,${own},442079460123,2026-06-01T02:00:00Z,60,out`,
    `us,${own},12125550123,2026-06-02T02:00:00Z,60,out`,
    `ca,${own},14165550123,2026-06-03T02:00:00Z,60,out`,
    `fr,${own},33184160000,2026-06-03T02:00:00Z,0,out`,
    `home,${own},61491570156,2026-06-03T02:00:00Z,60,out`,
  )
  const firstSeen = { isOn: true, perMinute: '0.10', action: 'refuse' } as const
  await staff().call(writeCallRules, { ...of(account), body: { firstSeen } })
  const known = await staff().call(listCalledCountries, of(account))
  expect(known.items.map(({ country, firstCalledAt }) => [country, firstCalledAt])).toEqual([
    ['CA', '2026-06-03T02:00:00.000Z'],
    ['GB', '2026-06-01T02:00:00.000Z'],
    ['US', '2026-06-02T02:00:00.000Z'],
  ])
  const customer = api.as({ role: 'customer-admin', accountId: account.id, name: 'Mia Example' })
  const confirmed = await customer.call(confirmCountry, {
    params: { accountId: String(account.id), country: 'CU' },
  })
  expect(confirmed).toMatchObject({ name: 'Cuba', confirmedBy: 'Mia Example', firstCalledAt: null })
  expect((await staff().call(listCalledCountries, of(account))).items).toHaveLength(4)
})
