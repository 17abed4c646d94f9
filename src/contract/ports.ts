import { z } from 'zod'
import { PORT_FEE_NAMES } from '#domain/porting/port-fees.ts'
import { PORT_KINDS } from '#domain/porting/port-kind.ts'
import { PORT_STAGE_NAMES } from '#domain/porting/port-stage.ts'
import { PORT_STATES } from '#domain/porting/port-state.ts'
import { REJECT_REASON_NAMES } from '#domain/porting/reject-reasons.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { oneOrMore } from './list-parameter.ts'
import { port, portChange, portKind, portLine, portRequest, portState, requestField } from './port-shapes.ts'
import { portStepsEndpoints } from './port-steps.ts'
import {
  counting,
  currency,
  date,
  flag,
  id,
  money,
  pageWithTotal,
  paging,
  positiveMoney,
  timeZone,
  words,
} from './wire.ts'

const accountParam = z.object({ accountId: id })
const portParam = z.object({ portId: id })

const fees = z
  .object({
    currency,
    items: z.array(
      z.object({
        fee: z.enum(PORT_FEE_NAMES as [(typeof PORT_FEE_NAMES)[number]]),
        words: z.string(),
        amount: money.meta({ description: 'Ex GST' }),
        default: money.meta({ description: 'What it is until it is changed, ex GST' }),
      }),
    ),
  })
  .meta({ id: 'PortFees' })

const feeChange = z
  .object({ fee: z.enum(PORT_FEE_NAMES as [(typeof PORT_FEE_NAMES)[number]]), amount: positiveMoney })
  .strict()

const filters = {
  state: oneOrMore(PORT_STATES).optional(),
  kind: oneOrMore(PORT_KINDS).optional(),
  accountId: id.optional(),
  search: words(80).optional().meta({
    description: 'Digits of a number, the account’s name or number, the losing carrier, or a reference',
  }),
  open: flag.optional().meta({ description: 'Whether anything is left to happen' }),
  overdue: flag.optional(),
  dueOn: date.optional().meta({ description: 'A day of the reseller on which something has to happen' }),
  sort: z.enum(['due', 'newest']).default('due'),
}

