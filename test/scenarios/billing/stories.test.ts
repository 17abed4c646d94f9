import { afterEach, beforeEach, expect, test } from 'vitest'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { accountsEndpoints } from '#contract/accounts.ts'
import { numbersEndpoints } from '#contract/numbers.ts'
import { paymentsEndpoints } from '#contract/payments.ts'
import { statementsEndpoints } from '#contract/statements.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { createBillTelco, linesOf, moneyOf, type BillTelco } from '../../support/billing.ts'
import { there } from '../../support/there.ts'

const MOBILE = '61491570006'

let telco: BillTelco
let api: TestApi
let admin: TestClient
beforeEach(async () => {
  telco = await createBillTelco()
  api = await createTestApi(telco, telco.resellerId, new Date('2026-06-10T01:00:00Z'))
  admin = api.as({ role: 'owner' })
})
afterEach(() => api.close())

/** A story's day: moves the clock, and says so. */
function on(instant: string): void {
  api.now = new Date(instant)
}

async function signUp(paymentMode: 'prepaid' | 'postpaid', plan: 'bundle' | 'casual') {
  const opened = await admin.call(accountsEndpoints.openAccount, {
    body: {
      name: 'Acacia Dental',
      paymentMode,
      timeZone: 'Australia/Sydney',
      billingAddress: {
        lines: ['20 Sample Road'],
        suburb: 'Newtown',
        state: 'NSW',
        postcode: '2042',
        country: 'AU',
      },
      contacts: { main: { name: 'Mia Example', email: 'mia@example.com' } },
    },
  })
  await admin.call(accountsEndpoints.activateAccount, {
    params: { accountId: opened.id },
    body: { planId: String(telco.plans[plan]) },
  })
  return opened
}

async function addNumber(accountId: string, number: string): Promise<void> {
  await admin.call(accountNumbersEndpoints.addAccountNumbers, {
    params: { accountId },
    body: { numbers: [{ number, numberPlanId: String(telco.numberPlans.additional) }] },
  })
}

