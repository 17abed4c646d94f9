import { z } from 'zod'
import { CONTROL_LIMITS, CONTROL_STATES, CONTROLS } from '#domain/credit-control/controls.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { currency, id, instant, money, page, paging, words } from './wire.ts'

/** A control of an account: whether it is on, its limit, what counts against it now, and who lifted it. */
const control = z
  .object({
    control: z.enum(CONTROLS).meta({ description: 'As the path of a release names it' }),
    state: z.enum(CONTROL_STATES).meta({
      description: 'off: not watched; armed: watched, or released until `releasedUntil`; tripped: its limit is reached',
    }),
    unit: z.enum(['money', 'calls', 'failures']).meta({ description: 'What `value` and `used` are counted in' }),
    value: z
      .string()
      .nullable()
      .meta({ description: 'The limit: decimal dollars, or a whole number. null: not for who asks' }),
    used: z.string().nullable().meta({ description: 'What counts against it now, likewise' }),
    since: instant
      .nullable()
      .meta({ description: 'Since when it is tripped; null: it is not, or it was found just now' }),
    releasedUntil: instant.nullable().meta({ description: 'Lifted until then; null: it is not lifted' }),
    releasedBy: z.string().nullable().meta({ description: 'Who lifted it. Staff only' }),
    releaseWords: z.string().nullable().meta({ description: 'Why. Staff only' }),
    canRelease: z.boolean().meta({ description: 'Whether who asks may release it now' }),
    enforcement: z.enum(['calls', 'charges']).meta({
      description:
        'What it holds back, beside being shown and told: calls, where the switch asks before each; or automatic charges',
    }),
    explanation: z.string().meta({ description: 'What it does and how it stands, in sentences for people' }),
  })
  .meta({ id: 'AccountControl' })

export const controls = z
  .object({
    creditLimit: control,
    fraudSpendDay: control,
    fraudSpendHour: control,
    overseasCalls: control,
    iou: control,
    cardFailures: control,
  })
  .meta({ id: 'AccountControls' })

const limitMoney = money
  .refine((value) => value >= 0n && value <= CONTROL_LIMITS.moneyMicros, 'Write an amount from 0.00 to 1000000.00.')
  .refine((value) => value % 10_000n === 0n, 'Write whole cents.')

const settings = {
  creditLimit: z.object({ isOn: z.boolean(), amount: limitMoney }).strict().meta({
    description:
      'How far below zero the balance may go, with GST. Until somebody says more: 500.00 for postpaid, 0.00 for prepaid',
  }),
  fraudSpendDay: z
    .object({ isOn: z.boolean(), amount: limitMoney })
    .strict()
    .meta({ description: 'Calls out within 24 hours, ex GST; 100.00 until somebody says more' }),
  fraudSpendHour: z
    .object({ isOn: z.boolean(), amount: limitMoney })
    .strict()
    .meta({ description: 'Calls out within an hour, ex GST; off until somebody switches it on' }),
  overseasCalls: z
    .object({ isOn: z.boolean(), calls: z.number().int().min(1).max(CONTROL_LIMITS.calls) })
    .strict()
    .meta({ description: 'Calls to other countries within an hour; 50 until somebody says more' }),
  iou: z
    .object({ isOn: z.boolean(), amount: limitMoney })
    .strict()
    .meta({ description: 'Short credit of a prepaid account that has run out, ex GST: 20.00, once it is allowed' }),
  cardFailures: z
    .object({ isOn: z.boolean(), failures: z.number().int().min(1).max(CONTROL_LIMITS.failures) })
    .strict()
    .meta({ description: 'Automatic charges stop after so many failures in a row; 3 until somebody says more' }),
}

const creditControl = z
  .object({
    accountId: id,
    paymentMode: z.enum(['prepaid', 'postpaid']),
    balance: money.meta({ description: 'Above zero: credit; below zero: owed' }),
    currency,
    controls,
    settings: z.object(settings).nullable().meta({ description: 'null for customers' }),
    version: z.number().int(),
  })
  .meta({ id: 'CreditControl' })

const tripped = z
  .object({
    accountId: id,
    accountNumber: z.string(),
    accountName: z.string(),
    control: z.enum(CONTROLS),
    since: instant,
  })
  .meta({ id: 'TrippedControl' })

const account = z.object({ accountId: id })
const oneControl = z.object({ accountId: id, control: z.enum(CONTROLS) })

const WATCHED =
  'Where a switch asks before each call, a limit that is reached refuses calls at once. Where calls come in afterwards, ' +
  'they are compared with the limits every few minutes, and what trips is shown and told. Calls to emergency numbers never count.'

export const creditControlEndpoints = {
  readCreditControl: endpoint({
    id: 'credit-control.read',
    method: 'GET',
    path: '/accounts/{accountId}/credit-control',
    summary: 'The limits of an account: how each stands, and its settings',
    description: `${WATCHED} A customer sees how they stand, not the fraud limits nor who lifted what.`,
    access: 'credit-control.read',
    params: account,
    response: creditControl,
    etag: true,
  }),
  writeCreditControl: endpoint({
    id: 'credit-control.write',
    method: 'PUT',
    path: '/accounts/{accountId}/credit-control',
    summary: 'Set the limits of an account',
    description:
      'A control that is left out stays as it is; one that is given is replaced as a whole, and where that changes it, ' +
      `forgets that it tripped. ${WATCHED}`,
    access: 'credit-control.write',
    params: account,
    body: z
      .object(settings)
      .partial()
      .strict()
      .refine((body) => Object.values(body).some((value) => value !== undefined), 'Say what changes.'),
    response: creditControl,
    etag: true,
  }),
  releaseControl: endpoint({
    id: 'credit-control.release',
    method: 'POST',
    path: '/accounts/{accountId}/credit-control/{control}/release',
    summary: 'Lift a control that has tripped, for a while',
    description:
      'Until then it does not trip; after that fraud limits count what came since the release. Who lifted it, until when ' +
      'and why is kept.',
    access: 'credit-control.write',
    params: oneControl,
    body: z
      .object({
        until: instant.optional().meta({ description: 'At most 31 days away; left out: 24 hours from now' }),
        words: words(300).meta({ description: 'Why' }),
      })
      .strict(),
    response: creditControl,
  }),
  endRelease: endpoint({
    id: 'credit-control.end-release',
    method: 'DELETE',
    path: '/accounts/{accountId}/credit-control/{control}/release',
    summary: 'Arm a released control again before its time',
    access: 'credit-control.write',
    params: oneControl,
  }),
  listTrippedControls: endpoint({
    id: 'credit-control.list-tripped',
    method: 'GET',
    path: '/tripped-controls',
    summary: 'Controls of all accounts that are tripped, the last first',
    description: 'As the watch of every few minutes left them.',
    access: 'credit-control.read',
    query: z.object(paging),
    response: page(tripped),
  }),
} satisfies Record<string, Endpoint>
