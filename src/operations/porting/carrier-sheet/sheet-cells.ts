import Papa from 'papaparse'
import { problem, ProblemError } from '#domain/problem.ts'

/** A row of a sheet as it is written. */
export interface SheetCells {
  /** Of the file, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Begins a workbook (xlsx is a zip archive), the older binary form, and a PDF. */
const NO_TEXT = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x25, 0x50, 0x44, 0x46],
]
const SEPARATORS = [',', ';', '\t', '|'] as const
const MOST_CELLS = 200
const MOST_CHARACTERS = 2000

/**
 * The rows of a sheet with something in them: parted by commas, semicolons, tabs or bars; UTF-8, UTF-16 with its mark, or
 * Windows-1252.
 *
 * @throws ProblemError 'malformed_request' for a workbook, or what is no table.
 */
export function readSheetCells(file: Buffer): readonly SheetCells[] {
  const text = readSheetText(file)
  const found = SEPARATORS.map((delimiter) => parse(text, delimiter)).toSorted(
    (one, other) => width(other) - width(one),
  )
  const rows = found[0] ?? []
  if (rows.length === 0) throw new ProblemError(problem('malformed_request', 'The sheet is empty.'))
  return rows
}

/**
 * The text of a sheet, its lines ended by line feeds.
 *
 * @throws ProblemError 'malformed_request' for a workbook, or what is no text.
 */
export function readSheetText(file: Buffer): string {
  if (NO_TEXT.some((mark) => mark.every((byte, index) => file[index] === byte)))
    throw new ProblemError(
      problem('malformed_request', 'This is no text: in the spreadsheet, save it as CSV and drop that.'),
    )
  const text = decode(file).replaceAll(/\r\n?/g, '\n')
  if (text.includes('\0')) throw new ProblemError(problem('malformed_request', 'This is no text: drop a CSV file.'))
  return text
}

function decode(file: Buffer): string {
  if (file[0] === 0xff && file[1] === 0xfe) return new TextDecoder('utf-16le').decode(file)
  if (file[0] === 0xfe && file[1] === 0xff) return new TextDecoder('utf-16be').decode(file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('windows-1252').decode(file)
  }
}

function parse(text: string, delimiter: string): readonly SheetCells[] {
  const { data } = Papa.parse<string[]>(text, { delimiter, newline: '\n' })
  let line = 1
  const rows: SheetCells[] = []
  for (const cells of data) {
    const first = line
    line += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
    if (cells.every((cell) => cell.trim() === '')) continue
    rows.push({ line: first, cells: cells.slice(0, MOST_CELLS).map((cell) => cell.trim().slice(0, MOST_CHARACTERS)) })
  }
  return rows
}

/** How many cells the first rows have: the right separator makes most. */
function width(rows: readonly SheetCells[]): number {
  return rows.slice(0, 20).reduce((sum, { cells }) => sum + cells.length, 0)
}
