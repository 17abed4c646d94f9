import { micros, negate, type Micros } from '#domain/money.ts'
import type { ServiceType } from '#domain/usage/service-type.ts'
import type { Ledger, Posting, PostingReason } from './posting.ts'

/** Where and when postings are made: one account, one instant, one batch. */
export interface PostingPlace {
  readonly accountId: number
  /** Epoch milliseconds. */
  readonly postedAtMs: number
  /** The batch. */
  readonly source: number
}

/** A charge or, below zero, a credit. */
export interface ChargeAmounts {
  readonly serviceType: ServiceType
  readonly amountMicros: Micros
  readonly gstMicros: Micros
}

/**
 * Posts charges and credits of one account: one posting for each service type and direction, GST in one sum for each
 * direction. A credit is the way back of a charge, so both lower and raise the same ledgers. Source of the rule that both
 * manual and automatic charges lower the balance: a bug of another system, where one of them raised it.
 */
export function chargePostings(place: PostingPlace, charges: readonly ChargeAmounts[]): Posting[] {
  const types = [...new Set(charges.map(({ serviceType }) => serviceType))]
  const above = (amount: Micros): boolean => amount > 0n
  const below = (amount: Micros): boolean => amount < 0n
  return [above, below].flatMap((isOne) => [
    ...types.flatMap((serviceType) => {
      const own = charges.filter((charge) => charge.serviceType === serviceType && isOne(charge.amountMicros))
      const amount = sum(own.map(({ amountMicros }) => amountMicros))
      return move(place, 'account', revenueLedger(serviceType), amount, ['charge', 'credit'], serviceType)
    }),
    ...move(place, 'account', 'gst', sum(charges.map(({ gstMicros }) => gstMicros).filter(isOne)), [
      'charge_gst',
      'credit_gst',
    ]),
  ])
}

/** Why money came in or, below zero, went back: paid or reversed by the office; refunded; taken back by a bank. */
export type PaymentCause = 'payment' | 'refund' | 'chargeback'

const PAYMENT_REASONS: Readonly<Record<PaymentCause, readonly [PostingReason, PostingReason]>> = {
  payment: ['payment', 'payment_reversal'],
  refund: ['refund_undone', 'refund'],
  chargeback: ['chargeback_undone', 'chargeback'],
}

/** Posts money received or, below zero, given or taken back. */
export function paymentPostings(place: PostingPlace, amount: Micros, cause: PaymentCause = 'payment'): Posting[] {
  return move(place, 'payment', 'account', amount, PAYMENT_REASONS[cause])
}

/** What a document says beyond what is posted, by which the ledger is brought to the document. */
export interface Correction {
  readonly amountMicros: Micros
  readonly gstMicros: Micros
}

/** Posts what a document rounded: above zero the customer owes more. */
export function roundingPostings(place: PostingPlace, { amountMicros, gstMicros }: Correction): Posting[] {
  return [
    ...move(place, 'account', 'adjustment', amountMicros, ['rounding', 'rounding']),
    ...move(place, 'account', 'gst', gstMicros, ['rounding_gst', 'rounding_gst']),
  ]
}

/** Posts back usage that is not billed after all: above zero the customer owes less. */
export function writeOffPostings(place: PostingPlace, { amountMicros, gstMicros }: Correction): Posting[] {
  return [
    ...move(place, 'adjustment', 'account', amountMicros, ['write_off', 'write_off']),
    ...move(place, 'gst', 'account', gstMicros, ['write_off_gst', 'write_off_gst']),
  ]
}

/** Manual charges are kept apart from what recurs. */
function revenueLedger(serviceType: ServiceType): Ledger {
  return serviceType === 'Manual' ? 'adjustment' : 'recurring'
}

/** One posting for an amount above zero, the opposite one for an amount below, none for zero. */
function move(
  place: PostingPlace,
  from: Ledger,
  to: Ledger,
  amount: Micros,
  [reason, opposite]: readonly [PostingReason, PostingReason],
  serviceType?: ServiceType,
): Posting[] {
  if (amount === 0n) return []
  const more = serviceType === undefined ? {} : { serviceType }
  return [
    amount > 0n
      ? { ...place, fromLedger: from, toLedger: to, amountMicros: amount, reason, ...more }
      : { ...place, fromLedger: to, toLedger: from, amountMicros: negate(amount), reason: opposite, ...more },
  ]
}

function sum(amounts: readonly Micros[]): Micros {
  return micros(amounts.reduce((all, amount) => all + amount, 0n))
}
