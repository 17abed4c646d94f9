import { afterAll, beforeAll, expect, test } from 'vitest'
import { reportsEndpoints } from '#contract/reports.ts'
import { micros } from '#domain/money.ts'
import { postCharges } from '#operations/billing/post-charges.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { importRows } from '../../support/call-rows.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

let telco: TestTelco
let api: TestApi

beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, new Date('2026-08-10T00:00:00Z'))
  const payg = there(telco.accounts[2])
  const own = there(payg.numbers[0])
  await importRows(
    telco.url,
    // 1 July in Sydney, 30 June in UTC.
    `one,${own},61491570156,2026-06-30T14:30:00Z,60,out`,
    `two,${own},33184160000,2026-07-10T02:00:00Z,120,out`,
    `three,${there(telco.accounts[3]?.numbers[0])},33184160000,2026-07-10T02:00:00Z,60,out`,
  )
  await withTransaction(telco.pool, (db) =>
    postCharges({ db, resellerId: telco.resellerId, now: api.now }, [
      {
        accountId: payg.id,
        serviceType: 'CallingPlan',
        description: 'Plan',
        quantity: 1,
        unitMicros: micros(10_000_000n),
        amountMicros: micros(10_000_000n),
        chargedAt: new Date('2026-07-10T02:00:00Z'),
        source: 'plan in a test',
      },
    ]),
  )
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const { reportRevenue, reportAgedReceivables, reportNumbers } = reportsEndpoints
const JULY = { from: '2026-07-01', to: '2026-07-31' }

test.each([
  [
    'day',
    [
      ['2026-07-01', '0.17'],
      ['2026-07-10', '11.07'],
    ],
  ],
  ['plan', [['Pay as you go', '11.24']]],
  [
    'account',
    [
      ['1003 Account 1003', '10.88'],
      ['1004 Account 1004', '0.36'],
    ],
  ],
  [
    'destination',
    [
      ['France', '1.07'],
      ['Mobile', '0.17'],
    ],
  ],
  [
    'service-type',
    [
      ['CallingPlan', '10.00'],
      ['International', '1.07'],
      ['Mobile', '0.17'],
    ],
  ],
] as const)('revenue by %s', async (groupBy, expected) => {
  const report = await api.as({ role: 'billing' }).call(reportRevenue, { query: { ...JULY, groupBy } })
  expect(report.rows.map(({ name, revenue }) => [name, revenue])).toEqual(expected)
  expect(report.totals).toMatchObject({ calls: 3, minutes: 4, callRevenue: '1.24', costUnknown: 0 })
  expect(report.totals.chargeRevenue).toBe(groupBy === 'destination' ? '0.00' : '10.00')
})

test('cost and margin are for those who may see them', async () => {
  const seen = await api.as({ role: 'billing' }).call(reportRevenue, { query: JULY })
  expect(Number(seen.totals.margin)).toBeCloseTo(Number(seen.totals.revenue) - Number(seen.totals.cost), 6)
  const hidden = await api.as({ role: 'support' }).call(reportRevenue, { query: JULY })
  expect([hidden.totals.margin, hidden.rows[0]?.cost]).toEqual([undefined, undefined])
  expect((await api.as({ role: 'customer-admin', accountId: 1 }).get('/reports/numbers')).status).toBe(403)
})

test('a report is a file where it is asked for', async () => {
  const path = '/reports/revenue?from=2026-07-01&to=2026-07-31'
  const byFormat = await api.as({ role: 'support' }).get(`${path}&format=csv`)
  const byAccept = await api.as({ role: 'support' }).get(path, { accept: 'text/csv' })
  expect(byFormat.headers['content-type']).toContain('text/csv')
  expect(byAccept.text).toBe(byFormat.text)
  expect(byFormat.text.split('\r\n')).toEqual([
    'Key,Name,Calls,Minutes,Calls ex GST,Charges ex GST,Revenue ex GST',
    '2026-07-01,2026-07-01,1,1,0.170000,0.000000,0.170000',
    '2026-07-10,2026-07-10,2,3,1.070000,10.000000,11.070000',
    '',
  ])
})

test.each([
  [{ from: '2026-07-31', to: '2026-07-01' }, 'to'],
  [{ from: '2025-01-01', to: '2026-07-01' }, 'to'],
])('%o is refused', async (query, field) => {
  const refused = await api.as({ role: 'billing' }).refusal(reportRevenue, { query })
  expect(refused).toMatchObject({ status: 422, errors: [{ field }] })
})

test('receivables are aged by their invoices, paid from the oldest on', async () => {
  const account = there(telco.accounts[0])
  const invoice = (no: number, issuedOn: string, cents: number) =>
    telco.pool.query(
      `INSERT INTO statements (id, reseller_id, account_id, kind, number, number_no, period_from, period_to, cycle_to,
         usage_watermark, issued_at, issued_on, due_on, opening_micros, payments_micros, adjustments_micros,
         subtotal_micros, gst_micros, total_micros, closing_micros, usage_exact_micros, usage_gst_exact_micros,
         charges_exact_micros, charges_gst_exact_micros, written_off_micros, written_off_gst_micros, batch_id, document,
         hash)
       VALUES ($1::int4, $2, $3, 'invoice', 'INV-' || $1::text, $1::int4, $4::date - 30, $4::date, $4::date, 0, $4::date,
         $4::date, $4::date + 14,
         0, 0, 0, 0, 0, $5, 0, 0, 0, 0, 0, 0, 0, 0, '{}', '')`,
      [no, telco.resellerId, account.id, issuedOn, cents * 10_000],
    )
  await invoice(1, '2026-04-30', 10_000)
  await invoice(2, '2026-05-31', 20_000)
  await invoice(3, '2026-06-30', 30_000)
  await invoice(4, '2026-07-31', 40_000)
  await telco.pool.query(
    `INSERT INTO payments (reseller_id, account_id, amount_micros, method, received_at, recorded_at, recorded_by, batch_id)
     VALUES ($1, $2, 150000000, 'bank-transfer', '2026-07-05T00:00:00Z', '2026-07-05T00:00:00Z', 'test', 0)`,
    [telco.resellerId, account.id],
  )
  const report = await api.as({ role: 'billing' }).call(reportAgedReceivables)
  expect(report).toMatchObject({
    asAt: '2026-08-10',
    rows: [
      {
        accountNumber: '1001',
        to30: '400.00',
        to60: '300.00',
        to90: '150.00',
        over90: '0.00',
        total: '850.00',
        overdue: '450.00',
        credit: '0.00',
      },
    ],
    totals: { total: '850.00' },
  })
  const earlier = await api.as({ role: 'billing' }).call(reportAgedReceivables, { query: { asAt: '2026-07-04' } })
  expect(earlier.totals).toMatchObject({ to30: '300.00', to60: '200.00', to90: '100.00', total: '600.00' })
})

test('numbers by state and status', async () => {
  const report = await api.as({ role: 'support' }).call(reportNumbers)
  expect(report.total).toBe(12)
  expect(report.byStatus).toEqual([{ status: 'assigned', count: 12 }])
})
