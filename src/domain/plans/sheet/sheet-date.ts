import type { ZoneClock } from '#domain/time/zone-clock.ts'
import { quote } from './sheet-finding.ts'

/** Whether 3/7/2026 is in July (day first) or in March. */
export type DateOrder = 'dmy' | 'mdy'

/** An instant that the order of day and month decides: {@link resolveDate} says which once the sheet is read. */
export interface OpenDate {
  readonly dmyMs: number
  readonly mdyMs: number
}

/** How dates are read, and what reading them has shown of the sheet. */
export interface DateReader {
  readonly clock: ZoneClock
  /** Given, or learnt from a date such as 25/12/2026. */
  order: DateOrder | undefined
  /** The line that showed the order. */
  orderLine: number
  readonly isOrderGiven: boolean
  /** Sheets repeat few dates many times. */
  readonly known: Map<string, number>
}

export function createDateReader(clock: ZoneClock, order: DateOrder | undefined): DateReader {
  return { clock, order, orderLine: 0, isOrderGiven: order !== undefined, known: new Map() }
}

const ISO = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ](.+))?$/i
const NUMERIC = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[T ]\s*(.+))?$/i
const NAMED = /^(\d{1,2})[ -]([a-z]{3,9})[ ,-]+(\d{4})(?:[T ]\s*(.+))?$/i
const NAMED_FIRST = /^([a-z]{3,9}) (\d{1,2}),? (\d{4})(?:[T ]\s*(.+))?$/i
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i
/** How databases write that there is no date. */
const NO_DATE = /^(0000-00-00( 00:00:00)?|-|n\/?a|never|none)$/i
const MONTHS = 'january february march april may june july august september october november december'.split(' ')
/** Later dates are how some write "for ever". */
const LAST_YEAR = 2199

/**
 * An instant in epoch milliseconds; undefined when the cell says there is none; the complaint as text when it is no
 * date. A date alone is midnight on the clock's zone, and so is the time of a date without a zone. Read are ISO 8601,
 * 25/12/2026, 25.12.2026, 25 Dec 2026, Dec 25, 2026; a year has four digits.
 */
export function readDate(reader: DateReader, text: string, line: number): number | OpenDate | undefined | string {
  const known = reader.known.get(text)
  if (known !== undefined) return known
  const written = text.trim()
  if (written === '' || NO_DATE.test(written)) return undefined
  const at = readWritten(reader, written, line)
  if (typeof at === 'number') reader.known.set(text, at)
  return at ?? `must be a date such as 2026-07-01 or 1 Jul 2026; it is ${quote(text)}`
}

/** Settles a date that could be read both ways; undefined when nothing in the sheet has shown the order. */
export function resolveDate(reader: DateReader, open: OpenDate): number | undefined {
  if (reader.order === undefined) return undefined
  return reader.order === 'dmy' ? open.dmyMs : open.mdyMs
}

function readWritten(reader: DateReader, written: string, line: number): number | OpenDate | string | undefined {
  const { clock } = reader
  const iso = ISO.exec(written)
  if (iso !== null) return instantOf(clock, iso[1], Number(iso[2]), iso[3], iso[4])
  const named = NAMED.exec(written)
  if (named !== null) return instantOf(clock, named[3], monthOf(named[2]), named[1], named[4])
  const first = NAMED_FIRST.exec(written)
  if (first !== null) return instantOf(clock, first[3], monthOf(first[1]), first[2], first[4])
  const numeric = NUMERIC.exec(written)
  if (numeric === null) return undefined
  const [, one, separator, other, year, time] = numeric
  const dmyMs = instantOf(clock, year, Number(other), one, time)
  const mdyMs = instantOf(clock, year, Number(one), other, time)
  // Points stand between day, month and year in that order only.
  if (separator === '.' || dmyMs === mdyMs) return dmyMs
  if (dmyMs === undefined) return learn(reader, 'mdy', line, written) ?? mdyMs
  if (mdyMs === undefined) return learn(reader, 'dmy', line, written) ?? dmyMs
  return { dmyMs, mdyMs }
}

function learn(reader: DateReader, order: DateOrder, line: number, written: string): string | undefined {
  if (reader.order === undefined) {
    reader.order = order
    reader.orderLine = line
    return undefined
  }
  if (reader.order === order) return undefined
  const other = reader.isOrderGiven ? '--dates says otherwise' : `line ${reader.orderLine} has it the other way`
  return `has ${order === 'dmy' ? 'the day' : 'the month'} first in ${quote(written)} where ${other}`
}

function monthOf(name = ''): number {
  return MONTHS.findIndex((month) => month.startsWith(name.toLowerCase())) + 1
}

function instantOf(clock: ZoneClock, year = '', month = 0, day = '', time = '00:00'): number | undefined {
  const [, hour = '', minute = '', second = '0', zone] = TIME.exec(time.trim()) ?? []
  const date = [Number(year), month, Number(day)] as const
  const clockTime = [Number(hour), Number(minute), Number(second)] as const
  if (hour === '' || clockTime[0] > 23 || clockTime[1] > 59 || clockTime[2] > 59) return undefined
  const utcMs = Date.UTC(date[0], month - 1, date[2], ...clockTime)
  const isDay = new Date(utcMs).getUTCDate() === date[2] && month >= 1 && month <= 12 && date[2] >= 1
  if (!isDay || date[0] < 1970) return undefined
  if (date[0] > LAST_YEAR) return Number.POSITIVE_INFINITY
  if (zone === undefined) return clock.localToInstant(...date, ...clockTime)
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  const aheadMs = (Number(hours) * 60 + Number(minutes)) * 60_000
  return utcMs - (sign === '-' ? -aheadMs : aheadMs)
}
