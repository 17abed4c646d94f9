import { addBusinessDays, businessDateAt, isBusinessDay, type BusinessCalendar } from '#domain/time/business-days.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import type { PortState } from './port-state.ts'

/** One stay of a finished port in a state, in whichever attempt. */
export interface Stay {
  readonly state: PortState
  readonly enteredAt: Date
  readonly leftAt: Date
  /** When the port was completed, which may be attempts later. */
  readonly completedAt: Date
}

/** The same in business days of the desk. */
export interface PaceSample {
  readonly state: PortState
  /** From the day it came there to the day it left. */
  readonly stayed: number
  /** From the day it came there until the port was completed: a rejection and its repair are inside. */
  readonly total: number
}

/**
 * Stays in business days. What came after hours counts from the next business day, as everywhere; what was completed on a
 * closed day is counted as done on the business day after.
 */
export function samplesOf(stays: readonly Stay[], calendar: BusinessCalendar): readonly PaceSample[] {
  // A stay is left as the next is entered, and all of a port end with its completion: each instant is dated once.
  const businessDate = kept((atMs) => businessDateAt(calendar, atMs))
  const doneOn = kept((atMs) => addBusinessDays(calendar, dateAt(atMs, calendar.timeZone).toString(), 0))
  const dated = stays.map(({ state, enteredAt, leftAt, completedAt }) => ({
    state,
    entered: businessDate(enteredAt),
    left: businessDate(leftAt),
    completed: doneOn(completedAt),
  }))
  const count = dayCounter(
    calendar,
    dated.flatMap(({ entered, left, completed }) => [entered, left, completed]),
  )
  return dated.map(({ state, entered, left, completed }) => ({
    state,
    stayed: count(left) - count(entered),
    // Entered after hours and completed that evening: none.
    total: Math.max(0, count(completed) - count(entered)),
  }))
}

function kept(dateOf: (atMs: number) => string): (at: Date) => string {
  const known = new Map<number, string>()
  return (at) => {
    const atMs = at.getTime()
    const date = known.get(atMs) ?? dateOf(atMs)
    known.set(atMs, date)
    return date
  }
}

/** Numbers the business days from the first of some dates to the last, so that counting between two is one subtraction. */
function dayCounter(calendar: BusinessCalendar, dates: readonly string[]): (date: string) => number {
  const sorted = dates.toSorted()
  const [first, last] = [sorted[0], sorted.at(-1)]
  const numbers = new Map<string, number>()
  if (first !== undefined && last !== undefined) {
    const end = Temporal.PlainDate.from(last)
    let number = 0
    for (
      let day = Temporal.PlainDate.from(first);
      Temporal.PlainDate.compare(day, end) <= 0;
      day = day.add({ days: 1 })
    ) {
      const date = day.toString()
      if (isBusinessDay(calendar, date)) number++
      numbers.set(date, number)
    }
  }
  return (date) => numbers.get(date) ?? 0
}

/** No forecast names a day by which fewer than so much less than its share were done. */
const MOST_BELOW = 0.25

/**
 * The whole number of days within which a share of cases like these are over.
 *
 * A day is coarse: two in three may be done after 4 of them and nine in ten after 5, and no day has 80 %. Always the later
 * would promise too late, always the nearest would keep another share than the one that is said. So of many ports some are
 * told the earlier day and some the later, as many of each as make the share come out; which one a port is told hangs
 * on nothing but its `place`, and stays the same. Where the earlier day is far from the share, it is never told.
 * The share counts n samples as n + 1: the next case lies between any two of them equally often, and beyond all as often.
 *
 * @param sorted days, ascending; at least one.
 * @param place of the port between 0 and 1, evenly spread over ports.
 */
export function daysWithin(sorted: readonly number[], share: number, place: number): number {
  const wanted = share * (sorted.length + 1)
  const after = sorted.findIndex((_, index) => index + 1 > wanted)
  const upper = sorted[after] ?? sorted.at(-1) ?? 0
  const fewer = sorted.findIndex((days) => days === upper)
  const lower = sorted[fewer - 1]
  if (lower === undefined || fewer < (share - MOST_BELOW) * (sorted.length + 1)) return upper
  const upTo = sorted.findLastIndex((days) => days === upper) + 1
  return place < (wanted - fewer) / (upTo - fewer) ? upper : lower
}

/** The fewest whole days within which at least a share of these were over; undefined of none. */
export function daysForShare(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.ceil(share * sorted.length) - 1]
}

const GOLDEN = (Math.sqrt(5) - 1) / 2

/** Where a port stands between 0 and 1: any few in a row are spread evenly, as multiples of the golden ratio are. */
export function placeOf(portId: number): number {
  return (portId * GOLDEN) % 1
}
