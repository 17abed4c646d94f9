import { parseDate } from '#domain/time/calendar-date.ts'

/** A day, and the minute of it where that was said. */
export interface ReadMoment {
  /** `yyyy-mm-dd` */
  readonly date: string
  /** Minutes of the day, by the desk's clock; null: the day only. */
  readonly minute: number | null
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})/
const DAY_FIRST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)/
const MONTH_NAMED = /^(?:[a-z]{3,9},?\s+)?(\d{1,2})[\s-]([a-z]{3})[a-z]*[\s-](\d{4}|\d{2})(?!\d)/i
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/

/**
 * Reads a date as Australians and their machines write it, the day first, with a time behind it or without:
 * `23/11/2026`, `23/11/26 9:30 am`, `2026-11-23T09:30`, `23 Nov 2026`. One with an offset is an instant, which has its day in
 * the zone. Undefined: it is no date.
 */
export function readMoment(text: string, timeZone: string): ReadMoment | undefined {
  const written = text.trim()
  if (INSTANT.test(written)) {
    const at = Temporal.Instant.from(written).toZonedDateTimeISO(timeZone)
    return { date: at.toPlainDate().toString(), minute: at.hour * 60 + at.minute }
  }
  const [whole, date] = dateIn(written)
  if (date === undefined || parseDate(date) === undefined) return undefined
  const rest = written.slice(whole.length).replace(/^[T,\s]+/i, '')
  if (rest === '') return { date, minute: null }
  const minute = readTime(rest)
  return minute === undefined ? undefined : { date, minute: minute === 0 && /^0*:00:00$/.test(rest) ? null : minute }
}

function dateIn(text: string): readonly [whole: string, date: string | undefined] {
  const iso = ISO.exec(text)
  if (iso !== null) return [iso[0], dateOf(iso[1], iso[2], iso[3])]
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst !== null) return [dayFirst[0], dateOf(dayFirst[3], dayFirst[2], dayFirst[1])]
  const named = MONTH_NAMED.exec(text)
  if (named === null) return ['', undefined]
  const month = MONTHS.indexOf((named[2] ?? '').toLowerCase()) + 1
  return [named[0], month === 0 ? undefined : dateOf(named[3], String(month), named[1])]
}

function dateOf(year = '', month = '', day = ''): string {
  const full = year.length === 2 ? `20${year}` : year
  return `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** Minutes of the day of `9:30`, `9:30 am`, `0930`, `14:05:00`, `2pm`; undefined: it is no time. */
export function readTime(text: string): number | undefined {
  const [, hours, minutes = '0', half] =
    /^(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2})?\s*([ap])?\.?(?:m\.?)?(?:\s+[A-Z]{3,4})?$/i.exec(text.trim()) ?? []
  if (hours === undefined) return undefined
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  const isTime = hour < 24 && Number(minutes) < 60 && (half === undefined || Number(hours) <= 12)
  return isTime ? hour * 60 + Number(minutes) : undefined
}
