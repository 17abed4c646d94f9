import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { numbersEndpoints } from '#contract/numbers.ts'
import { runBills } from '#operations/billing/run-bills.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

// Known from billing systems of this kind: the monthly charge of a number is never taken, or it is taken by every run of
// the nightly job. Here it is taken for the rest of the month it is added in, and then once a month, however often bills run.

const DAY_MS = 86_400_000
/** Account 1003: postpaid, Sydney, anniversary on the first. */
const ADDED = new Date('2026-07-11T02:00:00Z')

let telco: TestTelco
let api: TestApi
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, ADDED)
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

async function chargesFor(number: string): Promise<readonly (readonly [string, number])[]> {
  const { rows } = await telco.pool.query<{ from: string; amount: bigint }>(
    `SELECT to_char(period_from, 'YYYY-MM-DD') AS from, amount_micros AS amount FROM charges
      WHERE description LIKE '%' || $1 ORDER BY id`,
    [number],
  )
  return rows.map(({ from, amount }) => [from, Number(amount) / 1e6])
}

async function billDaily(from: Date, to: Date): Promise<void> {
  for (let at = from.getTime(); at <= to.getTime(); at += DAY_MS) {
    await runBills(telco.pool, { now: new Date(at), resellerId: telco.resellerId })
  }
}

test('the charge of a number is taken once a month, until it is cancelled', async () => {
  const admin = api.as({ role: 'admin' })
  const accountId = String(telco.accounts[2]?.id)
  const { rows } = await telco.pool.query<{ id: number }>(`SELECT id FROM number_plans WHERE name = 'Additional Line'`)
  await admin.call(numbersEndpoints.addNumbers, { body: { number: '0370109000' } })
  await billDaily(new Date('2026-07-09T15:00:00Z'), ADDED)
  const line = { number: '0370109000', numberPlanId: String(rows[0]?.id) }
  const { addAccountNumbers, cancelAccountNumber } = accountNumbersEndpoints
  await admin.call(addAccountNumbers, { params: { accountId }, body: { numbers: [line] } })
  await billDaily(ADDED, new Date('2026-09-12T15:00:00Z'))
  const number = '61370109000'
  // 5.00 x 21 / 31 for 11 to 31 July
  const charged = [
    ['2026-07-11', 3.39],
    ['2026-08-01', 5],
    ['2026-09-01', 5],
  ]
  expect(await chargesFor(number)).toEqual(charged)

  api.now = new Date('2026-09-13T02:00:00Z')
  const cancelled = await admin.call(cancelAccountNumber, { params: { accountId, number }, body: {} })
  expect(cancelled.cancelOn).toBe('2026-10-01')
  await billDaily(api.now, new Date('2026-11-02T15:00:00Z'))
  expect(await chargesFor(number)).toEqual(charged)
  api.now = new Date('2026-11-03T00:00:00Z')
  const released = await admin.call(numbersEndpoints.readNumber, { params: { number } })
  expect(released).toMatchObject({ status: 'quarantined', accountId: null })
  // The first of October in Sydney, and six months later the first of April.
  expect(released.holders[0]).toMatchObject({ accountId, to: '2026-09-30T14:00:00.000Z' })
  expect(released.quarantinedUntil).toBe('2027-03-31T13:00:00.000Z')
})
