import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accountStatusEndpoints } from '#contract/account-status.ts'
import { auditEndpoints } from '#contract/audit.ts'
import { creditControlEndpoints } from '#contract/credit-control.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { importRows } from '../../support/call-rows.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

const { readCreditControl, writeCreditControl, releaseControl, endRelease } = creditControlEndpoints

let telco: TestTelco
let api: TestApi
/** Postpaid, pay as you go: 80 calls abroad of $3.51 each on 10 July between 02:00 and 03:20 UTC, one to 000. */
let account: TestTelco['accounts'][number]
/** Nothing was called. */
let quiet: TestTelco['accounts'][number]

const AFTER_THE_CALLS = new Date('2026-07-10T04:00:00Z')

beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, AFTER_THE_CALLS)
  account = there(telco.accounts[2])
  quiet = there(telco.accounts[3])
  const own = there(account.numbers[0])
  const minute = (at: number): string => new Date(Date.UTC(2026, 6, 10, 2, at)).toISOString().replace('.000', '')
  await importRows(
    telco.url,
    ...Array.from({ length: 80 }, (_, at) => `abroad-${at},${own},33184160000,${minute(at)},600,out`),
    `help,${own},000,2026-07-10T03:30:00Z,600,out`,
    `in,61491570158,${own},2026-07-10T03:30:00Z,600,in`,
  )
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})
beforeEach(() => {
  api.now = AFTER_THE_CALLS
})

const staff = () => api.as({ role: 'billing' })
const of = ({ id }: { readonly id: number }) => ({ params: { accountId: String(id) } })

test('an account has sensible limits before anybody set them', async () => {
  const view = await staff().call(readCreditControl, of(quiet))
  expect(view).toMatchObject({
    paymentMode: 'postpaid',
    settings: {
      creditLimit: { isOn: true, amount: '500.00' },
      fraudSpendDay: { isOn: true, amount: '100.00' },
      fraudSpendHour: { isOn: false },
      overseasCalls: { isOn: true, calls: 50 },
      iou: { isOn: false, amount: '20.00' },
      cardFailures: { isOn: true, failures: 3 },
    },
    controls: {
      creditLimit: { control: 'credit-limit', state: 'armed', unit: 'money', value: '500.00', used: '0.00' },
      fraudSpendDay: { state: 'armed', value: '100.00', used: '0.00', enforcement: 'calls', canRelease: false },
      fraudSpendHour: { state: 'off' },
      overseasCalls: { state: 'armed', unit: 'calls', value: '50', used: '0' },
      iou: { state: 'off' },
      cardFailures: { state: 'armed', unit: 'failures', value: '3', used: '0' },
    },
    version: 1,
  })
})

test('what was called in the last day counts; calls to emergency numbers and calls in do not', async () => {
  const { controls } = await staff().call(readCreditControl, of(account))
  expect(controls).toMatchObject({
    fraudSpendDay: { state: 'tripped', used: '280.80', since: null, canRelease: true },
    fraudSpendHour: { state: 'off', used: '214.11' },
    // 02:19 to 03:19, both ends included.
    overseasCalls: { state: 'tripped', used: '61' },
    creditLimit: { state: 'armed', used: '308.88' },
  })
  api.now = new Date('2026-07-11T02:30:30Z')
  const later = (await staff().call(readCreditControl, of(account))).controls
  expect(later).toMatchObject({ fraudSpendDay: { used: '171.99' }, overseasCalls: { state: 'armed', used: '49' } })
  api.now = new Date('2026-07-12T04:00:00Z')
  expect((await staff().call(readCreditControl, of(account))).controls.fraudSpendDay).toMatchObject({ used: '0.00' })
})

test('limits are set one by one, against their version, and audited', async () => {
  const at = { ...of(quiet), headers: { 'if-match': '"1"' } }
  const set = await staff().call(writeCreditControl, { ...at, body: { creditLimit: { isOn: true, amount: '2000' } } })
  expect(set).toMatchObject({
    version: 2,
    settings: { creditLimit: { amount: '2000.00' }, fraudSpendDay: { amount: '100.00' } },
  })
  const lost = await staff().refusal(writeCreditControl, { ...at, body: { iou: { isOn: false, amount: '5' } } })
  expect([lost.status, lost.code]).toEqual([409, 'changed_meanwhile'])
  await staff().call(writeCreditControl, { ...of(quiet), body: { overseasCalls: { isOn: false, calls: 10 } } })
  expect(await staff().call(readCreditControl, of(quiet))).toMatchObject({
    version: 3,
    settings: { creditLimit: { amount: '2000.00' }, overseasCalls: { isOn: false, calls: 10 } },
    controls: { overseasCalls: { state: 'off', value: '10' } },
  })
  const { items } = await api.as({ role: 'admin' }).call(auditEndpoints.listAudit)
  expect(items[1]).toMatchObject({
    operation: 'credit-control.set',
    before: { 'credit-limit': { isOn: true, limit: '500.00' } },
    after: { 'credit-limit': { isOn: true, limit: '2000.00' } },
  })
})

