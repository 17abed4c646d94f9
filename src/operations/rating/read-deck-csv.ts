import Papa from 'papaparse'
import { parseDollars } from '#domain/money.ts'
import { PLAN_LIMITS } from '#domain/plans/calling-plan.ts'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import type { Problem } from '#domain/problem.ts'
import { createZoneClock } from '#domain/time/zone-clock.ts'
import type { ZoneClock } from '#domain/time/zone-clock.ts'
import { readText } from './read-plan-file.ts'

const REQUIRED = ['prefix', 'destination', 'per_minute'] as const
const OPTIONAL = ['flagfall', 'first_increment', 'next_increment', 'minimum_charge', 'valid_from', 'valid_to'] as const
type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number]

const MOST_SHOWN = 20

/** Reads a rate deck from a CSV file. Dates without a time are midnight in `timeZone`. Throws a ProblemError. */
export async function readDeckFile(path: string, timeZone: string): Promise<readonly DeckRow[]> {
  return parseDeckCsv(await readText(path, 'deck'), timeZone)
}

/**
 * Reads a rate deck: columns by name in any order, others passed over; empty optional cells are 0, the plan's increment,
 * or no limit; an empty `per_minute` is a destination not offered. Throws a ProblemError that lists the first 20 faults
 * with line and column, and counts the rest.
 */
export function parseDeckCsv(text: string, timeZone: string): readonly DeckRow[] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: false })
  const [header = [], ...records] = data
  const columns = readHeader(header)
  const firstLines = linesOf(data)
  const problems: Problem[] = errors.map(({ row, message }) =>
    fault(firstLines[row ?? 0] ?? 1, undefined, `cannot be read: ${message}`),
  )
  const clock = createZoneClock(timeZone)
  const lines: number[] = []
  const rows = records.flatMap((cells, index) => {
    const line = firstLines[index + 1] ?? 0
    if (cells.every((written) => written.trim() === '')) return []
    if (cells.length !== header.length) {
      problems.push(fault(line, undefined, `has ${cells.length} cells where the header has ${header.length}`))
      return []
    }
    const row = readRow({ cells, columns, line, problems, clock })
    if (row !== undefined) lines.push(line)
    return row ?? []
  })
  problems.push(...findConflicts(rows, lines))
  if (problems.length > 0) throw tooMany(problems)
  return rows
}

/** The line each record begins on: a cell in quotes may hold line breaks. */
function linesOf(records: readonly (readonly string[])[]): number[] {
  let line = 1
  return records.map((cells) => {
    const first = line
    line += 1 + cells.reduce((breaks, text) => breaks + text.split('\n').length - 1, 0)
    return first
  })
}

interface Cells {
  readonly cells: readonly string[]
  readonly columns: ReadonlyMap<Column, number>
  readonly line: number
  readonly problems: Problem[]
  readonly clock: ZoneClock
}

function readHeader(header: readonly string[]): ReadonlyMap<Column, number> {
  const names = header.map((name) => name.trim())
  const missing = REQUIRED.filter((name) => !names.includes(name))
  if (missing.length > 0) {
    const what = missing.length === 1 ? `column ${missing[0]} is missing` : `columns ${missing.join(', ')} are missing`
    throw new ProblemError(fault(1, undefined, `${what}; the header is "${header.join(',').slice(0, 200)}"`))
  }
  const columns = [...REQUIRED, ...OPTIONAL]
  const twice = columns.find((name) => names.indexOf(name) !== names.lastIndexOf(name))
  if (twice !== undefined) throw new ProblemError(fault(1, twice, 'is there twice'))
  return new Map(columns.map((name) => [name, names.indexOf(name)]))
}

