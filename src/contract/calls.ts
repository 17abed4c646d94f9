import { z } from 'zod'
import { BILLING_GROUP_KEYS } from '#domain/usage/billing-group.ts'
import { readCallReference, writeCallReference, type CallReference } from '#domain/usage/call-reference.ts'
import { SERVICE_TYPE_CODES, type ServiceType } from '#domain/usage/service-type.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { oneOrMore } from './list-parameter.ts'
import { currency, date, id, instant, money, page, paging, words } from './wire.ts'

const [firstType = 'Local', ...otherTypes] = Object.keys(SERVICE_TYPE_CODES) as ServiceType[]
const SERVICE_TYPES: readonly [ServiceType, ...ServiceType[]] = [firstType, ...otherTypes]

/** Of a call: opaque, and good for ever. */
const callId = z
  .codec(
    z
      .string()
      .max(40)
      .refine((text) => readCallReference(text) !== undefined, 'Take the id from a billing record.')
      .meta({ examples: ['17-mdh3k2ao-00c7f3a1b2d4e5f6'] }),
    z.custom<CallReference>((value) => typeof value === 'object' && value !== null),
    {
      decode: (text) => readCallReference(text) ?? { accountId: 0, startedAtMs: 0, callKey: 0n },
      encode: (reference) => writeCallReference(reference),
    },
  )
  .meta({ id: 'CallId' })

const seconds = z.coerce.number().int().min(0).max(604_800)

/** What narrows a list of billing records. Dates are in the account's zone; over all customers, in the reseller's. */
const filters = {
  kind: z.enum(['call', 'charge', 'all']).default('call').meta({
    description: 'Calls; lines that are no calls (plans, numbers, channels, manual items); or both, in one list',
  }),
  from: date.optional().meta({ description: 'The first day' }),
  to: date.optional().meta({ description: 'The last day, included' }),
  period: date
    .optional()
    .meta({ description: 'A billing cycle, by its first day; instead of from and to. One customer’s records only' }),
  minSeconds: seconds.optional(),
  maxSeconds: seconds.optional(),
  serviceType: oneOrMore(SERVICE_TYPES).optional(),
  billingGroup: oneOrMore(BILLING_GROUP_KEYS).optional(),
  number: words(40).optional().meta({ description: 'Either end is this number, as dialled or as E.164' }),
  numberContains: words(30).optional().meta({ description: 'Either end has these digits in it, four at least' }),
  direction: z.enum(['out', 'in']).optional(),
  status: z.enum(['answered', 'unanswered', 'free', 'charged']).optional(),
  importId: id.optional().meta({ description: 'The import the calls came in by' }),
}

const groupBy = z.enum(['service-type', 'billing-group', 'day']).default('service-type')

const billingRecord = z
  .object({
    kind: z.enum(['call', 'charge']),
    id: z.string().meta({ description: 'Of a call: what /calls/{callId} takes' }),
    accountId: id,
    accountNumber: z.string(),
    accountName: z.string(),
    origin: z.string().nullable().meta({ description: 'A party' }),
    destination: z.string().nullable().meta({ description: 'B party' }),
    forwardedFrom: z.string().nullable().meta({ description: 'The caller whose call this one forwards' }),
    direction: z.enum(['out', 'in']).nullable(),
    serviceType: z.enum(SERVICE_TYPES),
    billingGroup: z.enum(BILLING_GROUP_KEYS),
    description: z.string(),
    status: z.enum(['answered', 'no-answer', 'busy', 'failed', 'cancelled', 'charged', 'credited']),
    startedAt: instant,
    date: date.meta({ description: 'In the account’s zone' }),
    time: z.string().meta({ description: 'In the account’s zone', examples: ['16:05:09'] }),
    timeZone: z.string(),
    durationSeconds: z.number().int(),
    billedSeconds: z.number().int(),
    charge: money.meta({ description: 'Ex GST' }),
    gst: money,
    total: money,
    cost: money.nullable().optional().meta({ description: 'Wholesale, ex GST; null: not known. Only with calls.cost' }),
    margin: money.nullable().optional().meta({ description: 'Charge less cost. Only with calls.cost' }),
    currency,
  })
  .meta({ id: 'BillingRecord' })

const sums = {
  count: z.number().int(),
  durationSeconds: z.number().int(),
  charge: money.meta({ description: 'Ex GST' }),
  gst: money,
  total: money,
  cost: money.optional().meta({ description: 'Of the records whose cost is known. Only with calls.cost' }),
  margin: money.optional().meta({ description: 'Of the records whose cost is known. Only with calls.cost' }),
  costUnknown: z.number().int().optional().meta({ description: 'Records whose cost is not known' }),
}

const totals = z
  .object({
    ...sums,
    groups: z.array(z.object({ key: z.string(), name: z.string(), ...sums })),
    from: instant.nullable(),
    to: instant.nullable().meta({ description: 'Exclusive' }),
    currency,
  })
  .meta({ id: 'BillingRecordTotals' })

