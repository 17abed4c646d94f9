import { problem, type Problem } from '#domain/problem.ts'
import {
  addBusinessDays,
  businessDateAt,
  isBusinessDay,
  isOpenAt,
  type BusinessCalendar,
} from '#domain/time/business-days.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { STEP_DAYS } from './port-due.ts'
import type { PortKind } from './port-kind.ts'

/** What decides on which days a port may be cut over. */
export interface CutOverTerms {
  readonly kind: PortKind
  /** When the losing carrier accepted. */
  readonly acceptedAt: Date
  readonly now: Date
}

/**
 * The first day (`yyyy-mm-dd`) a port may be cut over: of a complex one the tenth business day from today, as all carriers
 * need the time; else the business day after the losing carrier accepted, and never one that has passed.
 * Source: the platform's help pages on porting.
 */
export function earliestCutOver({ kind, acceptedAt, now }: CutOverTerms, calendar: BusinessCalendar): string {
  const { earliestCutOver: days } = STEP_DAYS[kind]
  const today = businessDateAt(calendar, now.getTime())
  if (kind === 'complex') return addBusinessDays(calendar, today, days)
  const afterAnswer = addBusinessDays(calendar, businessDateAt(calendar, acceptedAt.getTime()), days)
  return afterAnswer > today ? afterAnswer : today
}

/** Why a port cannot be cut over on a day; undefined where it can. */
export function refuseCutOverDay(date: string, terms: CutOverTerms, calendar: BusinessCalendar): string | undefined {
  const earliest = earliestCutOver(terms, calendar)
  if (date < earliest) {
    return terms.kind === 'complex'
      ? `A complex port needs 10 business days: ${earliest} is the first day there is.`
      : `${earliest} is the first day there is.`
  }
  return isBusinessDay(calendar, date) ? undefined : 'The porting desk is closed that day.'
}

/**
 * Why a port cannot be cut over at an instant; undefined where it can.
 *
 * @param outOfHours whether it is meant to be outside the desk's days or hours; the lead a complex port needs counts anyhow.
 */
export function refuseCutOver(
  cutOverAt: Date,
  terms: CutOverTerms,
  calendar: BusinessCalendar,
  outOfHours: boolean,
): Problem | undefined {
  const field = { field: 'cutOverAt' }
  if (cutOverAt <= terms.now) return problem('invalid_value', 'That moment has passed; choose one to come.', field)
  const date = dateAt(cutOverAt.getTime(), calendar.timeZone).toString()
  if (outOfHours) {
    const earliest = earliestCutOver(terms, calendar)
    if (isOpenAt(calendar, cutOverAt.getTime())) {
      const message = 'The porting desk works then: leave outOfHours out, and its fee is not charged.'
      return problem('invalid_value', message, { field: 'outOfHours' })
    }
    return date < earliest ? problem('invalid_value', `${earliest} is the first day there is.`, field) : undefined
  }
  const refused = refuseCutOverDay(date, terms, calendar)
  if (refused !== undefined) return problem('invalid_value', `${date} cannot be chosen. ${refused}`, field)
  if (isOpenAt(calendar, cutOverAt.getTime())) return undefined
  const hours = `${timeOfDay(calendar.opensAt)} to ${timeOfDay(calendar.closesAt)}`
  return problem('invalid_value', `Cut-overs begin from ${hours}, ${calendar.timeZone} time.`, field)
}

/** `08:30`: minutes of the day as people write them. */
export function timeOfDay(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** Minutes of the day of a time like `08:30`. */
export function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}
