/**
 * Rows of the API as a CSV file: a column for each of their fields, named as people write it; what a field holds inside has
 * columns of its own. Links, versions and the like, which only programs read, are left out. Lines end with CR LF (RFC 4180).
 */
export function rowsCsv(rows: readonly object[]): string {
  const flat = rows.map((row) => new Map(cellsOf(row, '')))
  const names = [...new Set(flat.flatMap((cells) => [...cells.keys()]))]
  const lines = [names.map(headingOf), ...flat.map((cells) => names.map((name) => cells.get(name) ?? ''))]
  return lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')
}

const FOR_PROGRAMS: ReadonlySet<string> = new Set(['links', 'version', 'etag'])

function cellsOf(row: object, above: string): (readonly [string, string])[] {
  return Object.entries(row).flatMap(([field, value]: [string, unknown]) => {
    const name = above === '' ? field : `${above} ${field}`
    if (FOR_PROGRAMS.has(field)) return []
    if (Array.isArray(value)) return [[name, value.map(textOf).join('; ')] as const]
    if (typeof value === 'object' && value !== null) return cellsOf(value, name)
    return [[name, textOf(value)] as const]
  })
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'object' || value === null) return ''
  return cellsOf(value, '')
    .map(([, text]) => text)
    .join(' ')
}

/** `monthlyPrice` is `Monthly price`. */
function headingOf(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim()
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

function quoted(cell: string): string {
  // A spreadsheet takes a cell that begins so for a formula, and runs it; amounts and numbers are none.
  const text = /^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d.]+$/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
