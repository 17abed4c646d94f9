import type { TimeReading } from '#domain/usage/cdr-profile.ts'
import { createZoneClock } from '#domain/time/zone-clock.ts'

const MINUS = 45
const PLUS = 43
const DOT = 46
const COLON = 58
const ZERO = 48

/** Reads an instant from bytes: epoch milliseconds, or NaN when it is none. */
export type TimeReader = (text: Uint8Array, from: number, to: number) => number

export function createTimeReader({ format, timeZone }: TimeReading): TimeReader {
  switch (format) {
    case 'epoch':
      return (text, from, to) => readDecimal(text, from, to) * 1000
    case 'epoch-ms':
      return readDecimal
    case 'iso':
    case 'ymd':
      return civilReader(0, 5, 8, timeZone)
    case 'dmy':
      return civilReader(6, 3, 0, timeZone)
  }
}

/**
 * A date and a time of day, with seconds, perhaps a fraction, and perhaps a zone (Z, ±hh:mm, ±hhmm). Without one the
 * reader's own zone is meant; if it has none, there is no instant.
 */
function civilReader(yearAt: number, monthAt: number, dayAt: number, timeZone: string | undefined): TimeReader {
  const clock = timeZone === undefined ? undefined : createZoneClock(timeZone)
  // Records come in order: the date is nearly always that of the row before.
  let lastDate = -1
  let lastDayMs = 0
  return (text, from, to) => {
    if (to - from < 19) return NaN
    const year = digits(text, from + yearAt, 4)
    const month = digits(text, from + monthAt, 2)
    const day = digits(text, from + dayAt, 2)
    const hour = digits(text, from + 11, 2)
    const minute = digits(text, from + 14, 2)
    const second = digits(text, from + 17, 2)
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 || hour > 23) return NaN
    if (minute < 0 || minute > 59 || second < 0 || second > 59) return NaN
    if (text[from + 13] !== COLON || text[from + 16] !== COLON) return NaN
    const date = (year * 100 + month) * 100 + day
    if (date !== lastDate) {
      const dayMs = Date.UTC(year, month - 1, day)
      if (new Date(dayMs).getUTCDate() !== day) return NaN
      lastDate = date
      lastDayMs = dayMs
    }
    let at = from + 19
    let fractionMs = 0
    if (at < to && text[at] === DOT) {
      let unit = 100
      for (at++; at < to; at++) {
        const digit = (text[at] ?? 0) - ZERO
        if (digit < 0 || digit > 9) break
        fractionMs += digit * unit
        unit = unit > 1 ? unit / 10 : 0
      }
    }
    const localMs = lastDayMs + ((hour * 60 + minute) * 60 + second) * 1000 + fractionMs
    if (at === to) {
      if (clock === undefined) return NaN
      return clock.localToInstant(year, month, day, hour, minute, second) + fractionMs
    }
    const sign = text[at]
    if (sign === 90 || sign === 122) return at + 1 === to ? localMs : NaN
    if (sign !== PLUS && sign !== MINUS) return NaN
    const offsetHours = digits(text, at + 1, 2)
    const minutesAt = text[at + 3] === COLON ? at + 4 : at + 3
    const offsetMinutes = minutesAt === to && minutesAt === at + 3 ? 0 : digits(text, minutesAt, 2)
    if (offsetHours < 0 || offsetHours > 14 || offsetMinutes < 0 || offsetMinutes > 59) return NaN
    if (minutesAt + 2 !== to && minutesAt !== to) return NaN
    const offsetMs = (offsetHours * 60 + offsetMinutes) * 60_000
    return sign === PLUS ? localMs - offsetMs : localMs + offsetMs
  }
}

/** The number written in exactly so many digits, or -1. */
function digits(text: Uint8Array, from: number, count: number): number {
  let value = 0
  for (let i = 0; i < count; i++) {
    const digit = (text[from + i] ?? 0) - ZERO
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/** What a call's duration is stored as; anything near it is implausible anyway. */
const MOST_SECONDS = 0x7fff_ffff

/**
 * Whole seconds from "75", "74.2" (a started second counts) or "00:01:15"; NaN when it is no duration, a negative one
 * among them.
 */
export function readDuration(text: Uint8Array, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = (text[at] ?? 0) - ZERO
    if (digit < 0 || digit > 9) {
      if (text[at] === COLON) return readClockDuration(text, from, to)
      return Math.min(Math.ceil(readDecimal(text, from, to)), MOST_SECONDS)
    }
    value = value * 10 + digit
  }
  return to > from ? Math.min(value, MOST_SECONDS) : NaN
}

function readClockDuration(text: Uint8Array, from: number, to: number): number {
  const parts = ascii(text, from, to).split(':')
  if (parts.length !== 3 || !parts.every((part) => /^\d{1,6}$/.test(part))) return NaN
  const [hours, minutes, seconds] = parts.map(Number)
  return Math.min(((hours ?? NaN) * 60 + (minutes ?? NaN)) * 60 + (seconds ?? NaN), MOST_SECONDS)
}

/** A decimal number without sign, or NaN. */
function readDecimal(text: Uint8Array, from: number, to: number): number {
  const written = ascii(text, from, to).trim()
  return /^\d{1,15}(\.\d{0,12})?$/.test(written) ? Number(written) : NaN
}

/** Decimal dollars as micro-dollars, rounded half up at the sixth place; NaN when it is no amount. */
export function readDollars(text: Uint8Array, from: number, to: number): number {
  const written = /^\s*\$?(\d{1,9})(?:\.(\d{0,12}))?\s*$/.exec(ascii(text, from, to))
  if (written === null) return NaN
  const [, whole = '0', fraction = ''] = written
  const micros = Number(whole) * 1_000_000 + Number(fraction.padEnd(6, '0').slice(0, 6))
  return (fraction.charCodeAt(6) || ZERO) >= ZERO + 5 ? micros + 1 : micros
}

export function ascii(text: Uint8Array, from: number, to: number): string {
  let written = ''
  for (let at = from; at < to; at++) written += String.fromCharCode(text[at] ?? 0)
  return written
}
