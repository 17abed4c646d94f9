import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chargesEndpoints } from '#contract/charges.ts'
import { paymentsEndpoints } from '#contract/payments.ts'
import { statementsEndpoints } from '#contract/statements.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { createBillTelco, linesOf, moneyOf, type BillTelco } from '../../support/billing.ts'
import { there } from '../../support/there.ts'

const NUMBER = '61370101234'

let telco: BillTelco
let api: TestApi
let billing: TestClient
let account: number
let params: { accountId: string }
beforeEach(async () => {
  telco = await createBillTelco()
  api = await createTestApi(telco, telco.resellerId, new Date('2026-06-25T01:00:00Z'))
  billing = api.as({ role: 'billing' })
  account = await telco.open({ accountNumber: '1001', from: '2026-06-20T02:00:00Z', billDay: 20, numbers: [NUMBER] })
  params = { accountId: String(account) }
})
afterEach(() => api.close())

async function lastStatement() {
  const { items } = await billing.call(statementsEndpoints.listAccountStatements, { params })
  return there(items[0])
}

describe('by hand', () => {
  const { adjustAccount, listAdjustments } = chargesEndpoints

  test('a charge lowers the balance, a credit raises it, and both come on the next statement', async () => {
    const reason = 'Agreed on the phone'
    const charge = { kind: 'charge', description: 'Call-out fee', amount: '80.00', reason } as const
    const credit = { kind: 'credit', description: 'Goodwill', amount: '30.00', reason } as const
    expect(await billing.call(adjustAccount, { params, body: charge })).toMatchObject({
      serviceType: 'Manual',
      amount: '80.00',
      gst: '8.00',
      reason,
      statementId: null,
    })
    expect(await telco.balance(account)).toBe(-88_000_000n)
    await billing.call(adjustAccount, { params, body: credit })
    expect(await telco.balance(account)).toBe(-55_000_000n)
    await telco.bill('2026-07-19T14:05:00Z')
    const [document] = await telco.documents(account)
    expect(linesOf(document).slice(0, 2)).toEqual(['Manual Call-out fee 80.00', 'Manual Goodwill -30.00'])
    expect(moneyOf(document)[2]).toBe('104.00 + GST 10.40 = 114.40')
    expect(await telco.damage()).toEqual([])

    const customer = api.as({ role: 'customer-admin', accountId: account })
    const { items } = await customer.call(listAdjustments, { params })
    expect(items.map((item) => [item.amount, item.reason])).toEqual([
      ['-30.00', null],
      ['80.00', null],
    ])
    expect((await customer.post(`/accounts/${account}/adjustments`, credit)).status).toBe(403)
  })

  test.each([
    ['billing', '1000.00', 201],
    ['billing', '1000.01', 403],
    ['admin', '100000.00', 201],
    ['admin', '100000.01', 403],
    ['owner', '100000.01', 201],
    ['support', '1.00', 403],
  ] as const)('%s may credit %s: %d', async (role, amount, status) => {
    const body = { kind: 'credit', description: 'Goodwill', amount, reason: 'Because' }
    expect((await api.as({ role }).post(`/accounts/${account}/adjustments`, body)).status).toBe(status)
  })

  test('what recurs is charged for the rest of the month at once, then month by month until it ends', async () => {
    const { addRecurringItem, endRecurringItem, listRecurringItems } = chargesEndpoints
    const body = { description: 'Handset rental', quantity: 2, unitPrice: '6.00' }
    const item = await billing.call(addRecurringItem, { params, body })
    expect(item).toMatchObject({ from: '2026-06-25', until: null })
    await telco.bill('2026-07-19T14:05:00Z')
    api.now = new Date('2026-08-01T01:00:00Z')
    await billing.call(endRecurringItem, { params: { ...params, itemId: item.id }, body: { until: '2026-08-29' } })
    await telco.bill('2026-08-19T14:05:00Z')
    await telco.bill('2026-09-19T14:05:00Z')
    const handset = (await telco.documents(account)).map((document) =>
      linesOf(document).filter((line) => line.includes('Handset')),
    )
    expect(handset).toEqual([
      [
        'BillingRecord Handset rental 2026-06-25–2026-07-19 10.00',
        'BillingRecord Handset rental 2026-07-20–2026-08-19 12.00',
      ],
      ['BillingRecord Handset rental 2026-08-20–2026-08-29 3.87'],
      [],
    ])
    const { items } = await billing.call(listRecurringItems, { params })
    expect(items).toMatchObject([{ description: 'Handset rental', quantity: 2, until: '2026-08-29' }])
    expect(await telco.damage()).toEqual([])
  })
})

