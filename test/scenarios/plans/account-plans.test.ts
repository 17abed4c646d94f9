import { afterEach, beforeEach, expect, test } from 'vitest'
import { accountPlansEndpoints as plans } from '#contract/account-plans.ts'
import { callingPlansEndpoints } from '#contract/calling-plans.ts'
import { BUILT_IN_CDR_PROFILES } from '#domain/usage/built-in-cdr-profiles.ts'
import { importCalls } from '#operations/usage/import-calls.ts'
import { rerateCalls } from '#operations/usage/rerate-calls.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { switchPlan } from '#operations/plans/switch-plan.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { callFile } from '../../support/import-fixture.ts'
import { createTestTelco, TELCO_NOW_MS, type TestTelco } from '../../support/telco.ts'

// Account 1003: Sydney, bill day 1, so that June is a cycle of 30 days.
const MOBILE = '61491570156'

let telco: TestTelco
let api: TestApi
let accountId: string
let params: { accountId: string }
let small: string
let large: string

beforeEach(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, new Date('2026-05-31T20:00:00Z'))
  accountId = String(telco.accounts[2]?.id)
  params = { accountId }
  small = await makePlan('Small', '30.00', 600, 3)
  large = await makePlan('Large', '90.00', 3000, 10)
  // On Small since the beginning of June, as the bill run would have it.
  await withTransaction(telco.pool, (db) =>
    switchPlan(
      { db, resellerId: telco.resellerId, now: api.now },
      Number(accountId),
      Number(small),
      new Date('2026-05-31T14:00:00Z'),
    ),
  )
})
afterEach(async () => {
  await api.close()
  await telco.drop()
})

test('an upgrade in mid-cycle charges the days left and brings that share of the allowances', async () => {
  const admin = api.as({ role: 'admin' })
  // The morning of 19 June in Sydney: 12 of 30 days are left.
  api.now = new Date('2026-06-18T22:00:00Z')
  const body = { planId: large, when: 'now' as const }
  const asked = await admin.call(plans.changeAccountPlan, { params, body: { ...body, dryRun: true } })
  expect(asked).toEqual({
    accountId,
    planId: large,
    planName: 'Large',
    kind: 'upgrade',
    when: 'now',
    effectiveOn: '2026-06-19',
    currency: 'AUD',
    monthlyPrice: '90.00',
    charge: '24.00',
    gst: '2.40',
    allowances: [{ name: 'Mobile', unit: 'seconds', quantity: 1200 }],
    dryRun: true,
  })
  expect((await admin.call(plans.readAccountPlan, { params })).current?.name).toBe('Small')

  // Before the upgrade 500 of Small's 600 seconds go; after it 1,000 and 1,000 of Large's 1,200.
  expect(await admin.call(plans.changeAccountPlan, { params, body })).toEqual({ ...asked, dryRun: false })
  await importMobile([
    ['a', '2026-06-10T02:00:00Z', 500],
    ['b', '2026-06-20T02:00:00Z', 1000],
    ['c', '2026-06-21T02:00:00Z', 1000],
  ])
  const calls = await telco.pool.query(
    `SELECT source_call_id AS id, allowance_seconds AS drawn, charge_micros::int4 AS charge FROM calls ORDER BY started_at`,
  )
  expect(calls.rows).toEqual([
    { id: 'a', drawn: 500, charge: 0 },
    { id: 'b', drawn: 1000, charge: 0 },
    { id: 'c', drawn: 200, charge: 1_600_000 },
  ])
  const read = await admin.call(plans.readAccountPlan, { params })
  expect(read).toMatchObject({
    current: { name: 'Large', type: 'bundle', since: '2026-06-18T22:00:00.000Z', terms: { monthlyPrice: '90.00' } },
    cycle: { from: '2026-06-01', to: '2026-06-30' },
    allowances: [
      { name: 'Mobile', unit: 'seconds', included: '1200', used: '1200', remaining: '0', serviceTypes: ['Mobile'] },
    ],
    bundledNumbers: { used: 3, included: 10 },
    pending: null,
  })
  const charges = await telco.pool.query(
    'SELECT description, amount_micros, period_from, period_to FROM charges WHERE account_id = $1',
    [accountId],
  )
  expect(charges.rows).toEqual([
    {
      description: 'Upgrade from Small to Large, 12 of 30 days',
      amount_micros: 24_000_000n,
      period_from: '2026-06-19',
      period_to: '2026-07-01',
    },
  ])

  // July brings the whole allowance.
  await importMobile([['d', '2026-07-02T02:00:00Z', 2990]])
  api.now = new Date('2026-07-03T00:00:00Z')
  const july = await admin.call(plans.readAccountPlan, { params })
  expect(july.allowances).toMatchObject([{ included: '3000', used: '2990', remaining: '10' }])

  const again = await rerateCalls(telco.url, {
    fromDate: '2026-06-01',
    toDate: '2026-07-31',
    commit: true,
    nowMs: () => TELCO_NOW_MS,
  })
  expect(again).toMatchObject({ examined: 4, changed: 0, unpriceable: 0 })
  expect(await findings()).toEqual([])
  // The limit bites: a second more than the share is damage.
  await telco.pool.query('UPDATE allowance_use SET drawn = drawn + 1 WHERE drawn = 1200')
  expect((await findings()).length).toBeGreaterThan(0)
})

