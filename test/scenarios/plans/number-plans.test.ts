import { afterAll, beforeAll, expect, test } from 'vitest'
import { numberPlansEndpoints as plans } from '#contract/number-plans.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

let telco: TestTelco
let api: TestApi
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId)
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

test('three number plans exist in every reseller, and stay', async () => {
  const admin = api.as({ role: 'admin' })
  const { items } = await admin.call(plans.listNumberPlans)
  expect(
    items.map(({ name, monthlyPrice, isBundled, isDefault, destination }) => [
      name,
      monthlyPrice,
      isBundled,
      isDefault,
      destination,
    ]),
  ).toEqual([
    ['1300/1800 Number', '15.00', false, true, '1300/1800'],
    ['Additional Line', '5.00', false, true, null],
    ['Bundled Line', '0.00', true, true, null],
  ])
  for (const { id } of items) {
    const params = { numberPlanId: id }
    const refused = await admin.refusal(plans.deleteNumberPlan, { params })
    expect([refused.status, refused.code]).toEqual([409, 'in_use'])
    expect((await admin.refusal(plans.retireNumberPlan, { params })).status).toBe(409)
    expect((await admin.call(plans.readNumberPlan, { params })).prices).toHaveLength(1)
  }
  const bundled = items.find(({ isBundled }) => isBundled)
  const params = { numberPlanId: bundled?.id ?? '' }
  const priced = await admin.refusal(plans.changeNumberPlan, { params, body: { monthlyPrice: '1' } })
  expect([priced.status, priced.errors?.[0]?.field]).toEqual([422, 'monthlyPrice'])
})

test('a plan for blocks is made, priced anew from a day on, retired, restored and deleted while unused', async () => {
  const admin = api.as({ role: 'billing' })
  const made = await admin.call(plans.createNumberPlan, {
    body: { name: '100-number block', monthlyPrice: '25', unit: 'block', destination: 'geographic' },
  })
  expect(made).toMatchObject({ monthlyPrice: '25.00', unit: 'block', numbers: 0, isDefault: false, status: 'active' })
  const params = { numberPlanId: made.id }
  const change = { monthlyPrice: '30', effectiveFrom: '2026-08-01T00:00:00Z' }
  const ifFirst = { 'if-match': '"1"' }
  const dearer = await admin.call(plans.changeNumberPlan, { params, body: change, headers: ifFirst })
  expect(dearer).toMatchObject({
    monthlyPrice: '25.00',
    prices: [
      { effectiveFrom: '2026-08-01T00:00:00.000Z', monthlyPrice: '30.00' },
      { effectiveFrom: '2026-07-01T00:00:00.000Z', monthlyPrice: '25.00' },
    ],
  })
  const lost = await admin.refusal(plans.changeNumberPlan, { params, body: change, headers: ifFirst })
  expect(lost.code).toBe('changed_meanwhile')
  api.now = new Date('2026-08-02T00:00:00Z')
  expect(await admin.call(plans.readNumberPlan, { params })).toMatchObject({ monthlyPrice: '30.00' })
  const past = await admin.refusal(plans.changeNumberPlan, { params, body: change })
  expect(past.errors?.[0]?.field).toBe('effectiveFrom')
  const renamed = await admin.refusal(plans.changeNumberPlan, { params, body: { name: 'Bundled Line' } })
  expect([renamed.status, renamed.code]).toEqual([409, 'already_exists'])

  expect(await admin.call(plans.retireNumberPlan, { params })).toMatchObject({ status: 'retired' })
  expect(await admin.call(plans.restoreNumberPlan, { params })).toMatchObject({ status: 'active' })
  await admin.call(plans.deleteNumberPlan, { params })
  expect((await admin.refusal(plans.readNumberPlan, { params })).status).toBe(404)
})

test('a plan whose numbers are gone stays on record', async () => {
  const admin = api.as({ role: 'admin' })
  const made = await admin.call(plans.createNumberPlan, { body: { name: 'Vanity', monthlyPrice: '40' } })
  await telco.pool.query('UPDATE number_assignments SET number_plan_id = $1 WHERE id = 1', [made.id])
  const params = { numberPlanId: made.id }
  expect((await admin.refusal(plans.deleteNumberPlan, { params })).code).toBe('in_use')
})
