import { problem, type Problem } from '#domain/problem.ts'
import { addBusinessDays, businessDateAt, instantOn, isBusinessDay, isOpenAt } from '#domain/time/business-days.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { STEP_DAYS } from './port-due.ts'
import type { PortKind } from './port-kind.ts'
import type { PortCalendars } from './which-calendar.ts'

/** What decides on which days a port may be cut over. */
export interface CutOverTerms {
  readonly kind: PortKind
  /** When the losing carrier accepted. */
  readonly acceptedAt: Date
  readonly now: Date
}

/**
 * The first day (`yyyy-mm-dd`) a port may be cut over: of a complex one the tenth business day of the losing carrier from
 * today, as all carriers need the time; else its business day after it accepted, and never one that has passed. Where the
 * desk is closed that day, the next on which both work.
 * Source: the platform's help pages on porting.
 */
export function earliestCutOver(terms: CutOverTerms, calendars: PortCalendars): string {
  return firstCommonDay(afterLead(terms, calendars), calendars)
}

/** The day from which the losing carrier has had the time it needs: out of hours one may be cut over from then on. */
function afterLead({ kind, acceptedAt, now }: CutOverTerms, { desk, carrier }: PortCalendars): string {
  const { earliestCutOver: days } = STEP_DAYS[kind]
  if (kind === 'complex') return addBusinessDays(carrier, businessDateAt(carrier, now.getTime()), days)
  const today = businessDateAt(desk, now.getTime())
  const afterAnswer = addBusinessDays(carrier, businessDateAt(carrier, acceptedAt.getTime()), days)
  return afterAnswer > today ? afterAnswer : today
}

/**
 * The first day from a date on, that one included, on which the losing carrier works while somebody is at the desk to watch.
 * Throws a RangeError where there is none within two months.
 */
export function firstCommonDay(date: string, calendars: PortCalendars): string {
  const from = Temporal.PlainDate.from(date)
  for (let days = 0; days < MOST_DAYS_APART; days++) {
    const day = from.add({ days }).toString()
    if (cutOverHours(day, calendars) !== undefined) return day
  }
  throw new RangeError(`The desk and the carrier share no hour within ${MOST_DAYS_APART} days of ${date}`)
}

/** The longest stretch without an hour in common that is still believed; past it calendars do not go together. */
const MOST_DAYS_APART = 60

/** The day from which two calendars share no hour for two months, over so many days from one on; undefined where they always do. */
export function apartFrom(date: string, days: number, calendars: PortCalendars): string | undefined {
  const from = Temporal.PlainDate.from(date)
  let apart = 0
  for (let ahead = 0; ahead < days; ahead++) {
    apart = cutOverHours(from.add({ days: ahead }).toString(), calendars) === undefined ? apart + 1 : 0
    if (apart === MOST_DAYS_APART) return from.add({ days: ahead - MOST_DAYS_APART + 1 }).toString()
  }
  return undefined
}

/** Why a port cannot be cut over on a day; undefined where it can. */
export function refuseCutOverDay(date: string, terms: CutOverTerms, calendars: PortCalendars): string | undefined {
  const earliest = earliestCutOver(terms, calendars)
  if (date < earliest) {
    return terms.kind === 'complex'
      ? `A complex port needs 10 business days: ${earliest} is the first day there is.`
      : `${earliest} is the first day there is.`
  }
  if (!isBusinessDay(calendars.desk, date)) return 'The porting desk is closed that day.'
  if (!isBusinessDay(calendars.carrier, date)) return 'The losing carrier is closed that day.'
  return cutOverHours(date, calendars) === undefined
    ? 'The desk and the losing carrier share no hour that day.'
    : undefined
}

/**
 * From when to before when a cut-over may begin on a day, in minutes of the day by the desk's clocks: while both are open;
 * undefined where they never are.
 */
export function cutOverHours(
  date: string,
  { desk, carrier }: PortCalendars,
): { readonly opensAt: number; readonly closesAt: number } | undefined {
  if (!isBusinessDay(desk, date) || !isBusinessDay(carrier, date)) return undefined
  const from = Math.max(instantOn(desk, date, desk.opensAt), instantOn(carrier, date, carrier.opensAt))
  const to = Math.min(instantOn(desk, date, desk.closesAt), instantOn(carrier, date, carrier.closesAt))
  return from < to
    ? { opensAt: minuteOn(date, from, desk.timeZone), closesAt: minuteOn(date, to, desk.timeZone) }
    : undefined
}

function minuteOn(date: string, atMs: number, timeZone: string): number {
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone)
  return at.toPlainDate().toString() > date ? 24 * 60 : at.hour * 60 + at.minute
}

/**
 * Why a port cannot be cut over at an instant; undefined where it can.
 *
 * @param outOfHours whether it is meant to be outside the days or hours of the desk or the losing carrier; the lead a port
 *   needs counts anyhow.
 */
export function refuseCutOver(
  cutOverAt: Date,
  terms: CutOverTerms,
  calendars: PortCalendars,
  outOfHours: boolean,
): Problem | undefined {
  const field = { field: 'cutOverAt' }
  const { desk, carrier } = calendars
  if (cutOverAt <= terms.now) return problem('invalid_value', 'That moment has passed; choose one to come.', field)
  const date = dateAt(cutOverAt.getTime(), desk.timeZone).toString()
  const areBothOpen = isOpenAt(desk, cutOverAt.getTime()) && isOpenAt(carrier, cutOverAt.getTime())
  if (outOfHours) {
    const earliest = afterLead(terms, calendars)
    if (areBothOpen) {
      const message = 'The porting desk works then: leave outOfHours out, and its fee is not charged.'
      return problem('invalid_value', message, { field: 'outOfHours' })
    }
    return date < earliest ? problem('invalid_value', `${earliest} is the first day there is.`, field) : undefined
  }
  const refused = refuseCutOverDay(date, terms, calendars)
  if (refused !== undefined) return problem('invalid_value', `${date} cannot be chosen. ${refused}`, field)
  if (areBothOpen) return undefined
  const { opensAt, closesAt } = cutOverHours(date, calendars) ?? desk
  const hours = `${timeOfDay(opensAt)} to ${timeOfDay(closesAt)}`
  return problem('invalid_value', `Cut-overs begin from ${hours}, ${desk.timeZone} time.`, field)
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
