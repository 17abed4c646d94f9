import { z } from 'zod'
import { allowanceUse } from './plan-terms.ts'
import { standing } from './accounts.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { currency, date, id, longId, money } from './wire.ts'

const count = z.number().int()

const spend = {
  calls: money.meta({ description: 'Ex GST' }),
  charges: money.meta({ description: 'Plan, numbers, channels and all else that is no call; ex GST' }),
  subtotal: money.meta({ description: 'Both, ex GST' }),
  gst: money,
  total: money.meta({ description: 'With GST' }),
}

const ATTENTION = [
  'suspended',
  'invoice-overdue',
  'no-credit',
  'low-balance',
  'allowance-used-up',
  'allowance-near-end',
  'cancellation-scheduled',
] as const

const overview = z
  .object({
    accountId: id,
    accountNumber: z.string(),
    name: z.string(),
    ...standing,
    paymentMode: z.enum(['prepaid', 'postpaid']),
    timeZone: z.string(),
    currency,
    balance: z.object({
      kind: z.enum(['credit', 'owing', 'nothing']),
      amount: money.meta({ description: 'Of the credit or the debt, never below zero' }),
      dueOn: date.nullable().meta({ description: 'Of the oldest invoice that is not paid' }),
      due: money.meta({ description: 'What of invoices is outstanding' }),
      overdue: money.meta({ description: 'What of it is past its due date' }),
    }),
    plan: z.object({ id, name: z.string(), monthlyPrice: money.meta({ description: 'Ex GST' }) }).nullable(),
    pendingPlan: z.object({ id, name: z.string(), dueOn: date }).nullable(),
    cycle: z.object({
      from: date,
      to: date.meta({ description: 'The last day' }),
      days: count,
      daysLeft: count.meta({ description: 'After today' }),
    }),
    allowances: z.array(
      allowanceUse.extend({
        plan: z.string(),
        usedPercent: count.meta({ description: 'Rounded down; never above 100' }),
        forecast: z
          .string()
          .nullable()
          .meta({ description: 'Used by the end of the cycle at the rate so far; null: too early to say' }),
        runsOutOn: date.nullable().meta({ description: 'At the rate so far; null: not in this cycle' }),
      }),
    ),
    spend: z.object({
      soFar: z.object(spend),
      forecast: z.object(spend).nullable().meta({
        description: 'Of the whole cycle: calls at the rate so far, charges as known; null: too early to say',
      }),
      cycles: z
        .array(z.object({ from: date, to: date, ...spend }))
        .meta({ description: 'The last 6 that are over, the last first' }),
    }),
    latestStatement: z
      .object({
        id: longId,
        kind: z.enum(['statement', 'invoice']),
        number: z.string(),
        issuedOn: date,
        dueOn: date.nullable(),
        total: money,
        outstanding: money,
        status: z.enum(['unpaid', 'part-paid', 'paid', 'overdue']).nullable(),
        links: z.object({ self: z.string(), pdf: z.string() }),
      })
      .nullable(),
    numbers: count,
    openOrders: count,
    openPorts: count,
    attention: z
      .array(
        z.object({
          kind: z.enum(ATTENTION),
          words: z.string(),
          statementId: longId.nullable().meta({ description: 'The invoice it is about' }),
        }),
      )
      .meta({ description: 'What asks for a look, the gravest first' }),
  })
  .meta({ id: 'AccountOverview' })

export const accountOverviewEndpoints = {
  readAccountOverview: endpoint({
    id: 'account-overview.read',
    method: 'GET',
    path: '/accounts/{accountId}/overview',
    summary: 'The first page of a customer: balance, plan, allowances, spend and its forecast, the latest bill',
    access: 'billing.read',
    params: z.object({ accountId: id }),
    response: overview,
  }),
} satisfies Record<string, Endpoint>
