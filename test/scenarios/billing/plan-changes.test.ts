import { afterEach, beforeEach, expect, test } from 'vitest'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { accountPlansEndpoints } from '#contract/account-plans.ts'
import { micros } from '#domain/money.ts'
import { publishCallingPlan } from '#operations/plans/publish-calling-plan.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { BUNDLE, createBillTelco, linesOf, type BillTelco } from '../../support/billing.ts'
import { spaced } from '../../support/spaced.ts'

const NUMBER = '61370101234'
const { changeAccountPlan } = accountPlansEndpoints

let telco: BillTelco
let api: TestApi
let admin: TestClient
let account: number
let params: { accountId: string }
let largePlan: string
beforeEach(async () => {
  telco = await createBillTelco()
  api = await createTestApi(telco, telco.resellerId, new Date('2026-06-25T01:00:00Z'))
  admin = api.as({ role: 'owner' })
  account = await telco.open({ accountNumber: '1001', from: '2026-06-20T02:00:00Z', billDay: 20, numbers: [NUMBER] })
  params = { accountId: String(account) }
  const allowances = [{ ...BUNDLE.allowances[0], quantity: 6000 }]
  const { planId } = await withTransaction(telco.pool, (db) =>
    publishCallingPlan(db, {
      resellerId: telco.resellerId,
      definition: { ...BUNDLE, name: 'Office Large', allowances },
      effectiveFrom: new Date('2025-01-01T00:00:00Z'),
      monthlyPriceMicros: micros(79_000_000n),
      includedNumbers: 2,
    }),
  )
  largePlan = String(planId)
})
afterEach(() => api.close())

test('an upgrade in mid-month pays the difference of the days left; its numbers go on being billed', async () => {
  api.now = new Date('2026-07-05T01:00:00Z')
  await admin.call(changeAccountPlan, { params, body: { planId: largePlan, when: 'now' } })
  await telco.bill('2026-07-19T14:05:00Z')
  await telco.bill('2026-08-19T14:05:00Z')
  const [first, second] = await telco.documents(account)
  expect(linesOf(first).slice(1)).toEqual([
    'CallingPlan Office Large 2026-07-20–2026-08-19 79.00',
    `Number Additional Line ${spaced(NUMBER)} 2026-07-20–2026-08-19 5.00`,
  ])
  // 30 dollars more for 15 of 30 days.
  expect(linesOf(first)[0]).toMatch(/^CallingPlan .* 2026-07-05–2026-07-19 15\.00$/)
  expect(first?.plans).toEqual([
    { name: 'Office', type: 'bundle', from: '2026-06-20', to: '2026-07-04' },
    { name: 'Office Large', type: 'bundle', from: '2026-07-05', to: '2026-07-19' },
  ])
  expect(first?.allowances).toMatchObject([{ included: '2000' }, { included: '3000' }])
  expect(linesOf(second)).toEqual([
    'CallingPlan Office Large 2026-08-20–2026-09-19 79.00',
    `Number Additional Line ${spaced(NUMBER)} 2026-08-20–2026-09-19 5.00`,
  ])
  expect(await telco.damage()).toEqual([])
})

test('a downgrade waits for the anniversary, with a number given up and fewer channels', async () => {
  const { changeChannels, cancelAccountNumber } = accountNumbersEndpoints
  await admin.call(changeChannels, { params, body: { extra: 3 } })
  api.now = new Date('2026-07-05T01:00:00Z')
  await admin.call(changeChannels, { params, body: { extra: 1 } })
  await admin.call(changeAccountPlan, { params, body: { planId: String(telco.plans.casual), when: 'anniversary' } })
  await admin.call(cancelAccountNumber, { params: { ...params, number: NUMBER }, body: {} })
  await telco.call([NUMBER, '61491570006', '2026-07-10T01:00:00Z', 100])
  await telco.bill('2026-07-19T14:05:00Z')
  await telco.bill('2026-08-19T14:05:00Z')
  const [first, second] = await telco.documents(account)
  expect(linesOf(first)).toEqual([
    'Mobile 1 calls 0.00',
    // Three channels at ten dollars for 25 of 30 days.
    'Channel Additional channels 2026-06-25–2026-07-19 24.99',
  ])
  expect(first?.plans).toEqual([{ name: 'Office', type: 'bundle', from: '2026-06-20', to: '2026-07-19' }])
  expect(linesOf(second)).toEqual(['BillingRecord Minimum monthly spend not reached 2026-07-20–2026-08-19 10.00'])
  expect(second?.plans).toEqual([{ name: 'Casual', type: 'payg', from: '2026-07-20', to: '2026-08-19' }])
  expect(await telco.damage()).toEqual([])
})
