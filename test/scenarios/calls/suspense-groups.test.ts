import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountNumbersEndpoints as numbers } from '#contract/account-numbers.ts'
import { chargesEndpoints } from '#contract/charges.ts'
import { numberPlansEndpoints } from '#contract/number-plans.ts'
import { rateDeckDraftsEndpoints } from '#contract/rate-deck-drafts.ts'
import { suspenseGroupsEndpoints } from '#contract/suspense-groups.ts'
import { suspenseEndpoints } from '#contract/suspense.ts'
import { runBills } from '#operations/billing/run-bills.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { importRows } from '../../support/call-rows.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'
import { spaced } from '../../support/spaced.ts'

const OURS = '61370109999'

let telco: TestTelco
let api: TestApi
let accountId = ''
let deckId = ''
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, new Date('2026-08-10T00:00:00Z'))
  const account = there(telco.accounts[2])
  accountId = String(account.id)
  const own = there(account.numbers[0])
  await importRows(
    telco.url,
    `one,${OURS},61491570156,2026-07-10T02:00:00Z,60,out`,
    `two,${OURS},61491570156,2026-07-12T02:00:00Z,60,out`,
    `in,61491570156,${OURS},2026-07-13T02:00:00Z,60,in`,
    `stranger,61370108888,61491570156,2026-07-10T02:00:00Z,60,out`,
    `de,${own},493012345678,2026-07-10T02:00:00Z,60,out`,
    `de2,${own},4915112345678,2026-07-11T02:00:00Z,60,out`,
    `ie,${own},353120000000,2026-07-10T02:00:00Z,60,out`,
    `ie2,${own},353870000000,2026-07-10T03:00:00Z,60,out`,
    `premium,${own},611900000000,2026-07-10T02:00:00Z,60,out`,
    `long,${own},61491570156,2026-07-10T02:00:00Z,900000,out`,
    `broken,${own},61491570156,soon,60,out`,
  )
  const { rows } = await telco.pool.query<{ id: number }>(`SELECT id FROM rate_decks WHERE name = 'Abroad'`)
  deckId = String(rows[0]?.id)
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

async function groups(query: Record<string, string> = {}) {
  const { items } = await api.as({ role: 'operator' }).call(suspenseGroupsEndpoints.listSuspenseGroups, { query })
  return items
}
const retry = (group: string) => api.as({ role: 'admin' }).call(suspenseEndpoints.retrySuspense, { body: { group } })

test('what one thing would put right stands together, with that thing to do', async () => {
  const found = await groups()
  expect(found.map(({ group, calls }) => [group, calls])).toEqual([
    [`no_owner:${OURS}`, 2],
    [`no_rate:deck:${deckId}:49`, 2],
    [`not_offered:deck:${deckId}:353`, 2],
    ['implausible_duration:import:1', 1],
    ['no_owner:61370108888', 1],
    ['no_owner:61491570156', 1],
    [`no_rate:plan:${telco.paygPlanId}:13`, 1],
    ['unreadable_row:import:1', 1],
  ])
  const [nobody, germany, ireland] = found
  expect(nobody).toMatchObject({
    cause: 'no_owner',
    title: 'Calls of 03 7010 9999, which nobody held',
    number: OURS,
    account: null,
    answeredSeconds: 120,
    firstCallAt: '2026-07-10T02:00:00.000Z',
    lastCallAt: '2026-07-12T02:00:00.000Z',
    source: 'switch',
    fixes: [
      { kind: 'give-number', label: 'Give 03 7010 9999 to an account from 10 July 2026', number: OURS, holders: [] },
      { kind: 'retry' },
      { kind: 'dismiss' },
    ],
  })
  expect(germany).toMatchObject({
    title: 'Calls to 49…, which have no rate in Abroad',
    prefix: '49',
    serviceType: 'International',
    account: { accountId, accountNumber: '1003' },
    fixes: [
      { kind: 'add-rate', label: 'Add a rate for 49 to Abroad', deckId, prefix: '49', destination: '' },
      { kind: 'retry' },
      { kind: 'dismiss' },
    ],
  })
  expect(there(ireland).fixes[0]).toMatchObject({
    kind: 'add-rate',
    label: 'Give 353 a price in Abroad',
    destination: 'Ireland',
  })
  expect(there(found.find(({ group }) => group.startsWith('no_rate:plan'))).fixes[0]).toMatchObject({
    kind: 'add-plan-rate',
    label: 'Add a rate for Premium calls to Pay as you go',
    serviceType: 'Premium',
  })
  const broken = there(found.find(({ cause }) => cause === 'unreadable_row'))
  expect(broken.fixes[0]).toEqual({ kind: 'correct-row', label: 'Correct the row', suspenseId: broken.example.id })
  expect(broken.title).toBe('A field of the row is missing or cannot be read · calls.csv')

  // Page by page, and narrowed.
  const first = await api
    .as({ role: 'operator' })
    .call(suspenseGroupsEndpoints.listSuspenseGroups, { query: { limit: '3' } })
  const rest = await groups({ cursor: there(first.nextCursor), limit: '200' })
  expect([...first.items, ...rest].map(({ group }) => group)).toEqual(found.map(({ group }) => group))
  expect((await groups({ cause: 'not_offered' })).map(({ calls }) => calls)).toEqual([2])
  const own = await api.as({ role: 'support' }).call(suspenseGroupsEndpoints.listSuspenseGroups)
  expect(
    own.items.map(({ cause }) => cause),
    'what is nobody’s is the operator’s',
  ).not.toContain('no_owner')
  const rows = await api
    .as({ role: 'operator' })
    .call(suspenseEndpoints.listSuspense, { query: { group: `not_offered:deck:${deckId}:353` } })
  expect(rows.items.map(({ destination }) => destination).toSorted()).toEqual(['353120000000', '353870000000'])
})

