import { afterAll, beforeAll, expect, test } from 'vitest'
import { cardPaymentsEndpoints as endpoints } from '#contract/card-payments.ts'
import { paymentGatewayEndpoints as gateways } from '#contract/payment-gateway.ts'
import { tellEvent } from '#operations/notifications/tell-event.ts'
import { createPayingTelco, type PayingTelco } from '../../support/gateway.ts'
import { there } from '../../support/there.ts'

let telco: PayingTelco
beforeAll(async () => {
  telco = await createPayingTelco()
})
afterAll(() => telco.close())

const WORDS = { isOn: true, methods: ['card' as const], statementSuffix: '', least: '5.00', most: '5000.00' }
const admin = () => telco.api.as({ role: 'admin', confirmedAt: telco.api.now })

test('a secret is never shown again, nor in the audit, the events or the log', async () => {
  const shown = await admin().call(gateways.readPaymentGateway)
  expect(shown).toMatchObject({
    secretKeyEnd: 'ttle',
    webhookSecretEnd: 'test',
    account: { name: 'Wattle Voice', isLive: false },
  })
  expect(shown.webhookEvents).toContain('charge.dispute.created')
  const { rows } = await telco.pool.query<{ said: string }>(
    `SELECT to_jsonb(a)::text AS said FROM audit a UNION ALL SELECT to_jsonb(e)::text FROM events e
      UNION ALL SELECT to_jsonb(g)::text FROM payment_gateways g`,
  )
  const everything = `${JSON.stringify(shown)} ${rows.map(({ said }) => said).join(' ')} ${telco.api.log.join(' ')}`
  expect(everything).toContain('acct_wattle')
  expect(everything).not.toContain('sk_test_wattle')
  expect(everything).not.toContain('whsec_of')
})

test('it is set by whoever proved to be an administrator just now, and only with keys that work', async () => {
  const body = { ...WORDS, secretKey: 'sk_test_nobody' }
  const longAgo = new Date(telco.api.now.getTime() - 3_600_000)
  const unsure = telco.api.as({ role: 'admin', confirmedAt: longAgo })
  expect((await unsure.refusal(gateways.writePaymentGateway, { body })).detail).toContain('Confirm that it is you')
  expect((await telco.api.as({ role: 'billing' }).refusal(gateways.writePaymentGateway, { body })).status).toBe(403)
  const refusal = await admin().refusal(gateways.writePaymentGateway, { body })
  expect(refusal).toMatchObject({ status: 422, errors: [{ field: 'secretKey' }] })
  expect(await admin().call(gateways.testPaymentGateway)).toMatchObject({ isWorking: true, methods: ['card', 'becs'] })
  telco.stripe.cutRequests(4)
  const tested = await admin().call(gateways.testPaymentGateway)
  expect(tested).toMatchObject({ isWorking: false, name: null })
  expect(tested.fault).toContain('does not answer')
})

test('amounts outside the bounds, other places to come back to and switched-off gateways are refused with words', async () => {
  const accountId = await telco.open({ accountNumber: '5001', from: '2026-06-01T00:00:00Z', billDay: 1 })
  const params = { accountId: String(accountId) }
  const customer = telco.customer(accountId)
  const ask = (amount: string, returnPath = '/my/pay') =>
    customer.refusal(endpoints.addCredit, { params, body: { amount, methodId: null, returnPath } })
  expect((await ask('4.99')).detail).toContain('between $5.00 and $5000.00')
  expect((await ask('5000.01')).detail).toContain('between $5.00 and $5000.00')
  expect((await ask('25.001')).status).toBe(422)
  for (const elsewhere of ['https://evil.example/', '//evil.example/', '/\\evil.example'])
    expect((await ask('25.00', elsewhere)).status).toBe(422)
  await admin().call(gateways.writePaymentGateway, { body: { ...WORDS, isOn: false } })
  expect((await ask('25.00')).detail).toContain('does not take cards')
  expect(await customer.call(endpoints.listPaymentMethods, { params })).toMatchObject({ canAdd: false, least: null })
  await admin().call(gateways.writePaymentGateway, { body: WORDS })
  expect(await customer.call(endpoints.listPaymentMethods, { params })).toMatchObject({ canAdd: true, kinds: ['card'] })
})

