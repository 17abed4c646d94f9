import { negate, parseDollars, type Micros } from '#domain/money.ts'
import { parseDate } from '#domain/time/calendar-date.ts'

/** How a bank's file is written. */
export const BANK_FORMATS = ['csv', 'direct-entry', 'bpay'] as const
export type BankFormat = (typeof BANK_FORMATS)[number]

/** A line of a bank's file as it was understood. */
export interface BankRow {
  /** Of the file, from 1. */
  readonly line: number
  /** `yyyy-mm-dd`, as the bank has it; null: it cannot be read, and {@link problem} says so. */
  readonly date: string | null
  /** Above zero: came in. Zero where it cannot be read. */
  readonly amountMicros: Micros
  /** What the bank wrote about it. */
  readonly text: string
  /** What the payer wrote for us, where the bank has it apart: a BPAY Customer Reference Number, a lodgement reference. */
  readonly reference: string
  /** Who paid, where the bank has it apart. */
  readonly payer: string
  /** The bank's own name of the transaction; '': it gives none. */
  readonly bankId: string
  /** Why it is no transfer that could be posted; '': nothing is wrong with it. */
  readonly problem: string
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * A date as Australian banks write it, as `yyyy-mm-dd`: `2026-11-20`, `20261120`, `20/11/2026`, `20-11-26`, `20 Nov 2026`,
 * `20-NOV-26`, a time behind it or none. Days come first. Undefined: it is none of these, or there is no such day.
 */
export function readBankDate(text: string): string | undefined {
  const day = text.trim().replace(/[T ]\d{1,2}:\d{2}.*$/, '')
  const [, y, m, d] = /^(\d{4})[-/]?(\d{2})[-/]?(\d{2})$/.exec(day) ?? []
  if (y !== undefined) return plainDate(y, m, d)
  const [, date = '', month = '', year = ''] =
    /^(\d{1,2})[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ,]+(\d{4}|\d{2})$/.exec(day) ?? []
  if (date === '') return undefined
  const no = /^\d/.test(month) ? Number(month) : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1
  return plainDate(year.length === 2 ? `20${year}` : year, String(no).padStart(2, '0'), date.padStart(2, '0'))
}

function plainDate(year = '', month = '', day = ''): string | undefined {
  return parseDate(`${year}-${month}-${day}`)?.toString()
}

/**
 * An amount as banks write it: `1,234.50`, `$12`, `-12.00`, `(12.00)`, `12.00-`, `12.00 CR`, `AUD 12.00 DR`. Undefined: it is
 * none, or of less than a cent.
 */
export function readBankMoney(text: string): Micros | undefined {
  const [, open, lead, digits, trail, close, mark] =
    /^(\()?\s*([-+]?)\s*(?:AUD)?\s*\$?\s*([-+]?[\d,]+(?:\.\d{1,4})?)\s*(-?)\s*(\))?\s*(CR|DR|C|D)?$/i.exec(
      text.trim(),
    ) ?? []
  if (digits === undefined || (open === undefined) !== (close === undefined)) return undefined
  const amount = parseDollars(digits.replaceAll(',', ''))
  if (amount === undefined || amount % 10_000n !== 0n) return undefined
  const isOut = [open === '(', lead === '-', trail === '-', /^d/i.test(mark ?? '')].some(Boolean)
  return isOut ? negate(amount) : amount
}

/** Words on one line: no breaks or control characters, one space between, at most so many characters. */
export function oneLine(text: string, most: number): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed()
}

/**
 * What tells a transfer from every other, in words: by the bank's own name of it, else by all that is written. Two transfers of
 * a day may be alike in all of it: they are told apart by their number among those of their file.
 */
export function transferKey({ date, amountMicros, text, reference, payer, bankId }: BankRow): string {
  const written = bankId === '' ? [text, reference, payer] : [bankId]
  return [date ?? '', amountMicros, ...written.map((words) => words.toLowerCase())].join('\n')
}

/** A number among like transfers, or null for a row that says again what another did. */
export interface NumberedRow {
  readonly row: BankRow
  readonly occurrence: number | null
}

/**
 * Numbers transfers that are alike: the second of a day counts as well as the first. Not so where the bank names each of them
 * itself: then the second is the first said again.
 */
export function numberAlike(rows: readonly BankRow[]): readonly NumberedRow[] {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const key = transferKey(row)
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return { row, occurrence: row.bankId !== '' && count > 1 ? null : count }
  })
}

/** Words every transfer of a bank has, which say nothing of who paid. */
const BANK_WORDS = new RegExp(
  String.raw`\b(?:${[
    'direct|credit|deposit|transfer|payment|osko|npp|rtgs|de|internet|banking|fast|inward',
    String.raw`pay\s?anyone|ref(?:erence)?|no|inv(?:oice)?|acc(?:oun)?t|from|the|to|by`,
  ].join('|')})\b`,
  'g',
)

/** Who paid, as it comes back each month: without numbers and the bank's own words. '': nothing is left. */
export function payerKey({ text, payer }: Pick<BankRow, 'text' | 'payer'>): string {
  const words = `${payer} ${text}`
    .toLowerCase()
    .replaceAll(/[^\p{L} ]+/gu, ' ')
    .replaceAll(BANK_WORDS, ' ')
  const left = [...new Set(words.split(/\s+/).filter((word) => word.length > 1))].join(' ').slice(0, 120)
  return left.length < 4 ? '' : left
}