export const portsEndpoints = {
  listPorts: endpoint({
    id: 'ports.list',
    method: 'GET',
    path: '/ports',
    summary: 'Ports; what is due first comes first',
    access: 'ports.read',
    query: z.object({ ...paging, ...counting, ...filters }),
    response: pageWithTotal(portLine),
  }),
  exportPorts: endpoint({
    id: 'ports.export',
    method: 'GET',
    path: '/ports/export',
    summary: 'The list of ports as a CSV file, by the same filters, with every number of each',
    access: 'ports.read',
    query: z.object(filters),
    media: { response: 'text/csv' },
  }),
  readPortBoard: endpoint({
    id: 'ports.board',
    method: 'GET',
    path: '/ports/board',
    summary: 'Ports by stage: how many, how many overdue, and the first 50 of each, overdue first',
    access: 'ports.read',
    query: z.object({ kind: z.enum(PORT_KINDS).optional(), accountId: id.optional() }),
    response: z.object({
      columns: z.array(
        z.object({
          stage: z.enum(PORT_STAGE_NAMES as [(typeof PORT_STAGE_NAMES)[number]]),
          states: z.array(portState),
          count: z.int(),
          overdue: z.int(),
          items: z.array(portLine),
        }),
      ),
    }),
  }),
  listCutOvers: endpoint({
    id: 'ports.cutovers',
    method: 'GET',
    path: '/ports/cutovers',
    summary: 'Cut-overs by day, for a calendar: at most 62 days',
    access: 'ports.read',
    query: z.object({ from: date, to: date.meta({ description: 'Included' }), accountId: id.optional() }),
    response: z.object({
      timeZone,
      days: z.array(
        z.object({
          date,
          isOpen: z.boolean().meta({ description: 'Whether the porting desk works that day' }),
          closedFor: z.string().nullable().meta({ description: 'The holiday, or why it is closed; null: open' }),
          items: z.array(portLine),
        }),
      ),
    }),
  }),
  quotePortFee: endpoint({
    id: 'ports.fee',
    method: 'GET',
    path: '/ports/fee',
    summary: 'What an attempt of a port costs, and when it is charged',
    access: 'ports.read',
    query: z.object({ kind: z.enum(PORT_KINDS), count: z.coerce.number().int().min(1).max(100).default(1) }),
    response: z.object({
      kind: portKind,
      count: z.int(),
      currency,
      amount: money.meta({ description: 'Ex GST' }),
      gst: money,
      total: money,
      chargedOn: z.enum(['submission', 'acceptance']),
      usually: z.string().meta({ description: 'How long it takes', examples: ['4 to 6 business days'] }),
      rejectFee: money.meta({ description: 'Charged where it is rejected, beside the above, ex GST' }),
      changeFee: money.meta({
        description: 'For moving the date, or withdrawing, once the date is set, ex GST',
      }),
    }),
  }),
  listRejectReasons: endpoint({
    id: 'ports.reject-reasons',
    method: 'GET',
    path: '/ports/reject-reasons',
    summary: 'Why ports are rejected: what the customer is told, and what puts it right',
    access: 'ports.read',
    response: z.object({
      items: z.array(
        z.object({
          reason: z.enum(REJECT_REASON_NAMES as [(typeof REJECT_REASON_NAMES)[number]]),
          label: z.string(),
          customerText: z.string(),
          fix: z.string(),
          fields: z.array(requestField).meta({ description: 'What of the request is opened to mend' }),
        }),
      ),
    }),
  }),
  readPortFees: endpoint({
    id: 'ports.read-fees',
    method: 'GET',
    path: '/ports/fees',
    summary: 'The price list of ports',
    access: 'ports.read',
    response: fees,
  }),
  changePortFees: endpoint({
    id: 'ports.change-fees',
    method: 'PUT',
    path: '/ports/fees',
    summary: 'Change the price list of ports, from now on; what is left out stays',
    access: 'ports.settings',
    body: z.object({ items: z.array(feeChange).max(PORT_FEE_NAMES.length) }).strict(),
    response: fees,
  }),
  listPortsOfAccount: endpoint({
    id: 'ports.list-of-account',
    method: 'GET',
    path: '/accounts/{accountId}/ports',
    summary: 'The ports of one account, the newest first',
    access: 'ports.read',
    params: accountParam,
    query: z.object({ ...paging, ...counting, open: flag.optional() }),
    response: pageWithTotal(portLine),
  }),
  requestPort: endpoint({
    id: 'ports.request',
    method: 'POST',
    path: '/accounts/{accountId}/ports',
    summary: 'Begin the request of a port: a draft, which may have gaps',
    access: 'ports.request',
    params: accountParam,
    body: portRequest,
    response: port,
    status: 201,
    etag: true,
  }),
  readPort: endpoint({
    id: 'ports.read',
    method: 'GET',
    path: '/ports/{portId}',
    summary: 'One port: its request, attempts, timeline, fees, and what can be done with it',
    access: 'ports.read',
    params: portParam,
    response: port,
    etag: true,
  }),
  changePort: endpoint({
    id: 'ports.change',
    method: 'PATCH',
    path: '/ports/{portId}',
    summary: 'Change the request of a draft, or mend a rejected one; null clears a field',
    description:
      'Until the cut-over begins, staff may change what the losing carrier does not see: number plan, line type, destination and the contact on the day.',
    access: 'ports.request',
    params: portParam,
    body: portChange,
    response: port,
    etag: true,
  }),
  ...portStepsEndpoints,
  listAllowedDates: endpoint({
    id: 'ports.allowed-dates',
    method: 'GET',
    path: '/ports/{portId}/allowed-dates',
    summary: 'The days on which it may be cut over, for a calendar to choose from: at most 62',
    access: 'ports.read',
    params: portParam,
    query: z.object({
      from: date.optional().meta({ description: 'The first day; left out: today' }),
      days: z.coerce.number().int().min(1).max(62).default(42),
    }),
    response: z.object({
      timeZone,
      opensAt: z
        .string()
        .meta({ description: 'The earliest time of a cut-over on the first day', examples: ['08:00'] }),
      closesAt: z.string().meta({ description: 'A cut-over begins before', examples: ['17:00'] }),
      earliest: date.meta({ description: 'The first day that may be chosen' }),
      days: z.array(
        z.object({
          date,
          isAllowed: z.boolean(),
          reason: z.string().nullable().meta({ description: 'Why it cannot be chosen' }),
          hours: z
            .object({ opensAt: z.string(), closesAt: z.string() })
            .nullable()
            .meta({ description: 'While the desk and the losing carrier are both open; null: it cannot be chosen' }),
        }),
      ),
    }),
  }),
} satisfies Record<string, Endpoint>
