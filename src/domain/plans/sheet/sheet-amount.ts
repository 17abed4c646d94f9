import { quote } from './sheet-finding.ts'

export type DecimalMark = 'point' | 'comma'

/** How amounts are read, and what reading them has shown of the sheet. */
export interface AmountReader {
  /** Given, or learnt from the first amount that shows it. */
  mark: DecimalMark | undefined
  /** The line that showed the mark. */
  markLine: number
  readonly isMarkGiven: boolean
  /** Round half up what is more precise than a micro-dollar; otherwise it is a fault. */
  readonly round: boolean
  /** Amounts rounded. */
  rounded: number
  /** Currency codes written beside amounts. `$` says none: many currencies are dollars. */
  readonly currencies: Set<string>
}

export function createAmountReader(mark: DecimalMark | undefined, round: boolean): AmountReader {
  return { mark, markLine: 0, isMarkGiven: mark !== undefined, round, rounded: 0, currencies: new Set() }
}

const PLAIN = /^(\d{1,9})(?:\.(\d{1,6}))?$/
const DRESSED =
  /^(AU\$|A\$|US\$|NZ\$|[A-Z]{3}|[$€£¥])?\s*(-?)\s*(\d[\d.,' ]*|[.,]\d+)\s*([A-Z]{3}|[$€£¥])?(?:\s*\/\s*min(?:ute)?)?$/
const CURRENCY_OF_SIGN: Readonly<Record<string, string>> = {
  AU$: 'AUD',
  A$: 'AUD',
  US$: 'USD',
  NZ$: 'NZD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
}

/**
 * An amount in micro-dollars (of whatever currency the sheet is in), 0 or more; the complaint as text when it is none.
 * Decimal point or comma: a lone one is the decimal mark, and the whole sheet has to keep to the same; where both stand,
 * the last is. More than 6 places are exact (zeros), rounded when allowed, or a complaint.
 *
 * @param most micro-dollars
 */
export function readAmount(reader: AmountReader, text: string, line: number, most: number): number | string {
  const [, whole, fraction = ''] = PLAIN.exec(text) ?? []
  if (whole !== undefined && (fraction === '' || reader.mark === 'point')) {
    return limited(Number(whole) * 1_000_000 + Number(fraction.padEnd(6, '0')), text, most)
  }
  const [, before = '', sign, digits, after = ''] = DRESSED.exec(text.trim()) ?? []
  if (/^\(.*\)$/.test(text.trim()) || sign === '-') return `must not be negative; it is ${quote(text)}`
  if (digits === undefined) return describeNoAmount(text)
  for (const word of [before, after]) {
    const currency = CURRENCY_OF_SIGN[word] ?? word
    if (currency !== '' && currency !== '$') reader.currencies.add(currency)
  }
  const parts = splitDecimals(reader, digits.trim(), line)
  if (typeof parts === 'string') return parts
  return toMicros(reader, parts, text, most)
}

interface DecimalParts {
  readonly whole: string
  readonly fraction: string
}

function splitDecimals(reader: AmountReader, digits: string, line: number): DecimalParts | string {
  const point = digits.lastIndexOf('.')
  const comma = digits.lastIndexOf(',')
  const mark = markOf(reader, digits, point, comma)
  if (mark === undefined) return { whole: digits.replace(/[' .,]/g, ''), fraction: '' }
  if (reader.mark === undefined) {
    reader.mark = mark
    reader.markLine = line
  } else if (reader.mark !== mark) {
    const other = reader.isMarkGiven ? `--decimal says ${reader.mark}` : `line ${reader.markLine} has a ${reader.mark}`
    return `has a decimal ${mark} in ${quote(digits)} where ${other}: put the sheet right, or say which with --decimal`
  }
  const at = mark === 'point' ? point : comma
  const [whole, fraction] = [digits.slice(0, at), digits.slice(at + 1)]
  const isGrouped = /^\d*$/.test(whole) || /^\d{1,3}([.,' ]\d{3})+$/.test(whole)
  if (!isGrouped || !/^\d+$/.test(fraction)) return `${quote(digits)} is not an amount`
  return { whole: whole.replace(/[' .,]/g, ''), fraction }
}

/** The mark this amount uses, undefined when it has no decimals: 12, or 1,234 where the point is known to be the mark. */
function markOf(reader: AmountReader, digits: string, point: number, comma: number): DecimalMark | undefined {
  if (point < 0 && comma < 0) return undefined
  if (point >= 0 && comma >= 0) return point > comma ? 'point' : 'comma'
  const mark = point >= 0 ? 'point' : 'comma'
  const isGrouping = reader.isMarkGiven && reader.mark !== mark && /^[1-9]\d{0,2}([.,]\d{3})+$/.test(digits)
  return isGrouping ? undefined : mark
}

function toMicros(reader: AmountReader, parts: DecimalParts, text: string, most: number): number | string {
  const fraction = parts.fraction.replace(/0+$/, '')
  if (parts.whole.length > 9) return `must be at most ${most / 1_000_000}; it is ${quote(text)}`
  const micros = Number(parts.whole) * 1_000_000 + Number(fraction.slice(0, 6).padEnd(6, '0'))
  if (fraction.length <= 6) return limited(micros, text, most)
  if (!reader.round) {
    return `has ${fraction.length} decimals (${quote(text)}) and a price has 6: shorten it, or allow --round half-up`
  }
  reader.rounded++
  return limited(micros + (fraction.charAt(6) >= '5' ? 1 : 0), text, most)
}

function limited(amount: number, text: string, most: number): number | string {
  return amount > most ? `must be at most ${most / 1_000_000}; it is ${quote(text)}` : amount
}

function describeNoAmount(text: string): string {
  if (/^\d[.,]?\d*E[+-]?\d+$/i.test(text.trim())) {
    return `${quote(text)} was shortened by a spreadsheet: show the column with 6 decimals and export the sheet again`
  }
  return `must be an amount such as 0.0125; it is ${quote(text)}`
}
