import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemActor, type Actor } from '#domain/access/actor.ts'
import { perform } from '#operations/operation.ts'
import { beginAutomaticTry } from '#operations/payments/automatic/begin-try.ts'
import { topUpIfLow } from '#operations/payments/automatic/charge-automatically.ts'
import { planTopUp } from '#operations/payments/automatic/plan-top-up.ts'
import { switchOnAutomaticCharges } from '#operations/payments/automatic/resume.ts'
import { chargeStoredMethod } from '#operations/payments/charge-stored-method.ts'
import { followDispute } from '#operations/payments/follow-dispute.ts'
import type { GatewayDispute } from '#providers/payment-gateway/payment-gateway.ts'
import { there } from '../../support/there.ts'
import { createChargedTelco, dollars, TOP_UP, type ChargedTelco } from '../../support/automatic.ts'

/** Prepaid accounts that are topped up by themselves: what is charged, when not, and that nothing is charged twice. */

let telco: ChargedTelco
let opened = 1000
beforeAll(async () => {
  telco = await createChargedTelco('2026-11-02T01:00:00Z')
})
afterAll(() => telco.close())
beforeEach(() => {
  telco.now = new Date('2026-11-02T01:00:00Z')
  telco.bank.answers = ['takes']
  telco.bank.asked.length = 0
  telco.bank.taken.length = 0
})

/** An active prepaid account with so many dollars and a stored card. */
async function account(credit: number, topUp: Partial<Parameters<ChargedTelco['set']>[1]['autoTopUp']> = {}) {
  opened += 1
  const accountNumber = String(opened)
  const from = '2026-10-20T00:00:00+11:00'
  const id = await telco.open({ accountNumber, from, billDay: 20, paymentMode: 'prepaid' })
  await telco.storeMethod(id)
  await telco.pay(id, credit)
  await telco.set(id, { autoTopUp: { ...TOP_UP, ...topUp } })
  return id
}

const hours = (count: number): void => {
  telco.now = new Date(telco.now.getTime() + count * 3_600_000)
}

test('a month of a prepaid account: topped up each time it falls below the threshold', async () => {
  const id = await account(30)
  await telco.run()
  expect(await telco.charges(id)).toEqual([])
  for (const spent of [15, 6, 45, 40]) {
    hours(60)
    await telco.spend(id, spent)
    await telco.run()
    await telco.run()
  }
  // 15, then 9 and topped up, 14, then 26 owed and topped up.
  expect(await telco.charges(id)).toEqual(['auto-top-up 50.00 paid', 'auto-top-up 50.00 paid'])
  expect([await telco.dollars(id), telco.bank.taken]).toEqual(['24.00', [5000, 5000]])
  const { rows } = await telco.pool.query<{ method: string; receipts: number }>(
    `SELECT method, count(receipt_no)::int AS receipts FROM payments WHERE account_id = $1 AND method = 'card' GROUP BY 1`,
    [id],
  )
  expect(rows).toEqual([{ method: 'card', receipts: 2 }])
})

test('two processes at once charge once', async () => {
  const id = await account(5)
  const place = { resellerId: telco.resellerId, accountId: id }
  const decisions = await Promise.all([
    topUpIfLow(telco.tools, place),
    topUpIfLow(telco.tools, place),
    telco.run(),
    topUpIfLow(telco.tools, place),
  ])
  expect(decisions.length).toBe(4)
  expect(telco.bank.asked).toEqual([5000])
  expect(await telco.charges(id)).toEqual(['auto-top-up 50.00 paid'])
})

test('the weekly maximum holds a top-up back, is told once, and lets it go when the week has moved on', async () => {
  const id = await account(5, { weeklyMaximumMicros: dollars(100) })
  await telco.run()
  hours(24)
  await telco.spend(id, 50)
  await telco.run()
  hours(24)
  await telco.spend(id, 50)
  await telco.run()
  await telco.run()
  expect(await telco.charges(id)).toHaveLength(2)
  expect(await telco.told(id)).toEqual(['automatic-charge.held-back'])
  const { rows } = await telco.pool.query<{ payload: object }>(
    `SELECT payload FROM events WHERE account_id = $1 AND type = 'automatic-charge.held-back'`,
    [id],
  )
  expect(rows[0]?.payload).toEqual({
    needed: '50.00',
    fits: '0.00',
    weeklyMaximum: '100.00',
    until: '2026-11-09T01:00:00.000Z',
  })
  telco.now = new Date('2026-11-09T00:59:59Z')
  await telco.run()
  expect(await telco.charges(id)).toHaveLength(2)
  telco.now = new Date('2026-11-09T01:00:00Z')
  await telco.run()
  expect(await telco.charges(id)).toHaveLength(3)
})

