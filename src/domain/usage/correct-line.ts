/**
 * A line of a file with some of its fields replaced, the rest as it was. Undefined where the line has no such field or
 * its quotes do not close: then the whole line has to be given.
 *
 * @param places index of each field, from the end when negative, with its new text.
 */
export function correctLine(line: string, delimiter: string, places: ReadonlyMap<number, string>): string | undefined {
  const cells = splitCells(line.replace(/\r$/, ''), delimiter)
  if (cells === undefined) return undefined
  for (const [place, text] of places) {
    const index = place < 0 ? cells.length + place : place
    if (cells[index] === undefined) return undefined
    cells[index] = text.includes(delimiter) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text
  }
  return cells.join(delimiter)
}

/** The values of a line, without the quotes around them. Undefined where its quotes do not close. */
export function readCells(line: string, delimiter: string): readonly string[] | undefined {
  return splitCells(line.replace(/\r$/, ''), delimiter)?.map((cell) =>
    cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  )
}

/** The cells as they are written, with their quotes. */
function splitCells(line: string, delimiter: string): string[] | undefined {
  const cells: string[] = []
  let from = 0
  let isQuoted = false
  for (let at = 0; at <= line.length; at++) {
    if (line[at] === '"') isQuoted = !isQuoted
    if (at < line.length && (isQuoted || line[at] !== delimiter)) continue
    cells.push(line.slice(from, at))
    from = at + 1
  }
  return isQuoted ? undefined : cells
}
