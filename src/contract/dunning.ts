import { z } from 'zod'
import { HOLD_KINDS } from '#domain/credit-control/dunning-hold.ts'
import { DUNNING_STEPS, LADDER_LIMITS, type DunningUnit } from '#domain/credit-control/dunning-ladder.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { oneOrMore } from './list-parameter.ts'
import { currency, date, id, instant, longId, money, words } from './wire.ts'

const step = z.enum(DUNNING_STEPS).meta({
  id: 'DunningStep',
  description:
    'In this order. restriction: calls out are barred but for emergency numbers; disconnection: listed for a person',
})
const kind = z.enum(HOLD_KINDS).meta({
  id: 'DunningHoldKind',
  description:
    'dispute: an amount is contested and not chased; hardship: an arrangement by instalments; disaster: the customer is where ' +
    'one is; promise: it said when it pays; pause: staff said so',
})
const count = z.int()

const ladderStep = z
  .object({
    isOn: z.boolean(),
    days: z
      .int()
      .min(1, 'Write 1 or more days.')
      .max(LADDER_LIMITS.days, `Write at most ${LADDER_LIMITS.days} days.`)
      .meta({
        description:
          'Of reminders and the notice of restriction: days after the due day; of the other notices: days after the step before; ' +
          'of what a notice announces: whole working days between (5 for consumers at the least)',
      }),
  })
  .strict()

const ladderShape = {
  isOn: z.boolean().meta({ description: 'Off until somebody switches it on' }),
  minimum: money
    .refine((value) => value >= 0n && value <= LADDER_LIMITS.minimumMicros, 'Write an amount from 0.00 to 1000.00.')
    .refine((value) => value % 10_000n === 0n, 'Write whole cents.')
    .meta({ description: 'Less is not chased; with GST' }),
  steps: z
    .object(
      Object.fromEntries(DUNNING_STEPS.map((name) => [name, ladderStep])) as Record<
        (typeof DUNNING_STEPS)[number],
        typeof ladderStep
      >,
    )
    .strict(),
}

const unit = z.enum(['days-overdue', 'days-after-step', 'working-days-notice'] satisfies DunningUnit[])

const ladder = z
  .object({
    ...ladderShape,
    currency,
    units: z
      .object(
        Object.fromEntries(DUNNING_STEPS.map((name) => [name, unit])) as Record<
          (typeof DUNNING_STEPS)[number],
          typeof unit
        >,
      )
      .meta({ description: 'From when the days of each step count' }),
    version: count,
  })
  .meta({ id: 'DunningLadder' })

const hold = z
  .object({
    id,
    kind,
    from: date,
    until: date,
    amount: money.nullable().meta({ description: 'Of a dispute: the part contested; null: all' }),
    instalments: z.array(z.object({ on: date, amount: money })),
    paid: money.meta({ description: 'Since it was set' }),
    standing: z
      .enum(['to-come', 'holds', 'broken', 'over'])
      .meta({ description: 'broken: an instalment did not come' }),
    words: z.string(),
    setAt: instant,
    setBy: z.string(),
    endedAt: instant.nullable(),
    endedBy: z.string().nullable(),
    endWords: z.string().nullable(),
  })
  .meta({ id: 'DunningHold' })

const state = {
  overdue: money.meta({ description: 'Past its due day, with GST' }),
  disputed: money,
  chased: money.meta({ description: 'Overdue, and not disputed' }),
  oldestDueOn: date.nullable(),
  currency,
  step: step.nullable().meta({ description: 'The last that was taken; null: none' }),
  stepOn: date.nullable(),
  isRestricted: z.boolean().meta({ description: 'Calls out are barred by it, but for emergency numbers' }),
  isSuspended: z.boolean().meta({ description: 'The account is suspended by it' }),
  nextStep: step.nullable().meta({ description: 'null: nothing by itself' }),
  nextOn: date.nullable(),
  heldBy: hold.nullable(),
}

const accountShape = z.object({
  id,
  accountNumber: z.string(),
  name: z.string(),
  status: z.string(),
  isConsumer: z.boolean(),
})

const caseInList = z
  .object({ account: accountShape, openedAt: instant.nullable(), ...state })
  .meta({ id: 'DunningCase' })