test('three refusals switch it off, another card switches it on, and what was low is topped up at once', async () => {
  const id = await account(5)
  telco.bank.answers = [{ refuses: 'insufficient_funds' }]
  await telco.run()
  await telco.run()
  hours(23)
  await telco.run()
  expect(telco.bank.asked).toEqual([5000])
  hours(1)
  await telco.run()
  hours(71)
  await telco.run()
  expect(telco.bank.asked).toHaveLength(2)
  hours(1)
  await telco.run()
  expect(await telco.charges(id)).toEqual(['auto-top-up 50.00 given-up'])
  hours(24 * 30)
  await telco.run()
  expect(telco.bank.asked).toHaveLength(3)
  const refused = 'automatic-charge.refused'
  expect(await telco.told(id)).toEqual([refused, refused, refused, 'automatic-charges.stopped'])
  telco.bank.answers = ['takes']
  await telco.storeMethod(id)
  await telco.run()
  expect(await telco.charges(id)).toEqual(['auto-top-up 50.00 given-up', 'auto-top-up 50.00 paid'])
  expect(await telco.dollars(id)).toBe('55.00')
  expect((await telco.told(id)).at(-1)).toBe('automatic-charges.resumed')
})

test('a stolen card is not tried again; a refusal the next charge forgives is forgotten', async () => {
  const stolen = await account(5)
  telco.bank.answers = [{ refuses: 'stolen_card' }, { refuses: 'try_again_later' }, 'takes']
  await telco.run()
  const unlucky = await account(5)
  await telco.run()
  hours(24)
  await telco.run()
  hours(24 * 10)
  await telco.run()
  expect(await telco.charges(stolen)).toEqual(['auto-top-up 50.00 given-up'])
  expect(await telco.charges(unlucky)).toEqual(['auto-top-up 50.00 paid'])
  const { rows } = await telco.pool.query<{ refusals: number; stopped: boolean }>(
    'SELECT refusals, stopped_at IS NOT NULL AS stopped FROM automatic_charging WHERE account_id = ANY ($1) ORDER BY account_id',
    [[stolen, unlucky]],
  )
  expect(rows).toEqual([
    { refusals: 1, stopped: true },
    { refusals: 0, stopped: false },
  ])
})

test('a direct debit is on its way for days: nothing else is charged meanwhile, and its failure counts', async () => {
  const id = await account(5)
  await telco.storeMethod(id, 'becs')
  await telco.pool.query(
    `UPDATE payment_methods SET is_default = kind = 'becs' WHERE account_id = $1 AND kind = 'card'`,
    [id],
  )
  await telco.pool.query(`UPDATE payment_methods SET is_default = true WHERE account_id = $1 AND kind = 'becs'`, [id])
  telco.bank.answers = ['processing']
  await telco.run()
  hours(24)
  await telco.spend(id, 20)
  await telco.run()
  expect(await telco.charges(id)).toEqual(['auto-top-up 50.00 sent'])
  hours(48)
  await telco.hear(id, { refuses: 'insufficient_funds' })
  expect(await telco.charges(id)).toEqual(['auto-top-up 50.00 planned'])
  expect(await telco.dollars(id)).toBe('-15.00')
  hours(24)
  await telco.run()
  await telco.hear(id, 'succeeded')
  expect(await telco.charges(id)).toEqual(['auto-top-up 50.00 paid'])
  expect([telco.bank.asked, telco.bank.taken]).toEqual([[5000, 5000], [5000]])
})

test('a process that ends between any two steps: charged once all the same', async () => {
  for (const [at, step] of (['planned', 'marked', 'asked'] as const).entries()) {
    const id = await account(5)
    const place = { resellerId: telco.resellerId, accountId: id }
    const broken = topUpIfLow(telco.tools, place, (reached) => {
      if (reached === step) throw new Error('the process ended')
    })
    await expect(broken).rejects.toThrow('the process ended')
    await goOn()
    expect(await telco.charges(id)).toEqual(['auto-top-up 50.00 paid'])
    expect(telco.bank.taken).toHaveLength(at + 1)
  }
})

