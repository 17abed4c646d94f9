import { afterAll, beforeAll, expect, test } from 'vitest'
import { wholesaleCreditEndpoints } from '#contract/wholesale-credit.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import type { TestClient } from '../../support/api.ts'
import { createLiveTelco, type LiveTelco } from '../../support/live-calls.ts'

const { changeResellerCredit, recordResellerPayment, readOwnCredit, readOfflineCalls, changeOfflineCalls } =
  wholesaleCreditEndpoints

let given: LiveTelco
let operator: TestClient
let params: { readonly resellerId: string }
beforeAll(async () => {
  given = await createLiveTelco()
  operator = given.api.as({ role: 'operator', id: 1, confirmedAt: given.api.now })
  params = { resellerId: String(given.telco.resellerId) }
  for (const { id } of given.telco.accounts) await given.setCredit(id, 1000)
})
afterAll(() => given.close())

test('a payment of a reseller counts once by its reference, and is for its owners to see', async () => {
  const paid = { amount: '1.00', reference: 'Transfer 77' }
  expect(await operator.call(recordResellerPayment, { params, body: paid })).toMatchObject({ paid: '1.00' })
  expect(await operator.call(recordResellerPayment, { params, body: paid })).toMatchObject({ paid: '1.00' })
  expect(await operator.refusal(recordResellerPayment, { params, body: { ...paid, amount: '2.00' } })).toMatchObject({
    status: 409,
  })
  expect(await given.exchange.call(readOwnCredit, {})).toMatchObject({ isOn: false, paid: '1.00', available: '1.00' })
})

test("thirty calls at once of all accounts on one dollar of the reseller's: no more is held than it has", async () => {
  await operator.call(changeResellerCredit, { params, body: { isOn: true, limit: '0.00' } })
  const { accounts } = given.telco
  // Ten minutes to a mobile cost 0.20 wholesale.
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, nth) =>
      given.ask(`wholesale-${nth}`, {
        from: accounts[nth % accounts.length]?.numbers[nth % 3] ?? '',
        to: '61491570006',
        seconds: 600,
      }),
    ),
  )
  const through = answers.filter(({ allow }) => allow)
  expect(through.length).toBeGreaterThan(0)
  expect(through.length).toBeLessThanOrEqual(5)
  const credit = await given.exchange.call(readOwnCredit, {})
  expect(Number(credit.available)).toBeGreaterThanOrEqual(0)
  expect(Number(credit.reserved)).toBeCloseTo(through.length * 0.2)
  const causes = new Set(answers.flatMap((one) => (one.allow ? [] : one.cause)))
  expect([...causes]).toEqual(['wholesale_credit'])
  const { checks } = await verifyLedger(given.telco.pool, { reprice: false })
  expect(checks.filter(({ total }) => total > 0)).toEqual([])
})

test('what is let through while the database is away is nothing, until the operator says more', async () => {
  expect(await operator.call(readOfflineCalls, { params })).toMatchObject({ mode: 'closed', version: 0 })
  const body = { mode: 'open', maxSeconds: 300, callsAtOnce: 3, accountLimit: '2.50' } as const
  expect(await operator.call(changeOfflineCalls, { params, body })).toMatchObject({ ...body, version: 1 })
  expect(await given.exchange.refusal(changeOfflineCalls, { params, body })).toMatchObject({ status: 403 })
})
