import { readPortNumbers } from '../read-numbers.ts'
import { isProblem } from '#domain/problem.ts'
import { REJECT_REASON_NAMES, rejectReason, type RejectReason } from '../reject-reasons.ts'
import { VALIDATION_CODES, type ValidationCode } from '../validation.ts'
import { readMoment, readTime, type ReadMoment } from './read-moment.ts'
import {
  meaningOf,
  plainWords,
  type CarrierLayout,
  type CarrierSheetField,
  type FoundColumns,
  type StatusMeaning,
} from './sheet-layout.ts'

/** Why a row cannot be applied, and what to do about it. */
export interface RowFault {
  readonly problem: string
  readonly remedy: string
}

/** What a row says, before anybody looks for its order. */
export interface SaidInRow {
  readonly orderId: number | null
  readonly reference: string | null
  /** E.164 digits. */
  readonly numbers: readonly string[]
  readonly meaning: StatusMeaning
  readonly moment: ReadMoment | null
  /** Of a rejection, as the carrier writes it. */
  readonly code: string
  readonly words: string
  readonly validation: ValidationCode | null
}

export interface RowReading {
  readonly columns: FoundColumns
  readonly layout: CarrierLayout
  /** Of the porting desk. */
  readonly timeZone: string
}

const MOST_WORDS = 1000

/** Reads one row. */
export function readSheetRow(cells: readonly string[], reading: RowReading): SaidInRow | RowFault {
  const cell = (field: CarrierSheetField): string => {
    const index = reading.columns[field]
    // A spreadsheet writes an apostrophe before what is to be taken for text.
    return index === undefined ? '' : (cells[index] ?? '').trim().replace(/^'(?=[=+\-@\d])/, '')
  }
  const orderId = readOrder(cell('order'))
  if (isFault(orderId)) return orderId
  const numbers = readNumbers(cell('number'))
  if (isFault(numbers)) return numbers
  const reference = cell('reference').slice(0, 80)
  if (orderId === null && numbers.length === 0 && reference === '')
    return fault('It names no order.', 'Fill in our order, the carrier’s reference or the number.')
  const code = cell('code').slice(0, 80)
  const moment = readDate(cell('date'), cell('time'), reading.timeZone)
  if (isFault(moment)) return moment
  const meaning = readStatus(cell('status'), { code, moment, reference }, reading)
  if (isFault(meaning)) return meaning
  const validation = readValidation(cell('validation'))
  if (isFault(validation)) return validation
  const words = cell('words').slice(0, MOST_WORDS)
  return {
    orderId,
    reference: reference === '' ? null : reference,
    numbers,
    meaning,
    moment,
    code,
    words,
    validation,
  }
}

export function isFault(value: unknown): value is RowFault {
  return typeof value === 'object' && value !== null && 'remedy' in value
}

export function fault(what: string, remedy: string): RowFault {
  return { problem: what, remedy }
}

function readOrder(text: string): number | null | RowFault {
  if (text === '') return null
  const [, digits] = /^(?:port|#)?\s*#?(\d{1,9})$/i.exec(text) ?? []
  if (digits !== undefined) return Number(digits)
  return fault(`“${short(text)}” is no number of ours.`, 'Our orders are whole numbers, as on the request form.')
}

function readNumbers(text: string): readonly string[] | RowFault {
  if (text === '') return []
  if (/^\d(?:\.\d+)?E\+?\d+$/i.test(text)) {
    const remedy = 'Format the column as text in the spreadsheet and save it again.'
    return fault(`The spreadsheet rounded the number to ${text}.`, remedy)
  }
  const written = text
    .split(/[;,|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    // A spreadsheet takes the leading 0 for nothing.
    .map((part) => part.replace(/^([2-478]\d{8})$/, '0$1'))
  const read = readPortNumbers(written)
  if (isProblem(read)) return fault(read.message, 'Write the number as it is dialled, like 0370101234.')
  return read.map(({ number }) => number)
}

function readDate(date: string, time: string, timeZone: string): ReadMoment | null | RowFault {
  if (date === '') return null
  const moment = readMoment(date, timeZone)
  if (moment === undefined) {
    const remedy = 'Write the day first, like 23/11/2026, or as 2026-11-23; a time may stand behind it.'
    return fault(`“${short(date)}” is no date.`, remedy)
  }
  if (time === '' || moment.minute !== null) return moment
  const minute = readTime(time)
  if (minute === undefined) return fault(`“${short(time)}” is no time.`, 'Write it like 09:30 or 9:30 am.')
  return { ...moment, minute }
}

/** Without a status word, what else the row holds says it. */
function readStatus(
  word: string,
  {
    code,
    moment,
    reference,
  }: { readonly code: string; readonly moment: ReadMoment | null; readonly reference: string },
  { layout }: RowReading,
): StatusMeaning | RowFault {
  if (word === '') {
    if (code !== '') return 'reject'
    if (moment !== null) return 'set-date'
    return reference === '' ? 'nothing' : 'lodge'
  }
  const meaning = meaningOf(word, layout)
  if (meaning !== undefined) return meaning
  return fault(`Nobody said what “${short(word)}” means.`, 'Say it once under the columns; it is remembered.')
}

/**
 * Why an order is rejected: by what was said of the code for this carrier's sheets, by the table of codes, or by words of
 * our own reasons.
 *
 * @param known what the table of codes says; undefined: nothing.
 */
export function reasonOf(
  { code, words }: Pick<SaidInRow, 'code' | 'words'>,
  { codes }: Pick<CarrierLayout, 'codes'>,
  known: RejectReason | undefined,
): RejectReason | RowFault {
  const found =
    codes[plainWords(code)] ?? known ?? REASON_WORDS.get(plainWords(code)) ?? REASON_WORDS.get(plainWords(words))
  if (found !== undefined) return found
  if (code === '') return fault('It is rejected, and no code or reason says why.', 'Fill in the code, or the reason.')
  const remedy = 'Say it once under the columns; it is remembered.'
  return fault(`Nobody said what the reject code “${short(code)}” means.`, remedy)
}

/** Our own names and labels of reasons. */
const REASON_WORDS: ReadonlyMap<string, RejectReason> = new Map(
  REJECT_REASON_NAMES.flatMap((name) => [
    [plainWords(name), name] as const,
    [plainWords(rejectReason(name).label), name] as const,
  ]),
)

function readValidation(text: string): ValidationCode | null | RowFault {
  if (text === '') return null
  const code = VALIDATION_CODES.find((known) => known === text.toUpperCase())
  return code ?? fault(`“${short(text)}” is no validation code.`, `There are ${VALIDATION_CODES.join(', ')}.`)
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
