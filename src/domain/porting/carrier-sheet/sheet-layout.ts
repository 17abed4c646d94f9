import type { AnswerStep } from '../carrier-answer.ts'
import type { RejectReason } from '../reject-reasons.ts'

/** What a column of a carrier's sheet can hold, in the order a person would map them. */
export const CARRIER_SHEET_FIELDS = [
  'order',
  'reference',
  'number',
  'status',
  'code',
  'date',
  'time',
  'validation',
  'words',
] as const
export type CarrierSheetField = (typeof CARRIER_SHEET_FIELDS)[number]

interface FieldTerms {
  readonly label: string
  readonly help: string
  /** Headings it goes by, as {@link plainWords} writes them. */
  readonly headings: readonly string[]
}

export const CARRIER_SHEET_FIELD_TERMS: Readonly<Record<CarrierSheetField, FieldTerms>> = {
  order: {
    label: 'Our order',
    help: 'The number of the port here',
    headings: ['our order', 'our reference', 'our ref', 'port', 'port id', 'customer reference', 'client reference'],
  },
  reference: {
    label: 'Carrier’s reference',
    help: 'Its own number for the order',
    headings: [
      'carrier reference',
      'carrier ref',
      'carrier s reference',
      'order id',
      'order number',
      'order no',
      'order',
      'reference',
      'ref',
      'ticket',
      'pno',
      'sna id',
      'cna id',
    ],
  },
  number: {
    label: 'Number',
    help: 'The number that moves; several with ; between, or a range',
    headings: ['number', 'numbers', 'service number', 'phone number', 'fnn', 'telephone number', 'tn', 'did', 'msisdn'],
  },
  status: {
    label: 'Status',
    help: 'The word for where the order stands',
    headings: ['status', 'order status', 'state', 'port status', 'response', 'result', 'outcome', 'sna status'],
  },
  code: {
    label: 'Reject code',
    help: 'Why it was rejected, as a code',
    headings: [
      'reject code',
      'rejection code',
      'response code',
      'code',
      'reason code',
      'reject reason',
      'rejection reason',
    ],
  },
  date: {
    label: 'Cut-over date',
    help: 'With the time or without',
    headings: [
      'cut over date',
      'cutover date',
      'cut over',
      'cutover',
      'port date',
      'scheduled date',
      'foc',
      'foc date',
      'date',
      'scheduled',
    ],
  },
  time: {
    label: 'Cut-over time',
    help: 'Where it has a column of its own',
    headings: ['cut over time', 'cutover time', 'port time', 'scheduled time', 'time', 'start time'],
  },
  validation: {
    label: 'Validation of the number',
    help: 'P, A, S, R, D or SS, before a complex port',
    headings: ['pnv', 'pnv code', 'pnv response', 'validation', 'validation code', 'number type'],
  },
  words: {
    label: 'Words',
    help: 'What the carrier says with it',
    headings: [
      'words',
      'comment',
      'comments',
      'notes',
      'note',
      'remarks',
      'message',
      'description',
      'details',
      'reason',
    ],
  },
}

/** What a status word can mean; `nothing`: it says nothing we act on. */
export type StatusMeaning = AnswerStep | 'nothing'

/** How a carrier's sheets are read. */
export interface CarrierLayout {
  /** The heading of each field's column; null: the sheet has none; left out: as the headings say. */
  readonly columns: Readonly<Partial<Record<CarrierSheetField, string | null>>>
  /** What its status words mean, by {@link plainWords}, where that is not what they usually do. */
  readonly words: Readonly<Record<string, StatusMeaning>>
  /** What its reject codes and reasons mean, by {@link plainWords}. */
  readonly codes: Readonly<Record<string, RejectReason>>
}

export const NO_LAYOUT: CarrierLayout = { columns: {}, words: {}, codes: {} }

/** What carriers write for each step. */
const USUAL_WORDS: Readonly<Record<StatusMeaning, readonly string[]>> = {
  lodge: ['lodged', 'received', 'order received', 'acknowledged', 'submitted', 'open', 'new', 'in progress'],
  'ask-validation': ['pnv requested', 'pnv sent', 'pnv submitted', 'pnv lodged', 'validation requested', 'validating'],
  'confirm-validation': [
    'pnv ok',
    'pnv accepted',
    'pnv passed',
    'pnv completed',
    'pnv complete',
    'pnv valid',
    'validated',
    'validation ok',
    'valid',
  ],
  'pass-on': [
    'with losing carrier',
    'with losing provider',
    'with the losing carrier',
    'sent to losing carrier',
    'awaiting losing carrier',
    'passed on',
    'sna sent',
    'cna sent',
    'sent',
  ],
  accept: ['accepted', 'approved', 'confirmed', 'sna accepted', 'cna accepted'],
  reject: ['rejected', 'reject', 'declined', 'sna rejected', 'cna rejected', 'pnv rejected', 'failed'],
  'set-date': [
    'date set',
    'scheduled',
    'booked',
    'date confirmed',
    'date given',
    'rescheduled',
    'cut over scheduled',
    'cutover scheduled',
  ],
  'start-cut-over': [
    'cutting over',
    'cutover started',
    'cut over started',
    'in cutover',
    'in cut over',
    'cutover in progress',
    'eca sent',
  ],
  complete: ['completed', 'complete', 'ported', 'done', 'finished', 'cut over completed', 'cutover complete', 'closed'],
  nothing: ['pending', 'no change', 'on hold', 'waiting'],
}

const BY_WORD: ReadonlyMap<string, StatusMeaning> = new Map(
  (Object.keys(USUAL_WORDS) as StatusMeaning[]).flatMap((meaning) =>
    USUAL_WORDS[meaning].map((word) => [word, meaning] as const),
  ),
)

/** What a status word means; undefined: nobody said. */
export function meaningOf(word: string, { words }: CarrierLayout): StatusMeaning | undefined {
  const plain = plainWords(word)
  return words[plain] ?? BY_WORD.get(plain)
}

/** Words without what does not tell them apart: `Cut-Over  DATE:` is `cut over date`. */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Where each field stands, as an index into the headings. */
export type FoundColumns = Readonly<Partial<Record<CarrierSheetField, number>>>

/** Finds the columns: those that were named before those whose headings say so; one column is one field. */
export function findColumns(headings: readonly string[], { columns }: CarrierLayout): FoundColumns {
  const plain = headings.map(plainWords)
  const found: Partial<Record<CarrierSheetField, number>> = {}
  const taken = new Set<number>()
  const take = (field: CarrierSheetField, index: number): void => {
    if (index < 0 || taken.has(index) || found[field] !== undefined) return
    found[field] = index
    taken.add(index)
  }
  for (const field of CARRIER_SHEET_FIELDS) {
    const named = columns[field]
    if (typeof named === 'string') take(field, plain.indexOf(plainWords(named)))
  }
  for (const field of CARRIER_SHEET_FIELDS) {
    if (columns[field] === null) continue
    for (const heading of CARRIER_SHEET_FIELD_TERMS[field].headings) take(field, plain.indexOf(heading))
  }
  return found
}

/** Without one of these nobody knows which order a row means. */
export function namesOrders(columns: FoundColumns): boolean {
  return columns.order !== undefined || columns.reference !== undefined || columns.number !== undefined
}

/** A layout as people send it, its words as {@link plainWords} writes them. */
export function plainLayout({ columns, words, codes }: CarrierLayout): CarrierLayout {
  const plain = <Value>(all: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
    Object.fromEntries(Object.entries(all).map(([word, value]) => [plainWords(word), value]))
  return { columns, words: plain(words), codes: plain(codes) }
}
