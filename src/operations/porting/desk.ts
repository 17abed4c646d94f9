import type pg from 'pg'
import { toBusinessCalendar, type CalendarTerms } from '#domain/porting/process-calendar.ts'
import type { BusinessCalendar } from '#domain/time/business-days.ts'
import { publicHolidays } from '#providers/calendar/public-holidays.ts'
import { readProcessCalendar } from '#storage/queries/calendars.ts'

/** Ports are reckoned from the year before to three years on: further than any of them goes. */
const YEARS_BACK = 1
const YEARS_ON = 3
/** More than the states and years an installation has in use; holidays take a while to work out. */
const MOST_KEPT = 100
const kept = new Map<string, ReadonlyMap<string, string>>()

/** The calendar the reseller's porting desk goes by. */
export async function loadDesk(db: pg.ClientBase, now: Date): Promise<BusinessCalendar> {
  const terms = await knownTerms(db)
  return toBusinessCalendar(terms, new Set(holidaysOf(terms, now).keys()))
}

async function knownTerms(db: pg.ClientBase): Promise<CalendarTerms> {
  const terms = await readProcessCalendar(db, 'porting')
  if (terms === undefined) throw new Error('the reseller has no calendar for porting')
  return terms
}

/** The public holidays a calendar keeps around an instant, with their names. */
export function holidaysOf(
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
  const terms = await knownTerms(db)
  return new Map([...holidaysOf(terms, now), ...terms.closedDays.map(({ date, name }) => [date, name] as const)])
}

/** A day on which a desk is closed, beside those of every week. */
export interface NamedClosedDay {
  readonly date: string
  readonly name: string
  readonly isPublicHoliday: boolean
}

/** The days of a year from a date on (`yyyy-mm-dd`) on which a desk that works by a calendar is closed, in order. */
export function closedDaysFrom(terms: CalendarTerms, from: string, now: Date): readonly NamedClosedDay[] {
  const until = Temporal.PlainDate.from(from).add({ years: 1 }).toString()
  const own = terms.closedDays.map(({ date, name }) => ({ date, name, isPublicHoliday: false }))
  const taken = new Set(own.map(({ date }) => date))
  const holidays = [...holidaysOf(terms, now)]
    .filter(([date]) => !taken.has(date) && terms.weekdays.includes(Temporal.PlainDate.from(date).dayOfWeek))
    .map(([date, name]) => ({ date, name, isPublicHoliday: true }))
  return [...own, ...holidays]
    .filter(({ date }) => date >= from && date < until)
    .toSorted((one, other) => (one.date < other.date ? -1 : 1))
}
