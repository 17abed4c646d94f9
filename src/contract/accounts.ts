import { z } from 'zod'
import { ACCOUNT_STATUSES, STATUS_STEPS } from '#domain/accounts/account-status.ts'
import { SUSPENSION_REASONS } from '#domain/accounts/suspension.ts'
import { accountNotesEndpoints } from './account-notes.ts'
import { businessNumber, contact, postalAddress, saysSomething } from './customer.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { oneOrMore } from './list-parameter.ts'
import {
  counting,
  currency,
  date,
  email,
  flag,
  id,
  instant,
  money,
  page,
  pageWithSums,
  paging,
  phoneNumber,
  prose,
  timeZone,
  words,
} from './wire.ts'

const status = z.enum(ACCOUNT_STATUSES)
const paymentMode = z.enum(['prepaid', 'postpaid'])
const accountNumber = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{2,19}$/, 'Use 3 to 20 letters, digits and hyphens.')
  .meta({ examples: ['1000015'] })
const termsDays = z.number().int().min(0).max(90)

const planName = z.object({ id, name: z.string() }).nullable()
const accountId = z.object({ accountId: id })

/** What can be said about a customer when it is opened and later. */
const said = {
  name: words(120).meta({ description: 'As lists and screens show it' }),
  legalName: words(200).nullable(),
  tradingName: words(200).nullable(),
  abn: businessNumber('ABN', '51824753556').nullable(),
  acn: businessNumber('ACN', '004085616').nullable(),
  arbn: businessNumber('ARBN', '004085616').nullable(),
  timeZone,
  isConsumer: z.boolean().meta({ description: 'A consumer or small business: the consumer rules bind' }),
  termsDays: termsDays.meta({ description: 'Days from an invoice to its due date; postpaid only' }),
  creditNote: prose(2000).meta({ description: 'What was agreed about credit; staff only' }),
  billingAddress: postalAddress.nullable(),
  serviceAddress: postalAddress.nullable(),
}

/** Where an account stands. */
export const standing = {
  status,
  statusMeaning: z.string().meta({ description: 'What the status means for the customer, in sentences' }),
  allowedSteps: z.array(z.enum(STATUS_STEPS)).meta({ description: 'What who asks may do about its status now' }),
  suspension: z.object({ reason: z.enum(SUSPENSION_REASONS).nullable(), words: z.string(), since: instant }).nullable(),
  cancelOn: date.nullable().meta({ description: 'The anniversary a scheduled cancellation waits for' }),
}

