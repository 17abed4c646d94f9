import { problem, type Problem } from '#domain/problem.ts'
import { parseDate, startOfDate } from './calendar-date.ts'

/** A stretch of time in epoch milliseconds; the end is exclusive. */
export interface InstantRange {
  readonly fromMs: number
  readonly toMs: number
}

/**
 * The time covered by the days `dateFrom` to `dateTo` (`yyyy-mm-dd`, both included) on a zone's calendar: 23 or 25 hours
 * for a day on which daylight saving changes. A date that does not exist, or an end before the beginning, is a
 * Problem `invalid_value` naming the field `dateFrom` or `dateTo`.
 */
export function dayRange(dateFrom: string, dateTo: string, timeZone: string): InstantRange | Problem {
  const from = parseDate(dateFrom)
  if (from === undefined) return notADate('dateFrom', dateFrom)
  const to = parseDate(dateTo)
  if (to === undefined) return notADate('dateTo', dateTo)
  if (Temporal.PlainDate.compare(to, from) < 0) {
    return problem('invalid_value', `The last day ${dateTo} is before the first, ${dateFrom}: swap them.`, {
      field: 'dateTo',
    })
  }
  return { fromMs: startOfDate(from, timeZone), toMs: startOfDate(to.add({ days: 1 }), timeZone) }
}

function notADate(field: string, text: string): Problem {
  return problem('invalid_value', `"${text}" is not a day: write it as 2026-03-31.`, { field })
}