test('a postpaid customer signs up, calls, is billed, pays and is billed again', async () => {
  await admin.call(numbersEndpoints.addNumbers, { body: { from: '0370101200', to: '0370101209' } })
  const { id: accountId, accountNumber } = await signUp('postpaid', 'bundle')
  on('2026-06-15T01:00:00Z')
  await addNumber(accountId, '61370101200')
  await telco.call(
    ['61370101200', MOBILE, '2026-06-20T01:00:00Z', 1900],
    ['61370101200', MOBILE, '2026-07-09T13:59:30Z', 200],
    ['61370101200', MOBILE, '2026-07-09T14:00:00Z', 300],
  )

  // 10 July begins in Sydney. The call of that minute belongs to the new month and its own allowance.
  await telco.bill('2026-07-09T14:05:00Z')
  const [first] = await telco.documents(Number(accountId))
  expect(linesOf(first)).toEqual([
    'Mobile 2 calls 0.20',
    'CallingPlan Office 2026-06-10–2026-07-09 49.00',
    'Number Additional Line 03 7010 1200 2026-06-15–2026-07-09 4.17',
    'CallingPlan Office 2026-07-10–2026-08-09 49.00',
    'Number Additional Line 03 7010 1200 2026-07-10–2026-08-09 5.00',
  ])
  expect(moneyOf(first)).toEqual(['opening 0.00', 'payments 0.00', '107.37 + GST 10.74 = 118.11', 'closing -118.11'])
  expect(first).toMatchObject({
    kind: 'invoice',
    title: 'Tax Invoice/Statement',
    supplier: { legalName: 'Wattle Voice Pty Ltd', abn: '53004085616', email: 'help@wattle.example' },
    buyer: { accountNumber, name: 'Acacia Dental', address: ['20 Sample Road', 'Newtown NSW 2042'] },
    period: { from: '2026-06-10', to: '2026-07-09' },
    terms: { days: 14, dueOn: '2026-07-24', amountDue: '118.11' },
    usage: { summary: [{ direction: 'outbound', calls: 2, durationSeconds: 2100, amount: '0.20' }, {}, {}] },
    services: {
      summary: [
        { serviceType: 'CallingPlan', items: 2, amount: '98.00' },
        { serviceType: 'Number', items: 2, amount: '9.17' },
      ],
    },
    allowances: [{ name: 'Mobile minutes', included: '2000', used: '2000', remaining: '0' }],
    comparison: [],
  })
  expect(await telco.damage()).toEqual([])

  // Not paid when it is due, paid in part, paid.
  const params = { accountId }
  const statusNow = async () => {
    const { items } = await admin.call(statementsEndpoints.listAccountStatements, { params })
    return items.map(({ number, status, outstanding }) => `${number} ${status} ${outstanding}`)
  }
  on('2026-07-24T13:59:59Z')
  expect(await statusNow()).toEqual(['INV-000001 unpaid 118.11'])
  on('2026-07-24T14:00:00Z')
  expect(await statusNow()).toEqual(['INV-000001 overdue 118.11'])
  const bank = { method: 'bank-transfer', reference: `Acacia ${accountNumber}` } as const
  const paid = await admin.call(paymentsEndpoints.recordPaymentByReference, {
    body: { ...bank, amount: '100.00', accountNumber: `Acacia ${accountNumber}` },
  })
  expect(paid).toMatchObject({ accountId, amount: '100.00', receipt: 'REC-000001', receivedOn: '2026-07-25' })
  expect(await statusNow()).toEqual(['INV-000001 overdue 18.11'])
  await admin.call(paymentsEndpoints.recordPayment, { params, body: { ...bank, amount: '18.11' } })
  expect(await statusNow()).toEqual(['INV-000001 paid 0.00'])

  await telco.bill('2026-08-09T14:05:00Z')
  const second = (await telco.documents(Number(accountId)))[1]
  expect(linesOf(second)).toEqual([
    'Mobile 1 calls 0.00',
    'CallingPlan Office 2026-08-10–2026-09-09 49.00',
    'Number Additional Line 03 7010 1200 2026-08-10–2026-09-09 5.00',
  ])
  expect(moneyOf(second)).toEqual(['opening -118.11', 'payments 118.11', '54.00 + GST 5.40 = 59.40', 'closing -59.40'])
  expect(second).toMatchObject({
    payments: [
      { receivedOn: '2026-07-25', method: 'bank-transfer', receipt: 'REC-000001', amount: '100.00' },
      { receipt: 'REC-000002', amount: '18.11' },
    ],
    allowances: [{ included: '2000', used: '300', remaining: '1700' }],
    comparison: [{ number: 'INV-000001', from: '2026-06-10', to: '2026-07-09', total: '118.11' }],
  })
  expect(await telco.damage()).toEqual([])
})

test('a prepaid customer has credit, and a statement of what was taken from it', async () => {
  const { id: accountId } = await signUp('prepaid', 'bundle')
  const params = { accountId }
  await admin.call(paymentsEndpoints.recordPayment, { params, body: { amount: '200.00', method: 'card' } })
  await telco.bill('2026-07-09T14:05:00Z')
  const [statement] = await telco.documents(Number(accountId))
  expect(statement).toMatchObject({ kind: 'statement', terms: null, title: 'Tax Invoice/Statement' })
  expect(moneyOf(statement)).toEqual(['opening 0.00', 'payments 200.00', '98.00 + GST 9.80 = 107.80', 'closing 92.20'])
  expect(statement?.overview.amountOwed).toBe('0.00')
  const { items } = await admin.call(statementsEndpoints.listStatements, {})
  expect(items).toMatchObject([{ kind: 'statement', status: null, dueOn: null, outstanding: '0.00' }])
  expect(await telco.balance(Number(accountId))).toBe(92_200_000n)
  expect(await telco.damage()).toEqual([])
})

