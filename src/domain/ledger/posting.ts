import { micros, type Micros } from '#domain/money.ts'
import type { ServiceType } from '#domain/usage/service-type.ts'

/**
 * The ledgers an account's money moves between, with the codes they are stored by: never renumber one.
 * `usage` is revenue from calls, `reseller` the reseller's wholesale account, `carrier` what wholesale costs.
 */
export const LEDGER_CODES = {
  account: 1,
  usage: 2,
  gst: 3,
  reseller: 4,
  carrier: 5,
  recurring: 6,
  payment: 7,
  adjustment: 8,
} as const

export type Ledger = keyof typeof LEDGER_CODES

/** Why money moved, with the codes stored: never renumber one. */
export const POSTING_REASON_CODES = {
  usage: 1,
  usage_gst: 2,
  wholesale_usage: 3,
  usage_reversal: 4,
  usage_gst_reversal: 5,
  wholesale_reversal: 6,
  charge: 7,
  charge_gst: 8,
  credit: 9,
  credit_gst: 10,
  payment: 11,
  payment_reversal: 12,
  rounding: 13,
  rounding_gst: 14,
  write_off: 15,
  write_off_gst: 16,
  refund: 17,
  refund_undone: 18,
  chargeback: 19,
  chargeback_undone: 20,
} as const

export type PostingReason = keyof typeof POSTING_REASON_CODES

/**
 * An amount moved from one ledger to another: the only way money moves. Never changed and never deleted; a correction is
 * a posting of its own.
 */
export interface Posting {
  readonly accountId: number
  /** Epoch milliseconds. */
  readonly postedAtMs: number
  readonly fromLedger: Ledger
  readonly toLedger: Ledger
  /** Above 0: the direction is in the ledgers. */
  readonly amountMicros: Micros
  readonly serviceType?: ServiceType
  readonly reason: PostingReason
  /** The batch that wrote it: one number for everything a transaction posts. */
  readonly source: number
}

/** What one account's calls of one service type came to in a batch. */
export interface UsageAmounts {
  readonly serviceType: ServiceType
  readonly chargeMicros: Micros
  readonly gstMicros: Micros
  readonly costMicros: Micros
}

/**
 * Posts a batch's usage of one account: the charge by service type, the GST and the wholesale cost in one sum each. The
 * customer owes charge and GST; the reseller owes the carrier. What comes to zero is not posted.
 * Throws a RangeError for a negative amount: a correction reverses a posting instead.
 */
export function usagePostings(
  accountId: number,
  postedAtMs: number,
  source: number,
  usage: readonly UsageAmounts[],
): Posting[] {
  for (const { serviceType, chargeMicros, gstMicros, costMicros } of usage) {
    if (chargeMicros < 0n || gstMicros < 0n || costMicros < 0n) {
      throw new RangeError(`usagePostings: an amount of ${serviceType} is below 0; reverse the posting instead`)
    }
  }
  const common = { accountId, postedAtMs, source }
  const gst = sum(usage.map((amounts) => amounts.gstMicros))
  const cost = sum(usage.map((amounts) => amounts.costMicros))
  const postings: Posting[] = [
    ...usage.map(({ serviceType, chargeMicros }): Posting => ({
      ...common,
      fromLedger: 'account',
      toLedger: 'usage',
      amountMicros: chargeMicros,
      serviceType,
      reason: 'usage',
    })),
    { ...common, fromLedger: 'account', toLedger: 'gst', amountMicros: gst, reason: 'usage_gst' },
    { ...common, fromLedger: 'reseller', toLedger: 'carrier', amountMicros: cost, reason: 'wholesale_usage' },
  ]
  return postings.filter((posting) => posting.amountMicros > 0n)
}

const OPPOSITES = {
  usage: 'usage_reversal',
  usage_gst: 'usage_gst_reversal',
  wholesale_usage: 'wholesale_reversal',
  usage_reversal: 'usage',
  usage_gst_reversal: 'usage_gst',
  wholesale_reversal: 'wholesale_usage',
  charge: 'credit',
  charge_gst: 'credit_gst',
  credit: 'charge',
  credit_gst: 'charge_gst',
  payment: 'payment_reversal',
  payment_reversal: 'payment',
  refund: 'refund_undone',
  refund_undone: 'refund',
  chargeback: 'chargeback_undone',
  chargeback_undone: 'chargeback',
  // These go either way: the ledgers say which.
  rounding: 'rounding',
  rounding_gst: 'rounding_gst',
  write_off: 'write_off',
  write_off_gst: 'write_off_gst',
} as const satisfies Record<PostingReason, PostingReason>

/** The posting that takes another back, made at its own time by its own batch: the same amount the other way. */
export function reverse(posting: Posting, postedAtMs: number, source: number): Posting {
  return {
    ...posting,
    postedAtMs,
    source,
    fromLedger: posting.toLedger,
    toLedger: posting.fromLedger,
    reason: OPPOSITES[posting.reason],
  }
}

function sum(amounts: readonly Micros[]): Micros {
  return micros(amounts.reduce((all, amount) => all + amount, 0n))
}