test('a process that ends before it asked for the charge: it is asked for', async () => {
  const id = await account(5)
  const request = { actor: systemActor(telco.resellerId), input: { accountId: id }, now: telco.now, origin: 'test' }
  await perform(telco.pool, planTopUp, request, () => undefined)
  await perform(telco.pool, beginAutomaticTry, request, () => undefined)
  await telco.run()
  expect(telco.bank.taken).toEqual([])
  await goOn()
  expect(await telco.charges(id)).toEqual(['auto-top-up 50.00 paid'])
  expect(telco.bank.taken).toEqual([5000])
})

/** What the timetable does within the next hours. */
async function goOn(): Promise<void> {
  await telco.run()
  hours(1)
  await telco.run()
  await telco.sweep()
  hours(2)
  await telco.run()
}

test('a gateway that does not answer is not asked for another charge', async () => {
  const id = await account(5)
  telco.bank.answers = ['unreachable', 'takes']
  await telco.run()
  await telco.run()
  expect(await telco.charges(id)).toEqual(['auto-top-up 50.00 sent'])
  hours(1)
  await telco.sweep()
  expect(await telco.charges(id)).toEqual(['auto-top-up 50.00 paid'])
  expect(telco.bank.taken).toEqual([5000])
})

test('a gateway that is at fault counts against nobody’s card, and is asked again an hour later', async () => {
  const id = await account(5)
  telco.bank.answers = ['keys', 'takes']
  await telco.run()
  hours(0.9)
  await telco.run()
  expect(await telco.charges(id)).toEqual(['auto-top-up 50.00 planned'])
  hours(0.1)
  await telco.run()
  expect(await telco.charges(id)).toEqual(['auto-top-up 50.00 paid'])
  expect(await telco.told(id)).toEqual([])
})

test('what somebody pays by direct debit is on its way as well', async () => {
  const id = await account(5)
  telco.bank.answers = ['processing']
  const payment = { amountMicros: dollars(20), purpose: 'add-credit', key: 'by hand' } as const
  await chargeStoredMethod(telco.tools, { resellerId: telco.resellerId, accountId: id, ...payment })
  await telco.run()
  expect(await telco.charges(id)).toEqual([])
  await telco.hear(id, { refuses: 'insufficient_funds' })
  await telco.run()
  expect(await telco.charges(id)).toHaveLength(1)
})

test('what a bank takes back is not charged to the same card again by itself', async () => {
  const id = await account(5)
  await telco.run()
  await telco.spend(id, 40)
  const { rows } = await telco.pool.query<{ chargeId: bigint; intentId: string }>(
    'SELECT id AS "chargeId", intent_id AS "intentId" FROM gateway_charges WHERE account_id = $1',
    [id],
  )
  const { chargeId, intentId } = there(rows[0])
  const said: GatewayDispute = {
    id: 'dp_1',
    intentId,
    state: 'needs-response',
    amountMicros: dollars(50),
    feeMicros: dollars(25),
    reason: 'fraudulent',
    respondBy: null,
    openedAt: telco.now,
  }
  const request = { actor: systemActor(telco.resellerId), now: telco.now, origin: 'test' }
  await perform(telco.pool, followDispute, { ...request, input: { accountId: id, chargeId, said } }, () => undefined)
  await telco.run()
  expect(await telco.dollars(id)).toBe('-35.00')
  expect(await telco.charges(id)).toHaveLength(1)
  expect(await telco.told(id)).toEqual(['automatic-charges.stopped'])

  // Neither another card nor its customer puts that right.
  await telco.storeMethod(id)
  const customer: Actor = { ...request.actor, kind: 'user', role: 'customer-admin', accountId: id }
  const input = { accountId: id }
  const byCustomer = perform(
    telco.pool,
    switchOnAutomaticCharges,
    { ...request, actor: customer, input },
    () => undefined,
  )
  await expect(byCustomer).rejects.toThrow('talk to us')
  await perform(telco.pool, switchOnAutomaticCharges, { ...request, input }, () => undefined)
  await telco.run()
  expect(await telco.charges(id)).toHaveLength(2)
})

test('verify finds nothing wrong with any of it', async () => {
  expect(await telco.damage()).toEqual([])
})
