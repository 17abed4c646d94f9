import { billPeriodAt } from '#domain/time/bill-period.ts'
import { dateAt } from '#domain/time/calendar-date.ts'

/** What is left of a billing cycle on a day, that day included. Days are `yyyy-mm-dd` in the account's zone. */
export interface PartMonth {
  /** The cycle's first day. */
  readonly cycleFrom: string
  /** The next cycle's first day. */
  readonly cycleTo: string
  readonly from: string
  /** From `from` to the end of the cycle. */
  readonly days: number
  readonly cycleDays: number
}

/** The rest of the billing cycle an instant lies in. Days count, not hours: 23 hours are a day where the clock changes. */
export function partMonthAt(account: { readonly billDay: number; readonly timeZone: string }, at: Date): PartMonth {
  const { billDay, timeZone } = account
  const { startDate, toMs } = billPeriodAt(billDay, timeZone, at.getTime())
  const from = dateAt(at.getTime(), timeZone)
  const start = Temporal.PlainDate.from(startDate)
  const end = dateAt(toMs, timeZone)
  return {
    cycleFrom: startDate,
    cycleTo: end.toString(),
    from: from.toString(),
    days: from.until(end).total('days'),
    cycleDays: start.until(end).total('days'),
  }
}
