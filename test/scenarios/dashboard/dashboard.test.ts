import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountsEndpoints } from '#contract/accounts.ts'
import { chargesEndpoints } from '#contract/charges.ts'
import { dashboardEndpoints } from '#contract/dashboard.ts'
import { paymentsEndpoints } from '#contract/payments.ts'
import { reportsEndpoints } from '#contract/reports.ts'
import { statementsEndpoints } from '#contract/statements.ts'
import { publishCallingPlan } from '#operations/plans/publish-calling-plan.ts'
import { rerateCalls } from '#operations/usage/rerate-calls.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { BUNDLE, createBillTelco, type BillTelco } from '../../support/billing.ts'
import { there } from '../../support/there.ts'

const NUMBER = '61370101234'
const MOBILE = '61491570006'
const INFO_LINE = '611300975701'
const { readDashboard, listAllowancesNearEnd } = dashboardEndpoints

let telco: BillTelco
let api: TestApi
let account: number
let other: number

/** A bundle from 20 June with a bill of 20 July that nobody paid, and calls until now: 10 August, 11 am in Sydney. */
beforeAll(async () => {
  telco = await createBillTelco({ isOfOneTest: false })
  api = await createTestApi(telco, telco.resellerId, new Date('2026-08-10T01:00:00Z'))
  account = await telco.open({ accountNumber: '1001', from: '2026-06-20T02:00:00Z', billDay: 20, numbers: [NUMBER] })
  other = await telco.open({ accountNumber: '1002', from: '2026-06-15T02:00:00Z', billDay: 15, plan: 'casual' })
  await telco.call(
    [NUMBER, INFO_LINE, '2026-07-01T02:00:00Z', 120],
    // The last evening of July in Sydney, still July in UTC.
    [NUMBER, INFO_LINE, '2026-07-31T13:30:00Z', 60],
    // The first of August in Sydney, still July in UTC.
    [NUMBER, INFO_LINE, '2026-07-31T14:30:00Z', 60],
    [NUMBER, MOBILE, '2026-08-05T02:00:00Z', 1800],
  )
  await telco.bill('2026-07-19T14:05:00Z')
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

describe('takings', () => {
  test('this month against the same days of the last, by the clock of the reseller', async () => {
    const { takings, days, today } = await api.as({ role: 'billing' }).call(readDashboard)
    expect(today).toBe('2026-08-10')
    expect(takings).toMatchObject({
      thisMonth: { from: '2026-08-01', to: '2026-08-10', calls: 2, minutes: 31, callRevenue: '0.30', revenue: '0.30' },
      sameDaysLastMonth: { from: '2026-07-01', to: '2026-07-10', calls: 1, callRevenue: '0.30' },
      lastMonth: { from: '2026-07-01', to: '2026-07-31', calls: 2, callRevenue: '0.60' },
    })
    expect(days).toHaveLength(30)
    expect(days[0]?.date).toBe('2026-07-12')
    expect(days.filter(({ calls }) => calls > 0)).toEqual([
      { date: '2026-07-31', calls: 1, minutes: 1, revenue: '0.30' },
      { date: '2026-08-01', calls: 1, minutes: 1, revenue: '0.30' },
      { date: '2026-08-05', calls: 1, minutes: 30, revenue: '0.00' },
    ])
  })

  test('are what the report of revenue says, charges included, also once calls were priced again', async () => {
    const agree = async () => {
      const billing = api.as({ role: 'billing' })
      const { takings, days } = await billing.call(readDashboard)
      const query = { from: '2026-07-01', to: '2026-07-31' }
      const { totals } = await billing.call(reportsEndpoints.reportRevenue, { query })
      expect(takings?.lastMonth).toEqual({ ...query, ...totals })
      const last30 = { from: '2026-07-12', to: '2026-08-10', groupBy: 'day' } as const
      const { rows } = await billing.call(reportsEndpoints.reportRevenue, { query: last30 })
      const some = days.filter(({ calls, revenue }) => calls > 0 || revenue !== '0.00')
      expect(some).toEqual(rows.map(({ key, calls, minutes, revenue }) => ({ date: key, calls, minutes, revenue })))
      return takings?.lastMonth
    }
    const before = there(await agree())
    expect(before.chargeRevenue).not.toBe('0.00')
    const effectiveFrom = new Date('2026-07-01T00:00:00Z')
    const definition = { ...BUNDLE, rates: { ...BUNDLE.rates, '6113': { perCall: '0.45' } } }
    await withTransaction(telco.pool, (db) =>
      publishCallingPlan(db, { resellerId: telco.resellerId, definition, effectiveFrom }),
    )
    const days = { fromDate: '2026-07-01', toDate: '2026-08-10' }
    await rerateCalls(telco.url, { ...days, commit: true, nowMs: () => api.now.getTime() })
    expect(await agree()).toMatchObject({ calls: 2, callRevenue: '0.90' })
    expect(await telco.damage()).toEqual([])
  })

  test('cost is for those who see it anywhere, and money for no key that may not read it', async () => {
    const { takings: ofSupport } = await api.as({ role: 'support' }).call(readDashboard)
    expect(Object.keys(there(ofSupport?.lastMonth))).not.toContain('cost')
    const key = await api.as({ role: 'key', kind: 'key', scopes: ['dashboard.read'] }).call(readDashboard)
    expect(key).toMatchObject({ takings: null, overdue: null, payments: { reversed: null, failed: null } })
    expect(new Set(key.days.map(({ revenue }) => revenue))).toEqual(new Set([null]))
    expect(key.accounts.total).toBe(2)
  })
})

describe('what stands out', () => {
  test('accounts by status and cancellations to come', async () => {
    const admin = api.as({ role: 'admin' })
    const body = { mode: 'anniversary', reason: 'Moves away' } as const
    const params = { accountId: String(other) }
    await admin.call(accountsEndpoints.cancelAccount, { params, body: { ...body, confirm: '1002' } })
    const { accounts, cancellations } = await admin.call(readDashboard)
    expect(accounts).toEqual({
      total: 2,
      byStatus: [
        { status: 'new', count: 0 },
        { status: 'active', count: 2 },
        { status: 'suspended', count: 0 },
        { status: 'cancelled', count: 0 },
      ],
    })
    expect(cancellations).toEqual({ scheduled: 1, next: '2026-08-15' })
    const { items } = await admin.call(accountsEndpoints.listAccounts, { query: { cancelling: 'true' } })
    expect(items.map(({ accountNumber }) => accountNumber)).toEqual(['1002'])
  })

  test('allowances near their end in the running cycle', async () => {
    const support = api.as({ role: 'support' })
    const { allowances } = await support.call(readDashboard)
    expect(allowances).toEqual({
      count: 1,
      items: [
        {
          accountId: String(account),
          accountNumber: '1001',
          accountName: 'Account 1001',
          plan: 'Office',
          name: 'Mobile minutes',
          unit: 'seconds',
          included: '2000',
          used: '1800',
          remaining: '200',
          usedPercent: 90,
          cycleTo: '2026-08-19',
        },
      ],
    })
    const ofList = await support.call(listAllowancesNearEnd)
    expect(ofList).toEqual({ items: allowances.items, nextCursor: null })
    expect((await support.call(listAllowancesNearEnd, { query: { usedFrom: '91' } })).items).toEqual([])
    const clock = api.now
    api.now = new Date('2026-08-20T01:00:00Z')
    expect((await support.call(listAllowancesNearEnd)).items).toEqual([])
    api.now = clock
  })

  test('invoices overdue, as the list of statements has them', async () => {
    const billing = api.as({ role: 'billing' })
    const query = { status: 'overdue', withTotal: 'true' } as const
    const { total, sums } = await billing.call(statementsEndpoints.listStatements, { query })
    const { overdue } = await billing.call(readDashboard)
    expect(total).toBe(2)
    expect(overdue).toEqual({ count: total, amount: sums?.outstanding })
  })

  test('payments that were taken back in the last 30 days', async () => {
    const billing = api.as({ role: 'billing' })
    const { recordPayment, reversePayment, listPayments } = paymentsEndpoints
    const params = { accountId: String(account) }
    const paid = await billing.call(recordPayment, { params, body: { amount: '20.00', method: 'cheque' } })
    const body = { reason: 'Dishonoured' }
    await billing.call(reversePayment, { params: { ...params, paymentId: paid.id }, body })
    const { payments } = await billing.call(readDashboard)
    expect(payments).toEqual({ reversed: { count: 1, amount: '20.00' }, failed: { count: 0, amount: '0.00' } })
    const query = { state: 'reversal', withTotal: 'true' } as const
    const { total, sums } = await billing.call(listPayments, { query })
    expect([total, sums?.amount]).toEqual([1, '-20.00'])
    const clock = api.now
    api.now = new Date('2026-09-20T01:00:00Z')
    expect((await billing.call(readDashboard)).payments.reversed?.count).toBe(0)
    api.now = clock
  })

  test('statements to come, those that are late, and e-mails that did not go out', async () => {
    const billing = api.as({ role: 'billing' })
    expect((await billing.call(readDashboard)).statements).toEqual({
      due: { count: 1, next: '2026-08-15' },
      late: { count: 0 },
      mailFailed: { count: 0 },
      mailWaiting: { count: 0 },
    })
    const [statement] = (await billing.call(statementsEndpoints.listStatements)).items
    const params = { statementId: there(statement?.id) }
    await billing.call(statementsEndpoints.sendStatement, { params, body: { to: 'mia@example.com' } })
    expect((await billing.call(readDashboard)).statements.mailWaiting.count).toBe(1)
    await telco.pool.query(`UPDATE mails SET state = 'failed'`)
    expect((await billing.call(readDashboard)).statements).toMatchObject({
      mailFailed: { count: 1 },
      mailWaiting: { count: 0 },
    })
    const clock = api.now
    api.now = new Date('2026-08-21T01:00:00Z')
    expect((await billing.call(readDashboard)).statements).toMatchObject({ due: { count: 0 }, late: { count: 2 } })
    const late = async (statementLate: 'true' | 'false') => {
      const { items } = await billing.call(accountsEndpoints.listAccounts, { query: { statementLate } })
      return items.map(({ accountNumber }) => accountNumber)
    }
    expect(await late('true')).toEqual(['1001', '1002'])
    expect(await late('false')).toEqual([])
    // In Sydney the 15th begins at 2 pm UTC of the 14th; the bill of 1001 is five days later.
    api.now = new Date('2026-08-14T14:00:00Z')
    expect(await late('true')).toEqual(['1002'])
    api.now = new Date('2026-08-14T13:59:59Z')
    expect(await late('true')).toEqual([])
    api.now = clock
  })

  test('suspended calls by cause', async () => {
    await telco.call(['61370101299', MOBILE, '2026-08-06T02:00:00Z', 60])
    await telco.call([NUMBER, '33184160000', '2026-08-06T03:00:00Z', 60])
    const { suspense } = await api.as({ role: 'admin' }).call(readDashboard)
    expect(suspense).toMatchObject({ count: 1, causes: [{ cause: 'no_rate', count: 1 }] })
    // Whose the other number is, is not known: it is the operator's to see.
    expect((await api.as({ role: 'operator' }).call(readDashboard)).suspense.count).toBe(2)
  })

  test('is the staff’s own: no customer reads it, and another reseller’s is empty', async () => {
    const customer = api.as({ role: 'customer-admin', accountId: account })
    expect(await customer.refusal(readDashboard)).toMatchObject({ code: 'forbidden' })
    const confined = api.as({ role: 'key', kind: 'key', accountId: other, scopes: ['dashboard.read', 'reports.read'] })
    const own = await confined.call(readDashboard)
    expect(own.accounts.total).toBe(1)
    expect(own.takings?.lastMonth).toMatchObject({ calls: 0, callRevenue: '0.00' })
  })
})

test('a charge of today is in what is taken today', async () => {
  const admin = api.as({ role: 'admin' })
  const body = { kind: 'charge', description: 'Call-out', amount: '80.00', reason: 'Agreed' } as const
  const before = await admin.call(readDashboard)
  await admin.call(chargesEndpoints.adjustAccount, { params: { accountId: String(account) }, body })
  const after = await admin.call(readDashboard)
  const revenueOf = ({ days }: typeof after) => Number(there(days.at(-1)?.revenue))
  expect(revenueOf(after) - revenueOf(before)).toBeCloseTo(80, 6)
})