const account = z
  .object({
    id,
    accountNumber: z.string(),
    name: z.string(),
    ...standing,
    paymentMode,
    balance: money.meta({ description: 'Credit above zero, debt below' }),
    currency,
    plan: planName,
    billDay: z.number().int().min(1).max(31),
    timeZone: z.string(),
    legalName: z.string().nullable(),
    tradingName: z.string().nullable(),
    abn: z.string().nullable(),
    acn: z.string().nullable(),
    arbn: z.string().nullable(),
    isConsumer: z.boolean(),
    termsDays: termsDays.nullable(),
    creditNote: z.string().nullable().meta({ description: 'null for customers' }),
    billingAddress: postalAddress.nullable(),
    serviceAddress: postalAddress.nullable(),
    contacts: z.object({ main: contact.nullable(), billing: contact.nullable(), technical: contact.nullable() }),
    createdAt: instant,
    activatedAt: instant.nullable(),
    cancelledAt: instant.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Account' })

const listed = z
  .object({
    id,
    accountNumber: z.string(),
    name: z.string(),
    status,
    paymentMode,
    balance: money,
    currency,
    plan: planName,
    billDay: z.number().int(),
    cancelOn: date.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'AccountListItem' })

const filters = {
  search: words(100)
    .optional()
    .meta({ description: 'Part of a name, an account number, an e-mail address, a business number or a phone number' }),
  status: oneOrMore(ACCOUNT_STATUSES).optional(),
  paymentMode: paymentMode.optional(),
  balanceBelow: money.optional().meta({ description: '`0` finds those that owe' }),
  balanceFrom: money.optional().meta({ description: 'This balance or more' }),
  cancelling: flag.optional().meta({ description: 'Whether a cancellation is scheduled' }),
  billedUntil: date
    .optional()
    .meta({ description: 'Active and suspended ones whose next bill is of this day or earlier, in their own zone' }),
  statementLate: flag.optional().meta({
    description: 'Whether a billing cycle of an active or suspended one is over and its statement is not issued yet',
  }),
  planId: id.optional(),
  number: phoneNumber.optional().meta({ description: 'Held now or ever before' }),
  email: email.optional(),
  sort: z.enum(['name', 'accountNumber', 'createdAt', 'balance', 'status']).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
}

const statusChange = z
  .object({
    id,
    step: z.string(),
    fromStatus: status.nullable(),
    toStatus: status,
    at: instant,
    actor: z.string(),
    actorName: z.string(),
    reason: z.string(),
    words: z.string(),
  })
  .meta({ id: 'AccountStatusChange' })

const cancelPreview = z
  .object({
    confirm: z.string().meta({ description: 'What has to be typed to confirm' }),
    anniversary: date.nullable().meta({ description: 'null: it cannot be scheduled for the anniversary from here' }),
    consequences: z.array(z.string()),
    balance: money,
    forfeited: money.meta({ description: 'Credit of a prepaid account that is lost' }),
    currency,
    planName: z.string().nullable(),
    numbers: z.array(z.string()).meta({ description: 'At most 200 of them' }),
    numberCount: z.number().int(),
    openOrders: z.array(z.object({ id, kind: z.string(), status: z.string() })),
    userCount: z.number().int(),
  })
  .meta({ id: 'CancelPreview' })

const reasonWords = prose(500).default('')

export const accountsEndpoints = {
  listAccounts: endpoint({
    id: 'accounts.list',
    method: 'GET',
    path: '/accounts',
    summary: 'Customers: searched, filtered, sorted',
    access: 'accounts.read',
    query: z.object({ ...paging, ...counting, ...filters }),
    response: pageWithSums(listed, { balance: money.meta({ description: 'Credit less debt' }), owing: money }),
  }),
  exportAccounts: endpoint({
    id: 'accounts.export',
    method: 'GET',
    path: '/accounts.csv',
    summary: 'The customer list as a CSV file, by the same filters',
    access: 'accounts.read',
    query: z.object(filters),
    media: { response: 'text/csv' },
  }),
  openAccount: endpoint({
    id: 'accounts.open',
    method: 'POST',
    path: '/accounts',
    summary: 'Open an account',
    description: 'It is New: nothing is billed until it is activated on a calling plan.',
    access: 'accounts.create',
    body: z
      .object({
        ...said,
        paymentMode,
        accountNumber: accountNumber
          .optional()
          .meta({ description: 'Of an account brought over from another system; left out: the next number' }),
        legalName: said.legalName.optional(),
        tradingName: said.tradingName.optional(),
        abn: said.abn.optional(),
        acn: said.acn.optional(),
        arbn: said.arbn.optional(),
        isConsumer: said.isConsumer.optional(),
        termsDays: said.termsDays.optional(),
        creditNote: said.creditNote.optional(),
        billingAddress: said.billingAddress.optional(),
        serviceAddress: said.serviceAddress.optional(),
        contacts: z
          .object({ main: contact, billing: contact.nullable().optional(), technical: contact.nullable().optional() })
          .strict(),
      })
      .strict(),
    response: account,
    status: 201,
    etag: true,
  }),
  readAccount: endpoint({
    id: 'accounts.read',
    method: 'GET',
    path: '/accounts/{accountId}',
    summary: 'One account',
    access: 'accounts.read',
    params: accountId,
    response: account,
    etag: true,
  }),
  changeAccount: endpoint({
    id: 'accounts.change',
    method: 'PATCH',
    path: '/accounts/{accountId}',
    summary: 'Change what is known about a customer',
    description:
      'What is left out stays; null clears. An address or a contact is replaced as a whole. A customer changes its contacts and addresses only.',
    access: 'accounts.write',
    params: accountId,
    body: z
      .object({
        ...said,
        paymentMode,
        creditNote: said.creditNote.nullable(),
        contacts: z
          .object({ main: contact, billing: contact.nullable(), technical: contact.nullable() })
          .partial()
          .strict(),
      })
      .partial()
      .strict()
      .refine(saysSomething, 'Say what changes.'),
    response: account,
    etag: true,
  }),
  activateAccount: endpoint({
    id: 'accounts.activate',
    method: 'POST',
    path: '/accounts/{accountId}/activate',
    summary: 'Activate a new account on a calling plan: billing begins today',
    access: 'accounts.status',
    params: accountId,
    body: z.object({ planId: id }).strict(),
    response: account,
    etag: true,
  }),
  suspendAccount: endpoint({
    id: 'accounts.suspend',
    method: 'POST',
    path: '/accounts/{accountId}/suspend',
    summary: 'Suspend an account: calls out are barred, but for emergency numbers',
    access: 'accounts.status',
    params: accountId,
    body: z.object({ reason: z.enum(SUSPENSION_REASONS), words: reasonWords }).strict(),
    response: account,
    etag: true,
  }),
  reinstateAccount: endpoint({
    id: 'accounts.reinstate',
    method: 'POST',
    path: '/accounts/{accountId}/reinstate',
    summary: 'Reinstate a suspended account',
    access: 'accounts.status',
    params: accountId,
    body: z.object({ words: reasonWords }).strict(),
    response: account,
    etag: true,
  }),
  previewCancellation: endpoint({
    id: 'accounts.cancel-preview',
    method: 'GET',
    path: '/accounts/{accountId}/cancel-preview',
    summary: 'What a cancellation would take away',
    access: 'accounts.read',
    params: accountId,
    response: cancelPreview,
  }),
  cancelAccount: endpoint({
    id: 'accounts.cancel',
    method: 'POST',
    path: '/accounts/{accountId}/cancel',
    summary: 'Cancel an account, now or at its bill anniversary. It cannot be undone.',
    description: 'A scheduled cancellation can be withdrawn until its day. A customer cancels at its anniversary only.',
    access: 'accounts.cancel',
    params: accountId,
    body: z
      .object({
        mode: z.enum(['now', 'anniversary']),
        confirm: z.string().trim().toUpperCase().max(20).default('').meta({ description: 'The account number' }),
        reason: words(500),
      })
      .strict(),
    response: account,
    etag: true,
  }),
  withdrawCancellation: endpoint({
    id: 'accounts.withdraw-cancellation',
    method: 'POST',
    path: '/accounts/{accountId}/withdraw-cancellation',
    summary: 'Take a scheduled cancellation back',
    access: 'accounts.cancel',
    params: accountId,
    body: z.object({ words: reasonWords }).strict(),
    response: account,
    etag: true,
  }),
  listStatusChanges: endpoint({
    id: 'accounts.history',
    method: 'GET',
    path: '/accounts/{accountId}/history',
    summary: 'How the account came to its status: who, when, why, newest first',
    access: 'accounts.history',
    params: accountId,
    query: z.object(paging),
    response: page(statusChange),
  }),
  ...accountNotesEndpoints,
} satisfies Record<string, Endpoint>
