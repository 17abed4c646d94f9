import { afterAll, beforeAll, expect, test } from 'vitest'
import { callsEndpoints } from '#contract/calls.ts'
import { closeMonths } from '#operations/usage/close-months.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { importRows } from '../../support/call-rows.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

// A2Billing 25: calls that were archived could no longer be found.

let telco: TestTelco
let api: TestApi
let account: TestTelco['accounts'][number]

beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, new Date('2026-08-10T00:00:00Z'))
  account = there(telco.accounts[2])
  const own = there(account.numbers[0])
  await importRows(
    telco.url,
    `may,${own},61491570156,2026-05-10T02:00:00Z,60,out`,
    `june,${own},61491570157,2026-06-10T02:00:00Z,60,out`,
    `july,61491570158,${own},2026-07-10T02:00:00Z,60,in`,
    `august,${own},61491570159,2026-08-01T02:00:00Z,60,out`,
  )
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const SEARCHES = [
  {},
  { number: '0491570157' },
  { numberContains: '570158' },
  { numberContains: '0491570' },
  { from: '2026-05-01', to: '2026-05-31' },
  { serviceType: 'Mobile' },
]

async function everySearch(): Promise<unknown> {
  const staff = api.as({ role: 'billing' })
  const found: unknown[] = []
  for (const query of SEARCHES) {
    found.push(
      await staff.call(callsEndpoints.listCalls, { query }),
      await staff.call(callsEndpoints.listAccountCalls, { params: { accountId: String(account.id) }, query }),
      await staff.call(callsEndpoints.sumCalls, { query }),
    )
  }
  return found
}

test('calls of closed months are found as those of open ones are', async () => {
  const before = await everySearch()
  expect((before as { items: unknown[] }[]).slice(0, 2).map(({ items }) => items.length)).toEqual([4, 4])
  expect(await closeMonths(telco.pool, { now: api.now })).toEqual(['2026-05-01', '2026-06-01', '2026-07-01'])
  expect(await everySearch()).toEqual(before)
  expect(await closeMonths(telco.pool, { now: api.now })).toEqual([])
  await importRows(telco.url, `late,${there(account.numbers[0])},61491570157,2026-06-11T02:00:00Z,60,out`)
  const { items } = await api
    .as({ role: 'billing' })
    .call(callsEndpoints.listCalls, { query: { number: '0491570157' } })
  expect(items.map(({ date }) => date)).toEqual(['2026-06-11', '2026-06-10'])
})

test('a month whose closing was cut off is closed the next time', async () => {
  api.now = new Date('2026-09-06T00:00:00Z')
  await telco.pool.query('CREATE INDEX calls_2026_08_a_number ON calls_2026_08 (a_number, started_at)')
  await telco.pool.query(`UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'calls_2026_08_a_number'::regclass`)
  expect(await closeMonths(telco.pool, { now: api.now })).toEqual(['2026-08-01'])
  const { rows } = await telco.pool.query<{ valid: boolean }>(
    `SELECT bool_and(indisvalid) AS valid FROM pg_index WHERE indrelid = 'calls_2026_08'::regclass`,
  )
  expect(rows[0]?.valid).toBe(true)
})

test('the search for digits stays within the walls of reseller and account', async () => {
  const other = there(telco.accounts[0])
  const customer = api.as({ role: 'customer-admin', accountId: other.id })
  const query = { numberContains: '0491570' }
  const { items } = await customer.call(callsEndpoints.listAccountCalls, {
    params: { accountId: String(other.id) },
    query,
  })
  expect(items).toEqual([])
  const stranger = api.as({ role: 'admin', resellerId: telco.resellerId + 1 })
  expect((await stranger.call(callsEndpoints.listCalls, { query })).items).toEqual([])
})
