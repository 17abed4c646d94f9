import { afterAll, beforeAll, expect, test } from 'vitest'
import { rerateCalls } from '#operations/usage/rerate-calls.ts'
import { createTestTelco, TELCO_NOW_MS, type TestTelco } from '../../support/telco.ts'

let telco: TestTelco

beforeAll(async () => {
  telco = await createTestTelco()
  await telco.importGenerated({ seed: 12, calls: 400, from: '2026-07-01T00:00:00Z', to: '2026-08-01T00:00:00Z' })
})

afterAll(() => telco.drop())

// CGRateS 48 and 339, IvozProvider 703: rating the same calls again charged the account a second time.
test('re-rating debits again: calls priced again with nothing changed cost what they cost', async () => {
  const before = await balance()
  for (let time = 0; time < 3; time++) {
    await rerateCalls(telco.url, {
      fromDate: '2026-07-01',
      toDate: '2026-07-31',
      commit: true,
      nowMs: () => TELCO_NOW_MS + time,
    })
  }
  expect(before).toBeLessThan(0n)
  expect(await balance()).toBe(before)
})

async function balance(): Promise<bigint> {
  const { rows } = await telco.pool.query<{ sum: bigint }>('SELECT sum(balance_micros)::int8 AS sum FROM balances')
  return rows[0]?.sum ?? 0n
}
