import { z } from 'zod'
import { PORT_KINDS } from '#domain/porting/port-kind.ts'
import { CONFIRMATION_METHOD_NAMES, FINDING_CHECKS } from '#domain/porting/port-out-check.ts'
import { PORT_OUT_REFUSAL_NAMES } from '#domain/porting/port-out-refusal.ts'
import { CANCELLED_BY, PORT_OUT_STATES, PORT_OUT_STEP_NAMES } from '#domain/porting/port-out-state.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { oneOrMore } from './list-parameter.ts'
import { writtenNumber } from './numbers.ts'
import { portKind } from './port-shapes.ts'
import {
  counting,
  currency,
  date,
  flag,
  id,
  instant,
  longId,
  money,
  pageWithTotal,
  paging,
  phoneNumber,
  prose,
  words,
} from './wire.ts'

const accountParam = z.object({ accountId: id })
const portOutParam = z.object({ portOutId: id })

const state = z.enum(PORT_OUT_STATES).meta({ id: 'PortOutState' })
const refusal = z.enum(PORT_OUT_REFUSAL_NAMES as [(typeof PORT_OUT_REFUSAL_NAMES)[number]]).meta({
  id: 'PortOutRefusal',
  description: 'The only reasons there are: debt and a running contract are none',
})
const receivedBy = z
  .enum(['carrier-notice', 'customer'])
  .meta({ description: 'carrier-notice: the gaining carrier wrote; customer: the customer said so' })
const method = z.enum(CONFIRMATION_METHOD_NAMES as [(typeof CONFIRMATION_METHOD_NAMES)[number]])
const answer = z.enum(['yes', 'no']).meta({ description: 'Whether the customer asked for it, as it says' })

const customerWords = prose(1000).default('').meta({ description: 'Said to the customer, on the timeline' })
const staffWords = prose(2000).default('').meta({ description: 'For staff only; the customer never sees it' })
const said = { customerWords, staffWords }

/** A request of another carrier in a list. */
const portOutLine = z
  .object({
    id,
    kind: portKind,
    state,
    stateSince: instant,
    accountId: id,
    accountNumber: z.string(),
    accountName: z.string(),
    numbers: z.array(phoneNumber),
    gainingCarrier: z.string(),
    receivedAt: instant,
    dueOn: date.nullable().meta({ description: 'By when the next step is due; null: it is over' }),
    dueAt: instant.nullable(),
    isOverdue: z.boolean(),
    cutOverAt: instant.nullable(),
    refusal: refusal.nullable(),
    answer: answer.nullable(),
    isWarning: z
      .boolean()
      .meta({ description: 'The customer did not ask for it, and nobody of the staff has seen that yet' }),
    releasedAt: instant.nullable(),
    undoUntil: instant.nullable().meta({ description: 'Until when a release in error may be undone' }),
    changedAt: instant,
  })
  .meta({ id: 'PortOutLine' })

const finding = z
  .object({
    check: z.enum(FINDING_CHECKS),
    level: z.enum(['ok', 'look', 'stop']).meta({ description: 'stop: it is let go only with a word why' }),
    words: z.string(),
    reason: refusal.nullable().meta({ description: 'What it could be refused for' }),
  })
  .meta({ id: 'PortOutFinding' })

const staffView = z
  .object({
    carrierReference: z.string(),
    receivedBy,
    statedAccountNumber: z.string(),
    statedName: z.string(),
    authorisedOn: date.nullable(),
    findings: z.array(finding),
    needsConfirmation: z
      .boolean()
      .meta({ description: 'A mobile number whose customer has not confirmed it yet: it cannot be verified' }),
    confirmations: z.array(
      z.object({ method, person: z.string(), reference: z.string(), at: instant, recordedBy: z.string() }),
    ),
    allowedSteps: z.array(z.enum(PORT_OUT_STEP_NAMES as [(typeof PORT_OUT_STEP_NAMES)[number]])),
  })
  .meta({ id: 'PortOutVerification' })

const event = z
  .object({
    at: instant,
    by: z.string().meta({ description: 'For customers, staff are the brand' }),
    isCustomer: z.boolean(),
    what: z.enum([
      'received',
      'note',
      'confirmed',
      'answered',
      'warning-seen',
      ...(PORT_OUT_STEP_NAMES as [(typeof PORT_OUT_STEP_NAMES)[number]]),
    ]),
    state: state.nullable(),
    words: z.string().meta({ description: 'What the customer may read' }),
    staffWords: z.string().nullable().meta({ description: 'null for customers' }),
  })
  .meta({ id: 'PortOutEvent' })

