import { open } from 'node:fs/promises'
import { problem, ProblemError } from '#domain/problem.ts'
import { createSplitLine, splitLine } from '#operations/usage/import/field-splitter.ts'
import type { SplitLine } from '#operations/usage/import/field-splitter.ts'

/** Where each field of a call stands in a line, counted from 0; -1: the file has no such column. */
export interface CallColumns {
  readonly count: number
  readonly callId: number
  readonly aNumber: number
  readonly bNumber: number
  readonly startedAt: number
  readonly durationSeconds: number
  readonly direction: number
  readonly account: number
}

/** One row of the file, valid until the next one is read. */
export interface CallRecord {
  text: Buffer
  /** The first line it stands on; the header is line 1. */
  line: number
  readonly fields: SplitLine
  /** What is wrong with the row as a whole; '' when it has its fields. */
  fault: string
}

export interface CallsFile {
  readonly path: string
  readonly columns: CallColumns
  readonly bytes: number
  /** Where the first row begins, in bytes. */
  readonly bodyFrom: number
}

const COMMA = 44
const QUOTE = 34
const NEWLINE = 10
const CARRIAGE_RETURN = 13
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]
const BUFFER_BYTES = 1024 * 1024
/** A row longer than this is no call; nor is a quoted field that runs on for longer. */
const LONGEST_RECORD = 64 * 1024

const REQUIRED = {
  callId: 'call_id',
  aNumber: 'a_number',
  bNumber: 'b_number',
  startedAt: 'started_at',
  durationSeconds: 'duration_seconds',
  direction: 'direction',
} as const

/**
 * Opens a file of calls by its header, whose columns may stand in any order. Missing columns are a problem that names
 * them; a file with nothing in it is `undefined`.
 */
export async function openCallsFile(path: string): Promise<CallsFile | undefined> {
  const handle = await open(path).catch((error: unknown) => {
    throw new ProblemError(problem('not_found', `cannot read the calls file ${path}: ${reason(error)}`))
  })
  try {
    const stat = await handle.stat()
    // Allowances may need a second reading, which a pipe does not give.
    if (!stat.isFile()) {
      throw new ProblemError(problem('not_found', `cannot read the calls file ${path}: it is not a regular file`))
    }
    const head = Buffer.alloc(LONGEST_RECORD)
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    if (bytesRead === 0) return undefined
    return { path, bytes: stat.size, ...readHeader(head.subarray(0, bytesRead)) }
  } finally {
    await handle.close()
  }
}

/**
 * Reads every row in file order. `visit` is called for each, also for those that are no call; blank lines are passed
 * over. `afterChunk` is awaited now and then with the bytes and rows so far: the place to write and to report. It stops
 * the reading by returning false. Memory stays at one buffer of 1 MiB.
 */
export async function readCalls(
  file: CallsFile,
  visit: (record: CallRecord) => void,
  afterChunk: (bytesRead: number, rows: number) => Promise<boolean>,
): Promise<void> {
  const handle = await open(file.path)
  try {
    const text = Buffer.alloc(BUFFER_BYTES)
    const state: Position = { text, filled: 0, from: 0, line: 2, atEnd: false, skipping: false }
    const record: CallRecord = { text, line: 0, fields: createSplitLine(), fault: '' }
    let readTo = file.bodyFrom
    let rows = 0
    for (;;) {
      const { bytesRead } = await handle.read(text, state.filled, BUFFER_BYTES - state.filled, readTo)
      readTo += bytesRead
      state.filled += bytesRead
      state.atEnd = bytesRead === 0
      while (nextRecord(state, record, file.columns.count)) {
        rows++
        visit(record)
      }
      if (!(await afterChunk(readTo, rows)) || state.atEnd) return
      text.copyWithin(0, state.from, state.filled)
      state.filled -= state.from
      state.from = 0
    }
  } finally {
    await handle.close()
  }
}

/** How far the buffer has been read. */
interface Position {
  readonly text: Buffer
  filled: number
  from: number
  line: number
  atEnd: boolean
  /** Inside a line that is too long for the buffer. */
  skipping: boolean
}

/** Splits the next row into `record`; false when the buffer holds no whole one. */
function nextRecord(state: Position, record: CallRecord, columns: number): boolean {
  for (;;) {
    const lineTo = endOfLine(state, state.from)
    if (lineTo < 0) {
      if (state.filled - state.from < BUFFER_BYTES) return false
      const first = !state.skipping
      state.skipping = true
      state.from = state.filled
      if (!first) return false
      return refuseWhole(record, state.line, 'is longer than any call can be')
    }
    const { from } = state
    state.from = lineTo + 1
    const line = state.line++
    if (state.skipping) {
      state.skipping = false
      continue
    }
    if (lineTo === from || (lineTo === from + 1 && state.text[from] === CARRIAGE_RETURN)) continue
    record.line = line
    record.fault = ''
    if (splitLine(state.text, from, lineTo, COMMA, record.fields)) {
      if (record.fields.count === columns) return true
      record.fault = `has ${record.fields.count} fields where the header has ${columns}`
      return true
    }
    const joined = joinQuotedLines(state, record, from, lineTo, columns)
    if (joined !== undefined) return joined || stepBack(state, from, line)
    return refuseWhole(record, line, 'has quotes that do not close')
  }
}