describe('a payment', () => {
  const { recordPayment, reversePayment, findPayableAccount, listPayments } = paymentsEndpoints

  test('recorded twice is held up, and let through when it is another', async () => {
    const body = { amount: '50.00', method: 'bank-transfer', reference: '1001' } as const
    await billing.call(recordPayment, { params, body })
    const refused = await billing.refusal(recordPayment, { params, body: { ...body, receivedOn: '2026-06-24' } })
    expect(refused).toMatchObject({ status: 422, code: 'confirmation_needed' })
    expect(refused.detail).toContain('received on 2026-06-25 (REC-000001)')
    const other = await billing.call(recordPayment, { params, body: { ...body, confirmDuplicate: true } })
    expect(other.receipt).toBe('REC-000002')
    expect(await telco.balance(account)).toBe(100_000_000n)
    expect(await telco.damage()).toEqual([])
  })

  test('is taken back by another, once, and what it paid is open again', async () => {
    await telco.bill('2026-07-19T14:05:00Z')
    api.now = new Date('2026-07-21T01:00:00Z')
    const paid = await billing.call(recordPayment, { params, body: { amount: '59.40', method: 'cheque' } })
    expect(await lastStatement()).toMatchObject({ status: 'paid', outstanding: '0.00' })
    const of = { ...params, paymentId: paid.id }
    const reversal = await billing.call(reversePayment, { params: of, body: { reason: 'Dishonoured' } })
    expect(reversal).toMatchObject({ amount: '-59.40', reverses: paid.id, receipt: null, note: 'Dishonoured' })
    expect(await lastStatement()).toMatchObject({ status: 'unpaid', outstanding: '59.40' })
    const again = await billing.refusal(reversePayment, { params: of, body: { reason: 'Dishonoured' } })
    expect(again).toMatchObject({ code: 'conflict', detail: 'This payment was reversed before.' })
    const back = { ...params, paymentId: reversal.id }
    expect(await billing.refusal(reversePayment, { params: back, body: { reason: 'No' } })).toMatchObject({
      status: 409,
    })
    const { items } = await billing.call(listPayments)
    expect(items.map(({ amount, reversedBy }) => [amount, reversedBy])).toEqual([
      ['-59.40', null],
      ['59.40', reversal.id],
    ])
    expect(await telco.damage()).toEqual([])
  })

  test('settles the oldest invoice first', async () => {
    await telco.bill('2026-08-19T14:05:00Z')
    api.now = new Date('2026-08-21T01:00:00Z')
    await billing.call(recordPayment, { params, body: { amount: '70.00', method: 'card' } })
    const listed = async (status: 'paid' | 'part-paid' | 'unpaid' | 'overdue') => {
      const { items } = await billing.call(statementsEndpoints.listStatements, { query: { status } })
      return items.map(({ number, outstanding }) => `${number} ${outstanding}`)
    }
    expect([await listed('paid'), await listed('part-paid'), await listed('unpaid'), await listed('overdue')]).toEqual([
      ['INV-000001 0.00'],
      ['INV-000002 48.80'],
      [],
      [],
    ])
    api.now = new Date('2026-09-04T01:00:00Z')
    expect(await listed('overdue')).toEqual(['INV-000002 48.80'])
  })

  test.each(['1001', 'ACME 1001 thanks', '10 01'])('finds its account by the reference %s', async (reference) => {
    const found = await billing.call(findPayableAccount, { query: { reference } })
    expect(found).toMatchObject({ accountId: String(account), name: 'Account 1001', balance: '0.00' })
  })

  test.each([
    ['1000023', '1000023 has a wrong digit'],
    ['nobody', 'There is no account of this number.'],
  ])('of the reference %s has no account: %s', async (reference, words) => {
    const refused = await billing.refusal(findPayableAccount, { query: { reference } })
    expect(refused).toMatchObject({ status: 404, code: 'not_found' })
    expect(refused.detail).toContain(words)
  })

  test.each([
    [{ amount: '0' }, 'amount'],
    [{ amount: '-5' }, 'amount'],
    [{ amount: '10000000.01' }, 'amount'],
    [{ amount: '1.005' }, 'amount'],
    [{ receivedOn: '2026-06-26' }, 'receivedOn'],
    [{ method: 'barter' }, 'method'],
  ])('of %j is refused', async (wrong, field) => {
    const answer = await billing.post(`/accounts/${account}/payments`, { amount: '5.00', method: 'cash', ...wrong })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(field)
    expect(await telco.balance(account)).toBe(0n)
  })
})

