import { z } from 'zod'
import { CHARGE_PURPOSES, CHARGE_STATES } from '#domain/payments/charge.ts'
import { METHOD_KINDS } from '#domain/payments/payment-method.ts'
import { REFUND_STATES } from '#domain/payments/refund.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { oneOrMore } from './list-parameter.ts'
import { counting, currency, id, instant, longId, money, pageWithTotal, paging, words } from './wire.ts'

const paymentMethod = z
  .object({
    id,
    accountId: id,
    kind: z.enum(METHOD_KINDS).meta({ description: 'card; becs: a bank account by direct debit' }),
    brand: z.string().meta({ description: '`visa`, `mastercard`; empty for a bank account' }),
    last4: z.string(),
    name: z.string().meta({ description: 'For people', examples: ['Visa ending 4242'] }),
    expMonth: z.number().int().nullable(),
    expYear: z.number().int().nullable(),
    isExpired: z.boolean(),
    isDefault: z.boolean().meta({ description: 'What automatic charges use' }),
    addedAt: instant,
  })
  .meta({ id: 'PaymentMethod' })

const refund = z
  .object({
    id: longId,
    amount: money,
    reason: z.string(),
    state: z.enum(REFUND_STATES),
    failureReason: z.string().nullable(),
    at: instant,
    by: z.string().nullable().meta({ description: 'Staff only' }),
  })
  .meta({ id: 'GatewayRefund' })

const gatewayCharge = z
  .object({
    id: longId,
    accountId: id,
    accountNumber: z.string(),
    accountName: z.string(),
    currency,
    amount: money.meta({ description: 'With GST' }),
    purpose: z.enum(CHARGE_PURPOSES),
    state: z.enum(CHARGE_STATES).meta({
      description:
        'planned, sent: on its way; needs-action: the bank wants its holder, go on at `continueAt`; processing: a direct ' +
        'debit, some business days; cancelled, failed, succeeded: over',
    }),
    isSettled: z.boolean().meta({ description: 'Nothing more is to come; until then ask again' }),
    continueAt: z.url().nullable().meta({ description: 'A page of the payment provider where somebody goes on' }),
    paidBy: z.string().meta({ description: 'Empty: not known yet', examples: ['Visa ending 4242'] }),
    failureCode: z.string().nullable(),
    failureReason: z.string().nullable().meta({ description: 'For people: what is wrong, what to do' }),
    paymentId: longId.nullable().meta({ description: 'The payment it became' }),
    refundable: money.meta({ description: 'What can still be given back' }),
    isDisputed: z.boolean(),
    startedAt: instant,
    settledAt: instant.nullable(),
    startedBy: z.string().nullable().meta({ description: 'Staff only' }),
  })
  .meta({ id: 'GatewayCharge' })

const chargeDetails = gatewayCharge.extend({ refunds: z.array(refund) }).meta({ id: 'GatewayChargeDetails' })

const amount = money
  .refine((value) => value > 0n && value <= 999_999_990_000n, 'Write an amount above 0 and up to 999999.99.')
  .refine((value) => value % 10_000n === 0n, 'Payments are in whole cents.')

/** A page of the portal to come back to: a path, so that nobody is sent elsewhere. */
const returnPath = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\x21-\x7e]*$/, 'Write a path of the portal, like /my/billing.')
  .meta({ description: 'Where the payment provider sends people back to: a path of the portal', examples: ['/my/pay'] })

const account = z.object({ accountId: id })
const method = z.object({ accountId: id, methodId: id })
const charge = z.object({ accountId: id, chargeId: longId })

const methods = z.object({
  items: z.array(paymentMethod),
  canAdd: z.boolean().meta({ description: 'Whether the provider takes cards or direct debits' }),
  kinds: z.array(z.enum(METHOD_KINDS)).meta({ description: 'What can be added' }),
  currency,
  least: money.nullable().meta({ description: 'The least one payment may be; null: none are taken' }),
  most: money.nullable(),
})

const chargeFilters = {
  state: oneOrMore(CHARGE_STATES).optional(),
  purpose: oneOrMore(CHARGE_PURPOSES).optional(),
}

