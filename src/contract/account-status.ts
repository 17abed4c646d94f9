import { z } from 'zod'
import { allowanceUse } from './plan-terms.ts'
import { standing } from './accounts.ts'
import { controls } from './credit-control.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { automaticPayment } from './payment-settings.ts'
import { currency, date, id, instant, longId, money } from './wire.ts'

const cycle = z.object({
  from: date,
  to: date.meta({ description: 'The last day' }),
  statement: z
    .object({
      id: longId,
      kind: z.enum(['statement', 'invoice']),
      number: z.string(),
      issuedOn: date,
      dueOn: date.nullable(),
      total: money,
      links: z.object({ self: z.string(), pdf: z.string() }),
    })
    .nullable(),
})

const sums = {
  count: z.number().int(),
  durationSeconds: z.number().int(),
  charge: money.meta({ description: 'Ex GST' }),
  gst: money,
  total: money,
}

const accountStatus = z
  .object({
    account: z.object({
      id,
      accountNumber: z.string(),
      name: z.string(),
      paymentMode: z.enum(['prepaid', 'postpaid']),
      timeZone: z.string(),
      billDay: z.number().int(),
      version: z.number().int(),
    }),
    ...standing,
    balance: money.meta({ description: 'Above zero: credit' }),
    currency,
    autoTopUp: automaticPayment,
    autoDebit: automaticPayment,
    controls,
    cycle: cycle.extend({ fromInstant: instant, toInstant: instant, isCurrent: z.boolean() }),
    cycles: z.array(cycle).meta({ description: 'To choose from, the last first' }),
    plans: z
      .array(
        z.object({
          id,
          name: z.string(),
          type: z.enum(['bundle', 'payg']),
          version: z.number().int(),
          monthlyPrice: money,
          minimumMonthlySpend: money.nullable(),
          includedNumbers: z.number().int(),
          includedChannels: z.number().int(),
          since: instant,
          until: instant.nullable(),
        }),
      )
      .meta({ description: 'In force in the cycle, in order' }),
    pendingPlan: z.object({ id, name: z.string(), dueOn: date }).nullable(),
    planCharges: z.array(
      z.object({ id: longId, description: z.string(), chargedAt: instant, charge: money, gst: money, total: money }),
    ),
    payments: z.object({
      items: z.array(
        z.object({
          id: longId,
          receivedAt: instant,
          method: z.enum(['bank-transfer', 'card', 'direct-debit', 'cash', 'cheque', 'other']),
          reference: z.string(),
          amount: money.meta({ description: 'With GST; below zero: taken back' }),
        }),
      ),
      count: z.number().int(),
      total: money,
    }),
    summary: z.object({
      groupBy: z.enum(['service-type', 'billing-group', 'day']),
      rows: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          ...sums,
          links: z.object({ records: z.string().meta({ description: 'What the row is made of' }) }),
        }),
      ),
      footer: z.object(sums),
    }),
    allowances: z.array(allowanceUse.extend({ plan: z.string() })),
  })
  .meta({ id: 'AccountStatusPage' })

export const accountStatusEndpoints = {
  readAccountStatus: endpoint({
    id: 'account-status.read',
    method: 'GET',
    path: '/accounts/{accountId}/status',
    summary: 'The account at a glance, and one of its billing cycles',
    access: 'billing.read',
    params: z.object({ accountId: id }),
    query: z.object({
      cycle: date.optional().meta({ description: 'The first day of a billing cycle; the current one, if left out' }),
      groupBy: z.enum(['service-type', 'billing-group', 'day']).default('service-type'),
    }),
    response: accountStatus,
  }),
} satisfies Record<string, Endpoint>
