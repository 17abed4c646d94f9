import type { NumberFormat } from '#domain/phone-number.ts'

/**
 * How to read the call records of one switch or carrier. A profile is data: a new carrier needs a new profile, not
 * new code.
 */
export interface CdrProfile {
  readonly name: string
  /** One character. */
  readonly delimiter: string
  /** Whether the first line names the columns. Without one, columns are given by position. */
  readonly header: boolean
  readonly columns: Readonly<Partial<Record<CdrField, ColumnReference>>>
  readonly time: TimeReading
  readonly numberFormat: NumberFormat
  readonly direction: DirectionRule
  readonly answered: AnsweredRule
  /** Whether the cost column has GST in it; costs are kept ex GST. */
  readonly costIncludesGst: boolean
}

export const CDR_FIELDS = [
  'callId',
  'aNumber',
  'bNumber',
  'startedAt',
  'durationSeconds',
  'direction',
  'disposition',
  /** The number of ours that forwarded the call out: it pays for the leg, A is only shown. */
  'forwardedBy',
  /** Where a number of ours (B) forwarded the call: the row stands for two legs. */
  'forwardedTo',
  'cost',
] as const

export type CdrField = (typeof CDR_FIELDS)[number]

/** Fields without which a row is no call. */
export const REQUIRED_CDR_FIELDS = ['aNumber', 'bNumber', 'startedAt', 'durationSeconds'] as const

/**
 * A header name, a position (1 is the first column, -1 the last), or for an id made of several columns, a list.
 */
export type ColumnReference = string | number | readonly (string | number)[]

export const TIME_FORMATS = ['iso', 'ymd', 'dmy', 'epoch', 'epoch-ms'] as const

/**
 * iso: 2026-07-01T09:30:00+10:00 · ymd: 2026-07-01 09:30:00 · dmy: 01/07/2026 09:30:00 · epoch: seconds ·
 * epoch-ms: milliseconds. Times without a zone of their own are read in `timeZone`; where clocks went back, the
 * earlier of the two instants is taken.
 */
export interface TimeReading {
  readonly format: (typeof TIME_FORMATS)[number]
  readonly timeZone?: string
}

/**
 * column: each row is one leg and says which. numbers: each row is one call; a leg for each end that is ours.
 */
export type DirectionRule =
  | { readonly rule: 'numbers' }
  | { readonly rule: 'column'; readonly out: readonly string[]; readonly in: readonly string[] }

/** duration: answered when it has seconds. disposition: answered when the column says one of these words. */
export type AnsweredRule =
  | { readonly rule: 'duration' }
  | { readonly rule: 'disposition'; readonly answered: readonly string[] }

/** Dispositions, stored with each call: never renumber one. */
export const DISPOSITION_CODES = { answered: 1, noAnswer: 2, busy: 3, failed: 4, cancelled: 5 } as const

/** The disposition a switch's word for it stands for; a word nobody knows counts as not answered. */
export function dispositionOf(word: string): number {
  switch (word.trim().toUpperCase().replaceAll('_', ' ')) {
    case 'ANSWERED':
    case 'NORMAL CLEARING':
    case 'SUCCESS':
    case '200':
      return DISPOSITION_CODES.answered
    case 'BUSY':
    case 'USER BUSY':
    case '486':
    case '600':
      return DISPOSITION_CODES.busy
    case 'CANCEL':
    case 'CANCELLED':
    case 'ORIGINATOR CANCEL':
    case '487':
      return DISPOSITION_CODES.cancelled
    case 'FAILED':
    case 'CONGESTION':
    case 'CHANUNAVAIL':
    case 'CALL REJECTED':
    case 'UNALLOCATED NUMBER':
    case 'NO ROUTE DESTINATION':
    case 'NETWORK OUT OF ORDER':
    case '403':
    case '404':
    case '503':
    case '603':
      return DISPOSITION_CODES.failed
    default:
      return DISPOSITION_CODES.noAnswer
  }
}
