import { afterAll, beforeAll, expect, test } from 'vitest'
import { callingPlansEndpoints as plans } from '#contract/calling-plans.ts'
import { auditEndpoints } from '#contract/audit.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { createTestTelco, PAYG_PLAN, type TestTelco } from '../../support/telco.ts'

let telco: TestTelco
let api: TestApi
beforeAll(async () => {
  telco = await createTestTelco()
  await telco.importGenerated({ seed: 21, calls: 800, from: '2026-05-01T00:00:00Z', to: '2026-07-01T00:00:00Z' })
  api = await createTestApi(telco, telco.resellerId, new Date('2026-07-10T00:00:00Z'))
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const OFFICE = {
  name: 'Office 300',
  type: 'bundle',
  rates: { Local: { perCall: '0.10' }, Mobile: { perMinute: '0.10' } },
  allowances: [{ name: 'Mobile minutes', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 18_000 }],
}

test('a plan is made, changed by versions, compared, described, retired and sold again', async () => {
  const admin = api.as({ role: 'admin' })
  const made = await admin.call(plans.createCallingPlan, {
    body: { definition: OFFICE, monthlyPrice: '49.00', setupFee: '20', includedNumbers: 3, includedChannels: 2 },
  })
  expect(made).toMatchObject({
    name: 'Office 300',
    type: 'bundle',
    status: 'active',
    use: 'retail',
    accounts: 0,
    inForce: { version: 1, currency: 'AUD', monthlyPrice: '49.00', setupFee: '20.00', includedNumbers: 3 },
    versions: [{ version: 1, definition: OFFICE, effectiveFrom: '2026-07-10T00:00:00.000Z', isInForce: true }],
  })
  const params = { planId: made.id }
  const dearer = {
    ...OFFICE,
    rates: { ...OFFICE.rates, Mobile: { perMinute: '0.120' }, Directory: { perCall: '1.10' } },
  }
  const ifFirst = { 'if-match': `"${made.version}"` }
  const body = { definition: dearer, monthlyPrice: '59', effectiveFrom: '2026-08-01T00:00:00Z' }
  const second = await admin.call(plans.publishPlanVersion, { params, body, headers: ifFirst })
  expect(second.inForce).toMatchObject({ version: 1, monthlyPrice: '49.00' })
  expect(second.versions.map(({ version, isInForce }) => [version, isInForce])).toEqual([
    [1, true],
    [2, false],
  ])
  const lost = await admin.refusal(plans.publishPlanVersion, { params, body, headers: ifFirst })
  expect([lost.status, lost.code]).toEqual([409, 'changed_meanwhile'])

  const compared = await admin.call(plans.comparePlanVersions, { params, query: { from: '1', to: '2' } })
  expect(compared.terms).toMatchObject([
    { field: 'effectiveFrom' },
    { field: 'monthlyPrice', before: '49.00', after: '59.00' },
    { field: 'setupFee', before: '20.00', after: '0.00' },
    { field: 'includedNumbers', before: 3, after: 0 },
    { field: 'includedChannels', before: 2, after: 0 },
  ])
  expect(compared.definition).toEqual([
    { field: 'rates.Mobile.perMinute', kind: 'changed', before: '0.10', after: '0.120' },
    { field: 'rates.Directory', kind: 'added', before: null, after: { perCall: '1.10' } },
  ])

  await admin.call(plans.withdrawPlanVersion, { params: { ...params, version: '2' } })
  const inForce = await admin.refusal(plans.withdrawPlanVersion, { params: { ...params, version: '1' } })
  expect([inForce.status, inForce.code]).toEqual([409, 'in_use'])

  const described = await admin.call(plans.describeCallingPlan, { params, body: { description: 'For small offices' } })
  expect(described).toMatchObject({ description: 'For small offices', versions: [{ version: 1 }] })
  expect(await admin.call(plans.retireCallingPlan, { params })).toMatchObject({ status: 'retired' })
  expect((await admin.refusal(plans.retireCallingPlan, { params })).status).toBe(409)
  const active = await admin.call(plans.listCallingPlans, { query: { status: 'active' } })
  expect(active.items.map(({ name }) => name)).toEqual(['Bundle', 'Pay as you go', 'Wholesale'])
  expect(await admin.call(plans.restoreCallingPlan, { params })).toMatchObject({ status: 'active' })
  await admin.call(plans.deleteCallingPlan, { params })
  expect((await admin.refusal(plans.readCallingPlan, { params })).status).toBe(404)

  const { items } = await admin.call(auditEndpoints.listAudit)
  expect(items.map(({ operation }) => operation)).toEqual([
    'calling-plans.delete',
    'calling-plans.change-status',
    'calling-plans.change-status',
    'calling-plans.describe',
    'calling-plans.withdraw-version',
    'calling-plans.publish-version',
    'calling-plans.create',
  ])
})

test('every fault of a plan is named at its field', async () => {
  const admin = api.as({ role: 'admin' })
  const refused = await admin.refusal(plans.createCallingPlan, {
    body: { definition: { ...OFFICE, rates: { Mobile: { perMinute: '-1' } }, colour: 'red' }, monthlyPrice: '1' },
  })
  expect([refused.status, refused.code]).toEqual([422, 'invalid_plan'])
  expect(refused.errors?.map(({ field }) => field)).toEqual(['definition.colour', 'definition.rates.Mobile.perMinute'])
})

test.each([
  ['a bundle that sells nothing', { definition: { ...OFFICE, allowances: [] } }, 'monthlyPrice'],
  [
    'a bundle with a minimum spend',
    { definition: { ...OFFICE, minimumMonthlySpend: '10' }, monthlyPrice: '5' },
    'definition.minimumMonthlySpend',
  ],
  ['calls left to no deck', { definition: { ...PAYG_PLAN, name: 'Without a deck' } }, 'deckId'],
  ['a deck with nothing to do', { definition: { ...OFFICE, name: 'Odd' }, deckId: '1' }, 'deckId'],
  ['a deck that is not there', { definition: { ...PAYG_PLAN, name: 'Lost' }, deckId: '99999' }, 'deckId'],
  ['control characters', { definition: { ...OFFICE, name: 'Of\u0000fice' } }, 'definition'],
  ['a price below zero', { definition: OFFICE, monthlyPrice: '-1' }, 'monthlyPrice'],
  ['a name that is taken', { definition: { ...OFFICE, name: 'Bundle' } }, 'definition.name'],
])('%s is refused', async (_, body, field) => {
  const refused = await api.as({ role: 'billing' }).refusal(plans.createCallingPlan, { body })
  expect(refused.status).toBeGreaterThanOrEqual(400)
  expect(refused.status).toBeLessThan(500)
  expect(refused.errors?.[0]?.field).toBe(field)
})

test('a definition as deep as a well is refused', async () => {
  const deep = `{"definition":{"name":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`
  const answer = await api.as({ role: 'admin' }).post('/calling-plans', deep, { 'content-type': 'application/json' })
  expect(answer.status).toBe(422)
})

test('a version that would begin before calls that are priced says so, and begins where it is meant', async () => {
  const admin = api.as({ role: 'admin' })
  const params = { planId: String(telco.paygPlanId) }
  const { versions } = await admin.call(plans.readCallingPlan, { params })
  const body = {
    definition: PAYG_PLAN,
    ...(typeof versions[0]?.deckId === 'string' && { deckId: versions[0].deckId }),
    effectiveFrom: '2026-06-01T00:00:00Z',
  }
  const refused = await admin.refusal(plans.publishPlanVersion, { params, body })
  expect([refused.status, refused.code, refused.errors?.[0]?.field]).toEqual([409, 'conflict', 'effectiveFrom'])
  const published = await admin.call(plans.publishPlanVersion, { params, body: { ...body, allowBackdating: true } })
  expect(published.inForce?.version).toBe(2)
  const renamed = { ...body, definition: { ...PAYG_PLAN, name: 'Other' }, effectiveFrom: '2026-09-01T00:00:00Z' }
  expect((await admin.refusal(plans.publishPlanVersion, { params, body: renamed })).errors?.[0]?.field).toBe(
    'definition.name',
  )
})

test('a plan in use stays, and the plan the reseller is charged by is the operator’s', async () => {
  const admin = api.as({ role: 'owner' })
  const used = await admin.refusal(plans.deleteCallingPlan, { params: { planId: String(telco.bundlePlanId) } })
  expect([used.status, used.code]).toEqual([409, 'in_use'])
  const { items } = await admin.call(plans.listCallingPlans)
  const wholesale = items.find(({ use }) => use === 'wholesale')
  const params = { planId: wholesale?.id ?? '' }
  const body = { description: 'Ours' }
  expect((await admin.refusal(plans.describeCallingPlan, { params, body })).status).toBe(403)
  expect((await api.as({ role: 'operator' }).call(plans.describeCallingPlan, { params, body })).description).toBe(
    'Ours',
  )
})

test('who may not read or write plans is refused', async () => {
  const [first] = telco.accounts
  for (const role of ['customer-admin', 'customer-user'] as const) {
    const customer = api.as({ role, accountId: first?.id ?? 0 })
    expect((await customer.refusal(plans.listCallingPlans)).status).toBe(403)
  }
  const body = { definition: OFFICE, monthlyPrice: '10' }
  expect((await api.as({ role: 'support' }).refusal(plans.createCallingPlan, { body })).status).toBe(403)
})

test('a preview shows each account what the change comes to, and changes nothing', async () => {
  const admin = api.as({ role: 'admin' })
  const params = { planId: String(telco.bundlePlanId) }
  const [version] = (await admin.call(plans.readCallingPlan, { params })).versions
  const same = {
    definition: version?.definition ?? {},
    ...(typeof version?.deckId === 'string' && { deckId: version.deckId }),
  }
  const nothing = await admin.call(plans.previewPlanVersion, { params, body: same })
  expect(nothing).toMatchObject({ accounts: 2, difference: '0.00', dearer: 0, cheaper: 0, unpriceableCalls: 0 })
  expect(nothing.callCount).toBeGreaterThan(50)

  const definition = { ...same.definition, allowances: [] }
  const dearer = await admin.call(plans.previewPlanVersion, {
    params,
    body: { ...same, definition, monthlyPrice: '10.50' },
  })
  expect(dearer).toMatchObject({ accounts: 2, dearer: 2, cheaper: 0 })
  const rises = dearer.items.map(({ difference }) => Number(difference))
  expect(rises).toEqual(rises.toSorted((one, other) => other - one))
  for (const { old, new: next, difference } of dearer.items) {
    expect(next.plan).toBe('10.50')
    expect(Number(next.calls)).toBeGreaterThan(Number(old.calls))
    expect(Number(difference)).toBeCloseTo(Number(next.calls) - Number(old.calls) + 10.5, 6)
    expect(old.allowances.map(({ name, unit, included }) => [name, unit, included])).toEqual([
      ['Minutes', 'seconds', '6000'],
      ['13 calls', 'calls', '3'],
      ['Abroad', 'money', '2.50'],
    ])
    expect(old.allowances.some(({ used }) => Number(used) > 0)).toBe(true)
    expect(next.allowances).toEqual([])
  }
  const { rows } = await telco.pool.query('SELECT FROM calling_plan_versions WHERE plan_id = $1', [telco.bundlePlanId])
  expect(rows).toHaveLength(1)
})

test('any two plans stand side by side, every field of either', async () => {
  const admin = api.as({ role: 'support' })
  const [a, b] = [String(telco.bundlePlanId), String(telco.paygPlanId)]
  const compared = await admin.call(plans.compareCallingPlans, { query: { a, b } })
  expect(compared.a).toMatchObject({ planId: a, name: 'Bundle', version: 1, isInForce: true })
  expect(compared.b).toMatchObject({ planId: b, name: 'Pay as you go' })
  expect(compared.terms.find(({ field }) => field === 'monthlyPrice')).toEqual({
    field: 'monthlyPrice',
    a: '0.00',
    b: '0.00',
    isSame: true,
  })
  const field = (name: string) => compared.definition.find((one) => one.field === name)
  expect(field('type')).toEqual({ field: 'type', a: 'bundle', b: 'payg', isSame: false })
  expect(field('rates.Mobile.perMinute')).toMatchObject({ a: '0.12', b: '0.12', isSame: true })
  expect(field('allowances.Minutes.quantity')).toEqual({
    field: 'allowances.Minutes.quantity',
    a: 6000,
    b: null,
    isSame: false,
  })
  const others = [...compared.terms, ...compared.definition].filter(({ isSame }) => !isSame)
  expect(compared.differences).toBe(others.length)
  const itself = await admin.call(plans.compareCallingPlans, { query: { a, b: a } })
  expect(itself.differences).toBe(0)
  expect((await admin.refusal(plans.compareCallingPlans, { query: { a, b, bVersion: '9' } })).detail).toContain(
    'no version 9',
  )
  expect((await admin.refusal(plans.compareCallingPlans, { query: { a, b: '999999' } })).status).toBe(404)
})