test('a downgrade waits for the anniversary, may be given up, and takes effect on its day', async () => {
  const admin = api.as({ role: 'provisioning' })
  const cheap = await makePlan('Cheap', '5.00', 60, 3)
  api.now = new Date('2026-06-18T22:00:00Z')
  const refused = await admin.refusal(plans.changeAccountPlan, { params, body: { planId: cheap, when: 'now' } })
  expect([refused.status, refused.code, refused.errors?.[0]?.field]).toEqual([409, 'conflict', 'when'])
  expect(refused.detail).toContain('2026-07-01')

  const later = { planId: cheap, when: 'anniversary' as const }
  const asked = await admin.call(plans.changeAccountPlan, { params, body: later })
  expect(asked).toMatchObject({ kind: 'downgrade', effectiveOn: '2026-07-01', charge: '0.00' })
  expect((await admin.call(plans.readAccountPlan, { params })).pending).toMatchObject({
    name: 'Cheap',
    dueOn: '2026-07-01',
  })
  await admin.call(plans.withdrawPlanChange, { params })
  expect((await admin.refusal(plans.withdrawPlanChange, { params })).status).toBe(404)
  await admin.call(plans.changeAccountPlan, { params, body: later })

  // Calls are priced by it from the first moment of its day, though the bill run has not been yet.
  await importMobile([
    ['a', '2026-06-30T13:59:59Z', 100],
    ['b', '2026-06-30T14:00:00Z', 100],
  ])
  const calls = await telco.pool.query('SELECT allowance_seconds AS drawn FROM calls ORDER BY started_at')
  expect(calls.rows).toEqual([{ drawn: 100 }, { drawn: 60 }])
  expect(await findings()).toEqual([])

  api.now = new Date('2026-06-30T15:00:00Z')
  expect((await admin.refusal(plans.withdrawPlanChange, { params })).code).toBe('conflict')
  await withTransaction(telco.pool, (db) =>
    switchPlan(
      { db, resellerId: telco.resellerId, now: api.now },
      Number(accountId),
      Number(cheap),
      new Date('2026-06-30T14:00:00Z'),
    ),
  )
  expect(await findings()).toEqual([])
  const { items } = await admin.call(plans.listAccountPlans, { params })
  expect(items.map(({ planName, to }) => [planName, to])).toEqual([
    ['Cheap', null],
    ['Small', '2026-06-30T14:00:00.000Z'],
    ['Pay as you go', '2026-05-31T14:00:00.000Z'],
  ])
})