describe('an adjustment note', () => {
  const { adjustStatement, readStatement } = statementsEndpoints

  beforeEach(async () => {
    await telco.call([NUMBER, '61491570006', '2026-07-01T01:00:00Z', 2503])
    await telco.bill('2026-07-19T14:05:00Z')
    api.now = new Date('2026-07-22T01:00:00Z')
  })

  test('gives back at once, is a document of its own, and the next statement carries it', async () => {
    const statement = await lastStatement()
    const before = await telco.balance(account)
    const note = await billing.call(adjustStatement, {
      params: { statementId: statement.id },
      body: { kind: 'credit', reason: 'Calls charged twice', lines: [{ description: 'Mobile', amount: '0.55' }] },
    })
    expect(note).toMatchObject({
      kind: 'adjustment-note',
      number: 'ADJ-000001',
      refersTo: statement.id,
      subtotal: '-0.55',
      gst: '-0.06',
      total: '-0.61',
      document: {
        title: 'Adjustment Note',
        refersTo: { number: 'INV-000001', issuedOn: '2026-07-20', reason: 'Calls charged twice' },
      },
    })
    expect((await telco.balance(account)) - before).toBe(610_000n)
    const read = await billing.call(readStatement, { params: { statementId: statement.id } })
    expect(read).toMatchObject({ total: '60.51', outstanding: '59.90' })
    await telco.bill('2026-08-19T14:05:00Z')
    const next = (await telco.documents(account)).at(-1)
    expect(next).toMatchObject({
      adjustments: [{ number: 'ADJ-000001', refersTo: 'INV-000001', issuedOn: '2026-07-22', amount: '0.61' }],
      overview: { openingBalance: '-60.51', adjustments: '0.61', newCharges: '59.40', closingBalance: '-119.30' },
    })
    expect(await telco.damage()).toEqual([])
  })

  test('voids a statement to the cent, and there is nothing left to give back', async () => {
    const { id: statementId } = await lastStatement()
    const body = { kind: 'void', reason: 'Billed in error' } as const
    const admin = api.as({ role: 'admin' })
    const note = await admin.call(adjustStatement, { params: { statementId }, body })
    expect(note).toMatchObject({ subtotal: '-55.01', gst: '-5.50', total: '-60.51' })
    expect(await telco.balance(account)).toBe(0n)
    expect(await admin.call(readStatement, { params: { statementId } })).toMatchObject({ status: 'paid' })
    const lines = [{ description: 'More', amount: '0.01' }]
    const more = { kind: 'credit' as const, reason: 'More', lines }
    const refused = await admin.refusal(adjustStatement, { params: { statementId }, body: more })
    expect(refused).toMatchObject({ status: 422, code: 'invalid_value' })
    expect(refused.detail).toContain('$0.00 of it is left to give back')
    expect(await admin.refusal(adjustStatement, { params: { statementId: note.id }, body })).toMatchObject({
      status: 409,
    })
    expect(await telco.damage()).toEqual([])
  })

  test('may ask for more, which is owed', async () => {
    const { id: statementId } = await lastStatement()
    const lines = [{ description: 'Call-out', amount: '10.00' }]
    const body = { kind: 'debit' as const, reason: 'Left out', lines }
    await billing.call(adjustStatement, { params: { statementId }, body })
    expect(await lastStatement()).toMatchObject({ kind: 'adjustment-note', total: '11.00', status: null })
    expect(await billing.call(readStatement, { params: { statementId } })).toMatchObject({ outstanding: '71.51' })
    expect(await telco.damage()).toEqual([])
  })
})
