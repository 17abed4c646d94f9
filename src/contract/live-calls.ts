import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { currency, id, instant, longId, money } from './wire.ts'

/** A call that goes on, and what it has come to. */
export const liveCall = z
  .object({
    id: longId.meta({ description: 'Of its authorisation' }),
    accountId: id,
    accountNumber: z.string(),
    accountName: z.string(),
    direction: z.enum(['out', 'in']),
    from: z.string().meta({ description: 'E.164 digits; empty: withheld' }),
    to: z.string(),
    description: z.string().meta({ description: 'Where it goes, in words' }),
    serviceType: z.string(),
    state: z.enum(['ringing', 'talking', 'unsaid']).meta({
      description:
        'unsaid: its switch told of no answer in three minutes; it is priced as though answered at its start',
    }),
    begunAt: instant,
    answeredAt: instant.nullable(),
    until: instant.nullable().meta({
      description: 'It is ended then unless its switch gets more time for it. null: it rings, and no time runs',
    }),
    maxSeconds: z.number().int().meta({ description: 'Paid for ahead, since the answer' }),
    charge: money.nullable().meta({ description: 'If it ended now, ex GST, after allowances; null: not known' }),
    gst: money.nullable(),
    total: money.nullable(),
    held: money.meta({ description: 'Kept back of the balance for it, inc. GST' }),
    cost: money.nullable().optional().meta({ description: 'Wholesale so far, ex GST; null: not known. calls.cost' }),
    margin: money.nullable().optional().meta({ description: 'Charge less cost. Only with calls.cost' }),
    currency,
  })
  .meta({ id: 'LiveCall' })

/** What all of them come to, those that are not shown too. */
export const liveSums = {
  now: instant.meta({ description: 'When it was so' }),
  count: z.number().int().meta({ description: 'Of all calls, shown or not' }),
  ringing: z.number().int(),
  total: money.meta({ description: 'So far, inc. GST' }),
  held: money,
  dearest: longId.nullable().meta({ description: 'The call with the highest charge so far, where one has any' }),
  currency,
}

const liveCalls = z
  .object({
    ...liveSums,
    items: z.array(liveCall).meta({ description: 'The oldest first; of more than 500, the dearest' }),
  })
  .meta({ id: 'LiveCalls' })

const ofAll = {
  accountId: id.optional().meta({ description: 'One customer’s calls only' }),
}
const account = z.object({ accountId: id })

const EVENTS =
  'Server-sent events. `snapshot`: as the list answers. `change`: the sums, `calls` that are new or have changed, and `gone`, the ' +
  'ids of those that ended; at most one a second. `end`: with a `reason`, `session` (sign in again) or `closing` (come back ' +
  'later). A comment comes every 15 seconds when nothing else does. Whoever comes back gets a snapshot, so Last-Event-ID is ' +
  'not needed. Asked without `Accept: text/event-stream` it ends after the snapshot.'

const BALANCE = 'Calls a switch asked about before it let them through, until their record comes or their time is over.'

export const liveCallsEndpoints = {
  listLiveCalls: endpoint({
    id: 'live-calls.list',
    method: 'GET',
    path: '/live-calls',
    summary: 'Calls that go on now, over all customers',
    description: `${BALANCE} What each has come to is priced as its record will be.`,
    access: 'calls.search',
    query: z.object(ofAll),
    response: liveCalls,
  }),
  watchLiveCalls: endpoint({
    id: 'live-calls.watch',
    method: 'GET',
    path: '/live-calls/events',
    summary: 'The same, told as it changes',
    description: EVENTS,
    access: 'calls.search',
    query: z.object(ofAll),
    media: { response: 'text/event-stream' },
  }),
  listAccountLiveCalls: endpoint({
    id: 'live-calls.list-of-account',
    method: 'GET',
    path: '/accounts/{accountId}/live-calls',
    summary: 'Calls of one customer that go on now',
    description: `${BALANCE} A customer’s user sees those of its own numbers.`,
    access: 'calls.read',
    params: account,
    response: liveCalls,
  }),
  watchAccountLiveCalls: endpoint({
    id: 'live-calls.watch-account',
    method: 'GET',
    path: '/accounts/{accountId}/live-calls/events',
    summary: 'The same, told as it changes',
    description: EVENTS,
    access: 'calls.read',
    params: account,
    media: { response: 'text/event-stream' },
  }),
} satisfies Record<string, Endpoint>
