import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { accountPlansEndpoints } from '#contract/account-plans.ts'
import { accountsEndpoints } from '#contract/accounts.ts'
import { callingPlansEndpoints } from '#contract/calling-plans.ts'
import { numbersEndpoints } from '#contract/numbers.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

let telco: TestTelco
let api: TestApi
let admin: TestClient
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, new Date('2026-07-10T02:00:00Z'))
  admin = api.as({ role: 'admin' })
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

test('a new account takes neither a plan nor numbers; its activation charges the first month, and opens the way', async () => {
  const plan = await admin.call(callingPlansEndpoints.createCallingPlan, {
    body: {
      definition: {
        name: 'Starter',
        type: 'bundle',
        increment: { first: 1, next: 1 },
        rates: { Mobile: { perMinute: '0.12' } },
      },
      monthlyPrice: '31.00',
      setupFee: '50.00',
      effectiveFrom: '2026-01-01T00:00:00Z',
    },
  })
  await admin.call(numbersEndpoints.addNumbers, { body: { from: '0370109000', to: '0370109001' } })
  const { id } = await admin.call(accountsEndpoints.openAccount, {
    body: {
      name: 'Saltbush Travel',
      paymentMode: 'postpaid',
      timeZone: 'Australia/Melbourne',
      contacts: { main: { name: 'Sal Example', email: 'sal@example.com' } },
    },
  })
  const params = { accountId: id }
  const wanted = { numbers: [{ number: '0370109000', numberPlanId: await additionalLine() }] }
  const tried = [
    await admin.refusal(accountPlansEndpoints.changeAccountPlan, { params, body: { planId: plan.id, when: 'now' } }),
    await admin.refusal(accountPlansEndpoints.changeAccountPlan, {
      params,
      body: { planId: plan.id, when: 'anniversary' },
    }),
    await admin.refusal(accountNumbersEndpoints.addAccountNumbers, { params, body: wanted }),
  ]
  for (const refused of tried) {
    expect(refused).toMatchObject({ status: 409, code: 'account_not_active' })
    expect(refused.detail).toContain('activate it on a calling plan')
  }

  const active = await admin.call(accountsEndpoints.activateAccount, { params, body: { planId: plan.id } })
  // 31.00 and 50.00 with GST: the whole month, as the anniversary is today.
  expect(active).toMatchObject({ status: 'active', billDay: 10, balance: '-89.10', plan: { name: 'Starter' } })
  await admin.call(accountNumbersEndpoints.addAccountNumbers, { params, body: wanted })
  expect((await admin.call(accountsEndpoints.listAccounts, { query: { number: '61370109000' } })).items).toMatchObject([
    { id },
  ])

  await admin.call(accountsEndpoints.suspendAccount, { params, body: { reason: 'no-credit' } })
  const suspended = await admin.refusal(accountNumbersEndpoints.addAccountNumbers, {
    params,
    body: { numbers: [{ number: '0370109001', numberPlanId: await additionalLine() }] },
  })
  expect(suspended).toMatchObject({ status: 409, code: 'account_not_active' })
  expect(suspended.detail).toContain('reinstate it')
  const { checks } = await verifyLedger(telco.pool)
  expect(checks.flatMap(({ findings }) => findings)).toEqual([])
})

async function additionalLine(): Promise<string> {
  const { rows } = await telco.pool.query<{ id: number }>("SELECT id FROM number_plans WHERE name = 'Additional Line'")
  return String(rows[0]?.id)
}