test.each([
  ['creditLimit.amount', { creditLimit: { isOn: true, amount: '-1' } }],
  ['creditLimit.amount', { creditLimit: { isOn: true, amount: '10.001' } }],
  ['fraudSpendDay.amount', { fraudSpendDay: { isOn: true, amount: '1000000.01' } }],
  ['overseasCalls.calls', { overseasCalls: { isOn: true, calls: 0 } }],
  ['iou.isOn', { iou: { isOn: true, amount: '20.00' } }],
])('%s cannot be as in %j', async (field, body) => {
  const refused = await staff().refusal(writeCreditControl, { ...of(quiet), body })
  expect([refused.status, refused.errors?.[0]?.field]).toEqual([422, field])
})

test('nothing said is refused, and so are those who may not', async () => {
  expect((await staff().refusal(writeCreditControl, { ...of(quiet), body: {} })).status).toBe(422)
  const body = { creditLimit: { isOn: false, amount: '0' } }
  for (const role of ['provisioning', 'read-only', 'customer-admin'] as const) {
    const walls = role === 'customer-admin' ? { accountId: quiet.id } : {}
    const refused = await api.as({ role, ...walls }).refusal(writeCreditControl, { ...of(quiet), body })
    expect([role, refused.status]).toEqual([role, 403])
  }
})

test('a customer sees what concerns it: no fraud limit before it trips, nobody’s name, no settings', async () => {
  const customer = api.as({ role: 'customer-admin', accountId: quiet.id })
  const view = await customer.call(readCreditControl, of(quiet))
  expect(view).toMatchObject({
    settings: null,
    controls: {
      creditLimit: { value: '2000.00', used: '0.00' },
      fraudSpendDay: { state: 'armed', value: null, used: null },
    },
  })
  expect(JSON.stringify(view)).not.toContain('100.00')
  const tripped = await api.as({ role: 'customer-admin', accountId: account.id }).call(readCreditControl, of(account))
  expect(tripped.controls.fraudSpendDay).toMatchObject({ state: 'tripped', value: '100.00', canRelease: false })
  expect((await customer.get(`/accounts/${account.id}/credit-control`)).status).toBe(404)
})

test('a tripped control is released until a time; after it counts what came since', async () => {
  const release = { params: { accountId: String(account.id), control: 'fraud-spend-day' as const } }
  const until = '2026-07-10T06:00:00.000Z'
  const released = await staff().call(releaseControl, {
    ...release,
    body: { until, words: 'A campaign; they called.' },
  })
  expect(released.controls.fraudSpendDay).toMatchObject({
    state: 'armed',
    used: '0.00',
    releasedUntil: until,
    releasedBy: 'Robin Example',
    releaseWords: 'A campaign; they called.',
  })
  const customer = api.as({ role: 'customer-admin', accountId: account.id })
  const seen = (await customer.call(readCreditControl, of(account))).controls.fraudSpendDay
  expect(seen).toMatchObject({ state: 'armed', releasedUntil: until, releasedBy: null, releaseWords: null })
  api.now = new Date('2026-07-10T06:00:01Z')
  const after = (await staff().call(readCreditControl, of(account))).controls
  expect(after).toMatchObject({
    fraudSpendDay: { state: 'armed', used: '0.00', releasedUntil: null },
    overseasCalls: { state: 'tripped' },
  })
  const { items } = await api.as({ role: 'admin' }).call(auditEndpoints.listAudit)
  expect(items[0]).toMatchObject({
    operation: 'credit-control.release',
    after: { control: 'fraud-spend-day', state: 'armed', releasedUntil: until, words: 'A campaign; they called.' },
  })
})

test('a release is for what has tripped, for a time to come and not for ever, and can be ended', async () => {
  const overseas = { params: { accountId: String(account.id), control: 'overseas-calls' as const } }
  const body = { words: 'Known.' }
  const quietly = { params: { ...overseas.params, accountId: String(quiet.id) }, body }
  expect((await staff().refusal(releaseControl, quietly)).code).toBe('conflict')
  for (const until of ['2026-07-10T03:59:00Z', '2026-08-11T04:00:00Z']) {
    const refused = await staff().refusal(releaseControl, { ...overseas, body: { ...body, until } })
    expect([refused.status, refused.errors?.[0]?.field]).toEqual([422, 'until'])
  }
  const released = await staff().call(releaseControl, { ...overseas, body })
  expect(released.controls.overseasCalls).toMatchObject({ state: 'armed', releasedUntil: '2026-07-11T04:00:00.000Z' })
  await staff().call(endRelease, overseas)
  const ended = (await staff().call(readCreditControl, of(account))).controls.overseasCalls
  expect(ended).toMatchObject({ state: 'armed', used: '0', releasedUntil: null })
  expect((await staff().refusal(endRelease, overseas)).code).toBe('conflict')
})

test('the account status shows each with its value and switch', async () => {
  const status = await staff().call(accountStatusEndpoints.readAccountStatus, of(quiet))
  expect(status).toMatchObject({
    autoTopUp: { state: 'off', value: '50.00', canCharge: false },
    autoDebit: { state: 'off', canCharge: false },
    controls: { creditLimit: { state: 'armed', value: '2000.00' }, overseasCalls: { state: 'off' } },
  })
  expect(status.autoTopUp.cannotChargeReason).toContain('does not take cards yet')
})
