import { afterAll, beforeAll, expect, test } from 'vitest'
import { billRunsEndpoints } from '#contract/bill-runs.ts'
import { chargesEndpoints } from '#contract/charges.ts'
import { paymentsEndpoints } from '#contract/payments.ts'
import { statementsEndpoints } from '#contract/statements.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { createBillTelco, type BillTelco } from '../../support/billing.ts'
import { there } from '../../support/there.ts'

let telco: BillTelco
let api: TestApi
let staff: TestClient
let account: number
let other: number
beforeAll(async () => {
  telco = await createBillTelco({ isOfOneTest: false })
  api = await createTestApi(telco, telco.resellerId, new Date('2026-07-25T01:00:00Z'))
  staff = api.as({ role: 'billing' })
  account = await telco.open({ accountNumber: '1001', from: '2026-06-20T02:00:00Z', billDay: 20 })
  other = await telco.open({ accountNumber: '1002', from: '2026-06-20T02:00:00Z', billDay: 20 })
  await telco.bill('2026-07-19T14:05:00Z')
  const params = { accountId: String(account) }
  const body = { amount: '12.50', method: 'cash', reference: 'counter, front', note: 'By hand' } as const
  await staff.call(paymentsEndpoints.recordPayment, { params, body })
  await staff.call(chargesEndpoints.adjustAccount, {
    params,
    body: { kind: 'charge', description: 'Call-out', amount: '80.00', reason: 'Agreed' },
  })
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

async function exported(path: string, by = staff): Promise<readonly string[]> {
  const { status, text } = await by.get(path)
  expect(status).toBe(200)
  return text.trim().split('\r\n')
}

function customer(): TestClient {
  return api.as({ role: 'customer-admin', accountId: other })
}

test('statements are exported as they are listed, all or one customer’s', async () => {
  const { items } = await staff.call(statementsEndpoints.listStatements, { query: { order: 'asc' } })
  const [header, ...lines] = await exported('/statements.csv?order=asc')
  expect(header).toMatch(/^Number,Kind,Final,Account number,Account name,From,To,Issued on,Due on,/)
  expect(lines.map((line) => line.split(',')[0])).toEqual(items.map(({ number }) => number))
  expect(lines.length).toBe(2)
  const first = there(items[0])
  const { from, to, issuedOn, dueOn, openingBalance, payments, subtotal, gst, total, closingBalance } = first
  expect(lines[0]).toBe(
    [
      [first.number, first.kind, 'no', '1001', first.accountName, from, to, issuedOn, dueOn, openingBalance, payments],
      ['0.00', subtotal, gst, total, closingBalance, first.outstanding, first.status, first.mailStatus ?? ''],
    ]
      .flat()
      .join(','),
  )
  expect(await exported(`/accounts/${account}/statements.csv`)).toEqual([header, lines[0]])
  expect(await exported('/statements.csv?kind=adjustment-note')).toEqual([header])
  expect(await exported('/statements.csv', customer())).toEqual([header, lines[1]])
  expect((await staff.get('/accounts/999999/statements.csv')).status).toBe(404)
})

test('payments and charges are exported; what is between the staff is not in a customer’s', async () => {
  const [header, ...lines] = await exported('/payments.csv?method=cash')
  expect(header).toMatch(/,Recorded by,Note$/)
  expect(lines.length).toBe(1)
  expect(lines[0]).toMatch(
    /^REC-000001,1001,[^,]+,2026-07-25,cash,"counter, front",12\.50,standing,2026-07-25T01:00:00\.000Z,.+,By hand$/,
  )
  expect(await exported('/payments.csv?method=card')).toEqual([header])
  const own = api.as({ role: 'customer-admin', accountId: account })
  const [ownHeader, ownLine] = await exported(`/accounts/${account}/payments.csv`, own)
  expect(ownHeader).toMatch(/Recorded \(UTC\)$/)
  expect(ownLine).not.toContain('By hand')
  expect((await customer().get(`/accounts/${account}/payments.csv`)).status).toBe(404)

  const unbilled = await exported(`/accounts/${account}/charges.csv?unbilled=only`)
  expect(unbilled[1]).toMatch(/,Manual,Call-out,,,1,80\.000000,80\.000000,8\.000000,,Agreed$/)
  const { items } = await staff.call(chargesEndpoints.listCharges, { params: { accountId: String(account) } })
  const billed = there(items.find(({ statementId }) => statementId !== null))
  expect(billed.statementNumber).toMatch(/^INV-/)
  expect((await exported(`/accounts/${account}/charges.csv`)).join('\n')).toContain(`,${billed.statementNumber},`)
  expect((await exported(`/accounts/${account}/charges.csv`, own)).join('\n')).not.toContain('Agreed')
})

test('a bill run is exported account by account', async () => {
  const { items } = await staff.call(billRunsEndpoints.listBillRuns, {})
  const run = there(items[0])
  const [header, ...lines] = await exported(`/bill-runs/${run.id}/accounts.csv`)
  expect(header).toMatch(/,Statement,Could not be billed$/)
  expect(lines.map((line) => line.split(',')[0])).toEqual(['1001', '1002'])
  expect(lines[0]).toMatch(/,INV-\d+,$/)
  expect((await staff.get('/bill-runs/999999/accounts.csv')).status).toBe(404)
  expect((await customer().get(`/bill-runs/${run.id}/accounts.csv`)).status).toBe(403)
})