export const cardPaymentsEndpoints = {
  listPaymentMethods: endpoint({
    id: 'payment-methods.list',
    method: 'GET',
    path: '/accounts/{accountId}/payment-methods',
    summary: 'Stored cards and bank accounts of an account',
    access: 'card-payments.read',
    params: account,
    response: methods,
  }),
  addPaymentMethod: endpoint({
    id: 'payment-methods.add',
    method: 'POST',
    path: '/accounts/{accountId}/payment-methods',
    summary: 'Begin to store a card or bank account: gives the page of the payment provider where it is typed',
    description: 'Send the person to `url`. They come back to `returnPath`; then call sync.',
    access: 'card-payments.write',
    params: account,
    body: z.object({ returnPath }).strict(),
    response: z.object({ url: z.url() }),
    status: 201,
  }),
  syncPaymentMethods: endpoint({
    id: 'payment-methods.sync',
    method: 'POST',
    path: '/accounts/{accountId}/payment-methods/sync',
    summary: 'Ask the payment provider what was stored, after coming back from its page',
    access: 'card-payments.write',
    params: account,
    response: methods,
    status: 200,
  }),
  makeDefaultPaymentMethod: endpoint({
    id: 'payment-methods.make-default',
    method: 'POST',
    path: '/accounts/{accountId}/payment-methods/{methodId}/make-default',
    summary: 'Use this one for automatic charges',
    access: 'card-payments.write',
    params: method,
    response: paymentMethod,
  }),
  removePaymentMethod: endpoint({
    id: 'payment-methods.remove',
    method: 'DELETE',
    path: '/accounts/{accountId}/payment-methods/{methodId}',
    summary: 'Forget a stored card or bank account, here and at the payment provider',
    access: 'card-payments.write',
    params: method,
  }),
  listGatewayCharges: endpoint({
    id: 'gateway-charges.list',
    method: 'GET',
    path: '/gateway-charges',
    summary: 'Charges of cards and direct debits of all accounts, the last first',
    access: 'card-payments.read',
    query: z.object({ ...paging, ...counting, ...chargeFilters }),
    response: pageWithTotal(gatewayCharge),
  }),
  listAccountCharges: endpoint({
    id: 'gateway-charges.list-of-account',
    method: 'GET',
    path: '/accounts/{accountId}/gateway-charges',
    summary: 'Charges of cards and direct debits of an account, the last first',
    access: 'card-payments.read',
    params: account,
    query: z.object({ ...paging, ...counting, ...chargeFilters }),
    response: pageWithTotal(gatewayCharge),
  }),
  addCredit: endpoint({
    id: 'gateway-charges.add-credit',
    method: 'POST',
    path: '/accounts/{accountId}/gateway-charges',
    summary: 'Add credit by a stored card or bank account, or on a page of the payment provider',
    description:
      'Send an Idempotency-Key: repeated with it, nothing is charged twice. Where `continueAt` is given send the person ' +
      'there; they come back to `returnPath` with `?charge=` and its id; then call sync until `isSettled`.',
    access: 'card-payments.write',
    params: account,
    body: z
      .object({
        amount: amount.meta({ description: 'With GST, between `least` and `most` of the payment methods' }),
        methodId: id.nullable().meta({ description: 'A stored one; null: a page where another is typed' }),
        saveMethod: z
          .boolean()
          .default(false)
          .meta({ description: 'Of a page: store what is typed for the next time' }),
        returnPath,
      })
      .strict(),
    response: gatewayCharge,
    status: 201,
  }),
  readGatewayCharge: endpoint({
    id: 'gateway-charges.read',
    method: 'GET',
    path: '/accounts/{accountId}/gateway-charges/{chargeId}',
    summary: 'A charge as it is known here, with its refunds',
    access: 'card-payments.read',
    params: charge,
    response: chargeDetails,
  }),
  syncGatewayCharge: endpoint({
    id: 'gateway-charges.sync',
    method: 'POST',
    path: '/accounts/{accountId}/gateway-charges/{chargeId}/sync',
    summary: 'Ask the payment provider how a charge stands',
    description: 'Does what a webhook of the provider would do, whether or not one ever comes.',
    access: 'card-payments.write',
    params: charge,
    response: chargeDetails,
    status: 200,
  }),
  cancelGatewayCharge: endpoint({
    id: 'gateway-charges.cancel',
    method: 'POST',
    path: '/accounts/{accountId}/gateway-charges/{chargeId}/cancel',
    summary: 'Call off a payment nobody went on with: its page is closed',
    description: 'What was paid meanwhile stays paid: read `state`.',
    access: 'card-payments.write',
    params: charge,
    response: chargeDetails,
    status: 200,
  }),
  refundCharge: endpoint({
    id: 'gateway-charges.refund',
    method: 'POST',
    path: '/accounts/{accountId}/gateway-charges/{chargeId}/refunds',
    summary: 'Give money back to the card or bank account it came from, all that is left or a part',
    description:
      'Takes it off the balance by a payment below zero. Send an Idempotency-Key: repeated, it is done once.',
    access: 'card-payments.refund',
    params: charge,
    body: z
      .object({
        amount: amount.optional().meta({ description: 'Left out: all that is left' }),
        reason: words(300),
      })
      .strict(),
    response: chargeDetails,
    status: 201,
  }),
} satisfies Record<string, Endpoint>
