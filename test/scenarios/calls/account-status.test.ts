import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountStatusEndpoints } from '#contract/account-status.ts'
import { callsEndpoints } from '#contract/calls.ts'
import { postCharges } from '#operations/billing/post-charges.ts'
import { micros } from '#domain/money.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { importRows } from '../../support/call-rows.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

let telco: TestTelco
let api: TestApi
/** On the bundle, Sydney, anniversary on the 31st. */
let account: TestTelco['accounts'][number]

beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, new Date('2026-08-10T00:00:00Z'))
  account = there(telco.accounts[0])
  const own = there(account.numbers[0])
  await importRows(
    telco.url,
    `june,${own},61491570156,2026-06-20T02:00:00Z,60,out`,
    `one,${own},61491570156,2026-07-10T02:00:00Z,60,out`,
    `two,${own},61491570157,2026-07-11T02:00:00Z,90,out`,
    `abroad,${own},33184160000,2026-07-11T03:00:00Z,600,out`,
    `in,61491570158,${own},2026-07-12T02:00:00Z,45,in`,
  )
  const charge = { quantity: 1, chargedAt: new Date('2026-06-30T14:00:00Z') }
  await withTransaction(telco.pool, (db) =>
    postCharges({ db, resellerId: telco.resellerId, now: api.now }, [
      {
        ...charge,
        accountId: account.id,
        serviceType: 'CallingPlan',
        description: 'Bundle, 30 June to 30 July',
        unitMicros: micros(29_000_000n),
        amountMicros: micros(29_000_000n),
        source: 'plan in a test',
      },
      {
        ...charge,
        accountId: account.id,
        serviceType: 'Manual',
        description: 'Goodwill',
        unitMicros: micros(-5_000_000n),
        amountMicros: micros(-5_000_000n),
        source: 'credit in a test',
      },
    ]),
  )
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const { readAccountStatus } = accountStatusEndpoints

const params = () => ({ accountId: String(account.id) })

async function status(query: Record<string, string> = {}) {
  return api.as({ role: 'billing' }).call(readAccountStatus, { params: params(), query })
}

test('a past cycle: plan, charges, usage, allowances, in the account’s own days', async () => {
  const view = await status({ cycle: '2026-06-30' })
  expect(view).toMatchObject({
    account: { accountNumber: '1001', billDay: 31, timeZone: 'Australia/Sydney' },
    status: 'active',
    allowedSteps: ['suspend'],
    currency: 'AUD',
    autoTopUp: { state: 'off', canCharge: false },
    controls: { iou: { state: 'off' }, creditLimit: { state: 'armed', value: '500.00' } },
    cycle: { from: '2026-06-30', to: '2026-07-30', isCurrent: false, statement: null },
    plans: [{ name: 'Bundle', type: 'bundle', version: 1 }],
    planCharges: [{ description: 'Bundle, 30 June to 30 July', charge: '29.00', gst: '2.90', total: '31.90' }],
    payments: { items: [], count: 0, total: '0.00' },
  })
  expect(view.cycles[0]).toMatchObject({ from: '2026-07-31' })
  expect(view.cycles.at(-1)).toMatchObject({ from: '2025-12-31' })
  expect(view.summary.rows.map(({ key, count, charge }) => [key, count, charge])).toEqual([
    ['Mobile', 2, '0.00'],
    ['International', 1, '1.00'],
    ['Inbound', 1, '0.00'],
    ['CallingPlan', 1, '29.00'],
    ['Manual', 1, '-5.00'],
  ])
  expect(view.summary.footer).toMatchObject({ count: 6, durationSeconds: 795, charge: '25.00' })
  expect(view.allowances).toMatchObject([
    { name: 'Minutes', unit: 'seconds', included: '6000', used: '150', remaining: '5850' },
    { name: '13 calls', unit: 'calls', included: '3', used: '0' },
    { name: 'Abroad', unit: 'money', included: '2.50', used: '2.50', remaining: '0.00' },
  ])
})

test.each(['service-type', 'billing-group', 'day'] as const)(
  'grouped by %s the footer is the same, and every row leads to the records it is made of',
  async (groupBy) => {
    const { summary } = await status({ cycle: '2026-06-30', groupBy })
    expect(summary.footer).toEqual((await status({ cycle: '2026-06-30' })).summary.footer)
    for (const row of summary.rows) {
      const answer = await api.as({ role: 'billing' }).get(row.links.records)
      expect([row.key, (answer.json as { items: unknown[] }).items.length]).toEqual([row.key, row.count])
    }
  },
)

test('the current cycle is the default; a day no cycle begins on is refused', async () => {
  expect((await status()).cycle).toMatchObject({ from: '2026-07-31', to: '2026-08-30', isCurrent: true })
  const refused = await api.as({ role: 'billing' }).refusal(readAccountStatus, {
    params: params(),
    query: { cycle: '2026-07-15' },
  })
  expect(refused).toMatchObject({ status: 422, errors: [{ field: 'cycle' }] })
  expect(refused.detail).toContain('2026-06-30')
})

test('the billing records hold the charges as well, in one list of both kinds', async () => {
  const { items } = await api
    .as({ role: 'customer-admin', accountId: account.id })
    .call(callsEndpoints.listAccountCalls, {
      params: params(),
      query: { kind: 'all', period: '2026-06-30' },
    })
  expect(items.map(({ kind, serviceType }) => [kind, serviceType])).toEqual([
    ['call', 'Inbound'],
    ['call', 'International'],
    ['call', 'Mobile'],
    ['call', 'Mobile'],
    ['charge', 'Manual'],
    ['charge', 'CallingPlan'],
  ])
  const paged: string[] = []
  let cursor = ''
  for (;;) {
    const page = await api.as({ role: 'billing' }).call(callsEndpoints.listAccountCalls, {
      params: params(),
      query: { kind: 'all', period: '2026-06-30', limit: 1, ...(cursor !== '' && { cursor }) },
    })
    paged.push(...page.items.map(({ id }) => id))
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  expect(paged).toEqual(items.map(({ id }) => id))
  const charges = await api.as({ role: 'billing' }).call(callsEndpoints.sumAccountCalls, {
    params: params(),
    query: { kind: 'charge', period: '2026-06-30', groupBy: 'billing-group' },
  })
  expect(charges).toMatchObject({ count: 2, charge: '24.00', groups: [{ key: 'services', count: 2 }] })
})

test('a customer sees its own, a customer user none of it', async () => {
  const admin = api.as({ role: 'customer-admin', accountId: account.id })
  expect((await admin.get(`/accounts/${account.id}/status`)).status).toBe(200)
  expect((await admin.get(`/accounts/${there(telco.accounts[1]).id}/status`)).status).toBe(404)
  const user = api.as({ role: 'customer-user', accountId: account.id, numbers: [] })
  expect((await user.get(`/accounts/${account.id}/status`)).status).toBe(403)
})