const portOut = portOutLine
  .extend({
    wantedAt: instant.nullable().meta({ description: 'When the gaining carrier would like the cut-over' }),
    answeredAt: instant.nullable(),
    cancelledBy: z.enum(CANCELLED_BY).nullable(),
    canAnswer: z
      .boolean()
      .meta({ description: 'Whether the one who asks is the customer and may say whether it was them' }),
    staff: staffView.nullable().meta({ description: 'What was looked into; null for customers' }),
    events: z.array(event),
    charges: z.array(
      z.object({ chargeId: longId, description: z.string(), chargedAt: instant, amount: money, gst: money }),
    ),
    chargesTotal: money.meta({ description: 'Ex GST; credits taken off' }),
    currency,
    version: z.int(),
  })
  .meta({ id: 'PortOut' })

const consequences = z
  .object({
    charges: z.array(z.object({ description: z.string(), monthly: money })),
    monthly: money.meta({ description: 'Charges that end, a month, ex GST' }),
    bundle: z
      .object({ included: z.int(), used: z.int(), usedAfter: z.int() })
      .nullable()
      .meta({ description: 'Numbers the calling plan includes; null: none of these counts towards them' }),
    channels: z.object({ limit: z.int(), extra: z.int(), monthly: money }).meta({ description: 'They stay' }),
    uses: z.array(z.object({ number: phoneNumber, words: z.string() })),
    balance: money.meta({ description: 'Of the account: debt below zero stays due' }),
    numbersLeft: z.int().meta({ description: 'On the account, afterwards' }),
    fee: money.meta({ description: 'Charged with the release, ex GST' }),
    feeGst: money,
    currency,
  })
  .meta({ id: 'PortOutConsequences' })

const filters = {
  state: oneOrMore(PORT_OUT_STATES).optional(),
  kind: oneOrMore(PORT_KINDS).optional(),
  accountId: id.optional(),
  search: words(80).optional().meta({
    description: 'Digits of a number, the account’s name or number, the gaining carrier, or its reference',
  }),
  open: flag.optional().meta({ description: 'Whether anything is left to happen' }),
  overdue: flag.optional(),
  warning: flag.optional().meta({ description: 'Those whose customer did not ask for it, which nobody has seen' }),
  sort: z.enum(['due', 'newest']).default('due'),
}

const step = { method: 'POST', access: 'ports.work', params: portOutParam, response: portOut } as const

