import { formatDollars, type Micros } from '#domain/money.ts'
import { shortDateText } from '#domain/time/date-text.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import type { AutomaticChargeState, AutomaticPurpose } from './automatic-charge.ts'
import type { Charging } from './refusals.ts'

/** A charge that is planned or under way. */
export interface OpenCharge {
  readonly purpose: AutomaticPurpose
  readonly amountMicros: Micros
  readonly state: AutomaticChargeState
  readonly dueAt: Date
  /** So far. */
  readonly tries: number
  /** Nothing of it may be charged now, by a dispute or an arrangement. */
  readonly isHeld?: boolean
}

export interface NextStep {
  /** When it is tried; undefined: it is under way, or waits for somebody. */
  readonly at: Date | undefined
  /** For people: `$50.00 for the auto top-up will be tried again Thu 26 Nov.` */
  readonly words: string
}

/** What people call what it is for: `50.00 for …`. */
export const PURPOSE_WORDS: Readonly<Record<AutomaticPurpose, string>> = {
  'auto-top-up': 'the auto top-up',
  'top-up-to-level': 'the top-up to your level',
  'auto-debit': 'the monthly charges',
  invoice: 'the invoice',
}

/** What happens next with a charge that makes itself, by how its account can be charged now. */
export function nextStep(charge: OpenCharge, charging: Charging, timeZone: string, now: Date): NextStep {
  const { purpose, amountMicros, state, dueAt, tries, isHeld = false } = charge
  const what = `$${formatDollars(amountMicros, 2)} for ${PURPOSE_WORDS[purpose]}`
  if (state === 'sent') return { at: undefined, words: `${what} is on its way; the bank has not answered yet.` }
  if (isHeld) return { at: undefined, words: `${what} waits: it is contested, or something else was arranged.` }
  if (charging.is === 'stopped')
    return { at: undefined, words: `${what} waits until automatic charges are switched on again.` }
  if (charging.is === 'without-method')
    return { at: undefined, words: `${what} waits for a card or bank account to be stored.` }
  const held = charging.is === 'on-hold' && charging.until > dueAt ? charging.until : dueAt
  const at = held > now ? held : now
  const again = tries > 0 ? 'tried again' : 'charged'
  const when = held > now ? shortDateText(dateAt(at.getTime(), timeZone).toString()) : 'within minutes'
  return { at, words: `${what} will be ${again} ${when}.` }
}
