import { systemActor } from '#domain/access/actor.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation, perform } from '#operations/operation.ts'
import type { GatewayEvent } from '#providers/payment-gateway/payment-gateway.ts'
import { findResellerOfToken } from '#storage/queries/payment-gateways.ts'
import { findWaitingEvents } from '#storage/queries/gateway-events.ts'
import { keepGatewayEvents, markEventHandled } from '#storage/tables/gateway-events.ts'
import { markGatewaySeen } from '#storage/tables/payment-gateways.ts'
import { gatewayProblem, openOwnGateway, type OwnGateway, type PaymentTools } from './gateway-tools.ts'
import { hearGateway } from './hear-gateway.ts'

/**
 * Takes a webhook of a gateway: looks at its signature, writes down that it came, and deals with what it is about. Delivered
 * again it is taken again, and nothing happens twice; where it could not be dealt with, the gateway is told to send it again.
 *
 * @param body as it came, byte for byte.
 * @throws ProblemError 'not_found' for an address nobody has, 'forbidden' for a wrong or old signature, 'unavailable'.
 */
export async function receiveGatewayEvent(
  tools: PaymentTools,
  { token, body, signature }: { readonly token: string; readonly body: string; readonly signature: string },
): Promise<void> {
  const resellerId = await findResellerOfToken(tools.pool, token)
  if (resellerId === undefined)
    throw new ProblemError(problem('not_found', 'No payment gateway sends to this address.'))
  const own = await openOwnGateway(tools, resellerId)
  const event = own.gateway.readWebhook(body, signature, tools.clock())
  if (event === undefined) throw new ProblemError(problem('forbidden', 'This is not signed by the payment gateway.'))
  try {
    await takeEvent(tools, own, event, true)
  } catch (error) {
    throw gatewayProblem(error)
  }
}

/** Writes an event down and deals with it, unless that was done before. @returns whether it was new. */
export async function takeEvent(
  tools: PaymentTools,
  own: OwnGateway,
  event: GatewayEvent,
  isWebhook = false,
): Promise<boolean> {
  const { resellerId } = own.settings
  const actor = systemActor(resellerId, 'the payment gateway')
  const request = { actor, now: tools.clock(), origin: 'payment gateway' }
  const isWaiting = await perform(tools.pool, keepEvent, { ...request, input: { event, isWebhook } }, (waits) => waits)
  if (!isWaiting) return false
  const outcome = await hearGateway(tools, own, event.object)
  await perform(tools.pool, endEvent, { ...request, input: { gatewayId: event.id, outcome } }, () => undefined)
  return true
}

const keepEvent = operation({
  name: 'gateway-events.keep',
  permission: 'card-payments.settle',
  async run({ db, resellerId, now }, { event, isWebhook }: { event: GatewayEvent; isWebhook: boolean }) {
    const { id: gatewayId, type, at: happenedAt, object } = event
    if (isWebhook) await markGatewaySeen(db, resellerId, { webhookSeenAt: now })
    const facts = { gatewayId, type, objectKind: object.kind, objectId: object.id, happenedAt, receivedAt: now }
    await keepGatewayEvents(db, [{ resellerId, ...facts }])
    return (await findWaitingEvents(db, [gatewayId])).has(gatewayId)
  },
})

const endEvent = operation({
  name: 'gateway-events.end',
  permission: 'card-payments.settle',
  run: ({ db, now }, input: { gatewayId: string; outcome: string }) => markEventHandled(db, { ...input, now }),
})
