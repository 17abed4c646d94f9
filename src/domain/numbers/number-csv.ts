import { problem, type Problem } from '#domain/problem.ts'
import { GEOGRAPHIC_AREAS, type AustralianState } from '#domain/usage/geographic-areas.ts'
import { readInventoryNumber, type DescribedNumber } from './describe-number.ts'

/** So many rows in one file of numbers. */
const MOST_CSV_ROWS = 20_000

/** A row of a file of numbers, read: the number's own state and region where the file names none. */
export interface NumberRow extends DescribedNumber {
  /** The line of the file; the header is line 1. */
  readonly line: number
  readonly status: 'available' | 'porting'
}

const COLUMNS = ['number', 'status', 'state', 'region'] as const
type Column = (typeof COLUMNS)[number]

const STATES: ReadonlySet<string> = new Set(GEOGRAPHIC_AREAS.map(({ state }) => state))

/**
 * Reads a CSV of numbers: `number[,status,state,region]`, in any order, with a header. Comma, semicolon or tab; fields may
 * be quoted. Every faulty row is named with its line and what to do about it.
 */
export function readNumberCsv(text: string): { readonly rows: readonly NumberRow[]; readonly faults: Problem[] } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const [header = ''] = lines
  const separator = [',', ';', '\t'].find((mark) => header.includes(mark)) ?? ','
  const columns = splitLine(header, separator).map((name) => name.toLowerCase())
  const fault = refuseHeader(columns)
  if (fault !== undefined) return { rows: [], faults: [fault] }
  const rows: NumberRow[] = []
  const faults: Problem[] = []
  const lineOf = new Map<string, number>()
  for (const [index, written] of lines.entries()) {
    const line = index + 1
    if (index === 0 || written.trim() === '') continue
    if (rows.length + faults.length >= MOST_CSV_ROWS) {
      const many = `A file may have ${MOST_CSV_ROWS} rows; split it here.`
      return { rows, faults: [...faults, problem('too_large', many, { line })] }
    }
    const row = readRow(splitLine(written, separator), columns, line)
    if ('code' in row) {
      faults.push(row)
      continue
    }
    const earlier = lineOf.get(row.number)
    if (earlier === undefined) rows.push(row)
    else faults.push(problem('invalid_value', `${row.number} is on line ${earlier} already; leave one out.`, { line }))
    lineOf.set(row.number, earlier ?? line)
  }
  if (rows.length + faults.length === 0) faults.push(problem('invalid_value', 'The file has no rows.', { line: 1 }))
  return { rows, faults }
}

function refuseHeader(columns: readonly string[]): Problem | undefined {
  const unknown = columns.filter((name) => !COLUMNS.some((column) => column === name))
  const form = 'write the header number,status,state,region; only number is needed.'
  if (!columns.includes('number')) return problem('invalid_value', `There is no column "number": ${form}`, { line: 1 })
  if (unknown.length > 0)
    return problem('invalid_value', `There is no column "${(unknown[0] ?? '').slice(0, 40)}": ${form}`, { line: 1 })
  if (new Set(columns).size < columns.length)
    return problem('invalid_value', `A column is there twice: ${form}`, { line: 1 })
  return undefined
}

function readRow(fields: readonly string[], columns: readonly string[], line: number): NumberRow | Problem {
  if (fields.length > columns.length) {
    const more = `The row has ${fields.length} fields and the header ${columns.length}; quote fields that hold a separator.`
    return problem('invalid_value', more, { line })
  }
  const field = (name: Column): string => fields[columns.indexOf(name)] ?? ''
  const described = readInventoryNumber(field('number'))
  if ('code' in described) return { ...described, line, field: 'number' }
  const status = field('status').toLowerCase() || 'available'
  if (status !== 'available' && status !== 'porting') {
    const remedy = 'a new number can be available or porting; assign it to an account afterwards.'
    return problem('invalid_value', `"${status.slice(0, 40)}" is no status to begin with: ${remedy}`, {
      line,
      field: 'status',
    })
  }
  const state = field('state').toUpperCase()
  if (state !== '' && !isState(state)) {
    const known = [...STATES].toSorted().join(', ')
    return problem('invalid_value', `"${state.slice(0, 40)}" is no state: write one of ${known}.`, {
      line,
      field: 'state',
    })
  }
  const region = field('region')
  if (region.length > 80) return problem('invalid_value', 'Use at most 80 characters.', { line, field: 'region' })
  return {
    ...described,
    line,
    status,
    state: isState(state) ? state : described.state,
    region: region === '' ? described.region : region,
  }
}

function isState(text: string): text is AustralianState {
  return STATES.has(text)
}

/** The fields of a line, trimmed; a quoted one may hold separators and doubled quotes. */
function splitLine(line: string, separator: string): readonly string[] {
  const fields: string[] = []
  let field = ''
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at)
    if (quoted && character === '"' && line[at + 1] === '"') {
      field += character
      at++
    } else if (character === '"' && (quoted || field.trim() === '')) quoted = !quoted
    else if (character === separator && !quoted) {
      fields.push(field.trim())
      field = ''
    } else field += character
  }
  return [...fields, field.trim()]
}
