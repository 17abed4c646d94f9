import { describe, expect, test } from 'vitest'
import { createBillTelco, linesOf, moneyOf } from '../../support/billing.ts'
import { reportsEndpoints } from '#contract/reports.ts'
import { createTestApi } from '../../support/api.ts'
import { spaced } from '../../support/spaced.ts'

const NUMBER = '61370101234'
const MOBILE = '61491570006'
const OPENED = { accountNumber: '1001', from: '2026-03-20T02:00:00Z', billDay: 20, numbers: [NUMBER] } as const

describe('calls that come in late', () => {
  test('go on the next statement, as late, with the allowance of their own month', async () => {
    const telco = await createBillTelco()
    const account = await telco.open({ ...OPENED, from: '2026-06-20T02:00:00Z' })
    await telco.call([NUMBER, MOBILE, '2026-07-01T01:00:00Z', 1900])
    await telco.bill('2026-07-19T14:05:00Z')
    await telco.call([NUMBER, MOBILE, '2026-07-02T01:00:00Z', 300], [NUMBER, MOBILE, '2026-08-02T01:00:00Z', 2100])
    await telco.bill('2026-08-19T14:05:00Z')
    await telco.bill('2026-09-19T14:05:00Z')
    const [, second, third] = await telco.documents(account)
    expect(linesOf(second).slice(0, 2)).toEqual([
      'Mobile 1 calls 0.20',
      'Mobile 1 calls late 2026-06-20–2026-07-19 0.40',
    ])
    expect(linesOf(third)).toEqual([
      'CallingPlan Office 2026-09-20–2026-10-19 49.00',
      `Number Additional Line ${spaced(NUMBER)} 2026-09-20–2026-10-19 5.00`,
    ])
    expect(await telco.damage()).toEqual([])
  })

  test('are not billed when they are older than the limit: written off, listed, and not shown', async () => {
    const telco = await createBillTelco()
    const account = await telco.open({ ...OPENED, from: '2026-01-20T02:00:00Z' })
    await telco.bill('2026-07-25T00:00:00Z')
    const before = await telco.balance(account)
    // Of the cycles from 20 January and from 20 March: 160 days before 20 August is 13 March.
    await telco.call([NUMBER, MOBILE, '2026-02-01T01:00:00Z', 2600], [NUMBER, MOBILE, '2026-04-01T01:00:00Z', 2600])
    await telco.bill('2026-08-19T14:05:00Z')
    const last = (await telco.documents(account)).at(-1)
    expect(linesOf(last)[0]).toBe('Mobile 1 calls late 2026-03-20–2026-04-19 1.20')
    expect(linesOf(last)).toHaveLength(3)
    const { rows } = await telco.pool.query('SELECT calls, charge_micros, gst_micros FROM late_usage')
    expect(rows).toEqual([{ calls: 1, charge_micros: 1_200_000n, gst_micros: 120_000n }])
    expect((await telco.balance(account)) - before).toBe(-60_720_000n)
    expect(await telco.damage()).toEqual([])

    const api = await createTestApi(telco, telco.resellerId)
    const { rows: ids } = await telco.pool.query<{ id: bigint }>('SELECT max(id) AS id FROM statements')
    const csv = await api.as({ role: 'billing' }).get(`/statements/${ids[0]?.id}/calls.csv`)
    expect(csv.text.trim().split('\r\n')).toEqual([
      'Started,Origin,Destination,Service type,Direction,Duration (s),Billed (s),Charge ex GST',
      `2026-04-01 12:00:00,${NUMBER},${MOBILE},Mobile,out,2600,2600,1.200000`,
    ])
    const report = await api.as({ role: 'billing' }).call(reportsEndpoints.reportLateUsage)
    expect(report).toMatchObject({
      rows: [{ usedFrom: '2026-01-20', serviceType: 'Mobile', calls: 1, charge: '1.20', gst: '0.12' }],
      totals: { calls: 1, charge: '1.20', gst: '0.12' },
    })
    await api.close()
  })

  test('of a business are billed a month longer', async () => {
    const telco = await createBillTelco()
    const account = await telco.open({ ...OPENED, from: '2026-01-20T02:00:00Z' })
    await telco.pool.query('UPDATE accounts SET is_consumer = false')
    await telco.bill('2026-07-25T00:00:00Z')
    await telco.call([NUMBER, MOBILE, '2026-02-25T01:00:00Z', 2600])
    await telco.bill('2026-08-19T14:05:00Z')
    expect(linesOf((await telco.documents(account)).at(-1))[0]).toBe('Mobile 1 calls late 2026-02-20–2026-03-19 1.20')
  })
})

