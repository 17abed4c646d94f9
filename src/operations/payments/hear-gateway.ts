import { randomUUID } from 'node:crypto'
import { systemActor } from '#domain/access/actor.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { operation, perform, type Operation } from '#operations/operation.ts'
import { GatewayError, type GatewayEvent, type GatewayRefund } from '#providers/payment-gateway/payment-gateway.ts'
import { findChargeAtGateway, type ChargeRow } from '#storage/queries/gateway-charges.ts'
import { findRefundAtGateway } from '#storage/queries/gateway-refunds.ts'
import { findSetupAtGateway } from '#storage/queries/payment-setups.ts'
import { insertRefund } from '#storage/tables/gateway-refunds.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { refreshMethod } from './change-methods.ts'
import { followDispute } from './follow-dispute.ts'
import type { OwnGateway, PaymentTools } from './gateway-tools.ts'
import { settleRefund } from './refund-charge.ts'
import { settleCharge } from './settle-charge.ts'
import { syncSetup } from './store-method.ts'

/**
 * Deals with something that happened at the gateway: reads the object itself, whatever the event says of it, and brings what
 * is written down here to where that is. So it does not matter in which order events come, how late, or how often.
 *
 * @returns what came of it, in a word; 'not ours' where it is about nothing of ours.
 * @throws GatewayError where the gateway does not answer: it has to be heard again.
 */
export async function hearGateway(
  tools: PaymentTools,
  own: OwnGateway,
  object: GatewayEvent['object'],
): Promise<string> {
  try {
    return await HEAR[object.kind](tools, own, object.id)
  } catch (error) {
    if (error instanceof GatewayError && error.fault === 'missing') return 'gone'
    throw error
  }
}

type Hear = (tools: PaymentTools, own: OwnGateway, id: string) => Promise<string>

const NOT_OURS = 'not ours'

const HEAR: Readonly<Record<GatewayEvent['object']['kind'], Hear>> = {
  charge: async (tools, own, id) => ((await settleIntent(tools, own, id)) === undefined ? NOT_OURS : 'charge'),
  page: hearPage,
  refund: hearRefund,
  dispute: hearDispute,
  method: hearMethod,
  other: () => Promise.resolve(NOT_OURS),
}

/** Brings the charge of an intent to where it is. @returns the charge, as it was before; undefined: none of ours. */
async function settleIntent(tools: PaymentTools, own: OwnGateway, intentId: string): Promise<ChargeRow | undefined> {
  const { gateway, settings } = own
  const { resellerId } = settings
  const said = await gateway.readCharge(intentId)
  const charge = await readAsTenant(tools.pool, { resellerId }, (db) =>
    findChargeAtGateway(db, { intentId, gatewayKey: said.key }),
  )
  if (charge === undefined) return undefined
  const page = charge.pageId === null ? undefined : await gateway.readPage(charge.pageId)
  const input = { accountId: charge.accountId, chargeId: charge.id, said: { page, charge: said } }
  await settle(tools, resellerId, settleCharge, input)
  return charge
}

async function hearPage(tools: PaymentTools, own: OwnGateway, pageId: string): Promise<string> {
  const { gateway, settings } = own
  const { resellerId } = settings
  const page = await gateway.readPage(pageId)
  const { key: gatewayKey, intentId } = page
  const { charge, setup } = await readAsTenant(tools.pool, { resellerId }, async (db) => ({
    charge: await findChargeAtGateway(db, { pageId, gatewayKey }),
    setup: await findSetupAtGateway(db, { pageId, gatewayKey }),
  }))
  if (setup !== undefined) {
    if (setup.state === 'open') await syncSetup(tools, own, setup, page)
    return 'payment method'
  }
  if (charge === undefined) return NOT_OURS
  const said = { page, charge: intentId === null ? undefined : await gateway.readCharge(intentId) }
  await settle(tools, resellerId, settleCharge, { accountId: charge.accountId, chargeId: charge.id, said })
  return 'charge'
}

async function hearRefund(tools: PaymentTools, own: OwnGateway, refundId: string): Promise<string> {
  const { resellerId } = own.settings
  const said = await own.gateway.readRefund(refundId)
  if (said.intentId === null) return NOT_OURS
  const charge = await settleIntent(tools, own, said.intentId)
  if (charge === undefined) return NOT_OURS
  const refund = await readAsTenant(tools.pool, { resellerId }, (db) =>
    findRefundAtGateway(db, { gatewayId: said.id, gatewayKey: said.key }),
  )
  const { accountId } = charge
  const place = { accountId, chargeId: charge.id, said }
  const id = refund?.id ?? (await settle(tools, resellerId, adoptRefund, place))
  await settle(tools, resellerId, settleRefund, { accountId, refundId: id, said })
  return 'refund'
}

/** Writes down a refund somebody made at the gateway itself, once. */
const adoptRefund = operation({
  name: 'gateway-refunds.adopt',
  permission: 'card-payments.settle',
  async run({ db, resellerId, now, audit }, input: { accountId: number; chargeId: bigint; said: GatewayRefund }) {
    const { accountId, chargeId, said } = input
    await lockedAccount(db, accountId)
    const known = await findRefundAtGateway(db, { gatewayId: said.id, gatewayKey: said.key })
    if (known !== undefined) return known.id
    const refundId = await insertRefund(db, {
      resellerId,
      accountId,
      chargeId,
      key: `gateway ${said.id}`,
      gatewayKey: randomUUID(),
      gatewayId: said.id,
      amountMicros: said.amountMicros,
      reason: 'Made at the payment provider',
      plannedAt: now,
      plannedBy: 'the payment gateway',
    })
    audit({ subject: `account ${accountId}`, accountId, after: { refund: String(refundId), madeAtGateway: said.id } })
    return refundId
  },
})

async function hearDispute(tools: PaymentTools, own: OwnGateway, disputeId: string): Promise<string> {
  const said = await own.gateway.readDispute(disputeId)
  const charge = said.intentId === null ? undefined : await settleIntent(tools, own, said.intentId)
  if (charge === undefined) return NOT_OURS
  const input = { accountId: charge.accountId, chargeId: charge.id, said }
  await settle(tools, own.settings.resellerId, followDispute, input)
  return 'dispute'
}

async function hearMethod(tools: PaymentTools, own: OwnGateway, methodId: string): Promise<string> {
  const method = await own.gateway.readMethod(methodId)
  await settle(tools, own.settings.resellerId, refreshMethod, { method })
  return 'payment method'
}

function settle<Input, Result>(
  { pool, clock }: PaymentTools,
  resellerId: number,
  verb: Operation<Input, Result>,
  input: Input,
): Promise<Result> {
  const actor = systemActor(resellerId, 'the payment gateway')
  return perform(pool, verb, { actor, input, now: clock(), origin: 'payment gateway' }, (result) => result)
}