test('a rate added from before the calls prices a whole group', async () => {
  const admin = api.as({ role: 'operator' })
  const from = { effectiveFrom: '2026-07-10T00:00:00.000Z', allowBackdating: true }
  await admin.call(rateDeckDraftsEndpoints.changeDeckRates, {
    params: { deckId },
    body: { rates: [{ prefix: '49', destination: 'Germany', perMinute: '0.20' }], ...from },
  })
  expect(await retry(`no_rate:deck:${deckId}:49`)).toMatchObject({ rated: 2, stillSuspended: 0, charge: '0.40' })
  expect((await groups()).map(({ prefix }) => prefix)).not.toContain('49')
})

test('a number is given from a day in the past, charged to the end of the cycle, and its calls are priced', async () => {
  const admin = api.as({ role: 'admin' })
  const plans = await admin.call(numberPlansEndpoints.listNumberPlans)
  const numberPlanId = there(plans.items.find(({ name }) => name === 'Additional Line')).id
  const params = { accountId }
  const body = { number: '0370109999', numberPlanId, from: '2026-07-10' }
  const refused = async (more: Partial<typeof body>) =>
    (await admin.refusal(numbers.addBackdatedNumber, { params, body: { ...body, ...more } })).detail
  expect(await refused({ from: '2026-08-10' })).toContain('Write a day before today')
  expect(await refused({ from: '2025-12-01' })).toContain('activated on 2026-01-01')
  expect(await refused({ number: there(telco.accounts[0]?.numbers[0]) })).toContain('Account 1001 had')
  expect((await api.as({ role: 'provisioning' }).refusal(numbers.addBackdatedNumber, { params, body })).status).toBe(
    403,
  )

  await runBills(telco.pool, { now: api.now })
  const given = await admin.call(numbers.addBackdatedNumber, { params, body })
  // Account 1003 is billed on the first: 22 of July's 31 days, and the whole of August.
  expect(given).toMatchObject({
    number: { number: OURS, since: '2026-07-09T14:00:00.000Z', numberPlan: { name: 'Additional Line' } },
    to: null,
    charge: { description: `Additional Line ${spaced(OURS)}`, from: '2026-07-10', to: '2026-08-31' },
    suspended: 3,
    group: `no_owner:${OURS}`,
  })
  const monthly = Number(there(given.number).monthlyCharge)
  expect(Number(there(given.charge).amount)).toBeCloseTo(Math.round(((monthly * 22) / 31) * 100) / 100 + monthly, 6)
  expect(Number(there(given.charge).gst)).toBeCloseTo(Number(there(given.charge).amount) / 10, 6)
  const charges = async (): Promise<readonly (string | null)[]> => {
    const { items } = await admin.call(chargesEndpoints.listCharges, { params, query: { limit: '200' } })
    return items.filter(({ description }) => description.includes(spaced(OURS))).map(({ from }) => from)
  }
  expect(await charges()).toEqual(['2026-07-10'])

  expect(await retry(given.group)).toMatchObject({ rated: 3, stillSuspended: 0 })
  expect((await groups()).map(({ number }) => number)).not.toContain(OURS)
  await runBills(telco.pool, { now: new Date('2026-08-31T15:00:00Z') })
  expect(new Set(await charges())).toEqual(new Set(['2026-07-10', '2026-09-01']))
  const { checks } = await verifyLedger(telco.pool)
  expect(checks.filter(({ total }) => total !== 0)).toEqual([])
})

test('a number somebody has since is given to who had it before, for the time until then', async () => {
  const admin = api.as({ role: 'admin' })
  const plans = await admin.call(numberPlansEndpoints.listNumberPlans)
  const numberPlanId = there(plans.items.find(({ name }) => name === 'Additional Line')).id
  const params = { accountId: String(there(telco.accounts[0]).id) }
  const body = { number: OURS, numberPlanId, from: '2026-07-03' }
  const given = await admin.call(numbers.addBackdatedNumber, { params, body })
  expect(given).toMatchObject({
    number: null,
    from: '2026-07-02T14:00:00.000Z',
    to: '2026-07-09T14:00:00.000Z',
    charge: { from: '2026-07-03', to: '2026-07-09' },
  })
  expect((await admin.refusal(numbers.addBackdatedNumber, { params, body })).detail).toContain('beyond that day')
})

test('a whole group is given up with one reason, and has one line in the audit', async () => {
  const admin = api.as({ role: 'admin' })
  const group = `not_offered:deck:${deckId}:353`
  const body = { group, reason: 'Barred at the switch' }
  expect(await admin.call(suspenseEndpoints.dismissSuspense, { body })).toEqual({ dismissed: 2 })
  expect((await admin.refusal(suspenseEndpoints.dismissSuspense, { body })).status).toBe(404)
  const { rows } = await telco.pool.query(`SELECT before FROM audit WHERE operation = 'suspense.dismiss'`)
  expect(rows).toEqual([{ before: { group, calls: 2 } }])
})
