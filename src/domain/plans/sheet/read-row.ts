import { PLAN_LIMITS } from '#domain/plans/calling-plan.ts'
import { readAmount } from './sheet-amount.ts'
import type { AmountReader } from './sheet-amount.ts'
import type { SheetHeader } from './sheet-columns.ts'
import { readDate } from './sheet-date.ts'
import type { DateReader, OpenDate } from './sheet-date.ts'
import type { SheetField } from './sheet-fields.ts'
import { addFinding, quote } from './sheet-finding.ts'
import type { Findings } from './sheet-finding.ts'
import { SHEET_LIMITS } from './sheet-limits.ts'
import { readCountryCode, readPrefixes } from './sheet-prefix.ts'
import { readChange, readIncrementPair, readSeconds, saysNotOffered } from './sheet-terms.ts'
import type { ChangeMeaning } from './sheet-terms.ts'

/** A row of a deck whose dates may still be open. */
export interface RateDraft {
  readonly prefix: string
  readonly destination: string
  readonly perMinuteMicros: number | undefined
  readonly flagfallMicros: number
  readonly firstIncrement: number
  readonly nextIncrement: number
  readonly minimumChargeMicros: number
  validFromMs: number
  validToMs: number
}

export interface SheetState {
  readonly header: SheetHeader
  readonly amounts: AmountReader
  readonly dates: DateReader
  readonly findings: Findings
  readonly drafts: RateDraft[]
  /** The line of each draft. */
  readonly lines: number[]
  readonly openDates: {
    readonly draft: RateDraft
    readonly end: 'validFromMs' | 'validToMs'
    readonly line: number
    readonly column: string
    readonly date: OpenDate
    readonly text: string
  }[]
  deleted: number
}

/** One row being read. */
interface Row {
  readonly state: SheetState
  readonly line: number
  readonly cells: readonly string[]
  faults: number
}

type ValidEnd = { readonly at: number; readonly open: OpenDate | undefined; readonly field: SheetField }

/** Reads one row into as many drafts as it has prefixes; none when there is a fault in it. */
export function readRow(state: SheetState, line: number, cells: readonly string[]): void {
  const row: Row = { state, line, cells, faults: 0 }
  if (!checkLength(row)) return
  const prefixes = prefixesOf(row)
  const destination = destinationOf(row)
  const change = changeOf(row)
  const terms = termsOf(row, change)
  const from = dateOf(row, 'valid_from', Number.NEGATIVE_INFINITY)
  const to = dateOf(row, 'valid_to', Number.POSITIVE_INFINITY)
  noteCurrency(row)
  if (row.faults > 0) return
  // A row that ends and has a price holds until the day it names.
  const hasDate = from.open !== undefined || from.at !== Number.NEGATIVE_INFINITY
  const isEnding = change === 'deleted' && terms.perMinuteMicros !== undefined && hasDate
  if (change === 'deleted' && !isEnding) {
    state.deleted++
    return
  }
  for (const prefix of prefixes) {
    const draft: RateDraft = { prefix, destination, ...terms, validFromMs: from.at, validToMs: to.at }
    if (isEnding) {
      draft.validFromMs = Number.NEGATIVE_INFINITY
      draft.validToMs = from.open === undefined ? from.at : Number.POSITIVE_INFINITY
    }
    state.drafts.push(draft)
    state.lines.push(line)
    if (from.open !== undefined) leaveOpen(row, draft, isEnding ? 'validToMs' : 'validFromMs', from.open, from.field)
    if (to.open !== undefined && !isEnding) leaveOpen(row, draft, 'validToMs', to.open, to.field)
  }
}

/** A row cut short would lose its price; one with a cell too many, if only an empty one, has a 0,12 without quotes. */
function checkLength(row: Row): boolean {
  const { headings } = row.state.header
  if (row.cells.length === headings.length) return true
  complain(row, undefined, `has ${row.cells.length} cells where the header has ${headings.length}`)
  return false
}

function prefixesOf(row: Row): readonly string[] {
  const { columns } = row.state.header
  const countryText = cell(row, 'country_code')
  const country = columns.country_code >= 0 && countryText !== '' ? readCountryCode(countryText) : ''
  if (country.startsWith(' ')) {
    complain(row, 'country_code', country.slice(1))
    return []
  }
  if (columns.country_code >= 0 && columns.prefix < 0 && country === '') {
    complain(row, 'country_code', 'is empty; a row needs its country code')
    return []
  }
  const field = columns.prefix >= 0 ? 'prefix' : 'area_code'
  const found = readPrefixes(cell(row, field), columns.prefix >= 0 ? '' : country)
  if (typeof found === 'string') {
    complain(row, field, found)
    return []
  }
  const foreign = field === 'prefix' ? found.find((prefix) => !prefix.startsWith(country)) : undefined
  if (foreign !== undefined) {
    const remedy = `if it is the part behind it, say --column prefix= --column area_code=${headingOf(row, 'prefix')}`
    complain(row, 'prefix', `${foreign} does not begin with the row's country code ${country}; ${remedy}`)
  }
  return found
}

