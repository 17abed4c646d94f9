import { paymentGatewayEndpoints as endpoints } from '#contract/payment-gateway.ts'
import { DEFAULT_BOUNDS } from '#domain/payments/amount-bounds.ts'
import { changeGatewaySettings, testGateway, WEBHOOK_EVENTS } from '#operations/payments/gateway-settings.ts'
import { receiveGatewayEvent } from '#operations/payments/receive-gateway-event.ts'
import { readPaymentGateway, type PaymentGatewayRow } from '#storage/queries/payment-gateways.ts'
import { noReseller } from '#operations/operation.ts'
import { ProblemError } from '#domain/problem.ts'
import { route, type Route } from '../route.ts'

export const paymentGatewayRoutes: readonly Route[] = [
  route(endpoints.readPaymentGateway, async ({ read, services }) =>
    gatewayView(await read(readPaymentGateway), services.config.publicUrl),
  ),
  route(endpoints.writePaymentGateway, async ({ read, actor, request, services, body, ifMatch }) => {
    const { least: leastMicros, most: mostMicros, ...words } = body
    const resellerId = known(actor.resellerId)
    await changeGatewaySettings(services, {
      resellerId,
      actor,
      origin: request.ip,
      words: { ...words, leastMicros, mostMicros },
      ifVersion: ifMatch,
    })
    return gatewayView(await read(readPaymentGateway), services.config.publicUrl)
  }),
  route(endpoints.testPaymentGateway, async ({ actor, services }) => {
    const { account, fault } = await testGateway(services, known(actor.resellerId))
    const { name = null, isLive = null, canCharge = null, methods = [] } = account ?? {}
    return { isWorking: account !== null, fault, name, isLive, canCharge, methods }
  }),
  route(endpoints.receiveGatewayEvent, async ({ services, params, request }) => {
    const signature = String(request.headers['stripe-signature'] ?? '')
    const body = typeof request.body === 'string' ? request.body : ''
    await receiveGatewayEvent(services, { token: params.gatewayToken, body, signature })
    return {}
  }),
]

function known(resellerId: number | undefined): number {
  if (resellerId === undefined) throw new ProblemError(noReseller())
  return resellerId
}

/** What of a gateway is shown: never a secret but its end. */
function gatewayView(gateway: PaymentGatewayRow | undefined, publicUrl: string) {
  const webhookEvents = WEBHOOK_EVENTS
  if (gateway === undefined) {
    const nothing = { account: null, secretKeyEnd: null, webhookSecretEnd: null, webhookUrl: null, webhookSeenAt: null }
    const { leastMicros: least, mostMicros: most } = DEFAULT_BOUNDS
    const terms = {
      isOn: false,
      methods: ['card'] as const,
      statementSuffix: '',
      currency: 'AUD' as const,
      least,
      most,
    }
    return { ...nothing, ...terms, webhookEvents, version: 0 }
  }
  const { isOn, methods, statementSuffix, leastMicros, mostMicros, webhookSeenAt, version } = gateway
  return {
    isOn,
    account: { id: gateway.gatewayAccount, name: gateway.gatewayName, isLive: gateway.isLive },
    secretKeyEnd: gateway.secretKeyLast4,
    webhookSecretEnd: gateway.webhookLast4 === '' ? null : gateway.webhookLast4,
    methods,
    statementSuffix,
    currency: 'AUD' as const,
    least: leastMicros,
    most: mostMicros,
    webhookUrl: `${publicUrl}/api/v1/gateway-events/${gateway.webhookToken}`,
    webhookEvents,
    webhookSeenAt,
    version,
  }
}
