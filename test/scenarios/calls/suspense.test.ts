import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEndpoints } from '#contract/audit.ts'
import { callsEndpoints } from '#contract/calls.ts'
import { importsEndpoints } from '#contract/imports.ts'
import { suspenseEndpoints } from '#contract/suspense.ts'
import { assignNumbers } from '#operations/numbers/assign-numbers.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { importRows } from '../../support/call-rows.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

let telco: TestTelco
let api: TestApi
let own = ''

beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, new Date('2026-08-10T00:00:00Z'))
  own = there(telco.accounts[2]?.numbers[0])
  await importRows(
    telco.url,
    `good,${own},61491570156,2026-07-10T02:00:00Z,60,out`,
    `ireland,${own},353120000000,2026-07-10T02:00:00Z,60,out`,
    `long,${own},61491570156,2026-07-10T02:00:00Z,900000,out`,
    `premium,${own},611900000000,2026-07-10T02:00:00Z,60,out`,
    'nobody,61370109999,61491570156,2026-07-10T02:00:00Z,60,out',
    `broken,${own},61491570156,soon,60,out`,
  )
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const { listSuspense, readSuspense, countSuspense, retrySuspense, correctSuspense, dismissSuspense, listDismissed } =
  suspenseEndpoints

async function waiting(role: 'operator' | 'admin' = 'operator') {
  const { items } = await api.as({ role }).call(listSuspense)
  return items
}

test('a reseller sees its own, the operator what is nobody’s as well; each with its cause and what puts it right', async () => {
  expect((await waiting('admin')).map(({ cause }) => cause).toSorted()).toEqual(['not_offered', 'no_rate'].toSorted())
  const causes = (await waiting()).map(({ cause }) => cause).toSorted()
  expect(causes).toEqual(['implausible_duration', 'no_owner', 'no_rate', 'not_offered', 'unreadable_row'])
  const { items } = await api.as({ role: 'operator' }).call(countSuspense)
  expect(items).toHaveLength(5)
  expect(there(items.find(({ cause }) => cause === 'no_owner'))).toMatchObject({
    rows: 1,
    answeredSeconds: 60,
    meaning: 'No account held the number when the call started.',
    fix: 'Give the number to its account from a date before the call, then retry.',
  })
  const one = await api.as({ role: 'operator' }).call(listSuspense, { query: { cause: 'no_owner', source: 'switch' } })
  expect(one.items).toMatchObject([{ origin: '61370109999', line: 6, fileName: 'calls.csv', accountId: null }])
  expect((await api.as({ role: 'customer-admin', accountId: 1 }).get('/suspense')).status).toBe(403)
  expect((await api.as({ role: 'support' }).get('/suspense/export')).text).toContain('not_offered')
})

test('a row is read with its fields as the source wrote them', async () => {
  const broken = there((await waiting()).find(({ cause }) => cause === 'unreadable_row'))
  const { fields, row } = await api.as({ role: 'operator' }).call(readSuspense, { params: { suspenseId: broken.id } })
  expect(row).toBe(broken.row)
  expect(fields).toEqual([
    { field: 'aNumber', value: own },
    { field: 'bNumber', value: '61491570156' },
    { field: 'startedAt', value: 'soon' },
    { field: 'durationSeconds', value: '60' },
    { field: 'direction', value: 'out' },
  ])
  // It is of no account: the operator's to see.
  expect((await api.as({ role: 'admin' }).get(`/suspense/${broken.id}`)).status).toBe(404)
})

test('a row is corrected field by field, or as a whole, and tried at once', async () => {
  const operator = api.as({ role: 'operator' })
  const rows = await waiting()
  const long = there(rows.find(({ cause }) => cause === 'implausible_duration'))
  const reason = 'The carrier confirmed 90 seconds'
  expect(
    await operator.call(correctSuspense, {
      params: { suspenseId: long.id },
      body: { fields: { durationSeconds: '90' }, reason },
    }),
  ).toMatchObject({ tried: 1, rated: 1, stillSuspended: 0, charge: '0.23' })
  const broken = there(rows.find(({ cause }) => cause === 'unreadable_row'))
  const row = `broken,${own},61491570156,2026-07-11T02:00:00Z,60,out`
  expect(
    await operator.call(correctSuspense, { params: { suspenseId: broken.id }, body: { row, reason } }),
  ).toMatchObject({ tried: 1, rated: 1 })
  const left = await waiting()
  expect(left.map(({ cause }) => cause).toSorted()).toEqual(['no_owner', 'no_rate', 'not_offered'])
  const premium = there(left.find(({ cause }) => cause === 'no_rate'))
  const still = await api.as({ role: 'admin' }).call(correctSuspense, {
    params: { suspenseId: premium.id },
    body: { fields: { bNumber: '611900000001' }, reason },
  })
  expect(still).toMatchObject({ rated: 0, stillSuspended: 1 })
  expect(there((await waiting()).find(({ cause }) => cause === 'no_rate'))).toMatchObject({
    destination: '611900000001',
    tries: 2,
  })
  const { rows: kept } = await telco.pool.query(
    `SELECT line_before AS before, line_after AS after, reason FROM suspense_corrections ORDER BY id`,
  )
  expect(kept).toHaveLength(3)
  expect(kept[0]).toMatchObject({ before: expect.stringContaining('900000') as string, reason })
  const { items: audited } = await api.as({ role: 'admin' }).call(auditEndpoints.listAudit)
  expect(audited.map(({ operation }) => operation)).toContain('suspense.correct')
})