const happened = z
  .object({
    id: longId,
    at: instant,
    day: date,
    kind: z.enum(['step', 'lifted', 'closed', 'hold-set', 'hold-ended']),
    step: step.nullable(),
    isRepeat: z.boolean().meta({ description: 'A notice that was given again' }),
    amount: money.nullable(),
    actOn: date.nullable().meta({ description: 'Of a notice: the first day on which what it announces may happen' }),
    words: z.string(),
    byWhom: z.string(),
  })
  .meta({ id: 'DunningEvent' })

const accountDunning = z
  .object({
    accountId: id,
    isChased: z.boolean().meta({ description: 'Postpaid, and the ladder is switched on' }),
    ...state,
    invoices: z.array(z.object({ number: z.string(), dueOn: date, outstanding: money })),
    holds: z.array(hold),
    timeline: z.array(happened).meta({ description: 'The last first; a hundred at the most' }),
  })
  .meta({ id: 'AccountDunning' })

const preview = z
  .object({
    on: date,
    currency,
    items: z.array(
      z.object({
        account: accountShape,
        step,
        isRepeat: z.boolean(),
        chased: money,
        actOn: date.nullable(),
        recipient: z.string().nullable().meta({ description: 'To whom the letter goes; null: nobody is known' }),
      }),
    ),
  })
  .meta({ id: 'DunningPreview' })

const account = z.object({ accountId: id })

/** What is done about invoices that are overdue. */
export const dunningEndpoints = {
  readDunningLadder: endpoint({
    id: 'dunning.read-ladder',
    method: 'GET',
    path: '/dunning/ladder',
    summary: 'The steps taken about what is overdue',
    access: 'dunning.read',
    response: ladder,
    etag: true,
  }),
  writeDunningLadder: endpoint({
    id: 'dunning.write-ladder',
    method: 'PUT',
    path: '/dunning/ladder',
    summary: 'Set the steps taken about what is overdue',
    access: 'dunning.write',
    body: z.object(ladderShape).strict(),
    response: ladder,
    etag: true,
  }),
  listDunningCases: endpoint({
    id: 'dunning.list',
    method: 'GET',
    path: '/dunning/cases',
    summary: 'Accounts that are chased: how far each is, what comes next and when, and what holds it',
    access: 'dunning.read',
    query: z.object({
      step: oneOrMore(DUNNING_STEPS).optional(),
      show: z.enum(['held', 'restricted', 'for-a-person']).optional(),
    }),
    response: z.object({ items: z.array(caseInList) }),
  }),
  previewDunning: endpoint({
    id: 'dunning.preview',
    method: 'GET',
    path: '/dunning/preview',
    summary: 'What would be done on a day, if nothing is paid before; nothing is sent',
    access: 'dunning.read',
    query: z.object({ on: date.optional().meta({ description: 'Left out: tomorrow' }) }),
    response: preview,
  }),
  readAccountDunning: endpoint({
    id: 'dunning.read',
    method: 'GET',
    path: '/accounts/{accountId}/dunning',
    summary: 'What is overdue of an account, what was done about it, what comes next, and what holds it',
    access: 'dunning.read',
    params: account,
    response: accountDunning,
  }),
  setDunningHold: endpoint({
    id: 'dunning.set-hold',
    method: 'POST',
    path: '/accounts/{accountId}/dunning/holds',
    summary: 'Hold whatever would be done about what is overdue, until a day',
    access: 'dunning.write',
    params: account,
    body: z
      .object({
        kind,
        until: date,
        amount: money
          .refine((value) => value > 0n && value % 10_000n === 0n, 'Write whole cents above 0.00.')
          .optional()
          .meta({ description: 'Of a dispute: the part contested; left out: all' }),
        instalments: z
          .array(
            z
              .object({
                on: date,
                amount: money.refine((value) => value > 0n && value % 10_000n === 0n, 'Write whole cents above 0.00.'),
              })
              .strict(),
          )
          .max(60)
          .default([])
          .meta({ description: 'Of a hardship arrangement, in their order' }),
        words: words(500).meta({ description: 'Why; staff only' }),
      })
      .strict(),
    response: accountDunning,
    status: 201,
  }),
  endDunningHold: endpoint({
    id: 'dunning.end-hold',
    method: 'POST',
    path: '/accounts/{accountId}/dunning/holds/{dunningHoldId}/end',
    summary: 'End a hold before its time; what is overdue is chased again, beginning with a new notice',
    access: 'dunning.write',
    params: account.extend({ dunningHoldId: id }),
    body: z.object({ words: words(500) }).strict(),
    response: accountDunning,
  }),
} satisfies Record<string, Endpoint>
