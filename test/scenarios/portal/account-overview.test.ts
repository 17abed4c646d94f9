import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountOverviewEndpoints } from '#contract/account-overview.ts'
import { accountStatusEndpoints } from '#contract/account-status.ts'
import { accountsEndpoints } from '#contract/accounts.ts'
import { numberOrdersEndpoints } from '#contract/number-orders.ts'
import { paymentsEndpoints } from '#contract/payments.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { createBillTelco, type BillTelco } from '../../support/billing.ts'
import { there } from '../../support/there.ts'

const NUMBER = '61370101234'
const MOBILE = '61491570006'
const INFO_LINE = '611300975701'
const { readAccountOverview } = accountOverviewEndpoints

let telco: BillTelco
let api: TestApi
let account: number
let params: { accountId: string }

/** On a bundle from 20 June, anniversary the 20th; ten of 31 days of the running cycle are gone: 30 July in Sydney. */
beforeAll(async () => {
  telco = await createBillTelco({ isOfOneTest: false })
  api = await createTestApi(telco, telco.resellerId, new Date('2026-07-29T14:00:00Z'))
  account = await telco.open({ accountNumber: '1001', from: '2026-06-20T02:00:00Z', billDay: 20, numbers: [NUMBER] })
  params = { accountId: String(account) }
  await telco.call(
    [NUMBER, INFO_LINE, '2026-06-25T02:00:00Z', 60],
    [NUMBER, MOBILE, '2026-07-22T02:00:00Z', 900],
    [NUMBER, INFO_LINE, '2026-07-23T02:00:00Z', 60],
    [NUMBER, INFO_LINE, '2026-07-24T02:00:00Z', 60],
  )
  await telco.bill('2026-07-19T14:05:00Z')
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

async function overview(at?: string) {
  const clock = api.now
  if (at !== undefined) api.now = new Date(at)
  const found = await api.as({ role: 'customer-admin', accountId: account }).call(readAccountOverview, { params })
  api.now = clock
  return found
}

test('balance, plan and cycle', async () => {
  expect(await overview()).toMatchObject({
    accountNumber: '1001',
    status: 'active',
    paymentMode: 'postpaid',
    timeZone: 'Australia/Sydney',
    currency: 'AUD',
    plan: { id: String(telco.plans.bundle), name: 'Office', monthlyPrice: '49.00' },
    pendingPlan: null,
    cycle: { from: '2026-07-20', to: '2026-08-19', days: 31, daysLeft: 20 },
    numbers: 1,
    openOrders: 0,
    openPorts: 0,
    attention: [],
  })
})

test('allowances with what they come to at the rate so far', async () => {
  const { allowances } = await overview()
  expect(allowances).toEqual([
    {
      plan: 'Office',
      name: 'Mobile minutes',
      unit: 'seconds',
      included: '2000',
      used: '900',
      remaining: '1100',
      usedPercent: 45,
      forecast: '2790',
      runsOutOn: '2026-08-11',
    },
  ])
  expect((await overview('2026-07-22T14:00:00Z')).allowances).toMatchObject([{ forecast: '9300' }])
  expect((await overview('2026-07-22T13:00:00Z')).allowances).toMatchObject([{ forecast: null, runsOutOn: null }])
})

test('spend of this cycle as the account status has it, its forecast, and the cycles before', async () => {
  const { spend } = await overview()
  const billing = api.as({ role: 'billing' })
  const { summary } = await billing.call(accountStatusEndpoints.readAccountStatus, { params })
  const { charge: subtotal, gst, total } = summary.footer
  expect(spend.soFar).toMatchObject({ calls: '0.60', subtotal, gst, total })
  // Two calls in ten days are six in thirty-one; what is charged for the month is charged.
  expect(spend.forecast).toMatchObject({ calls: '1.86', charges: spend.soFar.charges })
  const before = await billing.call(accountStatusEndpoints.readAccountStatus, {
    params,
    query: { cycle: '2026-06-20' },
  })
  expect(spend.cycles).toMatchObject([
    { from: '2026-06-20', to: '2026-07-19', calls: '0.30', subtotal: before.summary.footer.charge },
  ])
  expect((await overview('2026-07-21T14:00:00Z')).spend.forecast).toBeNull()
})

test('a minimum for calls that will not be reached is in the forecast', async () => {
  const casual = await telco.open({
    accountNumber: '2001',
    from: '2026-07-20T02:00:00Z',
    billDay: 20,
    plan: 'casual',
    numbers: ['61370105678'],
  })
  await telco.call(['61370105678', INFO_LINE, '2026-07-25T02:00:00Z', 60])
  const own = { accountId: String(casual) }
  const { spend } = await api.as({ role: 'billing' }).call(readAccountOverview, { params: own })
  const [calls, charges] = [Number(spend.forecast?.calls), Number(spend.forecast?.charges)]
  expect(calls + charges - Number(spend.soFar.charges)).toBeCloseTo(10, 6)
})

test('the latest bill: to be paid, overdue, paid', async () => {
  const due = await overview()
  expect(due.latestStatement).toMatchObject({ kind: 'invoice', number: 'INV-000001', status: 'unpaid' })
  const { total = '', dueOn = '', links } = due.latestStatement ?? {}
  expect(links).toEqual({ self: expect.stringMatching(/^\/statements\/\d+$/), pdf: expect.stringMatching(/\.pdf$/) })
  expect(due.balance).toMatchObject({ kind: 'owing', due: total, overdue: '0.00', dueOn })

  const late = await overview('2026-08-15T02:00:00Z')
  expect(late.balance).toMatchObject({ due: total, overdue: total })
  expect(late.attention).toEqual([
    {
      kind: 'invoice-overdue',
      words: expect.stringMatching(/^\$\d+\.\d\d of invoice INV-000001 was due on \d+ August 2026\.$/),
      statementId: late.latestStatement?.id,
    },
  ])
  const body = { amount: '500.00', method: 'bank-transfer' } as const
  await api.as({ role: 'billing' }).call(paymentsEndpoints.recordPayment, { params, body })
  const paid = await overview()
  expect(paid.latestStatement).toMatchObject({ status: 'paid', outstanding: '0.00' })
  expect(paid.balance).toMatchObject({ kind: 'credit', due: '0.00', dueOn: null })
})

test('what asks for attention: an allowance that ends, an account that is suspended, one that leaves', async () => {
  await telco.call([NUMBER, MOBILE, '2026-07-27T02:00:00Z', 900])
  const kinds = async () => (await overview()).attention.map(({ kind, words }) => `${kind}: ${words}`)
  expect(await kinds()).toEqual([
    'allowance-near-end: Mobile minutes: 3 minutes of 33 minutes left until 19 August 2026.',
  ])
  await telco.call([NUMBER, MOBILE, '2026-07-28T02:00:00Z', 900])
  const admin = api.as({ role: 'admin' })
  await admin.call(numberOrdersEndpoints.placeNumberOrder, {
    body: {
      accountId: params.accountId,
      kind: 'prefix-range',
      state: 'VIC',
      region: 'Melbourne',
      quantity: 20,
      numberPlanId: String(telco.numberPlans.additional),
    },
  })
  expect((await overview()).openOrders).toBe(1)
  const cancel = { mode: 'anniversary', confirm: '1001', reason: 'Moves away' } as const
  await admin.call(accountsEndpoints.cancelAccount, { params, body: cancel })
  const words = 'Two reminders, no answer'
  await admin.call(accountsEndpoints.suspendAccount, { params, body: { reason: 'unpaid', words } })
  const { attention, suspension } = await overview()
  expect(attention.map(({ kind }) => kind)).toEqual(['suspended', 'allowance-used-up', 'cancellation-scheduled'])
  expect(suspension).toMatchObject({ reason: 'unpaid', words: '' })
})

test('credit that runs low, and credit that is used up', async () => {
  const prepaid = await telco.open({
    accountNumber: '3001',
    from: '2026-07-20T02:00:00Z',
    billDay: 20,
    plan: 'casual',
    paymentMode: 'prepaid',
  })
  const own = { accountId: String(prepaid) }
  const billing = api.as({ role: 'billing' })
  const attention = async () => (await billing.call(readAccountOverview, { params: own })).attention
  expect(await attention()).toMatchObject([{ kind: 'no-credit' }])
  const body = { amount: '9.00', method: 'cash' } as const
  await billing.call(paymentsEndpoints.recordPayment, { params: own, body })
  expect(await attention()).toEqual([
    { kind: 'low-balance', words: 'Your balance is $9.00, below the $10.00 you are warned at.', statementId: null },
  ])
  await billing.call(paymentsEndpoints.recordPayment, { params: own, body: { ...body, amount: '50.00' } })
  expect(await attention()).toEqual([])
})

test('a customer user and another account see none of it', async () => {
  const user = api.as({ role: 'customer-user', accountId: account, numbers: [NUMBER] })
  expect(await user.refusal(readAccountOverview, { params })).toMatchObject({ code: 'forbidden' })
  const { items } = await api.as({ role: 'admin' }).call(accountsEndpoints.listAccounts)
  const other = items.find(({ id }) => id !== params.accountId)
  const stranger = api.as({ role: 'customer-admin', accountId: Number(there(other).id) })
  expect(await stranger.refusal(readAccountOverview, { params })).toMatchObject({ code: 'not_found' })
})
