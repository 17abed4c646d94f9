import { dateAt, startOfDate } from './calendar-date.ts'

/**
 * On which days and in which hours a process (a carrier's porting desk, bill enquiries) works. Data, one per process:
 * carriers differ in zone, hours and in whose holidays they keep.
 */
export interface BusinessCalendar {
  readonly timeZone: string
  /** Days of the week worked, 1 Monday to 7 Sunday. */
  readonly weekdays: ReadonlySet<number>
  /** Minutes of the day, `closesAt` exclusive: 9:00 to 17:00 is 540 and 1,020. */
  readonly opensAt: number
  readonly closesAt: number
  /** `yyyy-mm-dd`, whole public holidays of the states the process keeps; a holiday of part of a day is worked. */
  readonly holidayDates: ReadonlySet<string>
  /** `yyyy-mm-dd`, days closed of one's own: between Christmas and New Year, a show day. */
  readonly closedDates: ReadonlySet<string>
}

/** The longest stretch without a business day that is still believed; past it a calendar is wrong. */
const MOST_CLOSED_DAYS = 60

/** Whether work is done on a date (`yyyy-mm-dd`). */
export function isBusinessDay(calendar: BusinessCalendar, date: string): boolean {
  return isWorked(calendar, Temporal.PlainDate.from(date))
}

/**
 * The date that many business days after a date (before it when negative); the date itself counts as none. 0 is the date
 * itself, or the first business day after it. Throws a RangeError when a calendar is closed for 60 days on end.
 */
export function addBusinessDays(calendar: BusinessCalendar, date: string, days: number): string {
  const from = Temporal.PlainDate.from(date)
  if (days === 0) return isWorked(calendar, from) ? date : step(calendar, from, 1).toString()
  let at = from
  for (let left = Math.abs(days); left > 0; left--) at = step(calendar, at, Math.sign(days))
  return at.toString()
}

/**
 * How many business days lie after `from` up to and including `to`: 0 on the same day, 1 from a Friday to the Monday.
 * Negative when `to` is the earlier: then those before `from`, down to and including `to`.
 */
export function businessDaysBetween(calendar: BusinessCalendar, from: string, to: string): number {
  const end = Temporal.PlainDate.from(to)
  let at = Temporal.PlainDate.from(from)
  const direction = Temporal.PlainDate.compare(end, at)
  let count = 0
  while (!at.equals(end)) {
    at = at.add({ days: direction })
    if (isWorked(calendar, at)) count += direction
  }
  return count
}

/** Whether an instant (epoch milliseconds) lies in the hours of a business day. */
export function isOpenAt(calendar: BusinessCalendar, atMs: number): boolean {
  const minute = minuteOfDay(calendar, atMs)
  return isWorked(calendar, dateAt(atMs, calendar.timeZone)) && minute >= calendar.opensAt && minute < calendar.closesAt
}

/**
 * The business day (`yyyy-mm-dd`) on which something handed in at an instant is taken up: that day until closing time,
 * the next business day from then on.
 */
export function businessDateAt(calendar: BusinessCalendar, atMs: number): string {
  const date = dateAt(atMs, calendar.timeZone)
  const isInTime = isWorked(calendar, date) && minuteOfDay(calendar, atMs) < calendar.closesAt
  return (isInTime ? date : step(calendar, date, 1)).toString()
}

/**
 * The instant (epoch milliseconds) at which the clocks of a calendar show a minute of a date, also where daylight saving changes
 * that day; 1,440 is the end of the day.
 */
export function instantOn({ timeZone }: BusinessCalendar, date: string, minute: number): number {
  const day = Temporal.PlainDate.from(date)
  if (minute === 24 * 60) return startOfDate(day.add({ days: 1 }), timeZone)
  const plainTime = new Temporal.PlainTime(Math.floor(minute / 60), minute % 60)
  return day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds
}

function step(calendar: BusinessCalendar, from: Temporal.PlainDate, direction: number): Temporal.PlainDate {
  for (let days = 1; days <= MOST_CLOSED_DAYS; days++) {
    const date = from.add({ days: days * direction })
    if (isWorked(calendar, date)) return date
  }
  throw new RangeError(
    `The business calendar has no business day within ${MOST_CLOSED_DAYS} days of ${from.toString()}`,
  )
}

function isWorked(calendar: BusinessCalendar, date: Temporal.PlainDate): boolean {
  const text = date.toString()
  return calendar.weekdays.has(date.dayOfWeek) && !calendar.holidayDates.has(text) && !calendar.closedDates.has(text)
}

function minuteOfDay(calendar: BusinessCalendar, atMs: number): number {
  const time = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(calendar.timeZone)
  return time.hour * 60 + time.minute
}
