import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { currency, date, id, longId, money } from './wire.ts'

const format = z.enum(['json', 'csv']).optional().meta({ description: 'csv: a file; also by Accept: text/csv' })
const count = z.number().int()

const revenue = {
  calls: count,
  minutes: z.number().meta({ description: 'Of conversation, to a tenth' }),
  callRevenue: money,
  chargeRevenue: money.meta({ description: 'Plans, numbers, channels, manual items; credits below zero' }),
  revenue: money.meta({ description: 'Ex GST' }),
  cost: money.optional().meta({ description: 'Of the calls whose cost is known. Only with calls.cost' }),
  margin: money
    .optional()
    .meta({ description: 'Of the calls whose cost is known, and of charges. Only with calls.cost' }),
  costUnknown: count.optional().meta({ description: 'Calls whose cost is not known' }),
}

const aged = {
  to30: money.meta({ description: 'Issued up to 30 days before' }),
  to60: money,
  to90: money,
  over90: money,
  total: money,
  overdue: money.meta({ description: 'Of the total, what is due' }),
  credit: money.meta({ description: 'Paid beyond everything invoiced' }),
}

export const reportsEndpoints = {
  reportRevenue: endpoint({
    id: 'reports.revenue',
    method: 'GET',
    path: '/reports/revenue',
    summary: 'Revenue, cost and margin by day, plan, account, destination or service type',
    description: 'Days are the reseller’s. Up to 366 of them. By destination there are calls only.',
    access: 'reports.read',
    query: z.object({
      from: date,
      to: date.meta({ description: 'Included' }),
      groupBy: z.enum(['day', 'plan', 'account', 'destination', 'service-type']).default('day'),
      limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
      format,
    }),
    response: z
      .object({
        rows: z.array(z.object({ key: z.string(), name: z.string(), ...revenue })),
        more: count.meta({ description: 'Rows beyond the limit; they are in the totals' }),
        totals: z.object(revenue),
        currency,
      })
      .meta({ id: 'RevenueReport' }),
  }),
  reportAgedReceivables: endpoint({
    id: 'reports.aged-receivables',
    method: 'GET',
    path: '/reports/aged-receivables',
    summary: 'What postpaid customers owe, by age of the invoice',
    description: 'Payments settle the oldest invoice first. With GST.',
    access: 'reports.read',
    query: z.object({ asAt: date.optional().meta({ description: 'The end of this day; today, if left out' }), format }),
    response: z
      .object({
        asAt: date,
        rows: z.array(z.object({ accountId: id, accountNumber: z.string(), accountName: z.string(), ...aged })),
        totals: z.object(aged),
        currency,
      })
      .meta({ id: 'AgedReceivablesReport' }),
  }),
  reportLateUsage: endpoint({
    id: 'reports.late-usage',
    method: 'GET',
    path: '/reports/late-usage',
    summary: 'Calls that came in too late to be billed, and were taken off the account',
    description: 'By the statement they were kept off, newest first: at most 5,000.',
    access: 'reports.read',
    query: z.object({ accountId: id.optional(), format }),
    response: z
      .object({
        rows: z.array(
          z.object({
            accountId: id,
            accountNumber: z.string(),
            accountName: z.string(),
            statementId: longId,
            statementNumber: z.string(),
            usedFrom: date.meta({ description: 'The first day of the billing cycle the calls were made in' }),
            serviceType: z.string(),
            calls: count,
            charge: money.meta({ description: 'Ex GST, not billed' }),
            gst: money,
          }),
        ),
        totals: z.object({ calls: count, charge: money, gst: money }),
        currency,
      })
      .meta({ id: 'LateUsageReport' }),
  }),
  reportNumbers: endpoint({
    id: 'reports.numbers',
    method: 'GET',
    path: '/reports/numbers',
    summary: 'Numbers by kind, state and status',
    access: 'reports.read',
    query: z.object({ format }),
    response: z
      .object({
        rows: z.array(z.object({ kind: z.string(), state: z.string().nullable(), status: z.string(), count })),
        byStatus: z.array(z.object({ status: z.string(), count })),
        total: count,
      })
      .meta({ id: 'NumbersReport' }),
  }),
} satisfies Record<string, Endpoint>
