import { afterAll, beforeAll, expect, test } from 'vitest'
import { cardPaymentsEndpoints as endpoints } from '#contract/card-payments.ts'
import { disputesEndpoints } from '#contract/disputes.ts'
import type { FakeEvent } from '#providers/payment-gateway/fake-stripe/objects.ts'
import { systemActor } from '#domain/access/actor.ts'
import { micros } from '#domain/money.ts'
import { refundCharge, type RefundStep } from '#operations/payments/refund-charge.ts'
import { BANK_ACCOUNT, createPayingTelco, type PayingTelco } from '../../support/gateway.ts'
import { there } from '../../support/there.ts'

let telco: PayingTelco
beforeAll(async () => {
  telco = await createPayingTelco()
})
afterAll(() => telco.close())

let opened = 0
async function payer(typed?: Readonly<Record<string, string>>): Promise<{ accountId: number; methodId: string }> {
  opened += 1
  const accountId = await telco.open({ accountNumber: `40${10 + opened}`, from: '2026-06-01T00:00:00Z', billDay: 1 })
  return { accountId, methodId: await telco.store(accountId, typed) }
}

/** Pays 40 dollars, and gives back the charge here and at the gateway. */
async function pay({ accountId, methodId }: { accountId: number; methodId: string }) {
  const params = { accountId: String(accountId) }
  const body = { amount: '40.00', methodId, returnPath: '/my/pay' }
  const { id } = await telco.customer(accountId).call(endpoints.addCredit, { params, body })
  const intent = there(Object.values(telco.gateway.bank.books.intents).at(-1))
  return { params: { ...params, chargeId: id }, intentId: intent.id, accountId }
}

/** Takes what waits to be sent. */
function waiting(): readonly FakeEvent[] {
  const events = telco.gateway.deliveries.release()
  telco.gateway.deliveries.hold()
  return events
}

const deliver = async (events: readonly FakeEvent[]): Promise<readonly (number | undefined)[]> => {
  const answers = []
  for (const event of events) answers.push(await telco.gateway.deliveries.send(event))
  return answers
}

function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  return items.toReversed().flatMap((item, index) => (index % 2 === 0 ? [item, item] : [item]))
}

test('a debit that clears is heard by webhook, twice and backwards: paid once', async () => {
  const { accountId, intentId } = await pay(await payer(BANK_ACCOUNT))
  telco.gateway.bank.finishDebit(intentId)
  const events = waiting()
  expect(await deliver([...shuffled(events), ...events])).not.toContain(undefined)
  expect(await telco.payments(accountId)).toEqual(['direct-debit 40.00 Bank account ending 3456'])
})

test('a debit that bounces is told with words; the balance never had it', async () => {
  const { accountId, params, intentId } = await pay(await payer({ ...BANK_ACCOUNT, account: '222222227' }))
  telco.gateway.bank.finishDebit(intentId)
  await deliver(waiting())
  const charge = await telco.customer(accountId).call(endpoints.readGatewayCharge, { params })
  expect(charge).toMatchObject({ state: 'failed', failureCode: 'insufficient_funds', paymentId: null })
  expect(charge.failureReason).toContain('not enough money')
  expect(await telco.told(accountId)).toEqual(['payment-method.added', 'gateway-charge.failed'])
})