export const portOutsEndpoints = {
  listPortOuts: endpoint({
    id: 'port-outs.list',
    method: 'GET',
    path: '/port-outs',
    summary: 'Requests of other carriers to take numbers away; what is due first comes first',
    access: 'ports.read',
    query: z.object({ ...paging, ...counting, ...filters }),
    response: pageWithTotal(portOutLine),
  }),
  exportPortOuts: endpoint({
    id: 'port-outs.export',
    method: 'GET',
    path: '/port-outs/export',
    summary: 'The list of requests to leave as a CSV file, by the same filters',
    access: 'ports.read',
    query: z.object(filters),
    media: { response: 'text/csv' },
  }),
  findLeavingNumbers: endpoint({
    id: 'port-outs.find-numbers',
    method: 'GET',
    path: '/port-outs/numbers',
    summary: 'Whose the numbers of a request are, and which of them cannot leave and why',
    access: 'ports.work',
    query: z.object({
      numbers: prose(4000).meta({
        description: 'Numbers or ranges, between commas or line breaks',
        examples: ['0370101234'],
      }),
    }),
    response: z.object({
      items: z.array(
        z.object({
          number: phoneNumber,
          accountId: id.nullable(),
          accountNumber: z.string().nullable(),
          accountName: z.string().nullable(),
          problem: z.string().nullable().meta({ description: 'Why it cannot leave; null: it can' }),
        }),
      ),
      kind: portKind.nullable().meta({ description: 'How such numbers leave' }),
      unreadable: z.array(z.object({ written: z.string(), problem: z.string() })),
    }),
  }),
  listPortOutsOfAccount: endpoint({
    id: 'port-outs.list-of-account',
    method: 'GET',
    path: '/accounts/{accountId}/port-outs',
    summary: 'Requests about the numbers of one account, the newest first',
    access: 'ports.read',
    params: accountParam,
    query: z.object({ ...paging, ...counting, open: flag.optional() }),
    response: pageWithTotal(portOutLine),
  }),
  receivePortOut: endpoint({
    id: 'port-outs.receive',
    method: 'POST',
    path: '/port-outs',
    summary: 'Write down that another carrier wants numbers; the customer is told at once',
    access: 'ports.work',
    body: z
      .object({
        numbers: z
          .array(writtenNumber)
          .min(1, 'Write the numbers that are to leave.')
          .max(100)
          .meta({ description: 'Of one account, as people write them, or ranges' }),
        kind: portKind.optional().meta({ description: 'Left out: as such numbers usually leave' }),
        gainingCarrier: words(80),
        carrierReference: words(80).optional(),
        receivedAt: instant.optional().meta({ description: 'Left out: now' }),
        receivedBy: receivedBy.default('carrier-notice'),
        statedAccountNumber: words(60).optional().meta({ description: 'As the gaining carrier stated it' }),
        statedName: words(120).optional().meta({ description: 'The account holder, as the gaining carrier stated it' }),
        authorisedOn: date.optional().meta({ description: 'When the customer gave its authority' }),
        wantedAt: instant.optional(),
        staffWords,
      })
      .strict(),
    response: portOut,
    status: 201,
  }),
  readPortOut: endpoint({
    id: 'port-outs.read',
    method: 'GET',
    path: '/port-outs/{portOutId}',
    summary: 'One request: what was stated, what was found, its timeline, and what can be done with it',
    access: 'ports.read',
    params: portOutParam,
    response: portOut,
  }),
  readPortOutConsequences: endpoint({
    id: 'port-outs.consequences',
    method: 'GET',
    path: '/port-outs/{portOutId}/consequences',
    summary: 'What the account loses with the numbers, and what stays',
    access: 'ports.read',
    params: portOutParam,
    response: consequences,
  }),
  startVerifyingPortOut: endpoint({
    id: 'port-outs.start-verifying',
    path: '/port-outs/{portOutId}/start-verifying',
    summary: 'Take a request up: who asks is looked into',
    body: z.object(said).strict(),
    ...step,
  }),
  confirmPortOut: endpoint({
    id: 'port-outs.confirm',
    path: '/port-outs/{portOutId}/confirmations',
    summary: 'Record how the customer confirmed that it wants the move; it is kept',
    body: z
      .object({
        method,
        person: words(120).meta({ description: 'Who confirmed' }),
        reference: words(120).meta({ description: 'Of the message, the call or the document' }),
      })
      .strict(),
    ...step,
  }),
  verifyPortOut: endpoint({
    id: 'port-outs.verify',
    path: '/port-outs/{portOutId}/verify',
    summary: 'Accept a request; a mobile number only once its customer has confirmed it',
    body: z
      .object({
        despite: prose(1000)
          .default('')
          .meta({ description: 'Why it is let go though something found speaks against it' }),
        ...said,
      })
      .strict(),
    ...step,
  }),
  schedulePortOut: endpoint({
    id: 'port-outs.schedule',
    path: '/port-outs/{portOutId}/schedule',
    summary: 'Set when the numbers leave, or move it',
    body: z.object({ cutOverAt: instant, ...said }).strict(),
    ...step,
  }),
  releasePortOut: endpoint({
    id: 'port-outs.release',
    path: '/port-outs/{portOutId}/release',
    summary: 'Let the numbers go, now: their charges end and the inventory has them as retired',
    body: z.object(said).strict(),
    ...step,
  }),
  undoPortOutRelease: endpoint({
    id: 'port-outs.undo-release',
    path: '/port-outs/{portOutId}/undo-release',
    summary: 'Bring numbers back that were released in error, within four hours',
    body: z.object({ reason: words(300).meta({ description: 'The customer reads it' }), ...said }).strict(),
    ...step,
  }),
  refusePortOut: endpoint({
    id: 'port-outs.refuse',
    path: '/port-outs/{portOutId}/refuse',
    summary: 'Refuse a request, for one of the few reasons there are',
    description: 'The losing carrier must let numbers go. Money owed and a contract that still runs are no reason.',
    body: z.object({ reason: refusal, ...said }).strict(),
    ...step,
  }),
  cancelPortOut: endpoint({
    id: 'port-outs.cancel',
    path: '/port-outs/{portOutId}/cancel',
    summary: 'Note that whoever asked for the numbers wants them no more',
    body: z.object({ by: z.enum(['gaining-carrier', 'customer']), ...said }).strict(),
    ...step,
  }),
  noteOnPortOut: endpoint({
    id: 'port-outs.note',
    path: '/port-outs/{portOutId}/notes',
    summary: 'Add a note to its timeline',
    body: z.object({ note: prose(2000).min(1, 'Write the note.'), forCustomer: z.boolean().default(false) }).strict(),
    ...step,
  }),
  seePortOutWarning: endpoint({
    id: 'port-outs.see-warning',
    path: '/port-outs/{portOutId}/see-warning',
    summary: 'Somebody has seen that the customer did not ask for it, and takes care of it',
    ...step,
  }),
  answerPortOut: endpoint({
    id: 'port-outs.answer',
    method: 'POST',
    path: '/port-outs/{portOutId}/answer',
    summary: 'The customer says whether it asked for the move; a no stops it',
    description: 'Only the customer itself, signed in as a person: staff record how it confirmed it instead.',
    access: 'ports.request',
    params: portOutParam,
    body: z.object({ answer }).strict(),
    response: portOut,
  }),
} satisfies Record<string, Endpoint>