function readRow(source: Cells): DeckRow | undefined {
  const before = source.problems.length
  const prefix = cell(source, 'prefix')
  if (!/^\d{1,15}$/.test(prefix)) complain(source, 'prefix', 'must be 1 to 15 digits in E.164 form without +', prefix)
  const perMinute = cell(source, 'per_minute')
  const row = {
    prefix,
    destination: cell(source, 'destination'),
    perMinuteMicros: perMinute === '' ? undefined : readAmount(source, 'per_minute', PLAN_LIMITS.perMinuteMicros),
    flagfallMicros: readAmount(source, 'flagfall', PLAN_LIMITS.amountMicros),
    firstIncrement: readIncrement(source, 'first_increment'),
    nextIncrement: readIncrement(source, 'next_increment'),
    minimumChargeMicros: readAmount(source, 'minimum_charge', PLAN_LIMITS.amountMicros),
    validFromMs: readInstant(source, 'valid_from', Number.NEGATIVE_INFINITY),
    validToMs: readInstant(source, 'valid_to', Number.POSITIVE_INFINITY),
  }
  if (row.validToMs <= row.validFromMs) {
    complain(source, 'valid_to', 'must be later than valid_from', cell(source, 'valid_to'))
  }
  return source.problems.length === before ? row : undefined
}

/** Micro-dollars; an empty cell is 0. */
function readAmount(source: Cells, column: Column, most: number): number {
  const written = cell(source, column)
  if (written === '') return 0
  const amount = parseDollars(written)
  if (amount === undefined) complain(source, column, 'must be decimal dollars with up to 6 places', written)
  else if (amount < 0n) complain(source, column, 'must not be negative', written)
  else if (amount > BigInt(most)) complain(source, column, `must be at most ${most / 1_000_000} dollars`, written)
  return Number(amount ?? 0n)
}

/** Seconds; an empty cell is 0, which stands for the plan's. */
function readIncrement(source: Cells, column: Column): number {
  const written = cell(source, column)
  if (written === '') return 0
  const seconds = /^\d{1,6}$/.test(written) ? Number(written) : 0
  if (seconds < 1 || seconds > PLAN_LIMITS.incrementSeconds) {
    complain(source, column, `must be whole seconds from 1 to ${PLAN_LIMITS.incrementSeconds}, or empty`, written)
  }
  return seconds
}

/** Epoch milliseconds of an ISO 8601 date (midnight in the plan's zone), local time, or time with a zone. */
function readInstant(source: Cells, column: Column, fallback: number): number {
  const written = cell(source, column)
  if (written === '') return fallback
  try {
    if (/(Z|[+-]\d{2}:?\d{2})$/i.test(written.slice(10))) return Temporal.Instant.from(written).epochMilliseconds
    const local = Temporal.PlainDateTime.from(written)
    const { year, month, day, hour, minute, second } = local
    return source.clock.localToInstant(year, month, day, hour, minute, second)
  } catch {
    complain(source, column, 'must be an ISO 8601 date or time, such as 2026-07-01', written)
    return fallback
  }
}

/** The same prefix from the same instant on two terms: nothing says which holds. Said twice alike, it does no harm. */
function findConflicts(rows: readonly DeckRow[], lines: readonly number[]): Problem[] {
  const first = new Map<string, number>()
  return rows.flatMap((row, index) => {
    const key = `${row.prefix} ${row.validFromMs}`
    const earlier = first.get(key)
    if (earlier === undefined) {
      first.set(key, index)
      return []
    }
    if (JSON.stringify(rows[earlier]) === JSON.stringify(row)) return []
    const message = `has ${row.prefix} with other terms than line ${lines[earlier] ?? 0} from the same date`
    return [fault(lines[index] ?? 0, 'prefix', message)]
  })
}

function cell({ cells, columns }: Cells, column: Column): string {
  return cells[columns.get(column) ?? -1]?.trim() ?? ''
}

function complain(source: Cells, column: Column, message: string, written: string): void {
  source.problems.push(fault(source.line, column, `${message}; it is ${JSON.stringify(written)}`))
}

function fault(line: number, field: string | undefined, message: string): Problem {
  return problem('invalid_deck', field === undefined ? `the deck: ${message}` : message, {
    line,
    ...(field !== undefined && { field: `deck.${field}` }),
  })
}

function tooMany(problems: readonly Problem[]): ProblemError {
  const shown = problems.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)).slice(0, MOST_SHOWN)
  const hidden = problems.length - shown.length
  if (hidden === 0) return new ProblemError(...shown)
  return new ProblemError(...shown, problem('invalid_deck', `the deck has ${hidden} more faults like these`))
}
