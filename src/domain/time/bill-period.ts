import { dateAt, startOfDate } from './calendar-date.ts'

/** One month of an account's billing, from its bill anniversary to the next. */
export interface BillPeriod {
  /** The first day, `yyyy-mm-dd`. */
  readonly startDate: string
  /** Epoch milliseconds: the beginning of the first day in the account's zone. */
  readonly fromMs: number
  /** Epoch milliseconds, exclusive: the beginning of the next period. */
  readonly toMs: number
}

/**
 * The bill period an instant lies in. Periods begin every month on the anniversary day (1 to 31, the day the account
 * was created); a month without that day uses its last and the next goes back to it: 31 January, 28 or 29 February,
 * 31 March. Source: the platform's help pages on the bill anniversary date.
 * Throws a RangeError for a day that is no whole number from 1 to 31.
 */
export function billPeriodAt(anchorDay: number, timeZone: string, atMs: number): BillPeriod {
  if (!Number.isInteger(anchorDay) || anchorDay < 1 || anchorDay > 31) {
    throw new RangeError(`billPeriodAt: the anniversary is a day from 1 to 31, not ${anchorDay}`)
  }
  const date = dateAt(atMs, timeZone)
  const month = date.toPlainYearMonth()
  const thisMonths = anniversaryIn(month, anchorDay)
  const hasBegun = Temporal.PlainDate.compare(date, thisMonths) >= 0
  const start = hasBegun ? thisMonths : anniversaryIn(month.subtract({ months: 1 }), anchorDay)
  const end = hasBegun ? anniversaryIn(month.add({ months: 1 }), anchorDay) : thisMonths
  return { startDate: start.toString(), fromMs: startOfDate(start, timeZone), toMs: startOfDate(end, timeZone) }
}

/** The period that begins where another ends. */
export function nextPeriod(anchorDay: number, timeZone: string, period: BillPeriod): BillPeriod {
  return billPeriodAt(anchorDay, timeZone, period.toMs)
}

/** The periods that hold any instant from `fromMs` (inclusive) to `toMs` (exclusive), in order. */
export function* billPeriodsBetween(
  anchorDay: number,
  timeZone: string,
  fromMs: number,
  toMs: number,
): Generator<BillPeriod> {
  let period = billPeriodAt(anchorDay, timeZone, fromMs)
  while (period.fromMs < toMs) {
    yield period
    period = nextPeriod(anchorDay, timeZone, period)
  }
}

function anniversaryIn(month: Temporal.PlainYearMonth, anchorDay: number): Temporal.PlainDate {
  return month.toPlainDate({ day: Math.min(anchorDay, month.daysInMonth) })
}