test('the same Idempotency-Key is one payment; with another amount it is refused', async () => {
  const accountId = await telco.open({ accountNumber: '5002', from: '2026-06-01T00:00:00Z', billDay: 1 })
  const methodId = await telco.store(accountId)
  const params = { accountId: String(accountId) }
  const ask = (amount: string) => ({
    params,
    body: { amount, methodId, returnPath: '/my' },
    headers: { 'idempotency-key': 'click' },
  })
  const [one, other] = [
    await telco.customer(accountId).call(endpoints.addCredit, ask('30.00')),
    await telco.customer(accountId).call(endpoints.addCredit, ask('30.00')),
  ]
  expect(other.id).toBe(one.id)
  expect((await telco.customer(accountId).refusal(endpoints.addCredit, ask('31.00'))).status).toBe(409)
  expect(await telco.dollars(accountId)).toBe('30.00')
})

test('a bank that wants to hear from the holder: sent there, and right when they come back', async () => {
  const accountId = await telco.open({ accountNumber: '5003', from: '2026-06-01T00:00:00Z', billDay: 1 })
  const methodId = await telco.store(accountId, { number: '4000002760003184' })
  const params = { accountId: String(accountId) }
  const pay = () =>
    telco
      .customer(accountId)
      .call(endpoints.addCredit, { params, body: { amount: '30.00', methodId, returnPath: '/my' } })
  const [approved, refused, left] = [await pay(), await pay(), await pay()]
  expect(approved).toMatchObject({ state: 'needs-action', isSettled: false })
  await telco.type(there(approved.continueAt), { do: 'approve' })
  await telco.type(there(refused.continueAt), { do: 'refuse' })
  const sync = (chargeId: string) =>
    telco.customer(accountId).call(endpoints.syncGatewayCharge, { params: { ...params, chargeId } })
  expect(await sync(approved.id)).toMatchObject({ state: 'succeeded' })
  expect(await sync(refused.id)).toMatchObject({
    state: 'failed',
    failureCode: 'payment_intent_authentication_failure',
  })
  // Nobody went on with the third: after a day it is called off at the gateway.
  telco.later(26 * 60)
  await telco.sweep()
  expect(await sync(left.id)).toMatchObject({ state: 'cancelled', isSettled: true })
  expect(await telco.dollars(accountId)).toBe('30.00')
})

test('card after card that fails is stopped', async () => {
  const accountId = await telco.open({ accountNumber: '5004', from: '2026-06-01T00:00:00Z', billDay: 1 })
  const methodId = await telco.store(accountId)
  const asked = { params: { accountId: String(accountId) }, body: { amount: '30.00', methodId, returnPath: '/my' } }
  for (let tries = 0; tries < 8; tries++) {
    telco.gateway.bank.declines.push('generic_decline')
    expect(await telco.customer(accountId).call(endpoints.addCredit, asked)).toMatchObject({ state: 'failed' })
  }
  expect((await telco.customer(accountId).refusal(endpoints.addCredit, asked)).status).toBe(429)
})

test('what happens to the money is told by mail, with the receipt of the card', async () => {
  const accountId = await telco.open({ accountNumber: '5005', from: '2026-06-01T00:00:00Z', billDay: 1 })
  await telco.pool.query(
    `INSERT INTO account_contacts (reseller_id, account_id, kind, name, email)
     VALUES ($1, $2, 'main', 'Mia', 'mia@example.com')`,
    [telco.resellerId, accountId],
  )
  const methodId = await telco.store(accountId)
  const params = { accountId: String(accountId) }
  const paid = await telco
    .customer(accountId)
    .call(endpoints.addCredit, { params, body: { amount: '30.00', methodId, returnPath: '/my' } })
  const chargeId = paid.id
  await telco.staff.call(endpoints.refundCharge, {
    params: { ...params, chargeId },
    body: { reason: 'Sorry', amount: '10.00' },
  })
  const { rows } = await telco.pool.query<{ id: bigint }>('SELECT id FROM events WHERE account_id = $1 ORDER BY id', [
    accountId,
  ])
  for (const { id } of rows) await tellEvent(telco.pool, id, telco.api.now)
  const mails = await telco.pool.query<{ kind: string; said: string }>(
    'SELECT kind, to_jsonb(m)::text AS said FROM mails m WHERE account_id = $1 ORDER BY id',
    [accountId],
  )
  expect(mails.rows.map(({ kind }) => kind)).toEqual(['receipt', 'payment-refunded'])
  expect(there(mails.rows[0]).said).toContain('card, Visa ending 4242')
  expect(there(mails.rows[1]).said).toContain('$10.00')
})
