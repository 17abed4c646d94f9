import { absolute, micros, negate, type Micros } from '#domain/money.ts'
import { oneLine, readBankDate, readBankMoney, type BankRow } from './bank-row.ts'

/** What a column of a bank's CSV may hold. */
export const BANK_FIELDS = [
  'date',
  'amount',
  'credit',
  'debit',
  'direction',
  'text',
  'reference',
  'payer',
  'bankId',
] as const
export type BankField = (typeof BANK_FIELDS)[number]

/** The heading of each field's column; null: the file has none; left out: as the headings say. */
export type BankColumnChoices = { readonly [Field in BankField]?: string | null | undefined }

export type BankColumns = { readonly [Field in BankField]?: number | undefined }

export const BANK_FIELD_TERMS: Readonly<Record<BankField, { readonly label: string; readonly help: string }>> = {
  date: { label: 'Date', help: 'The day the bank booked it; days come first, 20/11/2026' },
  amount: { label: 'Amount', help: 'With a sign: what went out is below zero' },
  credit: { label: 'Money in', help: 'Where the bank has a column each for in and out' },
  debit: { label: 'Money out', help: 'Where the bank has a column each for in and out' },
  direction: { label: 'In or out', help: 'CR or DR beside an amount without a sign' },
  text: { label: 'Description', help: 'What the bank wrote about it' },
  reference: { label: 'Reference', help: 'What the payer wrote for us' },
  payer: { label: 'Payer', help: 'Who paid' },
  bankId: { label: 'Transaction id', help: 'The bank’s own name of it, another for each' },
}

/** As headings of Australian banks have them, in small letters without marks; the first that is there counts. */
const HEADINGS: Readonly<Record<BankField, readonly string[]>> = {
  date: [
    'date',
    'transaction date',
    'tran date',
    'trans date',
    'posted date',
    'posting date',
    'date posted',
    'processed on',
    'process date',
    'effective date',
    'entry date',
    'payment date',
    'settlement date',
    'value date',
  ],
  amount: ['amount', 'transaction amount', 'amount aud', 'aud amount', 'net amount', 'value'],
  credit: ['credit', 'credit amount', 'credits', 'deposit', 'deposits', 'money in', 'paid in', 'amount in', 'received'],
  debit: ['debit', 'debit amount', 'debits', 'withdrawal', 'withdrawals', 'money out', 'paid out', 'amount out'],
  direction: ['debit credit', 'credit debit', 'dr cr', 'cr dr', 'd c', 'c d', 'debit or credit', 'sign'],
  text: [
    'narrative',
    'description',
    'transaction details',
    'transaction description',
    'details',
    'narration',
    'particulars',
    'original description',
    'memo',
    'transaction',
    'text',
  ],
  reference: [
    'reference',
    'payment reference',
    'lodgement reference',
    'customer reference number',
    'customer reference',
    'crn',
    'payer reference',
    'your reference',
    'remittance information unstructured 1',
    'remittance information',
    'end to end id',
    'reference number',
    'ref',
  ],
  payer: [
    'payer',
    'payer name',
    'debtor name',
    'remitter',
    'name of remitter',
    'sender',
    'from',
    'other party',
    'name',
  ],
  bankId: ['transaction id', 'transaction reference number', 'bank transaction id', 'unique id', 'trace id', 'fitid'],
}

/** The most that is kept of a line's words, and of what stands apart. */
const MOST_TEXT = 500
const MOST_WORDS = 100

/** Which column is what: as was said, else by the headings. */
export function findBankColumns(headings: readonly string[], choices: BankColumnChoices = {}): BankColumns {
  const plain = headings.map(plainHeading)
  const found: Partial<Record<BankField, number>> = {}
  for (const field of BANK_FIELDS) {
    const chosen = choices[field]
    if (chosen === null) continue
    const at =
      chosen === undefined
        ? HEADINGS[field].map((name) => plain.indexOf(name)).find((index) => index >= 0)
        : plain.indexOf(plainHeading(chosen))
    if (at !== undefined && at >= 0) found[field] = at
  }
  return found
}

/** What is missing before rows can be read; undefined: nothing. */
export function missingColumns({ date, amount, credit }: BankColumns): string | undefined {
  if (date === undefined) return 'Say which column has the date.'
  if (amount === undefined && credit === undefined) return 'Say which column has the amount, or the money in.'
  return undefined
}