const leg = z.object({ accountId: id })

const explanation = z
  .object({
    call: billingRecord,
    sentences: z.array(z.string()).meta({ description: 'The price, step by step, in words' }),
    steps: z.array(z.object({ key: z.string(), text: z.string(), data: z.record(z.string(), z.unknown()) })),
    charge: money,
    gst: money,
    total: money,
    currency,
  })
  .meta({ id: 'CallExplanation' })

const event = z
  .object({
    callId: words(120).meta({ description: 'The switch’s own: what makes a call sent twice the same call' }),
    aNumber: z.string().max(60),
    bNumber: z.string().max(60),
    startedAt: z.iso.datetime({ offset: true }),
    durationSeconds: z
      .number()
      .int()
      .min(0)
      .max(2_000_000_000)
      .meta({ description: 'Answered seconds; 0: not answered' }),
    direction: z.enum(['out', 'in']),
    forwardedBy: z.string().max(60).optional(),
    forwardedTo: z.string().max(60).optional(),
    cost: z
      .string()
      .regex(/^\d{1,9}(\.\d{1,6})?$/, 'Write dollars with at most 6 decimal places, like "0.042".')
      .optional()
      .meta({ description: 'What the carrier charges, ex GST' }),
  })
  .strict()
  .meta({ id: 'CallEvent' })

const written = z
  .object({
    calls: z.number().int(),
    rated: z.number().int(),
    free: z.number().int(),
    duplicates: z.number().int(),
    suspended: z.number().int(),
    rejected: z.number().int(),
    importId: id,
  })
  .meta({ id: 'CallEventsWritten' })

export const callsEndpoints = {
  listCalls: endpoint({
    id: 'calls.list',
    method: 'GET',
    path: '/calls',
    summary: 'Billing records of all customers, newest first',
    access: 'calls.search',
    query: z.object({ ...paging, ...filters }),
    response: page(billingRecord),
  }),
  listAccountCalls: endpoint({
    id: 'calls.list-of-account',
    method: 'GET',
    path: '/accounts/{accountId}/calls',
    summary: 'Billing records of a customer, newest first',
    access: 'calls.read',
    params: leg,
    query: z.object({ ...paging, ...filters }),
    response: page(billingRecord),
  }),
  sumCalls: endpoint({
    id: 'calls.totals',
    method: 'GET',
    path: '/calls/totals',
    summary: 'Totals of billing records of all customers',
    description: 'Of the last twelve months, where neither from nor to is given.',
    access: 'calls.search',
    query: z.object({ ...filters, groupBy }),
    response: totals,
  }),
  sumAccountCalls: endpoint({
    id: 'calls.totals-of-account',
    method: 'GET',
    path: '/accounts/{accountId}/calls/totals',
    summary: 'Totals of billing records of a customer',
    description: 'Of the last twelve months, where no time is given.',
    access: 'calls.read',
    params: leg,
    query: z.object({ ...filters, groupBy }),
    response: totals,
  }),
  exportCalls: endpoint({
    id: 'calls.export',
    method: 'GET',
    path: '/calls/export',
    summary: 'Billing records of all customers as CSV',
    description: 'Streamed. Of the last twelve months, where neither from nor to is given.',
    access: 'calls.search',
    query: z.object(filters),
    media: { response: 'text/csv' },
  }),
  exportAccountCalls: endpoint({
    id: 'calls.export-of-account',
    method: 'GET',
    path: '/accounts/{accountId}/calls/export',
    summary: 'Billing records of a customer as CSV',
    description: 'Streamed. Of the last twelve months, where no time is given.',
    access: 'calls.read',
    params: leg,
    query: z.object(filters),
    media: { response: 'text/csv' },
  }),
  readCall: endpoint({
    id: 'calls.read',
    method: 'GET',
    path: '/calls/{callId}',
    summary: 'One call',
    access: 'calls.read',
    params: z.object({ callId }),
    response: billingRecord,
  }),
  explainCall: endpoint({
    id: 'calls.explain',
    method: 'GET',
    path: '/calls/{callId}/explanation',
    summary: 'Why a call cost what it did, step by step',
    access: 'calls.read',
    params: z.object({ callId }),
    response: explanation,
  }),
  recordCalls: endpoint({
    id: 'calls.record',
    method: 'POST',
    path: '/calls',
    summary: 'Calls as a switch tells of them, priced and posted at once',
    description:
      'Up to 1,000 in one request. A call sent again, by the source’s own id, changes nothing. What cannot be priced is suspended, never free.',
    access: 'calls.import',
    body: z.object({ source: words(60), calls: z.array(event).min(1).max(1_000) }).strict(),
    response: written,
  }),
} satisfies Record<string, Endpoint>
