import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountOverviewEndpoints } from '#contract/account-overview.ts'
import { chargesEndpoints } from '#contract/charges.ts'
import { reportsEndpoints } from '#contract/reports.ts'
import { statementsEndpoints } from '#contract/statements.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { createBillTelco, type BillTelco } from '../../support/billing.ts'

let telco: BillTelco
let api: TestApi
let accountId: string
beforeAll(async () => {
  telco = await createBillTelco({ isOfOneTest: false })
  api = await createTestApi(telco, telco.resellerId, new Date('2026-05-20T01:00:00Z'))
  accountId = String(await telco.open({ accountNumber: '2001', from: '2026-05-19T14:00:00Z', billDay: 20 }))
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

test('an invoice below zero settles those before it, as a payment does: nothing is overdue, in any list', async () => {
  const admin = api.as({ role: 'owner' })
  const params = { accountId }
  const stand = async (): Promise<readonly string[]> => {
    const { items } = await admin.call(statementsEndpoints.listAccountStatements, { params })
    return items.map(({ total, status, outstanding }) => `${total} ${status} ${outstanding}`)
  }
  await telco.bill('2026-06-20T02:00:00Z')
  api.now = new Date('2026-07-10T02:00:00Z')
  expect(await stand()).toEqual(['53.90 overdue 53.90'])

  // An outage: the next invoice gives back more than it charges, and all but $8.80 of the first.
  await admin.call(chargesEndpoints.adjustAccount, {
    params,
    body: { kind: 'credit', description: 'Outage', amount: '90.00', reason: 'Ticket 12' },
  })
  await telco.bill('2026-07-20T02:00:00Z')
  api.now = new Date('2026-08-10T02:00:00Z')
  expect(await stand()).toEqual(['-45.10 paid 0.00', '53.90 overdue 8.80'])
  const aged = await admin.call(reportsEndpoints.reportAgedReceivables)
  expect(aged.rows).toMatchObject([{ total: '8.80', overdue: '8.80', credit: '0.00' }])

  await admin.call(chargesEndpoints.adjustAccount, {
    params,
    body: { kind: 'credit', description: 'Outage, the rest', amount: '57.00', reason: 'Ticket 12' },
  })
  await telco.bill('2026-08-20T02:00:00Z')
  api.now = new Date('2026-09-10T02:00:00Z')
  expect(await stand()).toEqual(['-8.80 paid 0.00', '-45.10 paid 0.00', '53.90 paid 0.00'])
  const overdue = await admin.call(statementsEndpoints.listStatements, { query: { status: 'overdue' } })
  expect(overdue.items).toEqual([])
  const { attention } = await admin.call(accountOverviewEndpoints.readAccountOverview, { params })
  expect(attention).toEqual([])
  expect((await admin.call(reportsEndpoints.reportAgedReceivables)).rows).toEqual([])
  expect(await telco.damage()).toEqual([])
})