/**
 * A quoted field may hold line breaks: takes in following lines until the row is whole. `undefined` when that makes no
 * row, so that a stray quote costs its own line only; false when the rest of the row is not in the buffer yet.
 */
function joinQuotedLines(
  state: Position,
  record: CallRecord,
  from: number,
  lineTo: number,
  columns: number,
): boolean | undefined {
  let to = lineTo
  let lines = 0
  while (to - from < LONGEST_RECORD) {
    if (to >= state.filled) return state.atEnd ? undefined : false
    to = endOfLine(state, to + 1)
    if (to < 0) return state.atEnd ? undefined : false
    lines++
    if (splitLine(state.text, from, to, COMMA, record.fields) && record.fields.count === columns) {
      state.from = to + 1
      state.line += lines
      return true
    }
  }
  return undefined
}

function stepBack(state: Position, from: number, line: number): false {
  state.from = from
  state.line = line
  return false
}

/** A line of which no field can be told. */
function refuseWhole(record: CallRecord, line: number, fault: string): true {
  record.line = line
  record.fault = fault
  record.fields.count = 0
  return true
}

/** Where the line that starts at `from` ends; -1 when its end is not in the buffer. */
function endOfLine(state: Position, from: number): number {
  if (from >= state.filled) return -1
  const newline = state.text.indexOf(NEWLINE, from)
  if (newline >= 0 && newline < state.filled) return newline
  return state.atEnd ? state.filled : -1
}

function readHeader(head: Buffer): Pick<CallsFile, 'columns' | 'bodyFrom'> {
  const hasMark = BYTE_ORDER_MARK.every((byte, index) => head[index] === byte)
  const from = hasMark ? BYTE_ORDER_MARK.length : 0
  const newline = head.indexOf(NEWLINE)
  if (newline < 0 && head.length === LONGEST_RECORD) throw badHeader('the header is longer than any can be')
  const to = newline < 0 ? head.length : newline
  const fields = createSplitLine()
  if (!splitLine(head, from, to, COMMA, fields)) throw badHeader('the header has quotes that do not close')
  const names = Array.from({ length: fields.count }, (_, index) =>
    head.toString('utf8', fields.from[index], fields.to[index]).trim(),
  )
  const missing = Object.values(REQUIRED).filter((name) => !names.includes(name))
  if (missing.length > 0) {
    const what = missing.length === 1 ? `column ${missing[0]} is missing` : `columns ${missing.join(', ')} are missing`
    throw badHeader(`${what}; the header is "${head.toString('utf8', from, Math.min(to, from + 200)).trim()}"`)
  }
  const known = [...Object.values(REQUIRED), 'account']
  const twice = known.filter((name) => names.indexOf(name) !== names.lastIndexOf(name))
  if (twice.length > 0) throw badHeader(`column ${twice[0] ?? ''} is there twice`)
  const columns = {
    count: fields.count,
    callId: names.indexOf(REQUIRED.callId),
    aNumber: names.indexOf(REQUIRED.aNumber),
    bNumber: names.indexOf(REQUIRED.bNumber),
    startedAt: names.indexOf(REQUIRED.startedAt),
    durationSeconds: names.indexOf(REQUIRED.durationSeconds),
    direction: names.indexOf(REQUIRED.direction),
    account: names.indexOf('account'),
  }
  return { columns, bodyFrom: to + 1 }
}

function badHeader(message: string): ProblemError {
  return new ProblemError(problem('invalid_calls_file', `the calls file: ${message}`, { line: 1 }))
}

function reason(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'there is no such file'
  return error instanceof Error ? error.message : String(error)
}

/** Whether a field of the row was written in quotes. */
export function isQuoted({ text, fields }: CallRecord, column: number): boolean {
  const from = fields.from[column] ?? 0
  return from > 0 && text[from - 1] === QUOTE
}

/** A field as text, its doubled quotes undone. */
export function fieldText(record: CallRecord, column: number): string {
  const { text, fields } = record
  const written = text.toString('utf8', fields.from[column], fields.to[column])
  return isQuoted(record, column) ? written.replaceAll('""', '"') : written
}
