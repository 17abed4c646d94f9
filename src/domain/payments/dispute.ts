/**
 * How far a dispute is. `inquiry`: the bank asks, and takes nothing. `needs-response` and `under-review`: it took the money
 * back. `dropped`: an inquiry that came to nothing.
 */
export const DISPUTE_STATES = ['inquiry', 'dropped', 'needs-response', 'under-review', 'lost', 'won'] as const
export type DisputeState = (typeof DISPUTE_STATES)[number]

/** Where a dispute stands after news of it, in whatever order it comes. */
export function disputeAfter(state: DisputeState, news: DisputeState): DisputeState {
  return DISPUTE_STATES.indexOf(news) > DISPUTE_STATES.indexOf(state) ? news : state
}

/** The bank has taken the money, for a time or for good. */
export function hasTakenMoney(state: DisputeState): boolean {
  return state !== 'inquiry' && state !== 'dropped'
}

/** It gave the money back. */
export function hasReturnedMoney(state: DisputeState): boolean {
  return state === 'won'
}

export function isDisputeOpen(state: DisputeState): boolean {
  return state === 'inquiry' || state === 'needs-response' || state === 'under-review'
}

const REASONS: Readonly<Record<string, string>> = {
  bank_cannot_process: 'the bank cannot process it',
  credit_not_processed: 'a refund that was promised did not come',
  customer_initiated: 'the customer did not agree to the debit',
  debit_not_authorized: 'the debit was not authorised',
  duplicate: 'charged twice',
  fraudulent: 'the holder says it was not them',
  general: 'no reason was given',
  incorrect_account_details: 'wrong account details',
  insufficient_funds: 'there was not enough money',
  product_not_received: 'the service was not received',
  product_unacceptable: 'the service was not as described',
  subscription_canceled: 'the service had been cancelled',
  unrecognized: 'the holder does not know the charge',
}

/** Why the bank took it back, for people. */
export function disputeReason(code: string): string {
  return Object.hasOwn(REASONS, code) ? (REASONS[code] ?? '') : code.replaceAll('_', ' ')
}
