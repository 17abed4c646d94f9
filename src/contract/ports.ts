import { z } from 'zod'
import { PORT_FEE_NAMES } from '#domain/porting/port-fees.ts'
import { PORT_KINDS } from '#domain/porting/port-kind.ts'
import { PORT_STAGE_NAMES } from '#domain/porting/port-stage.ts'
import { PORT_STATES } from '#domain/porting/port-state.ts'
import { REJECT_REASON_NAMES } from '#domain/porting/reject-reasons.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { oneOrMore } from './list-parameter.ts'
import {
  port,
  portChange,
  portKind,
  portLine,
  portRequest,
  portState,
  requestField,
  validationCode,
} from './port-shapes.ts'
import {
  counting,
  currency,
  date,
  flag,
  id,
  instant,
  money,
  pageWithTotal,
  paging,
  phoneNumber,
  positiveMoney,
  prose,
  timeZone,
  words,
} from './wire.ts'

const accountParam = z.object({ accountId: id })
const portParam = z.object({ portId: id })

const customerWords = prose(1000)
  .default('')
  .meta({ description: 'Said to the customer: on the timeline and in the mail of the step' })
const staffWords = prose(2000).default('').meta({ description: 'For staff only; the customer never sees it' })
const said = { customerWords, staffWords }
const carrierReference = words(80).meta({ description: 'The upstream carrier’s number for the order; staff only' })

const cutOver = {
  cutOverAt: instant.meta({ description: 'When the cut-over begins' }),
  outOfHours: z
    .boolean()
    .default(false)
    .meta({ description: 'Staff only: outside the porting desk’s hours or days, for a fee' }),
}

const chargeFee = z
  .boolean()
  .default(true)
  .meta({ description: 'Whether the account pays the fee of it; only staff may say no' })

