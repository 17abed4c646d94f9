import { Stripe } from 'stripe'
import { GatewayError, type GatewayKeys, type GatewayMethod, type PaymentGateway } from './payment-gateway.ts'
import { asked } from './stripe-faults.ts'
import {
  accountOf,
  chargeOf,
  disputeOf,
  EVENT_KINDS,
  eventOf,
  KEY_FIELD,
  methodOf,
  pageOf,
  refundOf,
  STRIPE_METHODS,
  toCents,
} from './stripe-shapes.ts'

/** How long Stripe may take to answer one request. */
const TIMEOUT_MS = 30_000

/** A webhook older than this was held back or is played again. */
const TOLERANCE_SECONDS = 300

/** A charge nobody is there to approve. */
const NOBODY_THERE = {
  off_session: true,
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
} as const

/** Of one look at a list: a customer's charges, events. */
const PAGE = 100
const MOST_LISTED = 10_000

/**
 * Stripe as the gateway.
 *
 * @param options.apiUrl where its API answers, like `http://127.0.0.1:12111`; left out: Stripe's own.
 */
export function createStripeGateway(
  { secretKey, webhookSecret }: GatewayKeys,
  { apiUrl }: { readonly apiUrl?: string | undefined } = {},
): PaymentGateway {
  const stripe = new Stripe(secretKey, {
    ...(apiUrl !== undefined && placeOf(apiUrl)),
    timeout: TIMEOUT_MS,
    // The same request with the same idempotency key.
    maxNetworkRetries: 1,
    telemetry: false,
  })
  return {
    readAccount: () =>
      asked(async () => {
        const [account, balance] = await Promise.all([stripe.accounts.retrieveCurrent(), stripe.balance.retrieve()])
        return { ...accountOf(account), isLive: balance.livemode }
      }),
    createCustomer: ({ key, name, email, accountNumber }) =>
      asked(async () => {
        const words = { name, ...(email !== undefined && { email }), metadata: { account: accountNumber } }
        return (await stripe.customers.create(words, { idempotencyKey: key })).id
      }),
    startSetup: ({ key, customerId, methods, returnUrl, cancelUrl }) =>
      asked(async () =>
        pageOf(
          await stripe.checkout.sessions.create(
            {
              mode: 'setup',
              currency: 'aud',
              customer: customerId,
              allowed_payment_method_types: methods.map((kind) => STRIPE_METHODS[kind]),
              success_url: returnUrl,
              cancel_url: cancelUrl,
              metadata: { [KEY_FIELD]: key },
            },
            { idempotencyKey: key },
          ),
        ),
      ),
    startPayment: (request) =>
      asked(async () => {
        const { key, customerId, methods, returnUrl, cancelUrl, amountMicros, description, statementSuffix } = request
        const metadata = { [KEY_FIELD]: key }
        const session = await stripe.checkout.sessions.create(
          {
            mode: 'payment',
            customer: customerId,
            allowed_payment_method_types: methods.map((kind) => STRIPE_METHODS[kind]),
            line_items: [
              {
                quantity: 1,
                price_data: {
                  currency: 'aud',
                  unit_amount: toCents(amountMicros),
                  product_data: { name: description },
                },
              },
            ],
            payment_intent_data: {
              description,
              metadata,
              ...(request.saves && { setup_future_usage: 'off_session' as const }),
              ...(statementSuffix !== '' && { statement_descriptor_suffix: statementSuffix }),
            },
            success_url: returnUrl,
            cancel_url: cancelUrl,
            metadata,
          },
          { idempotencyKey: key },
        )
        return pageOf(session)
      }),
    readPage: (pageId) =>
      asked(async () => pageOf(await stripe.checkout.sessions.retrieve(pageId, { expand: ['setup_intent'] }))),
    expirePage: (pageId) =>
      asked(async () => {
        const session = await stripe.checkout.sessions.retrieve(pageId)
        if (session.status === 'open') await stripe.checkout.sessions.expire(pageId)
      }),
    chargeStored: ({ key, customerId, methodId, kind, amountMicros, description, statementSuffix, returnUrl }) =>
      asked(async () => {
        const isCard = kind === 'card'
        const request: Stripe.PaymentIntentCreateParams = {
          amount: toCents(amountMicros),
          currency: 'aud',
          customer: customerId,
          payment_method: methodId,
          allowed_payment_method_types: [STRIPE_METHODS[kind]],
          confirm: true,
          description,
          metadata: { [KEY_FIELD]: key },
          ...(returnUrl === undefined ? NOBODY_THERE : { return_url: returnUrl }),
          ...(isCard && statementSuffix !== '' && { statement_descriptor_suffix: statementSuffix }),
          expand: ['payment_method'],
        }
        try {
          return chargeOf(await stripe.paymentIntents.create(request, { idempotencyKey: key }))
        } catch (error) {
          const declined = error instanceof Stripe.errors.StripeCardError ? error.payment_intent : undefined
          if (declined === undefined) throw error
          return chargeOf(declined)
        }
      }),
    readCharge: (intentId) =>
      asked(async () => chargeOf(await stripe.paymentIntents.retrieve(intentId, { expand: ['payment_method'] }))),
    findCharge: ({ customerId, key, since }) =>
      asked(async () => {
        // Stripe's clock may be behind ours.
        const created = { gte: seconds(since) - TOLERANCE_SECONDS }
        const search = { customer: customerId, created, limit: PAGE, expand: ['data.payment_method'] }
        for await (const intent of stripe.paymentIntents.list(search))
          if (intent.metadata[KEY_FIELD] === key) return chargeOf(intent)
        return undefined
      }),
    cancelCharge: (intentId) =>
      asked(async () => {
        const intent = await stripe.paymentIntents.retrieve(intentId, { expand: ['payment_method'] })
        const isWaiting = intent.status.startsWith('requires_')
        return chargeOf(isWaiting ? await stripe.paymentIntents.cancel(intentId) : intent)
      }),
    refund: ({ key, intentId, amountMicros }) =>
      asked(async () => {
        const words = { payment_intent: intentId, amount: toCents(amountMicros), metadata: { [KEY_FIELD]: key } }
        return refundOf(await stripe.refunds.create(words, { idempotencyKey: key }))
      }),
    readRefund: (refundId) => asked(async () => refundOf(await stripe.refunds.retrieve(refundId))),
    listRefunds: (intentId) =>
      asked(async () => {
        const list = stripe.refunds.list({ payment_intent: intentId, limit: PAGE })
        return (await list.autoPagingToArray({ limit: MOST_LISTED })).map(refundOf)
      }),
    readDispute: (disputeId) => asked(async () => disputeOf(await stripe.disputes.retrieve(disputeId))),
    readMethod: (methodId) =>
      asked(async (): Promise<GatewayMethod> => {
        const method = methodOf(await stripe.paymentMethods.retrieve(methodId))
        if (method === null) throw new GatewayError('refused', 'This is neither a card nor a bank account.')
        return method
      }),
    detachMethod: (methodId) =>
      asked(async () => {
        const { customer } = await stripe.paymentMethods.retrieve(methodId)
        if (customer !== null) await stripe.paymentMethods.detach(methodId)
      }),
    listEvents: (since) =>
      asked(async () => {
        const list = stripe.events.list({ created: { gte: seconds(since) }, types: [...EVENT_KINDS], limit: PAGE })
        return (await list.autoPagingToArray({ limit: MOST_LISTED })).map(eventOf).toReversed()
      }),
    readWebhook: (body, signature, now) => {
      if (webhookSecret === '') return undefined
      try {
        const { webhooks } = stripe
        const at = now.getTime()
        return eventOf(webhooks.constructEvent(body, signature, webhookSecret, TOLERANCE_SECONDS, undefined, at))
      } catch (error) {
        if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
          return undefined
        throw error
      }
    },
  }
}

function placeOf(apiUrl: string): { host: string; port: string; protocol: 'http' | 'https' } {
  const { hostname: host, port, protocol } = new URL(apiUrl)
  const isPlain = protocol === 'http:'
  return { host, port: port === '' ? (isPlain ? '80' : '443') : port, protocol: isPlain ? 'http' : 'https' }
}

function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000)
}
