import type pg from 'pg'
import type { PortKind } from '#domain/porting/port-kind.ts'
import { datesOf, toBusinessCalendar, type CalendarTerms } from '#domain/porting/process-calendar.ts'
import { isEveryDay, whichCalendar, type PortCalendars } from '#domain/porting/which-calendar.ts'
import type { BusinessCalendar } from '#domain/time/business-days.ts'
import { publicHolidays } from '#providers/calendar/public-holidays.ts'
import { listCalendars, readCarrierId, type CalendarRow } from '#storage/queries/calendars.ts'
import type { PortRow } from '#storage/queries/ports.ts'

/** From two years back, as finished ports are learnt from, to three years on: further than any port goes. */
const YEARS_BACK = 2
const YEARS_ON = 3
/** More than the states and years an installation has in use; holidays take a while to work out. */
const MOST_KEPT = 100
const kept = new Map<string, ReadonlyMap<string, string>>()

/** The calendar the reseller's porting desk goes by, for whatever kind of port. */
export async function loadDesk(db: pg.ClientBase, now: Date): Promise<BusinessCalendar> {
  return reckonable(mainDesk(await listCalendars(db)), now)
}

/** Of a port: what decides by which calendars it goes. */
type Leaving = Pick<PortRow, 'kind' | 'losingCarrier'>

/** The calendars a port goes by: the desk's and the losing carrier's. */
export async function loadCalendars(db: pg.ClientBase, port: Leaving, now: Date): Promise<PortCalendars> {
  const carrierId = await readCarrierId(db, port.losingCarrier)
  return toPortCalendars(await listCalendars(db), port.kind, carrierId, now)
}

/** Those for a kind of port and a carrier, of all there are. */
export function toPortCalendars(
  rows: readonly CalendarRow[],
  kind: PortKind,
  carrierId: number | null,
  now: Date,
): PortCalendars {
  return {
    desk: reckonable(termsFor(rows, kind, null), now),
    carrier: reckonable(termsFor(rows, kind, carrierId), now),
  }
}

/** The calendar that goes for a kind of port and a carrier, of all there are. */
export function termsFor(rows: readonly CalendarRow[], kind: PortKind, carrierId: number | null): CalendarRow {
  return whichCalendar(rows, kind, carrierId) ?? mainDesk(rows)
}

function mainDesk(rows: readonly CalendarRow[]): CalendarRow {
  const main = rows.find(isEveryDay)
  if (main === undefined) throw new Error('the reseller has no calendar for porting')
  return main
}

/** A calendar with the holidays around an instant, to reckon with. */
export function reckonable(terms: CalendarTerms, now: Date): BusinessCalendar {
  return toBusinessCalendar(terms, new Set(holidaysOf(terms, now).keys()))
}

/** The public holidays a calendar keeps around an instant, with their names. */
function holidaysOf(
  { nationalOnly, states }: Pick<CalendarTerms, 'nationalOnly' | 'states'>,
  now: Date,
): ReadonlyMap<string, string> {
  const year = now.getUTCFullYear()
  const whose = nationalOnly ? 'national_only' : states.toSorted()
  const key = `${year} ${String(whose)}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const holidays = publicHolidays(whose, year - YEARS_BACK, year + YEARS_ON)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, holidays)
  return holidays
}

/** Why the reseller's porting desk is closed on a day that is worked otherwise, by date. */
export async function closedDayNames(db: pg.ClientBase, now: Date): Promise<ReadonlyMap<string, string>> {
  return namesOf(mainDesk(await listCalendars(db)), now)
}

/** The same of the two calendars a port goes by; those of the carrier say so. */
export async function closedDaysOfPort(
  db: pg.ClientBase,
  port: Leaving,
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const rows = await listCalendars(db)
  const desk = termsFor(rows, port.kind, null)
  const carrier = termsFor(rows, port.kind, await readCarrierId(db, port.losingCarrier))
  const ofCarrier = carrier.id === desk.id ? new Map<string, string>() : namesOf(carrier, now)
  const whose = port.losingCarrier ?? 'the losing carrier'
  return new Map([
    ...[...ofCarrier].map(([date, name]) => [date, `${name}, at ${whose}`] as const),
    ...namesOf(desk, now),
  ])
}

/** Why a calendar is closed on a day that is worked otherwise, by date. */
export function namesOf(terms: CalendarTerms, now: Date): ReadonlyMap<string, string> {
  return new Map([
    ...holidaysOf(terms, now),
    ...terms.closedDays.flatMap((day) => datesOf(day).map((date) => [date, day.name] as const)),
  ])
}

/** A day on which a desk is closed, beside those of every week. */
export interface NamedClosedDay {
  readonly date: string
  readonly name: string
  readonly isPublicHoliday: boolean
}

/** The days of a year from a date on (`yyyy-mm-dd`) on which a desk that works by a calendar is closed, in order. */
export function closedDaysFrom(terms: CalendarTerms, from: string): readonly NamedClosedDay[] {
  const until = Temporal.PlainDate.from(from).add({ years: 1 }).toString()
  const own = terms.closedDays.flatMap((day) =>
    datesOf(day).map((date) => ({ date, name: day.name, isPublicHoliday: false })),
  )
  const taken = new Set(own.map(({ date }) => date))
  const holidays = [...holidaysOf(terms, new Date(`${from}T00:00:00Z`))]
    .filter(([date]) => !taken.has(date) && terms.weekdays.includes(Temporal.PlainDate.from(date).dayOfWeek))
    .map(([date, name]) => ({ date, name, isPublicHoliday: true }))
  return [...own, ...holidays]
    .filter(({ date }) => date >= from && date < until)
    .toSorted((one, other) => (one.date < other.date ? -1 : 1))
}
