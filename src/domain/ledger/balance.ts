import { micros, type Micros } from '#domain/money.ts'
import type { Ledger, Posting } from './posting.ts'

/** What moved into a ledger less what moved out of it. An account's credit is above 0, its debt below. */
export function ledgerBalance(postings: Iterable<Posting>, ledger: Ledger): Micros {
  let balance = 0n
  for (const { fromLedger, toLedger, amountMicros } of postings) {
    if (toLedger === ledger) balance += amountMicros
    if (fromLedger === ledger) balance -= amountMicros
  }
  return micros(balance)
}

/** The two balances kept beside the postings: the customer's account and what it cost the reseller. */
export interface Balance {
  readonly balanceMicros: Micros
  readonly wholesaleMicros: Micros
}

/** By how much postings of one account move its balances. */
export function balanceDelta(postings: readonly Posting[]): Balance {
  return {
    balanceMicros: ledgerBalance(postings, 'account'),
    wholesaleMicros: ledgerBalance(postings, 'reseller'),
  }
}
