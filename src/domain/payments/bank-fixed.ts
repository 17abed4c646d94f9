import { formatDollars, micros, type Micros } from '#domain/money.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { oneLine, readBankDate, type BankFormat, type BankRow } from './bank-row.ts'

const CENT = 10_000n

/** Of a file of fixed columns: its rows, or what is wrong with it as a whole. */
export type FixedFile = { readonly rows: readonly BankRow[] } | Problem

/**
 * Which of the fixed layouts a file has by its first record; undefined: none of them.
 *
 * - Direct entry (ABA, Cemtex): records of 120 characters, `0` descriptive, `1` detail, `7` total.
 * - BPAY receivables (the biller reporting file, BRF): `00` header of 61 characters, `50` details of up to 219, `99` trailer.
 */
export function fixedFormat(lines: readonly string[]): Exclude<BankFormat, 'csv'> | undefined {
  const [first = ''] = lines
  if (/^00\d{10}.{20}/.test(first) && /^(?:50|99)\d{10}/.test(lines[1] ?? '')) return 'bpay'
  if (/^0 {17}\d{2}/.test(first)) return 'direct-entry'
  return undefined
}

/** Transaction codes of direct entry that take money; all others of 50 to 57 bring it. */
const DIRECT_DEBIT = '13'

/**
 * Reads a direct-entry file. Its totals are checked: a file whose records do not come to them has lost some on its way, and is
 * refused. All records bear the day the file was to be processed.
 */
export function readDirectEntry(lines: readonly string[]): FixedFile {
  const [head = '', ...rest] = lines
  const date = directEntryDate(field(head, 75, 6))
  if (date === undefined) return broken('Columns 75 to 80 of the first record are no date: DDMMYY is expected.', 1)
  const rows: BankRow[] = []
  let sums = { credit: 0n, debit: 0n, count: 0 }
  let isClosed = false
  for (const [index, record] of rest.entries()) {
    const line = index + 2
    const kind = record[0]
    if (isClosed) return broken('Nothing may follow the record of totals.', line)
    if (kind === '1') {
      if (record.length > 120) return broken('A record has 120 characters; this one has more.', line)
      const cents = digitsOf(field(record, 21, 10))
      if (cents === undefined) return broken('Columns 21 to 30 are no amount in cents.', line)
      const isDebit = field(record, 19, 2) === DIRECT_DEBIT
      sums = {
        credit: sums.credit + (isDebit ? 0n : cents),
        debit: sums.debit + (isDebit ? cents : 0n),
        count: sums.count + 1,
      }
      rows.push(detail(record, line, date, isDebit ? -cents : cents))
    } else if (kind === '7') {
      const fault = totalsFault(record, sums)
      if (fault !== undefined) return broken(fault, line)
      isClosed = true
    } else if (kind === '2') {
      rows.push(returned(record, line, date))
    } else {
      return broken(`A record begins with 0, 1 or 7; this one begins with “${oneLine(kind ?? '', 1)}”.`, line)
    }
  }
  return isClosed ? { rows } : broken('The record of totals is missing: the file has been cut off.', lines.length)
}

function detail(record: string, line: number, date: string, cents: bigint): BankRow {
  const [reference, payer, title] = [field(record, 63, 18), field(record, 97, 16), field(record, 31, 32)]
  const text = [...new Set([reference, payer, title])].filter((part) => part !== '').join(' ')
  return { line, date, amountMicros: micros(cents * CENT), text, reference, payer, bankId: '', problem: '' }
}

/** A direct debit that came back unpaid: no transfer, and not in the totals of what came in. */
function returned(record: string, line: number, date: string): BankRow {
  const row = detail(record, line, date, 0n)
  return { ...row, problem: 'Returned unpaid by the other bank: reverse the payment it belonged to.' }
}

function totalsFault(
  record: string,
  { credit, debit, count }: { readonly credit: bigint; readonly debit: bigint; readonly count: number },
): string | undefined {
  const said = {
    net: digitsOf(field(record, 21, 10)),
    credit: digitsOf(field(record, 31, 10)),
    debit: digitsOf(field(record, 41, 10)),
    count: digitsOf(field(record, 75, 6)),
  }
  const net = credit > debit ? credit - debit : debit - credit
  if (said.count !== BigInt(count))
    return `The file says it has ${said.count ?? 'no number of'} records; it has ${count}.`
  if (said.credit !== credit)
    return `Its credits are said to come to ${money(said.credit)}; they come to ${money(credit)}.`
  if (said.debit !== debit) return `Its debits are said to come to ${money(said.debit)}; they come to ${money(debit)}.`
  if (said.net !== net) return `Its net total is said to be ${money(said.net)}; it is ${money(net)}.`
  return undefined
}

/** What a BPAY instruction does: 05 pays, 15 corrects an error, 25 reverses. */
const BPAY_TAKES_BACK: Readonly<Record<string, string>> = { '15': 'error correction', '25': 'reversal' }