function plainHeading(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

export interface BankTable {
  readonly headings: readonly string[]
  readonly rows: readonly BankCells[]
}

/** A line of a CSV file. */
export interface BankCells {
  /** Of the file, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

const LINES_BEFORE_HEADINGS = 20

/**
 * Parts headings from rows. Some banks write lines above the headings, and some (Commonwealth, ANZ) write none at all: those
 * get the headings a person would give the columns by what stands in them.
 */
export function bankTable(lines: readonly BankCells[]): BankTable {
  const scores = lines.slice(0, LINES_BEFORE_HEADINGS).map(({ cells }) => {
    const columns = findBankColumns(cells)
    return missingColumns(columns) === undefined ? Object.keys(columns).length : 0
  })
  const best = Math.max(0, ...scores)
  if (best > 0) {
    const at = scores.indexOf(best)
    return { headings: uniqueHeadings(lines[at]?.cells ?? []), rows: lines.slice(at + 1) }
  }
  const first = lines[0]
  if (first?.cells.some((cell) => readBankDate(cell) !== undefined) === true)
    return { headings: headingsByContent(lines), rows: lines }
  return { headings: uniqueHeadings(first?.cells ?? []), rows: lines.slice(1) }
}

/** A heading can be chosen: those that are empty or there twice get a number. */
function uniqueHeadings(cells: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return cells.map((cell, index) => {
    const heading = oneLine(cell, MOST_WORDS)
    const own = heading === '' || seen.has(plainHeading(heading)) ? `${heading || 'Column'} ${index + 1}` : heading
    seen.add(plainHeading(own))
    return own
  })
}

/** Date, amount and words are known by what stands under them; the second amount is the balance. */
function headingsByContent(lines: readonly BankCells[]): readonly string[] {
  const sample = lines.slice(0, 50).map(({ cells }) => cells)
  const width = Math.max(...sample.map((cells) => cells.length))
  const columns = Array.from({ length: width }, (_, index) => sample.map((cells) => cells[index] ?? ''))
  const isAll = (cells: readonly string[], reads: (cell: string) => unknown): boolean =>
    cells.every((cell) => reads(cell) !== undefined)
  const dateAt = columns.findIndex((cells) => isAll(cells, readBankDate))
  const amounts = columns.flatMap((cells, index) =>
    index !== dateAt && isAll(cells, readBankMoney) && cells.some((cell) => /[.$]/.test(cell)) ? [index] : [],
  )
  const length = (index: number): number => (columns[index] ?? []).reduce((sum, cell) => sum + cell.length, 0)
  const words = columns
    .keys()
    .filter((index) => index !== dateAt && !amounts.includes(index))
    .toArray()
    .toSorted((one, other) => length(other) - length(one))
  return columns.map((_, index) => {
    if (index === dateAt) return 'Date'
    if (index === amounts[0]) return 'Amount'
    if (index === amounts[1]) return 'Balance'
    return index === words[0] ? 'Description' : `Column ${index + 1}`
  })
}

/** Reads the rows of a table. What cannot be read stays with why; lines without date and amount are no rows. */
export function readBankTable(rows: readonly BankCells[], columns: BankColumns): readonly BankRow[] {
  return rows.flatMap(({ line, cells }): BankRow[] => {
    const at = (field: BankField): string => {
      const index = columns[field]
      return index === undefined ? '' : (cells[index] ?? '').trim()
    }
    const written = at('date')
    const amount = amountOf(at)
    if (amount === undefined) return []
    if (written === '' && amount === 0n) return []
    const date = readBankDate(written) ?? null
    const text = [at('text'), at('payer'), at('reference')].filter((part) => part !== '').join(' ')
    return [
      {
        line,
        date,
        amountMicros: typeof amount === 'string' ? micros(0n) : amount,
        text: oneLine(text === '' ? cells.join(' ') : text, MOST_TEXT),
        reference: oneLine(at('reference'), MOST_WORDS),
        payer: oneLine(at('payer'), MOST_WORDS),
        bankId: oneLine(at('bankId'), MOST_WORDS),
        problem: typeof amount === 'string' ? amount : date === null ? `“${oneLine(written, 40)}” is no date.` : '',
      },
    ]
  })
}

/** The amount of a row; words where it cannot be read; undefined: the row has none. */
function amountOf(at: (field: BankField) => string): Micros | string | undefined {
  const written = at('amount')
  if (written !== '') {
    const amount = readBankMoney(written)
    if (amount === undefined) return `“${oneLine(written, 40)}” is no amount.`
    const isOut = /^d/i.test(at('direction')) && amount > 0n
    return isOut ? negate(amount) : amount
  }
  const [credit, debit] = [at('credit'), at('debit')]
  if (credit === '' && debit === '') return undefined
  const [came, went] = [credit, debit].map((text) => (text === '' ? micros(0n) : readBankMoney(text)))
  if (came === undefined || went === undefined)
    return `“${oneLine(came === undefined ? credit : debit, 40)}” is no amount.`
  return micros(came - absolute(went))
}