const step = { method: 'POST', access: 'ports.work', params: portParam, response: port } as const
const customerStep = { ...step, access: 'ports.request' } as const

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
  submitPort: endpoint({
    id: 'ports.submit',
    path: '/ports/{portId}/submit',
    summary: 'Submit it, or submit it again when it is mended; a simple or special port is charged now',
    body: z
      .object({
        acceptFee: positiveMoney.optional().meta({
          description: 'The fee ex GST that was shown and accepted; refused where it is another by now',
        }),
      })
      .strict(),
    ...customerStep,
  }),
  lodgePort: endpoint({
    id: 'ports.lodge',
    path: '/ports/{portId}/lodge',
    summary: 'Note that it is lodged with the upstream carrier',
    body: z.object({ ...said, carrierReference: carrierReference.optional() }).strict(),
    ...step,
  }),
  askPortValidation: endpoint({
    id: 'ports.ask-validation',
    path: '/ports/{portId}/ask-validation',
    summary: 'Note that the losing carrier was asked to validate the numbers of a complex port; this is charged',
    body: z.object({ ...said, carrierReference: carrierReference.optional() }).strict(),
    ...step,
  }),
  confirmPortValidation: endpoint({
    id: 'ports.confirm-validation',
    path: '/ports/{portId}/confirm-validation',
    summary: 'Note that the losing carrier validated the numbers, and what it said of each',
    body: z
      .object({
        numbers: z
          .array(z.object({ number: phoneNumber, code: validationCode, words: words(200).default('') }).strict())
          .max(100)
          .default([]),
        ...said,
      })
      .strict(),
    ...step,
  }),
  splitPort: endpoint({
    id: 'ports.split',
    path: '/ports/{portId}/split',
    summary: 'Let some numbers of a complex port go on as a port of their own, which is answered',
    description: 'It stands where this one does, in the same attempt, which is not charged again.',
    body: z
      .object({
        numbers: z.array(phoneNumber).min(1, 'Say which numbers go on by themselves.').max(99),
        reason: prose(1000).default('').meta({ description: 'Why; the customer reads it' }),
      })
      .strict(),
    ...step,
  }),
  passOnPort: endpoint({
    id: 'ports.pass-on',
    path: '/ports/{portId}/pass-on',
    summary: 'Note that the losing carrier has it',
    body: z.object({ ...said, carrierReference: carrierReference.optional() }).strict(),
    ...step,
  }),
  acceptPort: endpoint({
    id: 'ports.accept',
    path: '/ports/{portId}/accept',
    summary: 'Note that the losing carrier accepts; a complex port is charged now',
    description: 'Where the carrier gave the cut-over date with it, say it here and the date is set as well.',
    body: z.object({ ...said, cutOverAt: cutOver.cutOverAt.optional(), outOfHours: cutOver.outOfHours }).strict(),
    ...step,
  }),
  rejectPort: endpoint({
    id: 'ports.reject',
    path: '/ports/{portId}/reject',
    summary: 'Note that it was rejected, and why; the customer is told how to mend it',
    body: z
      .object({
        reason: z.enum(REJECT_REASON_NAMES as [(typeof REJECT_REASON_NAMES)[number]]),
        code: words(20).optional().meta({ description: 'As the carrier gave it' }),
        ...said,
      })
      .strict(),
    ...step,
  }),
  setPortDate: endpoint({
    id: 'ports.set-date',
    path: '/ports/{portId}/set-date',
    summary: 'Set the cut-over, or move it; the customer picks that of a complex port',
    description:
      'A complex port is cut over 10 business days from today at the earliest, in the porting desk’s hours: GET allowed-dates lists the days. Moving a date that is set costs a fee.',
    body: z.object({ ...cutOver, chargeFee, ...said }).strict(),
    ...customerStep,
  }),
  preProvisionPort: endpoint({
    id: 'ports.pre-provision',
    path: '/ports/{portId}/pre-provision',
    summary: 'Put the numbers on the account, not yet reachable; done by itself on the morning of the cut-over',
    body: z.object(said).strict(),
    ...step,
  }),
  startCutOver: endpoint({
    id: 'ports.start-cut-over',
    path: '/ports/{portId}/start-cut-over',
    summary: 'Note that the cut-over has begun; it cannot be withdrawn any more',
    body: z.object(said).strict(),
    ...step,
  }),
  completePort: endpoint({
    id: 'ports.complete',
    path: '/ports/{portId}/complete',
    summary: 'The numbers are in service on the account, and the rest of their first month is charged',
    body: z.object(said).strict(),
    ...step,
  }),
  reversePort: endpoint({
    id: 'ports.reverse',
    path: '/ports/{portId}/reverse',
    summary: 'Emergency return: the numbers go back to the losing carrier',
    body: z.object({ ...said, reason: words(300), chargeFee }).strict(),
    ...step,
  }),
  closePort: endpoint({
    id: 'ports.close',
    path: '/ports/{portId}/close',
    summary: 'Close it when the emergency-return window is over; done by itself then',
    body: z.object(said).strict(),
    ...step,
  }),
  withdrawPort: endpoint({
    id: 'ports.withdraw',
    path: '/ports/{portId}/withdraw',
    summary: 'Take it back, until the cut-over begins; fees are kept, and once the date is set there is one more',
    body: z.object({ reason: words(300), chargeFee, staffWords }).strict(),
    ...customerStep,
  }),
  noteOnPort: endpoint({
    id: 'ports.note',
    path: '/ports/{portId}/notes',
    summary: 'Add a note to the timeline; a customer’s is read by staff',
    body: z
      .object({
        note: prose(2000).min(1, 'This cannot be empty.'),
        forCustomer: z
          .boolean()
          .default(false)
          .meta({ description: 'Whether the customer sees it; one by a customer always' }),
      })
      .strict(),
    ...customerStep,
  }),
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
      opensAt: z.string().meta({ description: 'The earliest time of a cut-over', examples: ['08:00'] }),
      closesAt: z.string().meta({ description: 'A cut-over begins before', examples: ['17:00'] }),
      earliest: date.meta({ description: 'The first day that may be chosen' }),
      days: z.array(
        z.object({
          date,
          isAllowed: z.boolean(),
          reason: z.string().nullable().meta({ description: 'Why it cannot be chosen' }),
        }),
      ),
    }),
  }),
} satisfies Record<string, Endpoint>
