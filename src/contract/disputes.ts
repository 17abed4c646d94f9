import { z } from 'zod'
import { DISPUTE_STATES } from '#domain/payments/dispute.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { oneOrMore } from './list-parameter.ts'
import { counting, currency, id, instant, longId, money, pageWithTotal, paging } from './wire.ts'

const dispute = z
  .object({
    id: longId,
    accountId: id,
    accountNumber: z.string(),
    accountName: z.string(),
    chargeId: longId,
    paidBy: z.string(),
    currency,
    amount: money.meta({ description: 'What the bank takes back, with GST' }),
    fee: money.meta({ description: 'What the payment provider charges you for it; not the customer’s' }),
    reason: z.string().meta({ description: 'In words' }),
    state: z.enum(DISPUTE_STATES).meta({
      description:
        'inquiry: the bank asks, and takes nothing; needs-response, under-review: it took the money until it decides; ' +
        'dropped, won: the money is yours; lost: it is gone',
    }),
    isOpen: z.boolean(),
    respondBy: instant.nullable().meta({ description: 'Answer at the payment provider before then' }),
    openedAt: instant,
    closedAt: instant.nullable(),
  })
  .meta({ id: 'Dispute' })

const filters = { state: oneOrMore(DISPUTE_STATES).optional() }

export const disputesEndpoints = {
  listDisputes: endpoint({
    id: 'disputes.list',
    method: 'GET',
    path: '/disputes',
    summary: 'Charges that customers’ banks dispute, the last first',
    access: 'disputes.read',
    query: z.object({ ...paging, ...counting, ...filters }),
    response: pageWithTotal(dispute),
  }),
  listAccountDisputes: endpoint({
    id: 'disputes.list-of-account',
    method: 'GET',
    path: '/accounts/{accountId}/disputes',
    summary: 'Charges of an account that its bank disputes, the last first',
    access: 'disputes.read',
    params: z.object({ accountId: id }),
    query: z.object({ ...paging, ...counting, ...filters }),
    response: pageWithTotal(dispute),
  }),
} satisfies Record<string, Endpoint>