function destinationOf(row: Row): string {
  const text = cell(row, 'destination').trim()
  if (text.length > SHEET_LIMITS.destinationLength) {
    complain(row, 'destination', `must be at most ${SHEET_LIMITS.destinationLength} characters; it has ${text.length}`)
  }
  if (!/\s\s|[^\S ]|\p{Cc}/u.test(text)) return text
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

function changeOf(row: Row): ChangeMeaning {
  const text = cell(row, 'change')
  const change = readChange(text)
  if (change === undefined) {
    const remedy = `put it right, or pass over the column with --column change=`
    complain(
      row,
      'change',
      `${quote(text)} is not a change that is known (new, increase, blocked, deleted …): ${remedy}`,
    )
  }
  return change ?? 'offered'
}

type Terms = Omit<RateDraft, 'prefix' | 'destination' | 'validFromMs' | 'validToMs'>

function termsOf(row: Row, change: ChangeMeaning): Terms {
  const [firstIncrement, nextIncrement] = incrementsOf(row)
  const included = cell(row, 'included_seconds').trim()
  if (included !== '' && Number(included) !== 0) {
    const remedy = 'leave them out with --column included_seconds= if you do without'
    complain(row, 'included_seconds', `a deck has no free seconds at the start of a call; ${remedy}`)
  }
  return {
    perMinuteMicros: change === 'blocked' ? undefined : perMinuteOf(row),
    flagfallMicros: amountOf(row, 'flagfall') + amountOf(row, 'disconnect_charge'),
    firstIncrement,
    nextIncrement,
    minimumChargeMicros: amountOf(row, 'minimum_charge'),
  }
}

function perMinuteOf(row: Row): number | undefined {
  const { amounts } = row.state
  const text = cell(row, 'per_minute')
  if (saysNotOffered(text)) return undefined
  const rate = checked(row, 'per_minute', readAmount(amounts, text, row.line, PLAN_LIMITS.perMinuteMicros))
  const unitText = cell(row, 'rate_unit')
  if (unitText.trim() === '') return rate
  const unit = checked(row, 'rate_unit', readSeconds(unitText, PLAN_LIMITS.incrementSeconds))
  if (unit === 0) complain(row, 'rate_unit', 'must be 1 second or more')
  const perMinute = (rate * 60) / unit
  if (row.faults > 0 || Number.isInteger(perMinute)) return perMinute
  if (!amounts.round) {
    complain(row, 'per_minute', 'is not exact to 6 decimals for a minute: change it, or allow --round half-up')
  }
  amounts.rounded++
  return Math.floor((rate * 120 + unit) / (unit * 2))
}

function incrementsOf(row: Row): readonly [number, number] {
  const most = PLAN_LIMITS.incrementSeconds
  const both = cell(row, 'increments')
  const pair = both.trim() === '' ? [0, 0] : readIncrementPair(both, most)
  if (typeof pair === 'string') complain(row, 'increments', pair)
  const [first = 0, next = 0] = typeof pair === 'string' ? [] : pair
  return [
    incrementOf(row, 'first_increment', both.trim() === '' ? undefined : first),
    incrementOf(row, 'next_increment', both.trim() === '' ? undefined : next),
  ]
}

/** Seconds; 0 stands for the plan's. The column of its own goes before the one for both. */
function incrementOf(row: Row, field: 'first_increment' | 'next_increment', fromBoth: number | undefined): number {
  const text = cell(row, field)
  if (text.trim() === '' && fromBoth === undefined) return 0
  const own = text.trim() !== ''
  const seconds = own ? checked(row, field, readSeconds(text, PLAN_LIMITS.incrementSeconds), -1) : (fromBoth ?? 0)
  if (seconds !== 0) return seconds
  if (row.state.header.zeroIncrementIsOne) return 1
  complain(row, own ? field : 'increments', "must be 1 second or more, or empty for the plan's")
  return 0
}

function amountOf(row: Row, field: 'flagfall' | 'disconnect_charge' | 'minimum_charge'): number {
  const text = cell(row, field)
  if (text === '' || text.trim() === '') return 0
  return checked(row, field, readAmount(row.state.amounts, text, row.line, PLAN_LIMITS.amountMicros))
}

function dateOf(row: Row, field: 'valid_from' | 'valid_to', none: number): ValidEnd {
  const text = cell(row, field)
  const read = text === '' ? undefined : readDate(row.state.dates, text, row.line)
  if (typeof read === 'object') return { at: none, open: read, field }
  if (typeof read === 'string') complain(row, field, read)
  return { at: typeof read === 'number' ? read : none, open: undefined, field }
}

function leaveOpen(
  row: Row,
  draft: RateDraft,
  end: 'validFromMs' | 'validToMs',
  date: OpenDate,
  field: SheetField,
): void {
  const column = headingOf(row, field)
  row.state.openDates.push({ draft, end, line: row.line, column, date, text: quote(cell(row, field)) })
}

function noteCurrency(row: Row): void {
  const code = cell(row, 'currency').trim().toUpperCase()
  if (code === '') return
  if (/^[A-Z]{3}$/.test(code)) row.state.amounts.currencies.add(code)
  else complain(row, 'currency', `must be a currency code such as AUD; it is ${quote(code)}`)
}

function cell(row: Row, field: SheetField): string {
  const column = row.state.header.columns[field]
  return column < 0 ? '' : (row.cells[column] ?? '')
}

function headingOf(row: Row, field: SheetField): string {
  return row.state.header.headings[row.state.header.columns[field]] ?? ''
}

/** The number read; a complaint is noted, and `instead` stands in for it. */
function checked(row: Row, field: SheetField, read: number | string, instead = 0): number {
  if (typeof read === 'number') return read
  complain(row, field, read)
  return instead
}

function complain(row: Row, field: SheetField | undefined, message: string): void {
  row.faults++
  addFinding(row.state.findings, 'fault', row.line, field === undefined ? '' : headingOf(row, field), message)
}
