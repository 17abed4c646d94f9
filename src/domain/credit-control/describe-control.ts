import { formatDollars, micros } from '#domain/money.ts'
import { CONTROL_UNITS, type Control } from './controls.ts'
import type { ControlStanding } from './judge-controls.ts'

/** What people call a control. */
export const CONTROL_NAMES: Readonly<Record<Control, string>> = {
  'credit-limit': 'Credit limit',
  'fraud-spend-day': 'Fraud spend in a day',
  'fraud-spend-hour': 'Fraud spend in an hour',
  'overseas-calls': 'Overseas calls in an hour',
  iou: 'IOU',
  'card-failures': 'Card failures',
}

/** A limit or a use as it travels: decimal dollars with cents, or a whole number. */
export function controlFigure(control: Control, amount: bigint): string {
  return CONTROL_UNITS[control] === 'money' ? formatDollars(micros(amount), 2) : String(amount)
}

/**
 * What a control does and how it stands, in sentences for people.
 *
 * @param withFigures false: without its limit and use, for those who are not to know them.
 */
export function describeControl(standing: ControlStanding, withFigures: boolean): string {
  const { control, state, limit, used, countedSince } = standing
  if (state === 'off') return OFF[control]
  if (!withFigures) return WITHOUT_FIGURES[control]
  return WITH_FIGURES[control]({
    limit: shown(control, limit),
    used: shown(control, used),
    isTripped: state === 'tripped',
    isAnew: countedSince !== undefined,
  })
}

function shown(control: Control, amount: bigint): string {
  const figure = controlFigure(control, amount)
  return CONTROL_UNITS[control] === 'money' ? `$${figure}` : figure
}

const OFF: Readonly<Record<Control, string>> = {
  'credit-limit': 'Nothing watches how far the balance goes below zero.',
  'fraud-spend-day': 'Nothing watches what calls come to in a day.',
  'fraud-spend-hour': 'Nothing watches what calls come to in an hour.',
  'overseas-calls': 'Nothing watches how many calls go overseas.',
  iou: 'No IOU is given when the credit runs out.',
  'card-failures': 'Nothing watches whether cards are refused.',
}

const WITHOUT_FIGURES: Readonly<Record<Control, string>> = {
  'credit-limit': 'The balance may go so far below zero and no further.',
  'fraud-spend-day': 'Unusual spending on calls in a day is noticed.',
  'fraud-spend-hour': 'Unusual spending on calls in an hour is noticed.',
  'overseas-calls': 'An unusual number of calls overseas is noticed.',
  iou: 'A short credit is given when the balance runs out.',
  'card-failures': 'Automatic charges stop when the card is refused too often.',
}

interface Figures {
  readonly limit: string
  readonly used: string
  readonly isTripped: boolean
  /** Calls count since a release. */
  readonly isAnew: boolean
}

const WITH_FIGURES: Readonly<Record<Control, (figures: Figures) => string>> = {
  'credit-limit': ({ limit, used, isTripped }) => {
    const allowed =
      limit === '$0.00' ? 'The balance may not go below zero' : `The balance may go to ${limit} below zero`
    const now = used === '$0.00' ? 'nothing is owed' : `${used} is owed`
    return isTripped ? `${allowed}, and that is reached: ${now}.` : `${allowed}; now ${now}.`
  },
  'fraud-spend-day': ({ limit, ...figures }) =>
    `Calls out trip it at ${limit} ex GST within 24 hours; ${counted('the last 24 hours come', figures)}`,
  'fraud-spend-hour': ({ limit, ...figures }) =>
    `Calls out trip it at ${limit} ex GST within one hour; ${counted('the dearest hour of the last day comes', figures)}`,
  'overseas-calls': ({ limit, ...figures }) =>
    `Calls to other countries trip it at ${limit} within one hour; ${counted('the busiest hour of the last day comes', figures)}`,
  iou: ({ limit }) => `When prepaid credit runs out, up to ${limit} ex GST of calls within Australia go on.`,
  'card-failures': ({ limit, used, isTripped }) =>
    isTripped
      ? `Automatic charges are switched off after ${refusalsText(used)}. Another card, or a person, switches them on again.`
      : `Automatic charges stop after ${limit === '1' ? 'one refusal' : `${limit} refusals in a row`}; ${
          used === '0' ? 'there is none' : `there ${used === '1' ? 'is one' : `are ${used}`} so far`
        }.`,
}

function refusalsText(count: string): string {
  if (count === '0') return 'a charge the bank took back'
  return count === '1' ? 'a refusal' : `${count} refusals in a row`
}

function counted(what: string, { used, isTripped, isAnew }: Omit<Figures, 'limit'>): string {
  const since = isAnew ? ', counted since its release' : ''
  return `${what} to ${used}${since}.${isTripped ? UNTIL_RELEASED : ''}`
}

const UNTIL_RELEASED = ' It stays tripped until somebody has looked at the calls and releases it.'