test('calls to emergency numbers are free and on no bill', async () => {
  const telco = await createBillTelco()
  const account = await telco.open({ ...OPENED, from: '2026-06-20T02:00:00Z' })
  await telco.call([NUMBER, '000', '2026-07-01T01:00:00Z', 300], [NUMBER, MOBILE, '2026-07-01T02:00:00Z', 60])
  await telco.bill('2026-07-19T14:05:00Z')
  const [document] = await telco.documents(account)
  expect(document?.usage.lines.map(({ serviceType, calls }) => [serviceType, calls])).toEqual([['Mobile', 1]])
  expect(document?.usage.summary[0]).toMatchObject({ calls: 1, durationSeconds: 60 })
  const api = await createTestApi(telco, telco.resellerId)
  const { rows } = await telco.pool.query<{ id: bigint }>('SELECT id FROM statements')
  const csv = await api.as({ role: 'billing' }).get(`/statements/${rows[0]?.id}/calls.csv`)
  expect(csv.text.trim().split('\r\n')).toHaveLength(2)
  expect(await telco.damage()).toEqual([])
  await api.close()
})

// Worked examples of the platform's help pages: the minimum is for calls, not for numbers.
test.each([
  ['8.20', 4100, '1.80'],
  ['10.01', 5005, undefined],
  ['10.00', 5000, undefined],
  ['0.00', 0, '10.00'],
])('pay as you go with a minimum of 10: calls of %s (%d s) owe %s more', async (calls, seconds, shortfall) => {
  const telco = await createBillTelco()
  const account = await telco.open({ ...OPENED, from: '2026-06-20T02:00:00Z', plan: 'casual' })
  if (seconds > 0) await telco.call([NUMBER, MOBILE, '2026-07-01T01:00:00Z', seconds])
  await telco.bill('2026-07-19T14:05:00Z')
  const [document] = await telco.documents(account)
  const minimum = document?.services.lines.find(({ serviceType }) => serviceType === 'BillingRecord')
  expect([document?.usage.summary[0]?.amount, minimum?.amount]).toEqual([calls, shortfall])
  expect(await telco.damage()).toEqual([])
})

describe('GST', () => {
  // Each call is 0.0505: GST of one is 0.00505, of ten 0.0505.
  const tenCalls = Array.from(
    { length: 10 },
    (_, index) => [NUMBER, '61255501234', `2026-07-0${(index % 9) + 1}T0${index % 5}:00:00Z`, 50] as const,
  )

  test('is reckoned on what is exact and rounded once, and the ledger follows the document to the cent', async () => {
    const telco = await createBillTelco()
    const account = await telco.open({ ...OPENED, from: '2026-06-20T02:00:00Z' })
    await telco.call(...tenCalls, [NUMBER, MOBILE, '2026-07-01T09:00:00Z', 2003])
    await telco.bill('2026-07-19T14:05:00Z')
    const [document] = await telco.documents(account)
    // 0.50 + 0.006 of calls, 54.00 of services: GST of 54.506 is 5.4506.
    expect(moneyOf(document)).toEqual(['opening 0.00', 'payments 0.00', '54.51 + GST 5.45 = 59.96', 'closing -59.96'])
    expect(await telco.balance(account)).toBe(-59_960_000n)
    expect(await telco.damage()).toEqual([])
  })

  test('may be rounded line by line', async () => {
    const telco = await createBillTelco({ gstRounding: 'line' })
    const account = await telco.open({ ...OPENED, from: '2026-06-20T02:00:00Z' })
    await telco.call(
      [NUMBER, '61255501234', '2026-07-01T01:00:00Z', 50],
      [NUMBER, MOBILE, '2026-07-01T09:00:00Z', 2025],
    )
    await telco.bill('2026-07-19T14:05:00Z')
    const [document] = await telco.documents(account)
    // Two lines of 0.05 have half a cent each, up to a cent: 5.42, where 10 % of 54.10 is 5.41.
    expect(document?.gst).toMatchObject({ rounding: 'line', subtotal: '54.10', amount: '5.42', total: '59.52' })
    expect(await telco.damage()).toEqual([])
  })

  test('is not charged by a reseller that is not registered, which issues no tax invoices', async () => {
    const telco = await createBillTelco({ gstRegistered: false })
    const account = await telco.open({ ...OPENED, from: '2026-06-20T02:00:00Z' })
    await telco.call([NUMBER, MOBILE, '2026-07-01T01:00:00Z', 3000])
    await telco.bill('2026-07-19T14:05:00Z')
    const [document] = await telco.documents(account)
    expect(document).toMatchObject({ title: 'Invoice', gst: { isRegistered: false, amount: '0.00', total: '56.00' } })
    expect(document?.services.lines.every(({ taxable }) => !taxable)).toBe(true)
    expect(await telco.balance(account)).toBe(-56_000_000n)
    expect(await telco.damage()).toEqual([])
  })
})
