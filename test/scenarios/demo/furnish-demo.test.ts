import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountsEndpoints } from '#contract/accounts.ts'
import { backTestEndpoints } from '#contract/back-test.ts'
import { creditControlEndpoints } from '#contract/credit-control.ts'
import { numberOrdersEndpoints } from '#contract/number-orders.ts'
import { numbersEndpoints } from '#contract/numbers.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { riskEndpoints } from '#contract/risk.ts'
import { PORT_STATES } from '#domain/porting/port-state.ts'
import { furnishDemo } from '#operations/demo/furnish-demo.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { importRows } from '../../support/call-rows.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

let telco: TestTelco
let api: TestApi
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId)
  const rows = telco.accounts.flatMap(({ numbers }, index) =>
    numbers.map((own) => `${own},${own},33184160000,2026-06-30T12:00:00Z,${600 * (index + 1)},out`),
  )
  await importRows(telco.url, ...rows)
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

test('the demonstration has something to do with on every desk, and no more of it when it starts again', async () => {
  await furnishDemo(telco.pool, telco.resellerId, api.now)
  await furnishDemo(telco.pool, telco.resellerId, api.now)
  const owner = api.as({ role: 'owner' })
  for (const state of ['NSW', 'VIC', 'QLD', 'WA', 'SA'] as const) {
    const { items } = await owner.call(numbersEndpoints.suggestNumbers, { query: { state } })
    expect([state, items.length]).toEqual([state, 5])
  }
  const orders = await owner.call(numberOrdersEndpoints.listNumberOrders)
  expect(orders.items.map(({ kind, status }) => [kind, status])).toEqual([
    ['1300', 'rejected'],
    ['block', 'completed'],
    ['prefix-range', 'allocated'],
    ['1800', 'with-carrier'],
    ['prefix-range', 'submitted'],
  ])
  const ports = await owner.call(portsEndpoints.listPorts, { query: { limit: '200', withTotal: 'true' } })
  expect(ports.total).toBe(53)
  expect([...new Set(ports.items.map(({ state }) => state))].toSorted()).toEqual(PORT_STATES.toSorted())
  expect(ports.items.filter(({ isOverdue }) => isOverdue).length).toBeGreaterThan(4)
  const tripped = await owner.call(creditControlEndpoints.listTrippedControls)
  // Four accounts bear what two hundred do elsewhere: the fees of all ports go past the credit limit of one.
  expect(tripped.items.map(({ control }) => control)).toContain('fraud-spend-day')
  const { denied, released } = await owner.call(riskEndpoints.readRisk)
  expect({ denied, released }).toEqual({ denied: 1, released: 2 })
  expect((await owner.call(backTestEndpoints.listBackTests)).items).toHaveLength(1)
  const { items } = await owner.call(accountsEndpoints.listAccounts)
  expect(items.filter(({ status }) => status === 'new')).toHaveLength(3)
  expect(items.filter(({ status }) => status === 'cancelled')).toHaveLength(1)
  expect(items.filter(({ cancelOn }) => cancelOn !== null)).toHaveLength(1)
})

test('a demonstration that was cut off while it was furnished goes on where it was', async () => {
  const count = async (): Promise<unknown> => {
    const { rows } = await telco.pool.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int4 FROM numbers) AS numbers, (SELECT count(*)::int4 FROM number_orders) AS orders,
              (SELECT count(*)::int4 FROM charges) AS charges, (SELECT count(*)::int4 FROM account_notes) AS notes,
              (SELECT count(*)::int4 FROM accounts WHERE status = 'suspended') AS suspended`,
    )
    return rows[0]
  }
  const before = await count()
  await telco.pool.query(`UPDATE accounts SET account_number = 'CUT-OFF-' || id WHERE account_number LIKE '1009%'`)
  await furnishDemo(telco.pool, telco.resellerId, new Date(api.now.getTime() + 60_000))
  expect(await count()).toEqual(before)
})
