import { isEmergency, readNumberBytes, UNREADABLE_NUMBER } from '#domain/phone-number.ts'
import type { NumberCode } from '#domain/phone-number.ts'
import type { CompiledPlan } from '#domain/rating/compile-plan.ts'
import { writeDeckDigits } from '#domain/rating/deck-digits.ts'
import { newCallToPrice } from '#domain/rating/price-call.ts'
import type { CallToPrice } from '#domain/rating/price-call.ts'
import { classifyInbound, classifyOutbound, originIsMobile } from '#domain/usage/classify-call.ts'
import { SERVICE_TYPE_CODES, UNCLASSIFIED } from '#domain/usage/service-type.ts'
import { SUSPENSE_CAUSE_CODES } from '#domain/usage/suspense-cause.ts'
import type { SuspenseCauseCode } from '#domain/usage/suspense-cause.ts'
import { createTimeReader } from '#operations/usage/import/read-field.ts'
import { fieldText } from './calls-csv.ts'
import type { CallColumns, CallRecord } from './calls-csv.ts'

/** A row as pricing sees it. Made once, filled for each row. */
export interface CallRow {
  readonly call: CallToPrice
  a: NumberCode
  b: NumberCode
  direction: 'out' | 'in' | undefined
  bIsOnnet: boolean
  /** What keeps the call from being priced, or 0. */
  cause: SuspenseCauseCode | 0
  /** What is wrong with the row, for people, or ''. */
  complaint: string
}

export type CallRowReader = (record: CallRecord, row: CallRow) => void

/** Clocks that were never set say 1970; nothing was billed by this program before 1990. */
const EARLIEST_MS = Date.UTC(1990, 0)
const LATEST_MS = Date.UTC(2100, 0)
const AUSTRALIA = 61_000_000_000

export function newCallRow(): CallRow {
  return {
    call: newCallToPrice(),
    a: 0,
    b: 0,
    direction: undefined,
    bIsOnnet: false,
    cause: 0,
    complaint: '',
  }
}

/**
 * A reader of the rows of one file under one plan: numbers in the plan's format, service type, and whatever makes a row
 * no call. An emergency call is one whatever else is wrong with its row.
 */
export function createCallRowReader({ plan }: CompiledPlan, columns: CallColumns): CallRowReader {
  const homeNumbers = new Set<number>(plan.homeNumbers)
  const homeArea = areaCodeOf(plan.homeNumbers.find((number) => areaCodeOf(number) !== 0) ?? 0)
  const readTime = createTimeReader({ format: 'iso' })
  const format = plan.numberFormat

  function readNumbers({ text, fields: { from, to } }: CallRecord, row: CallRow): void {
    const { aNumber, bNumber } = columns
    row.a = readNumberBytes(text, from[aNumber] ?? 0, to[aNumber] ?? 0, format, homeArea)
    const areaCode = areaCodeOf(row.a)
    row.b = readNumberBytes(text, from[bNumber] ?? 0, to[bNumber] ?? 0, format, areaCode === 0 ? homeArea : areaCode)
  }

  function readInstant(record: CallRecord): number {
    const { text, fields } = record
    const at = readTime(text, fields.from[columns.startedAt] ?? 0, fields.to[columns.startedAt] ?? 0)
    return Number.isNaN(at) ? readOddInstant(fieldText(record, columns.startedAt)) : at
  }

  return (record, row) => {
    const { call } = row
    row.cause = 0
    row.complaint = ''
    row.direction = undefined
    row.bIsOnnet = false
    call.serviceType = UNCLASSIFIED
    call.durationSeconds = 0
    call.farTo = 0
    if (record.fault !== '') {
      row.a = UNREADABLE_NUMBER
      row.b = UNREADABLE_NUMBER
      refuse(row, 'unreadable_row', record.fault)
      return
    }
    readNumbers(record, row)
    row.direction = readDirection(record, columns.direction)
    call.startedAtMs = readInstant(record)
    call.durationSeconds = readWholeSeconds(record, columns.durationSeconds)
    if (row.direction === 'out') {
      row.bIsOnnet = homeNumbers.has(row.b)
      call.serviceType = classifyOutbound(row.a, row.b, row.bIsOnnet)
      call.originIsMobile = false
      call.farTo = writeDeckDigits(row.b, call.farDigits, 0)
    } else if (row.direction === 'in') {
      call.serviceType = row.b > 0 ? classifyInbound(row.b) : UNCLASSIFIED
      call.originIsMobile = originIsMobile(row.a)
      call.farTo = writeDeckDigits(row.a, call.farDigits, 0)
    }
    if (row.direction === undefined || Number.isNaN(call.startedAtMs) || Number.isNaN(call.durationSeconds)) {
      refuse(row, 'unreadable_row', describeBadFields(record, columns, row))
    }
    if (isEmergency(row.b)) {
      call.serviceType = SERVICE_TYPE_CODES.Emergency
      row.cause = 0
    } else if (row.cause === 0 && call.durationSeconds > 0) {
      if (row.b >= UNREADABLE_NUMBER && row.b <= 0) {
        refuse(row, 'bad_number', `b_number ${quote(record, columns.bNumber)} is not a phone number`)
      } else if (call.startedAtMs < EARLIEST_MS || call.startedAtMs >= LATEST_MS) {
        refuse(row, 'implausible_time', `started_at ${quote(record, columns.startedAt)} is no time a call was made`)
      }
    }
  }
}

