import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '#domain/access/actor.ts'
import { micros } from '#domain/money.ts'
import type { ChargeState } from '#domain/payments/charge.ts'
import { addCredit } from '#operations/payments/add-credit.ts'
import { chargeStoredMethod } from '#operations/payments/charge-stored-method.ts'
import { pursueCharge, type ChargeStep } from '#operations/payments/pursue-charge.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { listCharges, type ChargeRow } from '#storage/queries/gateway-charges.ts'
import { createPayingTelco, type PayingTelco } from '../../support/gateway.ts'
import { there } from '../../support/there.ts'

let telco: PayingTelco
beforeAll(async () => {
  telco = await createPayingTelco()
})
afterAll(() => telco.close())

const FIFTY = micros(50_000_000n)
class Crash extends Error {}

let opened = 0
async function withCard(): Promise<number> {
  opened += 1
  const accountId = await telco.open({ accountNumber: `30${10 + opened}`, from: '2026-06-01T00:00:00Z', billDay: 1 })
  await telco.store(accountId)
  return accountId
}

/** The process ends after that step. */
const crashAfter = (wanted: ChargeStep) => (step: ChargeStep) => {
  if (step === wanted) throw new Crash()
}

const wanted = (accountId: number) =>
  ({ resellerId: telco.resellerId, accountId, amountMicros: FIFTY, purpose: 'add-credit', key: 'once' }) as const

async function charges(accountId: number): Promise<readonly ChargeRow[]> {
  const { resellerId, pool } = telco
  return (await readAsTenant(pool, { resellerId }, (db) => listCharges(db, { accountId, limit: 50 }))).items
}

/** What came of it, however it came: one charge at the gateway, one payment, its money on the balance. */
async function expectPaidOnce(accountId: number): Promise<void> {
  expect(await telco.payments(accountId)).toEqual(['card 50.00 Visa ending 4242'])
  expect(await telco.dollars(accountId)).toBe('50.00')
  const { customerId } = there((await charges(accountId))[0])
  const intents = Object.values(telco.gateway.bank.books.intents).filter(({ customer }) => customer === customerId)
  expect(intents.map(({ status }) => status)).toEqual(['succeeded'])
}

/** The ways a charge that was broken off is finished. */
const FINISHERS = {
  'the sweep': async () => {
    const { failures } = await telco.sweep()
    if (failures.length > 0) throw new Error(failures.join('; '))
  },
  'its webhook': async () => {
    for (const event of telco.gateway.deliveries.release()) await telco.gateway.deliveries.send(event)
    telco.gateway.deliveries.hold()
  },
  'asking again': (accountId: number) => chargeStoredMethod(telco.tools, wanted(accountId)),
} as const satisfies Record<string, (accountId: number) => Promise<unknown>>
type Finisher = keyof typeof FINISHERS

const ORDERS: readonly (readonly Finisher[])[] = [
  ['the sweep', 'its webhook', 'asking again'],
  ['its webhook', 'asking again', 'the sweep'],
  ['asking again', 'the sweep', 'its webhook'],
]

test.each(
  (['planned', 'marked', 'asked', 'settled'] as const).flatMap((step) => ORDERS.map((order) => [step, order] as const)),
)('killed after it was %s, then %s: paid once', async (step, order) => {
  const accountId = await withCard()
  await expect(chargeStoredMethod(telco.tools, wanted(accountId), crashAfter(step))).rejects.toThrow(Crash)
  telco.later(5)
  for (const finisher of order) await FINISHERS[finisher](accountId)
  await expectPaidOnce(accountId)
})

test.each([1, 2])('the gateway charged, and its answer was lost %i times', async (times) => {
  const accountId = await withCard()
  telco.stripe.loseAnswers(times)
  const { state } = await chargeStoredMethod(telco.tools, wanted(accountId))
  // Asked once more at once, with the same key; else nobody knows.
  expect(state satisfies ChargeState).toBe(times === 1 ? 'succeeded' : 'sent')
  telco.later(5)
  await telco.sweep()
  await expectPaidOnce(accountId)
})

test('the gateway was never reached: asked again with the same key, and after a day called off', async () => {
  const [accountId, forgotten] = [await withCard(), await withCard()]
  telco.stripe.cutRequests(2)
  expect(await chargeStoredMethod(telco.tools, wanted(accountId))).toMatchObject({ state: 'sent' })
  telco.stripe.cutRequests(2)
  expect(await chargeStoredMethod(telco.tools, wanted(forgotten))).toMatchObject({ state: 'sent' })
  telco.later(5)
  const [charge] = await charges(accountId)
  await pursueCharge(telco.tools, { ...wanted(accountId), chargeId: there(charge).id })
  await expectPaidOnce(accountId)
  telco.later(21 * 60)
  await telco.sweep()
  expect(await charges(forgotten)).toMatchObject([{ state: 'cancelled', paymentId: null }])
})

test('charged, not heard of, and the key forgotten by the gateway after a day: found among the customer’s charges', async () => {
  const accountId = await withCard()
  await expect(chargeStoredMethod(telco.tools, wanted(accountId), crashAfter('asked'))).rejects.toThrow(Crash)
  telco.gateway.deliveries.release()
  telco.gateway.deliveries.hold()
  for (const key of Object.keys(telco.gateway.bank.books.answers)) delete telco.gateway.bank.books.answers[key]
  telco.later(26 * 60)
  await telco.sweep()
  await expectPaidOnce(accountId)
})

test('two processes at once, four times: charged once', async () => {
  const accountId = await withCard()
  const states = await Promise.all([1, 2, 3, 4].map(() => chargeStoredMethod(telco.tools, wanted(accountId))))
  expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['succeeded']))
  await expectPaidOnce(accountId)
})

test('what somebody wanted who is gone is not begun behind their back', async () => {
  const accountId = await withCard()
  const [method] = Object.values(telco.gateway.bank.books.methods).slice(-1)
  expect(method).toBeDefined()
  const place = { resellerId: telco.resellerId, accountId, actor: systemActor(telco.resellerId), origin: 'test' }
  const credit = { amountMicros: FIFTY, savesMethod: false, returnUrl: 'http://localhost/my', key: 'by hand' }
  const page = { ...place, ...credit, methodId: undefined }
  await expect(addCredit(telco.tools, page, crashAfter('planned'))).rejects.toThrow(Crash)
  telco.later(5)
  await telco.sweep()
  expect(await charges(accountId)).toMatchObject([{ state: 'cancelled' }])
  expect(await telco.payments(accountId)).toEqual([])
})

test('a page that was opened and never heard of is opened again by the same key, and paid once', async () => {
  const accountId = await withCard()
  const place = { resellerId: telco.resellerId, accountId, actor: systemActor(telco.resellerId), origin: 'test' }
  const credit = { amountMicros: FIFTY, savesMethod: false, returnUrl: 'http://localhost/my', key: 'by page' }
  const page = { ...place, ...credit, methodId: undefined }
  await expect(addCredit(telco.tools, page, crashAfter('asked'))).rejects.toThrow(Crash)
  const charge = await addCredit(telco.tools, page)
  await telco.type(there(charge.pageUrl))
  expect(telco.stripe.count('POST checkout/sessions')).toBeGreaterThan(1)
  telco.later(5)
  await telco.sweep()
  await FINISHERS['its webhook']()
  await expectPaidOnce(accountId)
})

test('after all of it the ledger, the charges and the payments agree', async () => {
  expect(await telco.damage()).toEqual([])
})
