import { afterAll, beforeAll, expect, test } from 'vitest'
import { cardPaymentsEndpoints as endpoints } from '#contract/card-payments.ts'
import { BANK_ACCOUNT, createPayingTelco, type PayingTelco } from '../../support/gateway.ts'
import { there } from '../../support/there.ts'

let telco: PayingTelco
beforeAll(async () => {
  telco = await createPayingTelco()
})
afterAll(() => telco.close())

let opened = 0
const open = (): Promise<number> => {
  opened += 1
  return telco.open({ accountNumber: `20${10 + opened}`, from: '2026-06-01T00:00:00Z', billDay: 1 })
}
const add = (accountId: number, more: Partial<{ methodId: string | null; saveMethod: boolean; amount: string }> = {}) =>
  telco.customer(accountId).call(endpoints.addCredit, {
    params: { accountId: String(accountId) },
    body: { amount: '25.00', methodId: null, returnPath: '/my/pay', ...more },
  })
const sync = (accountId: number, chargeId: string) =>
  telco.customer(accountId).call(endpoints.syncGatewayCharge, { params: { accountId: String(accountId), chargeId } })

test('a customer stores a card on the page of the payment provider, and pays by it', async () => {
  const accountId = await open()
  const methodId = await telco.store(accountId)
  const { items } = await telco
    .customer(accountId)
    .call(endpoints.listPaymentMethods, { params: { accountId: String(accountId) } })
  expect(items).toMatchObject([{ id: methodId, name: 'Visa ending 4242', isDefault: true, isExpired: false }])
  const charge = await add(accountId, { methodId })
  expect(charge).toMatchObject({ state: 'succeeded', paidBy: 'Visa ending 4242', isSettled: true, continueAt: null })
  expect(await telco.payments(accountId)).toEqual(['card 25.00 Visa ending 4242'])
  expect(await telco.dollars(accountId)).toBe('25.00')
  expect(await telco.told(accountId)).toEqual(['payment-method.added', 'payment.received'])
})

test('paying on the page without storing anything: right without any webhook', async () => {
  const accountId = await open()
  const charge = await add(accountId)
  const back = await telco.type(there(charge.continueAt))
  expect(back).toMatch(new RegExp(`/my/pay\\?charge=${charge.id}$`))
  expect(await sync(accountId, charge.id)).toMatchObject({ state: 'succeeded', paidBy: 'Visa ending 4242' })
  const { items } = await telco
    .customer(accountId)
    .call(endpoints.listPaymentMethods, { params: { accountId: String(accountId) } })
  expect(items).toEqual([])
})

test('a declined card on the page may be followed by another; what is wished is stored', async () => {
  const accountId = await open()
  const charge = await add(accountId, { saveMethod: true })
  expect(await telco.type(there(charge.continueAt), { number: '4000000000009995' })).toBe('stays: 402')
  expect(await sync(accountId, charge.id)).toMatchObject({ state: 'sent', isSettled: false })
  await telco.type(there(charge.continueAt), { number: '5555555555554444' })
  expect(await sync(accountId, charge.id)).toMatchObject({ state: 'succeeded', paidBy: 'Mastercard ending 4444' })
  const { items } = await telco
    .customer(accountId)
    .call(endpoints.listPaymentMethods, { params: { accountId: String(accountId) } })
  expect(items.map(({ name }) => name)).toEqual(['Mastercard ending 4444'])
})

test('a bank account is debited some days later', async () => {
  const accountId = await open()
  const methodId = await telco.store(accountId, BANK_ACCOUNT)
  const charge = await add(accountId, { methodId })
  expect(charge).toMatchObject({ state: 'processing', paidBy: 'Bank account ending 3456' })
  expect(await telco.dollars(accountId)).toBe('0.00')
  const intent = Object.values(telco.gateway.bank.books.intents).find(({ status }) => status === 'processing')
  telco.gateway.bank.finishDebit(there(intent).id)
  telco.later(3 * 24 * 60)
  await telco.sweep()
  expect(await telco.payments(accountId)).toEqual(['direct-debit 25.00 Bank account ending 3456'])
  expect(await telco.damage()).toEqual([])
})