function refuse(row: CallRow, cause: keyof typeof SUSPENSE_CAUSE_CODES, complaint: string): void {
  row.cause = SUSPENSE_CAUSE_CODES[cause]
  row.complaint = complaint
}

/** The digit after 0 of a geographic number's area; 0 for any other number. */
function areaCodeOf(number: NumberCode): number {
  const area = Math.floor((number - AUSTRALIA) / 100_000_000)
  return area === 2 || area === 3 || area === 7 || area === 8 ? area : 0
}

const OUT = [111, 117, 116]
const IN = [105, 110]

function readDirection({ text, fields }: CallRecord, column: number): 'out' | 'in' | undefined {
  const from = fields.from[column] ?? 0
  const length = (fields.to[column] ?? 0) - from
  if (length === 3 && OUT.every((byte, index) => text[from + index] === byte)) return 'out'
  return length === 2 && IN.every((byte, index) => text[from + index] === byte) ? 'in' : undefined
}

/** Whole seconds, 0 or more; NaN for anything else. */
function readWholeSeconds({ text, fields }: CallRecord, column: number): number {
  const from = fields.from[column] ?? 0
  const to = fields.to[column] ?? 0
  if (to <= from || to - from > 15) return Number.NaN
  let seconds = 0
  for (let at = from; at < to; at++) {
    const digit = (text[at] ?? 0) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    seconds = seconds * 10 + digit
  }
  return seconds
}

/** ISO 8601 in a form the fast reader leaves alone: without seconds, in the basic format, with a named zone behind. */
function readOddInstant(written: string): number {
  try {
    return Temporal.Instant.from(written).epochMilliseconds
  } catch {
    return Number.NaN
  }
}

function describeBadFields(record: CallRecord, columns: CallColumns, { direction, call }: CallRow): string {
  const complaints: string[] = []
  if (Number.isNaN(call.startedAtMs)) {
    const written = fieldText(record, columns.startedAt)
    const hasTime = /^\s*\d{4}-?\d{2}-?\d{2}[T t]\d{2}/.test(written)
    const hasZone = /(Z|[+-]\d{2}(:?\d{2})?)\s*$/i.test(written.slice(11))
    const fault = hasTime && !hasZone ? 'has no time zone (Z or ±hh:mm)' : 'is not an ISO 8601 time'
    complaints.push(`started_at ${quote(record, columns.startedAt)} ${fault}`)
  }
  if (Number.isNaN(call.durationSeconds)) {
    complaints.push(`duration_seconds ${quote(record, columns.durationSeconds)} is not a whole number of seconds`)
  }
  if (direction === undefined) complaints.push(`direction ${quote(record, columns.direction)} is neither out nor in`)
  return complaints.join('; ')
}

function quote(record: CallRecord, column: number): string {
  const written = fieldText(record, column)
  return JSON.stringify(written.length > 60 ? `${written.slice(0, 60)}…` : written)
}