test('what cannot be is refused with the way out', async () => {
  const admin = api.as({ role: 'admin' })
  const refusal = async (planId: string, when: 'now' | 'anniversary' = 'now') => {
    const { status, code } = await admin.refusal(plans.changeAccountPlan, { params, body: { planId, when } })
    return [status, code]
  }
  const narrow = await makePlan('Narrow', '200.00', 60, 2)
  expect(await refusal(narrow)).toEqual([409, 'bundle_full'])
  expect(await refusal(narrow, 'anniversary')).toEqual([409, 'bundle_full'])
  expect(await refusal(small)).toEqual([409, 'conflict'])
  expect(await refusal('99999')).toEqual([404, 'not_found'])
  await admin.call(callingPlansEndpoints.retireCallingPlan, { params: { planId: large } })
  expect(await refusal(large)).toEqual([409, 'plan_retired'])
  await admin.call(callingPlansEndpoints.restoreCallingPlan, { params: { planId: large } })
  for (const status of ['new', 'suspended', 'cancelled']) {
    await telco.pool.query('UPDATE accounts SET status = $2 WHERE id = $1', [accountId, status])
    expect(await refusal(large)).toEqual([409, 'account_not_active'])
  }
  await telco.pool.query(`UPDATE accounts SET status = 'active', payment_mode = 'prepaid' WHERE id = $1`, [accountId])
  expect(await refusal(large)).toEqual([409, 'insufficient_credit'])
  expect((await admin.call(plans.readAccountPlan, { params })).current?.name).toBe('Small')
  expect(await refusal(large, 'anniversary').catch(() => 'done')).toBe('done')
})

test('a customer sees the plan of its own account and no other', async () => {
  const customer = api.as({ role: 'customer-admin', accountId: Number(accountId) })
  expect((await customer.call(plans.readAccountPlan, { params })).current?.name).toBe('Small')
  const other = { params: { accountId: String(telco.accounts[0]?.id) } }
  expect((await customer.refusal(plans.readAccountPlan, other)).status).toBe(404)
  const body = { planId: large, when: 'now' as const }
  expect((await customer.refusal(plans.changeAccountPlan, { params, body })).status).toBe(403)
  const user = api.as({ role: 'customer-user', accountId: Number(accountId) })
  expect((await user.refusal(plans.readAccountPlan, { params })).status).toBe(403)
})

test('last month on another plan', async () => {
  await importMobile([['a', '2026-06-10T02:00:00Z', 1200]])
  api.now = new Date('2026-07-10T00:00:00Z')
  const answer = await api.as({ role: 'support' }).call(plans.previewAccountPlan, { params, body: { planId: large } })
  expect(answer).toMatchObject({
    from: '2026-06-01',
    to: '2026-06-30',
    callCount: 1,
    // Ten minutes beyond the allowance at 12 cents; on Large all of it is included.
    old: { plan: '30.00', calls: '1.20', total: '31.20' },
    new: { plan: '90.00', calls: '0.00', total: '90.00' },
    difference: '58.80',
    unpriceableCalls: 0,
  })
})

async function makePlan(name: string, monthlyPrice: string, seconds: number, includedNumbers: number): Promise<string> {
  const plan = await api.as({ role: 'admin' }).call(callingPlansEndpoints.createCallingPlan, {
    body: {
      definition: {
        name,
        type: 'bundle',
        increment: { first: 1, next: 1 },
        rates: { Mobile: { perMinute: '0.12' } },
        allowances: [{ name: 'Mobile', serviceTypes: ['Mobile'], unit: 'seconds', quantity: seconds }],
      },
      monthlyPrice,
      includedNumbers,
      effectiveFrom: '2026-01-01T00:00:00Z',
    },
  })
  return plan.id
}

async function importMobile(calls: readonly (readonly [id: string, at: string, seconds: number])[]): Promise<void> {
  const [profile] = BUILT_IN_CDR_PROFILES
  const [from = ''] = telco.accounts[2]?.numbers ?? []
  if (profile === undefined) throw new RangeError('no profiles')
  const rows = calls.map(([id, at, seconds]) => `${id},${from},${MOBILE},${at},${seconds},out`)
  const header = 'call_id,a_number,b_number,started_at,duration_seconds,direction'
  await importCalls(telco.url, {
    path: await callFile(`${[header, ...rows].join('\n')}\n`),
    source: 'switch',
    profile,
    chunkBytes: 1 << 20,
    nowMs: () => TELCO_NOW_MS,
  })
}

async function findings(): Promise<readonly unknown[]> {
  const { checks } = await verifyLedger(telco.pool, { reprice: true })
  return checks.flatMap((check) => check.findings)
}
