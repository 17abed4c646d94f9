import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { counting, currency, date, id, instant, longId, money, page, pageWithSums, paging, words } from './wire.ts'

const MOST = 10_000_000_000_000n

const amount = money.refine((value) => value > 0n && value <= MOST, 'Write an amount above 0 and up to 10000000.00.')

const serviceType = z.enum(['BillingRecord', 'CallingPlan', 'Channel', 'Manual', 'Number'])

const charge = z
  .object({
    id: longId,
    accountId: id,
    serviceType,
    description: z.string(),
    quantity: z.number().int(),
    currency,
    unitPrice: money.meta({ description: 'Ex GST' }),
    amount: money.meta({ description: 'Ex GST; below zero: a credit' }),
    gst: money,
    from: date.nullable(),
    to: date.nullable().meta({ description: 'The last day it is for' }),
    chargedAt: instant,
    reason: z.string().nullable().meta({ description: 'Staff only' }),
    statementId: longId.nullable().meta({ description: 'null: on none yet' }),
    statementNumber: z.string().nullable(),
  })
  .meta({ id: 'Charge' })

const recurringItem = z
  .object({
    id,
    accountId: id,
    description: z.string(),
    quantity: z.number().int(),
    currency,
    unitPrice: money.meta({ description: 'Ex GST, a month; below zero: a discount' }),
    from: date,
    until: date.nullable().meta({ description: 'The last day; null: until further notice' }),
  })
  .meta({ id: 'RecurringItem' })

const sums = { amount: money.meta({ description: 'Ex GST' }), gst: money }

const filters = { serviceType: serviceType.optional(), unbilled: z.enum(['only']).optional() }

const account = z.object({ accountId: id })

export const chargesEndpoints = {
  listCharges: endpoint({
    id: 'charges.list',
    method: 'GET',
    path: '/accounts/{accountId}/charges',
    summary: 'What an account was charged beside its calls, the last first',
    access: 'billing.read',
    params: account,
    query: z.object({ ...paging, ...counting, ...filters }),
    response: pageWithSums(charge, sums),
  }),
  exportCharges: endpoint({
    id: 'charges.export',
    method: 'GET',
    path: '/accounts/{accountId}/charges.csv',
    summary: 'What an account was charged beside its calls, as CSV, by the same filters',
    access: 'billing.read',
    params: account,
    query: z.object(filters),
    media: { response: 'text/csv' },
  }),
  listAdjustments: endpoint({
    id: 'adjustments.list',
    method: 'GET',
    path: '/accounts/{accountId}/adjustments',
    summary: 'Charges and credits made by hand, the last first',
    access: 'billing.read',
    params: account,
    query: z.object({ ...paging, ...counting }),
    response: pageWithSums(charge, sums),
  }),
  adjustAccount: endpoint({
    id: 'adjustments.create',
    method: 'POST',
    path: '/accounts/{accountId}/adjustments',
    summary: 'Charge or credit an account by hand; it comes on its next statement',
    access: 'billing.write',
    params: account,
    body: z
      .object({
        kind: z.enum(['charge', 'credit']),
        description: words(200),
        amount: amount.meta({ description: 'Ex GST, above zero' }),
        reason: words(300).meta({ description: 'Why; staff only' }),
      })
      .strict(),
    response: charge,
    status: 201,
  }),
  listRecurringItems: endpoint({
    id: 'recurring-items.list',
    method: 'GET',
    path: '/accounts/{accountId}/recurring-items',
    summary: 'What an account is charged every month beside plan, numbers and channels',
    access: 'billing.read',
    params: account,
    query: z.object(paging),
    response: page(recurringItem),
  }),
  addRecurringItem: endpoint({
    id: 'recurring-items.create',
    method: 'POST',
    path: '/accounts/{accountId}/recurring-items',
    summary: 'Charge something every month in advance; the rest of this month is charged now',
    access: 'billing.write',
    params: account,
    body: z
      .object({
        description: words(200),
        quantity: z.number().int().min(1).max(10_000).default(1),
        unitPrice: money
          .refine(
            (value) => value !== 0n && value >= -1_000_000_000n && value <= 1_000_000_000n,
            'Write up to 1000.00 either way, and not 0.',
          )
          .meta({ description: 'Ex GST, a month; below zero: a discount' }),
        from: date.optional().meta({ description: 'Left out: today' }),
        until: date.optional().meta({ description: 'The last day; left out: until further notice' }),
      })
      .strict(),
    response: recurringItem,
    status: 201,
  }),
  endRecurringItem: endpoint({
    id: 'recurring-items.end',
    method: 'POST',
    path: '/accounts/{accountId}/recurring-items/{itemId}/end',
    summary: 'End what recurs: with the billing cycle, or on a day',
    access: 'billing.write',
    params: z.object({ accountId: id, itemId: id }),
    body: z.object({ until: date.optional().meta({ description: 'The last day; left out: the cycle’s' }) }).strict(),
    response: recurringItem,
  }),
} satisfies Record<string, Endpoint>