/**
 * Reads a BPAY receivables file. The Customer Reference Number is the row's reference, BPAY's transaction reference its own
 * name. The trailer's counts and sums are checked; their last character has digit and sign at once (overpunched).
 */
export function readBpay(lines: readonly string[]): FixedFile {
  const rows: BankRow[] = []
  const tally = new Map(['05', '15', '25'].map((type) => [type, { count: 0n, cents: 0n }]))
  let isClosed = false
  for (const [index, record] of lines.entries()) {
    const line = index + 1
    const kind = record.slice(0, 2)
    if (isClosed && kind !== '00') return broken('Nothing may follow the trailer.', line)
    if (kind === '00') {
      isClosed = false
    } else if (kind === '50') {
      const row = bpayRow(record, line)
      if (!('date' in row)) return row
      const of = tally.get(field(record, 33, 2))
      if (of === undefined) return broken('Columns 33 and 34 are none of 05, 15 and 25.', line)
      of.count += 1n
      of.cents += digitsOf(field(record, 80, 12)) ?? 0n
      rows.push(row)
    } else if (kind === '99') {
      const fault = trailerFault(record, tally)
      if (fault !== undefined) return broken(fault, line)
      for (const of of tally.values()) Object.assign(of, { count: 0n, cents: 0n })
      isClosed = true
    } else {
      return broken(`A record begins with 00, 50 or 99; this one begins with “${oneLine(kind, 2)}”.`, line)
    }
  }
  return isClosed ? { rows } : broken('The trailer is missing: the file has been cut off.', lines.length)
}

function bpayRow(record: string, line: number): BankRow | Problem {
  const type = field(record, 33, 2)
  const cents = digitsOf(field(record, 80, 12))
  const date = readBankDate(field(record, 92, 8))
  if (cents === undefined) return broken('Columns 80 to 91 are no amount in cents.', line)
  if (date === undefined) return broken('Columns 92 to 99 are no date: YYYYMMDD is expected.', line)
  const reference = field(record, 13, 20)
  const [bankId, original] = [field(record, 35, 21), field(record, 56, 21)]
  const takesBack = BPAY_TAKES_BACK[type]
  return {
    line,
    date,
    amountMicros: micros((takesBack === undefined ? cents : -cents) * CENT),
    text: `BPAY ${takesBack ?? 'payment'} ${reference} ${bankId}`,
    reference,
    payer: '',
    bankId: takesBack === undefined ? bankId : `${bankId} ${type}`,
    problem:
      takesBack === undefined
        ? ''
        : `A BPAY ${takesBack} of ${original === '' ? reference : original}: undo the transfer it takes back.`,
  }
}

function trailerFault(
  record: string,
  tally: ReadonlyMap<string, { readonly count: bigint; readonly cents: bigint }>,
): string | undefined {
  const parts = [
    ['05', 'payments', 13],
    ['15', 'error corrections', 37],
    ['25', 'reversals', 61],
  ] as const
  for (const [type, name, at] of parts) {
    const { count, cents } = tally.get(type) ?? { count: 0n, cents: 0n }
    const [saidCount, saidCents] = [overpunched(field(record, at, 9)), overpunched(field(record, at + 9, 15))]
    if (saidCount !== count)
      return `The trailer says there are ${saidCount ?? 'no number of'} ${name}; there are ${count}.`
    if (saidCents !== cents) return `Its ${name} are said to come to ${money(saidCents)}; they come to ${money(cents)}.`
  }
  return undefined
}

/** `0000{` is 0, `0001A` is 11, `0001J` is -11: the last digit and the sign share a place. Plain digits are taken too. */
function overpunched(text: string): bigint | undefined {
  const [, digits = '', last = ''] = /^(\d*)([\d{}A-R])$/.exec(text) ?? []
  if (last === '') return undefined
  if (/\d/.test(last)) return BigInt(digits + last)
  const above = '{ABCDEFGHI'.indexOf(last)
  const amount = BigInt(`${digits}${above >= 0 ? above : '}JKLMNOPQR'.indexOf(last)}`)
  return above >= 0 ? amount : -amount
}

/** Characters of a record from a column on, counted from 1 as the layouts do. */
function field(record: string, column: number, width: number): string {
  return oneLine(record.slice(column - 1, column - 1 + width), width)
}

function digitsOf(text: string): bigint | undefined {
  return /^\d+$/.test(text) ? BigInt(text) : undefined
}

function directEntryDate(text: string): string | undefined {
  const [, day, month, year] = /^(\d{2})(\d{2})(\d{2})$/.exec(text) ?? []
  return day === undefined ? undefined : readBankDate(`20${year ?? ''}${month ?? ''}${day}`)
}

function money(cents: bigint | undefined): string {
  return cents === undefined ? 'nothing readable' : `$${formatDollars(micros(cents * CENT) satisfies Micros, 2)}`
}

function broken(message: string, line: number): Problem {
  return problem('malformed_request', message, { line })
}
