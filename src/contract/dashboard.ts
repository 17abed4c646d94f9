import { z } from 'zod'
import { ACCOUNT_STATUSES } from '#domain/accounts/account-status.ts'
import { SUSPENSE_CAUSE_CODES, type SuspenseCause } from '#domain/usage/suspense-cause.ts'
import { allowanceUse } from './plan-terms.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { currency, date, id, instant, money, page, paging } from './wire.ts'

const count = z.number().int()
const counted = z.object({ count })
const owed = z.object({ count, amount: money }).nullable().meta({ description: 'null: not for who asks' })

const takings = z.object({
  from: date,
  to: date.meta({ description: 'The last day' }),
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
})

const nearEnd = z
  .object({
    accountId: id,
    accountNumber: z.string(),
    accountName: z.string(),
    plan: z.string(),
    ...allowanceUse.shape,
    usedPercent: count.meta({ description: 'Rounded down; never above 100' }),
    cycleTo: date.meta({ description: 'The last day of the billing cycle it is for' }),
  })
  .meta({ id: 'AllowanceNearEnd' })

const dashboard = z
  .object({
    at: instant,
    today: date.meta({ description: 'In the reseller’s zone, as all days here' }),
    timeZone: z.string(),
    currency,
    accounts: z.object({
      total: count,
      byStatus: z.array(z.object({ status: z.enum(ACCOUNT_STATUSES), count })),
    }),
    takings: z
      .object({
        thisMonth: takings.meta({ description: 'From the first of the month to today' }),
        sameDaysLastMonth: takings.meta({ description: 'As many days of last month' }),
        lastMonth: takings,
      })
      .nullable()
      .meta({ description: 'null: not for who asks' }),
    days: z
      .array(
        z.object({
          date,
          calls: count,
          minutes: z.number(),
          revenue: money.nullable().meta({ description: 'Calls and charges, ex GST; null: not for who asks' }),
        }),
      )
      .meta({ description: 'The last 30, today included, in order; those without calls too' }),
    allowances: z.object({ count, items: z.array(nearEnd).meta({ description: 'The ten that are used most' }) }),
    suspense: z.object({
      count: count.meta({ description: 'Calls that wait; what they are worth is not known' }),
      answeredSeconds: count,
      causes: z.array(
        z.object({ cause: z.enum(Object.keys(SUSPENSE_CAUSE_CODES) as SuspenseCause[]), meaning: z.string(), count }),
      ),
    }),
    payments: z.object({
      reversed: owed.meta({ description: 'Taken back in the last 30 days' }),
      failed: owed.meta({ description: 'By card or direct debit in the last 30 days; with GST' }),
    }),
    overdue: owed.meta({ description: 'Invoices past their due date, and what is outstanding of them, with GST' }),
    statements: z.object({
      due: counted.extend({ next: date.nullable() }).meta({ description: 'Accounts billed in the next 7 days' }),
      late: counted.meta({ description: 'Accounts whose cycle is over and whose statement is not issued yet' }),
      mailFailed: counted.meta({ description: 'Mailed in the last 30 days, and the last e-mail failed' }),
      mailWaiting: counted.meta({ description: 'The same, queued or waiting for the mail server' }),
    }),
    numberOrders: z.object({ open: count, oldest: instant.nullable() }),
    cancellations: z.object({ scheduled: count, next: date.nullable() }),
    ports: z.object({
      dueToday: count.meta({ description: 'Today, and not overdue' }),
      overdue: count,
      open: count,
    }),
    portOuts: z.object({
      open: count,
      overdue: count,
      warnings: count.meta({ description: 'Customers did not ask for it, and nobody of the staff has seen that yet' }),
    }),
    controls: z.object({ tripped: count.meta({ description: 'Limits of accounts that are reached' }) }),
  })
  .meta({ id: 'Dashboard' })

export const dashboardEndpoints = {
  readDashboard: endpoint({
    id: 'dashboard.read',
    method: 'GET',
    path: '/dashboard',
    summary: 'What stands out today, over all customers',
    access: 'dashboard.read',
    response: dashboard,
  }),
  listAllowancesNearEnd: endpoint({
    id: 'dashboard.allowances',
    method: 'GET',
    path: '/dashboard/allowances',
    summary: 'Allowances of running billing cycles that are used up or nearly so, the most used first',
    access: 'dashboard.read',
    query: z.object({
      ...paging,
      usedFrom: z.coerce.number().int().min(1).max(100).default(85).meta({ description: 'Per cent' }),
    }),
    response: page(nearEnd),
  }),
} satisfies Record<string, Endpoint>
