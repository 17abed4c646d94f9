/**
 * Rows of the API as a CSV file: a column for each of their fields, named as people write it; what a field holds inside has
 * columns of its own. Moments are UTC and their headings say so. Links, versions and the like, which only programs read, are
 * left out. Lines end with CR LF (RFC 4180).
 */
export function rowsCsv(rows: readonly object[]): string {
  const flat = rows.map((row) => new Map(cellsOf(row, '')))
  const every = [...new Set(flat.flatMap((cells) => [...cells.keys()]))]
  // What is empty in some rows has its columns by what it holds in the others.
  const names = every.filter((name) => !every.some((other) => other.startsWith(`${name} `)))
  const isInstant = (name: string): boolean => flat.some((cells) => INSTANT.test(cells.get(name) ?? ''))
  const headings = names.map((name) => (isInstant(name) ? `${headingOf(name)} (UTC)` : headingOf(name)))
  const lines = [headings, ...flat.map((cells) => names.map((name) => cells.get(name) ?? ''))]
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

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

const IN_CAPITALS = /\b(gst|url|abn|acn|id)\b/g

/** `monthlyPrice` is `Monthly price`. */
function headingOf(name: string): string {
  const words = name
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim()
    .replaceAll(IN_CAPITALS, (word) => word.toUpperCase())
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

function quoted(cell: string): string {
  // A spreadsheet takes a cell that begins so for a formula, and runs it; amounts and numbers are none.
  const text = /^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d.]+$/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
