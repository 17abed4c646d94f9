import { Readable } from 'node:stream'

export type Cell = string | number | bigint | boolean | Date | null | undefined

/**
 * A CSV file as it is streamed: its header, and the rows of each page as soon as it is read. Lines end with CR LF and
 * cells are quoted where they must be (RFC 4180).
 */
export function csvStream(header: readonly string[], pages: AsyncIterable<readonly (readonly Cell[])[]>): Readable {
  return Readable.from(
    (async function* () {
      // The header goes with the first page: a search that is refused is refused before anything is sent.
      let text = csvLine(header)
      for await (const rows of pages) {
        yield text + rows.map(csvLine).join('')
        text = ''
      }
      if (text !== '') yield text
    })(),
  )
}

function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(writeCell).join(',')}\r\n`
}

function writeCell(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString()
  if (typeof cell !== 'string') return String(cell)
  // A spreadsheet takes a cell that begins so for a formula, and runs it; amounts and numbers are none.
  const text = /^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d.]+$/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