test.each([
  [{ reason: 'none' }, '(request)'],
  [{ fields: { bNumber: '1' }, row: 'x', reason: 'both' }, '(request)'],
  [{ fields: { disposition: 'BUSY' }, reason: 'no such column' }, 'fields.disposition'],
  [{ fields: { bNumber: '1', callId: 'x' }, reason: 'never' }, 'fields'],
])('a correction that is none is refused: %o', async (body, field) => {
  const [row] = await waiting('admin')
  const refused = await api
    .as({ role: 'admin' })
    .refusal(correctSuspense, { params: { suspenseId: there(row).id }, body })
  expect(refused).toMatchObject({ status: 422, errors: [{ field }] })
})

test('a number given to its account brings the calls that were nobody’s with the reseller’s own retry', async () => {
  const account = there(telco.accounts[2])
  const { rows } = await telco.pool.query<{ id: number }>(
    'SELECT id FROM number_plans WHERE reseller_id = $1 LIMIT 1',
    [telco.resellerId],
  )
  const given = { number: '61370109999', numberPlanId: there(rows[0]).id, validFrom: new Date('2026-01-01T00:00:00Z') }
  await withTransaction(telco.pool, (db) => assignNumbers(db, telco.resellerId, [{ ...given, accountId: account.id }]))
  const stranger = api.as({ role: 'admin', resellerId: telco.resellerId + 1 })
  await telco.pool.query(
    `INSERT INTO resellers (name, brand_name, brand_colour, support_email)
     VALUES ('Banksia', 'Banksia', '#112233', 'help@banksia.example')`,
  )
  expect(await stranger.call(retrySuspense, { body: {} })).toMatchObject({ tried: 0 })
  const retried = await api.as({ role: 'billing' }).call(retrySuspense, { body: { cause: ['no_owner'] } })
  expect(retried).toMatchObject({ tried: 1, rated: 1, charge: '0.17' })
  expect(await api.as({ role: 'billing' }).call(retrySuspense, { body: {} })).toMatchObject({
    tried: 2,
    stillSuspended: 2,
  })
})

test('what is dismissed is kept with its reason, and does not come back when its file is read again', async () => {
  const admin = api.as({ role: 'admin' })
  const premium = there((await waiting('admin')).find(({ cause }) => cause === 'no_rate'))
  const body = { ids: [premium.id], reason: 'Fraud, agreed with the customer' }
  expect((await api.as({ role: 'support' }).post('/suspense/dismiss', body)).status).toBe(403)
  const missing = { ...body, ids: [premium.id, '1-0000000000000000'] }
  expect(await admin.refusal(dismissSuspense, { body: missing })).toMatchObject({ status: 404 })
  expect(await admin.call(dismissSuspense, { body })).toEqual({ dismissed: 1 })
  expect((await admin.call(listDismissed)).items).toMatchObject([
    { id: premium.id, cause: 'no_rate', reason: body.reason, dismissedBy: 'Robin Example' },
  ])
  const again = await importRows(telco.url, `premium,${own},611900000000,2026-07-10T02:00:00Z,60,out`, '')
  expect(again).toMatchObject({ suspended: 0, duplicates: 1 })
  expect((await waiting('admin')).map(({ cause }) => cause)).toEqual(['not_offered'])
})

test('a reseller’s own source reads its own accounts’ calls alone; the rest waits with the reseller', async () => {
  const banksia = api.as({ role: 'admin', resellerId: telco.resellerId + 1 })
  await banksia.call(importsEndpoints.createCallSource, { body: { name: 'switch', profile: 'tollgate' } })
  const event = { aNumber: own, bNumber: '61491570156', startedAt: '2026-08-01T00:00:00Z', durationSeconds: 60 }
  const body = { source: 'switch', calls: [{ ...event, callId: 'stolen', direction: 'out' as const }] }
  expect(await banksia.call(callsEndpoints.recordCalls, { body })).toMatchObject({ calls: 0, suspended: 1 })
  const { items } = await banksia.call(listSuspense)
  expect(items).toMatchObject([{ cause: 'no_owner', origin: own }])
  expect(await banksia.call(retrySuspense, { body: {} })).toMatchObject({ tried: 1, rated: 0, stillSuspended: 1 })
  expect((await waiting('admin')).map(({ cause }) => cause)).toEqual(['not_offered'])
})

test('everything agrees in the end', async () => {
  const { checks } = await verifyLedger(telco.pool)
  expect(checks.filter(({ total }) => total !== 0)).toEqual([])
})
