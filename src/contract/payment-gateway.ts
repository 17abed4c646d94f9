import { z } from 'zod'
import { METHOD_KINDS } from '#domain/payments/payment-method.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { currency, instant, money } from './wire.ts'

const kinds = z.array(z.enum(METHOD_KINDS)).meta({ description: 'card; becs: bank accounts by BECS direct debit' })

const paymentGateway = z
  .object({
    isOn: z.boolean(),
    account: z
      .object({
        id: z.string(),
        name: z.string(),
        isLive: z.boolean().meta({ description: 'false: a test account, no money moves' }),
      })
      .nullable()
      .meta({ description: 'Whose keys they are; null: none were given yet' }),
    secretKeyEnd: z.string().nullable().meta({ description: 'The last four characters; it is never shown again' }),
    webhookSecretEnd: z.string().nullable(),
    methods: kinds,
    statementSuffix: z.string(),
    currency,
    least: money,
    most: money,
    webhookUrl: z.url().nullable().meta({ description: 'Where the payment provider is to send its events' }),
    webhookEvents: z.array(z.string()).meta({ description: 'Which of its events' }),
    webhookSeenAt: instant.nullable().meta({ description: 'When it last did' }),
    version: z.number().int(),
  })
  .meta({ id: 'PaymentGateway' })

/** A key as it is copied: never with a space or a line break. */
const secret = (start: RegExp, message: string) =>
  z
    .string()
    .trim()
    .max(255)
    .regex(/^[\x21-\x7e]*$/, 'Copy the key without spaces.')
    .regex(start, message)

const bound = money.refine((value) => value > 0n && value % 10_000n === 0n, 'Write an amount in whole cents.')

export const paymentGatewayEndpoints = {
  readPaymentGateway: endpoint({
    id: 'payment-gateway.read',
    method: 'GET',
    path: '/payment-gateway',
    summary: 'The account at the payment provider that cards and direct debits are taken by',
    access: 'payment-gateway.read',
    response: paymentGateway,
    etag: true,
  }),
  writePaymentGateway: endpoint({
    id: 'payment-gateway.write',
    method: 'PUT',
    path: '/payment-gateway',
    summary: 'Set the account at the payment provider, and what it takes',
    description:
      'The payment provider is asked whose the keys are before they are kept. They are sealed, and only their last four ' +
      'characters are shown afterwards. Asks for a fresh confirmation of who you are.',
    access: 'payment-gateway.write',
    body: z
      .object({
        isOn: z.boolean(),
        secretKey: secret(/^(sk|rk)_/, 'A secret key begins with sk_ or rk_.')
          .optional()
          .meta({ description: 'Left out: the one that is kept' }),
        webhookSecret: secret(/^(whsec_|$)/, 'A signing secret begins with whsec_.')
          .optional()
          .meta({ description: 'Left out: the one that is kept; empty: forget it' }),
        methods: kinds.min(1, 'Take cards, direct debits or both.').max(METHOD_KINDS.length),
        statementSuffix: z
          .string()
          .trim()
          .max(12, 'Use at most 12 characters.')
          .regex(
            /^([A-Za-z0-9 .-]*[A-Za-z][A-Za-z0-9 .-]*)?$/,
            'Use letters, digits, spaces, dots and dashes, one letter at least.',
          )
          .default('')
          .meta({ description: 'After your name on card statements' }),
        least: bound.meta({ description: 'One payment by a customer is at least this' }),
        most: bound,
      })
      .strict(),
    response: paymentGateway,
    etag: true,
  }),
  testPaymentGateway: endpoint({
    id: 'payment-gateway.test',
    method: 'POST',
    path: '/payment-gateway/test',
    summary: 'Ask the payment provider whose the kept keys are, and what the account takes',
    access: 'payment-gateway.write',
    response: z.object({
      isWorking: z.boolean(),
      fault: z.string().nullable(),
      name: z.string().nullable(),
      isLive: z.boolean().nullable(),
      canCharge: z.boolean().nullable(),
      methods: kinds,
    }),
    status: 200,
  }),
  receiveGatewayEvent: endpoint({
    id: 'gateway-events.receive',
    method: 'POST',
    path: '/gateway-events/{gatewayToken}',
    summary: 'Where the payment provider sends its events',
    description:
      'Signed by the payment provider in the header Stripe-Signature over the body as it is. Delivered twice or in another ' +
      'order, nothing happens twice; what could not be dealt with is answered 503 and wants to be sent again.',
    access: 'public',
    params: z.object({ gatewayToken: z.string().regex(/^[\w-]{32}$/, 'There is no such address.') }),
    media: { request: 'application/json' },
    isSigned: true,
  }),
} satisfies Record<string, Endpoint>
