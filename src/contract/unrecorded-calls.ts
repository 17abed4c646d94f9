import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { counting, currency, id, instant, longId, money, pageWithTotal, paging } from './wire.ts'

/** A call that was let through, and of which no record came. */
const unrecordedCall = z
  .object({
    id: longId.meta({ description: 'Of its authorisation' }),
    accountId: id,
    accountNumber: z.string(),
    accountName: z.string(),
    direction: z.enum(['out', 'in']),
    from: z.string().meta({ description: 'E.164 digits; empty: withheld' }),
    to: z.string(),
    description: z.string().meta({ description: 'Where it went, in words' }),
    serviceType: z.string(),
    seconds: z.number().int().meta({ description: 'Paid for ahead: it went on no longer, since the answer' }),
    held: money.meta({ description: 'Kept back for it until it lapsed, inc. GST; free since' }),
    begunAt: instant,
    answeredAt: instant.nullable().meta({ description: 'null: its switch told of no answer' }),
    lapsedAt: instant.meta({ description: 'When its record should have been in' }),
    source: z.string().meta({ description: 'That asked for it, and whose file has its record' }),
    callId: z.string().meta({ description: 'The switch’s own' }),
    currency,
  })
  .meta({ id: 'UnrecordedCall' })

export const unrecordedCallsEndpoints = {
  listUnrecordedCalls: endpoint({
    id: 'unrecorded-calls.list',
    method: 'GET',
    path: '/unrecorded-calls',
    summary: 'Calls that were let through and never recorded, those that lapsed last first',
    description:
      'Nobody told of their end in time; what was held for them is free, and nothing is charged. Each goes from the list when its ' +
      'record comes, by `end` or in a file of its source, and 30 days after it lapsed.',
    access: 'calls.search',
    query: z.object({
      ...paging,
      ...counting,
      accountId: id.optional().meta({ description: 'One customer’s calls only' }),
    }),
    response: pageWithTotal(unrecordedCall),
  }),
} satisfies Record<string, Endpoint>
