import { billPeriodAt } from '#domain/time/bill-period.ts'
import { dateAt, parseDate, startOfDate } from '#domain/time/calendar-date.ts'
import type { PartOfCycle } from './pro-rata.ts'

/** Part of a billing cycle, and the instant it begins. */
export interface CyclePart extends PartOfCycle {
  readonly atMs: number
}

/**
 * The parts of an account's billing cycles that several days lie in, in order. Days are `yyyy-mm-dd` in its zone, `to` the
 * day after the last.
 *
 * @throws RangeError for what is no date.
 */
export function partsOfCycles(
  { billDay, timeZone }: { readonly billDay: number; readonly timeZone: string },
  { from, to }: { readonly from: string; readonly to: string },
): readonly CyclePart[] {
  const parts: CyclePart[] = []
  for (let day = from; day < to;) {
    const date = parseDate(day)
    if (date === undefined) throw new RangeError(`partsOfCycles: "${day}" is no date`)
    const atMs = startOfDate(date, timeZone)
    const cycle = billPeriodAt(billDay, timeZone, atMs)
    const cycleTo = dateAt(cycle.toMs, timeZone).toString()
    parts.push({ atMs, cycleFrom: cycle.startDate, cycleTo, from: day, to: to < cycleTo ? to : cycleTo })
    day = cycleTo
  }
  return parts
}
