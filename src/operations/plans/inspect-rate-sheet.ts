import type { RateSheet } from '#domain/plans/rate-sheet.ts'
import type { SheetHeader } from '#domain/plans/sheet/sheet-columns.ts'
import { createFindings, type Findings, type SheetFinding } from '#domain/plans/sheet/sheet-finding.ts'
import { findSeparator, readRows, type FoundSeparator, type SheetFileRequest } from './read-rate-sheet.ts'

/** What a person sees of a sheet before its columns are settled. */
export interface InspectedSheet {
  readonly separator: FoundSeparator['separator']
  /** The header, or what looks most like one; undefined: the sheet is empty. */
  readonly header: SheetHeader | undefined
  /** Counted from 1. */
  readonly headerLine: number | undefined
  /** The first rows below the header, as they stand in the file. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
  /** Undefined: it has no header to be read by. */
  readonly sheet: RateSheet | undefined
  readonly findings: Findings
}

const SHOWN_ROWS = 20
const SHOWN_CELLS = 100
const SHOWN_CELL = 120

/**
 * Reads a sheet to its end, whatever is wrong with it.
 *
 * @throws ProblemError 'invalid_deck' for what is no text.
 */
export async function inspectRateSheet(request: SheetFileRequest): Promise<InspectedSheet> {
  const { separator, header, problems, firstRows } = await findSeparator(request)
  const shown: { line: number; cells: readonly string[] }[] = []
  const show = (line: number, cells: readonly string[]): void => {
    if (shown.length < SHOWN_ROWS && cells.some((cell) => cell.trim() !== '')) shown.push({ line, cells: cut(cells) })
  }
  if (header !== undefined && problems.length === 0) {
    const sheet = await readRows(request, header, separator, show)
    return {
      separator,
      header,
      headerLine: lineOf(firstRows, header.row),
      rows: shown,
      sheet,
      findings: sheet.findings,
    }
  }
  firstRows.forEach((cells, row) => {
    if (header !== undefined && row > header.row) show(lineOf(firstRows, row), cells)
  })
  const findings = createFindings()
  findings.counts.fault = problems.length
  findings.kept.push(
    ...problems.map(({ message, field }): SheetFinding => {
      return { severity: 'fault', line: 0, column: '', message: field === undefined ? message : `${field}: ${message}` }
    }),
  )
  return { separator, header, headerLine: undefined, rows: shown, sheet: undefined, findings }
}

/** A cell may hold line ends. */
function lineOf(rows: readonly (readonly string[])[], row: number): number {
  const inCells = rows.slice(0, row).flat().join('').split('\n').length - 1
  return row + 1 + inCells
}

function cut(cells: readonly string[]): readonly string[] {
  return cells.slice(0, SHOWN_CELLS).map((cell) => (cell.length > SHOWN_CELL ? `${cell.slice(0, SHOWN_CELL)}…` : cell))
}