test('nobody else can say that money came', async () => {
  const { accountId, intentId } = await pay(await payer(BANK_ACCOUNT))
  telco.gateway.bank.finishDebit(intentId)
  const event = there(waiting().at(-1))
  const { deliveries } = telco.gateway
  const path = there(
    (await telco.api.as({ role: 'admin' }).get('/payment-gateway')).json as { webhookUrl: string },
  ).webhookUrl
  const place = new URL(path).pathname.replace('/api/v1', '')
  const body = JSON.stringify(event)
  const nobody = telco.api.as({ role: 'read-only' })
  const send = (signature: string, to = place) =>
    nobody.post(to, body, { 'content-type': 'application/json', 'stripe-signature': signature })
  expect((await send('')).status).toBe(403)
  expect((await send(deliveries.sign(body, 'whsec_guessed'))).status).toBe(403)
  expect((await send(deliveries.sign(`${body} `, 'whsec_of_the_test'))).status).toBe(403)
  const old = new Date(telco.api.now.getTime() - 600_000)
  expect((await send(deliveries.sign(body, 'whsec_of_the_test', old))).status).toBe(403)
  expect((await send(deliveries.sign(body, 'whsec_of_the_test'), `/gateway-events/${'x'.repeat(32)}`)).status).toBe(404)
  expect(await telco.payments(accountId)).toEqual([])
  expect((await send(deliveries.sign(body, 'whsec_of_the_test'))).status).toBe(204)
  expect(await telco.payments(accountId)).toHaveLength(1)
})

test('while the gateway cannot be asked, its event is sent back to be sent again; and is not lost either way', async () => {
  const { accountId, intentId } = await pay(await payer(BANK_ACCOUNT))
  telco.gateway.bank.finishDebit(intentId)
  const event = there(waiting().at(-1))
  telco.stripe.cutRequests(2)
  expect(await deliver([event])).toEqual([503])
  expect(await telco.payments(accountId)).toEqual([])
  await telco.sweep()
  expect(await telco.payments(accountId)).toHaveLength(1)
})

test('a part and then the rest is given back, never more; the money is off the balance', async () => {
  const { accountId, params } = await pay(await payer())
  const billing = telco.api.as({ role: 'billing' })
  const refund = (amount?: string) => ({ params, body: { reason: 'Charged twice', ...(amount && { amount }) } })
  const after = await billing.call(endpoints.refundCharge, refund('15.00'))
  expect(after).toMatchObject({ refundable: '25.00', refunds: [{ amount: '15.00', state: 'succeeded' }] })
  expect((await billing.refusal(endpoints.refundCharge, refund('25.01'))).detail).toContain('$25.00')
  expect(await billing.call(endpoints.refundCharge, refund())).toMatchObject({ refundable: '0.00' })
  expect((await billing.refusal(endpoints.refundCharge, refund())).detail).toContain('given back already')
  expect(await telco.payments(accountId)).toEqual([
    'card 40.00 Visa ending 4242',
    'card -15.00 Visa ending 4242',
    'card -25.00 Visa ending 4242',
  ])
  // Its own events, and the refund the customer never asked for, change nothing.
  await deliver(shuffled(waiting()))
  expect(await telco.dollars(accountId)).toBe('0.00')
  expect((await telco.customer(accountId).refusal(endpoints.refundCharge, refund('1.00'))).status).toBe(403)
})

test.each(['planned', 'asked'] as const)('a refund that is broken off after it was %s is made once', async (step) => {
  const { accountId, params } = await pay(await payer())
  const { resellerId, tools } = telco
  const place = {
    resellerId,
    accountId,
    chargeId: BigInt(params.chargeId),
    actor: systemActor(resellerId),
    origin: 'test',
  }
  const refund = { ...place, amountMicros: micros(15_000_000n), reason: 'Charged twice', key: 'once' }
  const crash = (at: RefundStep): void => {
    if (at === step) throw new Error('killed')
  }
  await expect(refundCharge(tools, refund, crash)).rejects.toThrow('killed')
  telco.later(5)
  await telco.sweep()
  await refundCharge(tools, refund)
  await deliver(shuffled(waiting()))
  expect(await telco.payments(accountId)).toEqual(['card 40.00 Visa ending 4242', 'card -15.00 Visa ending 4242'])
})

test('a refund whose answer was lost stands as on its way, and is made once', async () => {
  const { accountId, params } = await pay(await payer())
  telco.stripe.loseAnswers(2)
  const asked = { params, body: { reason: 'Charged twice', amount: '15.00' } }
  const after = await telco.staff.call(endpoints.refundCharge, asked)
  expect(after).toMatchObject({ refundable: '25.00', refunds: [{ state: 'planned' }] })
  telco.later(5)
  await telco.sweep()
  expect(await telco.dollars(accountId)).toBe('25.00')
})

