import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { oneOrMore } from './list-parameter.ts'
import { counting, currency, date, id, instant, longId, money, pageWithSums, paging, prose, words } from './wire.ts'

const METHODS = ['bank-transfer', 'card', 'direct-debit', 'cash', 'cheque', 'other'] as const
const method = z.enum(METHODS)

const payment = z
  .object({
    id: longId,
    accountId: id,
    accountNumber: z.string(),
    accountName: z.string(),
    currency,
    amount: money.meta({ description: 'With GST; below zero: taken back' }),
    method,
    reference: z.string(),
    note: z.string().nullable().meta({ description: 'Staff only' }),
    receivedAt: instant,
    receivedOn: date,
    recordedAt: instant,
    recordedBy: z.string().nullable().meta({ description: 'Staff only' }),
    receipt: z.string().nullable().meta({ description: 'The number of its receipt' }),
    reverses: longId.nullable().meta({ description: 'The payment this takes back' }),
    reversedBy: longId.nullable().meta({ description: 'The reversal, where it was taken back' }),
    returns: longId.nullable().meta({ description: 'The payment of which this goes back, or comes again, in part' }),
    returned: money.meta({ description: 'What of it went back by refunds and chargebacks' }),
    chargeId: longId
      .nullable()
      .meta({ description: 'The charge of a card or bank account it came by: refund it there' }),
    statementId: longId.nullable().meta({ description: 'null: on none yet' }),
  })
  .meta({ id: 'Payment' })

const given = {
  amount: money
    .refine((value) => value > 0n && value <= 10_000_000_000_000n, 'Write an amount above 0 and up to 10000000.00.')
    .refine((value) => value % 10_000n === 0n, 'Payments are in whole cents.')
    .meta({ description: 'With GST' }),
  method,
  reference: z
    .string()
    .trim()
    .max(100)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'Control characters and line breaks are not allowed here.')
    .refine((text) => text.isWellFormed(), 'This is not well-formed text.')
    .default('')
    .meta({ description: 'As the bank or the customer wrote it' }),
  note: prose(1000).default(''),
  receivedOn: date.optional().meta({ description: 'In the account’s zone; left out: today' }),
  confirmDuplicate: z
    .boolean()
    .default(false)
    .meta({ description: 'One like it is recorded already, and this is another' }),
}

const payable = z
  .object({
    accountId: id,
    accountNumber: z.string(),
    name: z.string(),
    status: z.string(),
    currency,
    balance: money.meta({ description: 'Above zero: credit; below zero: owed' }),
  })
  .meta({ id: 'PayableAccount' })

const filters = {
  method: oneOrMore(METHODS).optional(),
  from: date.optional().meta({ description: 'Received on this day or later, in the account’s zone' }),
  to: date.optional().meta({ description: 'Received on this day or earlier' }),
  search: words(100).optional().meta({ description: 'Part of a reference, or the number of a receipt' }),
  state: oneOrMore(['standing', 'reversed', 'reversal'])
    .optional()
    .meta({ description: 'reversed: was taken back; reversal: takes another back. One or several, parted by commas' }),
}
const sums = { amount: money.meta({ description: 'With GST, what was taken back set off' }) }

const account = z.object({ accountId: id })

export const paymentsEndpoints = {
  listPayments: endpoint({
    id: 'payments.list',
    method: 'GET',
    path: '/payments',
    summary: 'Payments of all accounts, the last recorded first',
    access: 'billing.read',
    query: z.object({ ...paging, ...counting, ...filters, accountId: id.optional() }),
    response: pageWithSums(payment, sums),
  }),
  exportPayments: endpoint({
    id: 'payments.export',
    method: 'GET',
    path: '/payments.csv',
    summary: 'Payments of all accounts as CSV, by the same filters',
    access: 'billing.read',
    query: z.object({ ...filters, accountId: id.optional() }),
    media: { response: 'text/csv' },
  }),
  findPayableAccount: endpoint({
    id: 'payments.find-account',
    method: 'GET',
    path: '/payments/account',
    summary: 'The account a bank reference belongs to: its number, whatever stands around it',
    access: 'billing.write',
    query: z.object({ reference: words(100) }),
    response: payable,
  }),
  recordPaymentByReference: endpoint({
    id: 'payments.create',
    method: 'POST',
    path: '/payments',
    summary: 'Record a payment by its bank reference, the account number',
    access: 'billing.write',
    body: z.object({ ...given, accountNumber: words(40) }).strict(),
    response: payment,
    status: 201,
  }),
  listAccountPayments: endpoint({
    id: 'payments.list-of-account',
    method: 'GET',
    path: '/accounts/{accountId}/payments',
    summary: 'Payments of an account, the last recorded first',
    access: 'billing.read',
    params: account,
    query: z.object({ ...paging, ...counting, ...filters }),
    response: pageWithSums(payment, sums),
  }),
  exportAccountPayments: endpoint({
    id: 'payments.export-of-account',
    method: 'GET',
    path: '/accounts/{accountId}/payments.csv',
    summary: 'Payments of an account as CSV, by the same filters',
    access: 'billing.read',
    params: account,
    query: z.object(filters),
    media: { response: 'text/csv' },
  }),
  recordPayment: endpoint({
    id: 'payments.record',
    method: 'POST',
    path: '/accounts/{accountId}/payments',
    summary: 'Record a payment of an account; it gets a receipt',
    description:
      'One that looks like a payment recorded before is refused until `confirmDuplicate` says that it is another.',
    access: 'billing.write',
    params: account,
    body: z.object(given).strict(),
    response: payment,
    status: 201,
  }),
  readPayment: endpoint({
    id: 'payments.read',
    method: 'GET',
    path: '/accounts/{accountId}/payments/{paymentId}',
    summary: 'A payment',
    access: 'billing.read',
    params: z.object({ accountId: id, paymentId: longId }),
    response: payment,
  }),
  reversePayment: endpoint({
    id: 'payments.reverse',
    method: 'POST',
    path: '/accounts/{accountId}/payments/{paymentId}/reverse',
    summary: 'Take a payment back: dishonoured, typed wrong, another account’s',
    access: 'billing.write',
    params: z.object({ accountId: id, paymentId: longId }),
    body: z.object({ reason: words(300) }).strict(),
    response: payment,
    status: 201,
  }),
} satisfies Record<string, Endpoint>
