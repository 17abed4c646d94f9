import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import Papa from 'papaparse'
import { createRateSheetReader } from '#domain/plans/rate-sheet.ts'
import type { RateSheet, SheetReading } from '#domain/plans/rate-sheet.ts'
import { joinTariff, TARIFF_FILES } from '#domain/plans/sheet/cgrates-sheet.ts'
import type { TariffTable } from '#domain/plans/sheet/cgrates-sheet.ts'
import { guessHeader } from '#domain/plans/sheet/sheet-columns.ts'
import type { ColumnRequest, SheetHeader } from '#domain/plans/sheet/sheet-columns.ts'
import { SHEET_LIMITS } from '#domain/plans/sheet/sheet-limits.ts'
import { faultsOf, firstProblems } from '#domain/plans/sheet/sheet-finding.ts'
import type { Problem } from '#domain/problem.ts'
import { ProblemError } from '#domain/problem.ts'
import { readSheetText } from './sheet-text.ts'

export interface SheetFileRequest extends SheetReading, ColumnRequest {
  /** A CSV file, or the folder of a CGRateS tariff. */
  readonly path: string
  /** Which tariff of a CGRateS folder, where it has several. */
  readonly tariff?: string | undefined
  readonly onProgress?: ((progress: SheetProgress) => void) | undefined
}

export interface SheetProgress {
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly rows: number
}

/** A sheet, and how its columns were understood. */
export interface ReadSheet extends RateSheet {
  readonly fileName: string
  readonly header: SheetHeader
}

/**
 * Reads a carrier's rate sheet as a stream: finds the separator and the header, then turns every row into rows of a
 * deck. All of it is checked.
 *
 * @throws ProblemError 'invalid_deck' with the first 20 faults, each with its line and column, and how many more.
 */
export async function readRateSheet(request: SheetFileRequest): Promise<ReadSheet> {
  const sheet = await readFaultySheet(request)
  const faults = faultsOf(sheet.findings)
  if (faults.length > 0) throw new ProblemError(...faults)
  return sheet
}

/**
 * As {@link readRateSheet}, with the faults of its rows among the findings.
 *
 * @throws ProblemError 'invalid_deck' for a sheet without a header.
 */
export async function readFaultySheet(request: SheetFileRequest): Promise<ReadSheet> {
  const isFolder = await stat(request.path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  const { header, sheet } = isFolder ? await readTariff(request) : await readFile(request)
  return { ...sheet, header, fileName: basename(request.path) }
}

interface SheetAndHeader {
  readonly header: SheetHeader
  readonly sheet: RateSheet
}

async function readFile(request: SheetFileRequest): Promise<SheetAndHeader> {
  const { header, separator, problems } = await findSeparator(request)
  if (header === undefined || problems.length > 0) throw new ProblemError(...problems)
  return { header, sheet: await readRows(request, header, separator) }
}

/** Reads the rows below the header. `onRow` sees each as it stands in the file. */
export async function readRows(
  request: SheetFileRequest,
  header: SheetHeader,
  separator: string,
  onRow: (line: number, cells: readonly string[]) => void = () => {},
): Promise<RateSheet> {
  const reader = createRateSheetReader(header, request)
  let rows = 0
  const stream = readSheetText(request.path, (bytesDone, bytesTotal) =>
    request.onProgress?.({ bytesDone, bytesTotal, rows }),
  )
  await parseRows(stream, separator, {
    onRow(line, cells) {
      if (rows++ > header.row) {
        onRow(line, cells)
        reader.addRow(line, cells)
      }
      return reader.hasRoom()
    },
    onFault: (line, message) => reader.addFault(line, message),
  })
  return reader.finish()
}

const SEPARATORS = [',', ';', '\t', '|'] as const

/** What parts the cells, the header or what looks most like one, and the first rows as they are parted. */
export interface FoundSeparator {
  readonly separator: (typeof SEPARATORS)[number]
  readonly header: SheetHeader | undefined
  readonly problems: readonly Problem[]
  readonly firstRows: readonly (readonly string[])[]
}

/** The separator with which the first rows have a header; without one, the one that cuts most cells. */
export async function findSeparator(request: SheetFileRequest): Promise<FoundSeparator> {
  const head = await readHead(request.path)
  let best: { readonly found: FoundSeparator; readonly cells: number } | undefined
  for (const separator of SEPARATORS) {
    const { data } = Papa.parse<string[]>(head, {
      delimiter: separator,
      newline: '\n',
      preview: SHEET_LIMITS.rowsBeforeHeader,
    })
    const found = { ...guessHeader(data, request), separator, firstRows: data }
    if (found.problems.length === 0) return found
    const cells = Math.max(0, ...data.map((row) => row.length))
    if (best === undefined || cells > best.cells) best = { found, cells }
  }
  return best?.found ?? { separator: ',', header: undefined, problems: [], firstRows: [] }
}

async function readHead(path: string): Promise<string> {
  for await (const text of readSheetText(path)) return text
  return ''
}

interface RowVisitor {
  /** Called for every record, blank ones too, with the line it begins on; false ends the reading. */
  onRow(line: number, cells: readonly string[]): boolean
  onFault(line: number, message: string): void
}

async function parseRows(text: AsyncIterable<string>, delimiter: string, visitor: RowVisitor): Promise<void> {
  let line = 1
  const stream = Readable.from(text)
  await new Promise<void>((resolve, reject) => {
    Papa.parse<string[], Readable>(stream, {
      delimiter,
      newline: '\n',
      chunk({ data, errors }, parser) {
        const firstLines = data.map((cells) => {
          const first = line
          line++
          for (const cell of cells) if (cell.includes('\n')) line += cell.split('\n').length - 1
          return first
        })
        for (const { row = 0, message } of errors)
          visitor.onFault(firstLines[row] ?? line, `cannot be read: ${message}`)
        if (data.every((cells, index) => visitor.onRow(firstLines[index] ?? 0, cells))) return
        parser.abort()
        stream.destroy()
        resolve()
      },
      complete: () => resolve(),
      error: reject,
    })
  })
}

async function readTariff(request: SheetFileRequest): Promise<SheetAndHeader> {
  const [destinations, rates, destinationRates] = await Promise.all(
    [TARIFF_FILES.destinations, TARIFF_FILES.rates, TARIFF_FILES.destinationRates].map(async (file) =>
      readTable(join(request.path, file)),
    ),
  )
  const none: TariffTable = { rows: [], lines: [] }
  const joined = joinTariff(
    { destinations: destinations ?? none, rates: rates ?? none, destinationRates: destinationRates ?? none },
    request.tariff,
  )
  if (Array.isArray(joined)) throw new ProblemError(...firstProblems(joined))
  const reader = createRateSheetReader(joined.header, request)
  for (const { line, cells } of joined.rows) reader.addRow(line, cells)
  return { header: joined.header, sheet: reader.finish() }
}

async function readTable(path: string): Promise<TariffTable> {
  const rows: (readonly string[])[] = []
  const lines: number[] = []
  await parseRows(readSheetText(path), ',', {
    onRow(line, cells) {
      rows.push(cells)
      lines.push(line)
      return true
    },
    onFault(line, message) {
      throw new ProblemError({ kind: 'problem', code: 'invalid_deck', message, line, field: basename(path) })
    },
  })
  return { rows, lines }
}