test('a refund made at the payment provider is taken over; one its bank refuses comes back', async () => {
  const { accountId, params, intentId } = await pay(await payer())
  const { bank } = telco.gateway
  const made = { ...bank.head('re', 'refund'), amount: 1000, currency: 'aud', payment_intent: intentId }
  bank.books.refunds[made.id] = { ...made, status: 'succeeded', metadata: {} }
  bank.record('refund.created', bank.refund(made.id))
  await deliver(waiting())
  expect(await telco.dollars(accountId)).toBe('30.00')
  bank.failRefund(made.id)
  await deliver(shuffled(waiting()))
  expect(await telco.dollars(accountId)).toBe('40.00')
  const charge = await telco.staff.call(endpoints.readGatewayCharge, { params })
  expect(charge).toMatchObject({ refundable: '40.00', refunds: [{ state: 'failed' }] })
  expect(await telco.told(accountId)).toContain('payment.refund-failed')
})

test('a disputed charge is taken back, cannot be refunded, and comes back where the dispute is won', async () => {
  const { accountId, params, intentId } = await pay(await payer())
  const disputeId = telco.gateway.bank.openDispute(intentId)
  await deliver(shuffled(waiting()))
  expect(await telco.dollars(accountId)).toBe('0.00')
  const open = await telco.staff.call(disputesEndpoints.listAccountDisputes, {
    params: { accountId: params.accountId },
  })
  expect(open.items).toMatchObject([{ amount: '40.00', fee: '25.00', state: 'needs-response', isOpen: true }])
  const refusal = await telco.staff.refusal(endpoints.refundCharge, { params, body: { reason: 'Sorry' } })
  expect(refusal.detail).toContain('disputed')
  telco.gateway.bank.closeDispute(disputeId, 'won')
  await deliver(shuffled(waiting()))
  expect(await telco.dollars(accountId)).toBe('40.00')
  expect(await telco.told(accountId)).toEqual([
    'payment-method.added',
    'payment.received',
    'dispute.opened',
    'dispute.won',
  ])
})

test('a lost dispute, and one only asked about: heard of by the list alone', async () => {
  const [lost, asked] = [await pay(await payer()), await pay(await payer())]
  const { bank } = telco.gateway
  bank.closeDispute(bank.openDispute(lost.intentId, { reason: 'unrecognized' }), 'lost')
  bank.openDispute(asked.intentId, { isInquiry: true })
  waiting()
  telco.later(10)
  expect((await telco.sweep()).failures).toEqual([])
  expect(await telco.dollars(lost.accountId)).toBe('0.00')
  expect(await telco.dollars(asked.accountId)).toBe('40.00')
})

test('a card its bank renewed has its new date; one forgotten at the provider is not used any more', async () => {
  const { accountId, methodId } = await payer()
  const { bank } = telco.gateway
  const token = there(Object.keys(bank.books.methods).at(-1))
  bank.renewCard(token, 6, 2031)
  await deliver(waiting())
  const params = { accountId: String(accountId) }
  const list = () => telco.customer(accountId).call(endpoints.listPaymentMethods, { params })
  expect((await list()).items).toMatchObject([{ id: methodId, expMonth: 6, expYear: 2031 }])
  await telco.customer(accountId).call(endpoints.removePaymentMethod, { params: { ...params, methodId } })
  expect((await list()).items).toEqual([])
  expect(bank.method(token).customer).toBe(null)
  await deliver(waiting())
  expect(await telco.told(accountId)).toEqual(['payment-method.added', 'payment-method.removed'])
})

test('after all of it the ledger, the charges and the payments agree', async () => {
  expect(await telco.damage()).toEqual([])
})