test('suspended in mid-month and reinstated, an account goes on being billed', async () => {
  const { id: accountId } = await signUp('postpaid', 'bundle')
  const params = { accountId }
  on('2026-06-20T01:00:00Z')
  await admin.call(accountsEndpoints.suspendAccount, { params, body: { reason: 'unpaid', words: 'Two reminders.' } })
  await telco.bill('2026-07-09T14:05:00Z')
  on('2026-07-15T01:00:00Z')
  await admin.call(accountsEndpoints.reinstateAccount, { params, body: { words: 'Paid.' } })
  await telco.bill('2026-08-09T14:05:00Z')
  const [suspended, reinstated] = await telco.documents(Number(accountId))
  expect([linesOf(suspended).length, linesOf(reinstated)]).toEqual([
    2,
    ['CallingPlan Office 2026-08-10–2026-09-09 49.00'],
  ])
  expect(await telco.damage()).toEqual([])
})

test('cancelled for its anniversary, an account gets a final bill, and one more for what comes late', async () => {
  await admin.call(numbersEndpoints.addNumbers, { body: { from: '0370101200', to: '0370101209' } })
  const { id: accountId, accountNumber } = await signUp('postpaid', 'casual')
  const params = { accountId }
  await addNumber(accountId, '61370101200')
  await telco.call(['61370101200', MOBILE, '2026-06-20T01:00:00Z', 600])
  on('2026-06-25T01:00:00Z')
  await admin.call(accountsEndpoints.cancelAccount, {
    params,
    body: { mode: 'anniversary', confirm: accountNumber, reason: 'Moving away' },
  })
  expect(await telco.bill('2026-07-09T14:05:00Z')).toMatchObject({ accounts: 1, statements: 1, failures: [] })
  const [final] = await telco.documents(Number(accountId))
  expect(final).toMatchObject({ isFinal: true, period: { from: '2026-06-10', to: '2026-07-09' } })
  expect(linesOf(final)).toEqual([
    'Mobile 1 calls 1.20',
    'Number Additional Line 03 7010 1200 2026-06-10–2026-07-09 5.00',
    'BillingRecord Minimum monthly spend not reached 2026-06-10–2026-07-09 8.80',
  ])
  expect(await admin.call(accountsEndpoints.readAccount, { params })).toMatchObject({ status: 'cancelled' })
  const released = await admin.call(numbersEndpoints.readNumber, { params: { number: '61370101200' } })
  expect(released).toMatchObject({ status: 'quarantined' })
  expect(await telco.bill('2026-08-09T14:05:00Z')).toMatchObject({ accounts: 0, statements: 0 })

  await telco.call(['61370101200', MOBILE, '2026-07-05T01:00:00Z', 60])
  expect(await telco.bill('2026-10-09T14:05:00Z')).toMatchObject({ accounts: 1, statements: 1 })
  const supplement = there((await telco.documents(Number(accountId)))[1])
  expect(linesOf(supplement)).toEqual(['Mobile 1 calls late 2026-06-10–2026-07-09 0.12'])
  expect(await telco.damage()).toEqual([])
})

test('cancelled at once, an account owes the days that are over and no more', async () => {
  const { id: accountId, accountNumber } = await signUp('postpaid', 'casual')
  on('2026-06-24T13:00:00Z')
  await admin.call(accountsEndpoints.cancelAccount, {
    params: { accountId },
    body: { mode: 'now', confirm: accountNumber, reason: 'Moving away' },
  })
  const [final] = await telco.documents(Number(accountId))
  expect(final).toMatchObject({ isFinal: true, period: { from: '2026-06-10', to: '2026-06-24' } })
  expect(linesOf(final)).toEqual(['BillingRecord Minimum monthly spend not reached 2026-06-10–2026-06-24 5.00'])
  expect(await telco.damage()).toEqual([])
})
