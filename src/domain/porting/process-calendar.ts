import { problem, type Problem } from '#domain/problem.ts'
import { addBusinessDays, type BusinessCalendar } from '#domain/time/business-days.ts'
import { parseDate } from '#domain/time/calendar-date.ts'
import type { AustralianState } from '#domain/usage/geographic-areas.ts'

/** Processes that go by a calendar of their own. */
export const CALENDAR_PROCESSES = ['porting'] as const
export type CalendarProcess = (typeof CALENDAR_PROCESSES)[number]

/** A day a desk is closed of its own, or a stretch of days: a Christmas shutdown is one. */
export interface ClosedDay {
  /** `yyyy-mm-dd`: the day, or the first of them. */
  readonly date: string
  /** The last of them; null or left out: it is one day. */
  readonly until?: string | null | undefined
  readonly name: string
}

/** How a reseller says on which days and in which hours a process works. */
export interface CalendarTerms {
  readonly name: string
  /** IANA. */
  readonly timeZone: string
  /** 1 Monday to 7 Sunday. */
  readonly weekdays: readonly number[]
  /** Minutes of the day; `closesAt` is exclusive. */
  readonly opensAt: number
  readonly closesAt: number
  /** Only the public holidays that all states share; else those of any of `states`. */
  readonly nationalOnly: boolean
  readonly states: readonly AustralianState[]
  readonly closedDays: readonly ClosedDay[]
}

/** What every reseller starts with. Source: the hours carriers publish for cut-overs; a choice of this platform. */
export const DEFAULT_PORTING_CALENDAR: CalendarTerms = {
  name: 'Porting desk',
  timeZone: 'Australia/Sydney',
  weekdays: [1, 2, 3, 4, 5],
  opensAt: 8 * 60,
  closesAt: 17 * 60,
  nationalOnly: true,
  states: [],
  closedDays: [],
}

/** The calendar to reckon with. `holidayDates`: the public holidays it keeps, over the years that are looked at. */
export function toBusinessCalendar(
  { timeZone, weekdays, opensAt, closesAt, closedDays }: CalendarTerms,
  holidayDates: ReadonlySet<string>,
): BusinessCalendar {
  return {
    timeZone,
    weekdays: new Set(weekdays),
    opensAt,
    closesAt,
    holidayDates,
    closedDates: new Set(closedDays.flatMap(datesOf)),
  }
}

/** The longest stretch of closed days that is kept as one. */
const MOST_CLOSED_IN_A_ROW = 60

/** Each day (`yyyy-mm-dd`) of an entry; past {@link MOST_CLOSED_IN_A_ROW} of them it is cut. */
export function datesOf({ date, until }: ClosedDay): readonly string[] {
  const dates = [date]
  if (until === null || until === undefined) return dates
  const first = Temporal.PlainDate.from(date)
  for (let days = 1; days < MOST_CLOSED_IN_A_ROW; days++) {
    const next = first.add({ days }).toString()
    if (next > until) break
    dates.push(next)
  }
  return dates
}

/** Why a calendar cannot be kept so, each fault with its field; none where it can. */
export function calendarFaults(terms: CalendarTerms, holidayDates: ReadonlySet<string>): readonly Problem[] {
  const { opensAt, closesAt, nationalOnly, states, closedDays } = terms
  const faults: Problem[] = []
  if (opensAt >= closesAt)
    faults.push(problem('invalid_value', 'The desk must close after it opens.', { field: 'closesAt' }))
  if (!nationalOnly && states.length === 0) {
    const message = 'Choose whose public holidays are kept, or only those that all states share.'
    faults.push(problem('invalid_value', message, { field: 'holidays' }))
  }
  closedDays.forEach((day, index) => {
    const fault = stretchFault(day)
    if (fault !== undefined) faults.push(problem('invalid_value', fault, { field: `closedDays.${index}.until` }))
  })
  if (faults.length > 0) return faults
  const dates = closedDays.flatMap(datesOf).toSorted()
  const twice = dates.find((date, index) => date === dates[index + 1])
  if (twice !== undefined) faults.push(problem('invalid_value', `${twice} is there twice.`, { field: 'closedDays' }))
  const longest = closedDays.find(({ date }) => neverOpensAfter(terms, holidayDates, date))
  if (longest !== undefined) {
    const message = `From ${longest.date} on the desk would be closed for two months: leave some days open.`
    faults.push(problem('invalid_value', message, { field: 'closedDays' }))
  }
  return faults
}

function stretchFault({ date, until }: ClosedDay): string | undefined {
  if (until === null || until === undefined) return undefined
  if (until < date) return `${until} is before ${date}: swap them.`
  const days = Temporal.PlainDate.from(date).until(until, { largestUnit: 'day' }).days + 1
  return days > MOST_CLOSED_IN_A_ROW
    ? `These are ${days} days on end; ${MOST_CLOSED_IN_A_ROW} are the most.`
    : undefined
}

function neverOpensAfter(terms: CalendarTerms, holidayDates: ReadonlySet<string>, date: string): boolean {
  if (parseDate(date) === undefined) return false
  try {
    addBusinessDays(toBusinessCalendar(terms, holidayDates), date, 1)
    return false
  } catch (error) {
    if (error instanceof RangeError) return true
    throw error
  }
}
