import { formatDollars, micros, type Micros } from '#domain/money.ts'
import { problem, type Problem } from '#domain/problem.ts'
import type { ChargeState } from './charge.ts'

/** How far a refund is. `pending`: the gateway took it on, the bank has it. Refused after that, the money comes back to us. */
export const REFUND_STATES = ['planned', 'pending', 'succeeded', 'cancelled', 'failed'] as const
export type RefundState = (typeof REFUND_STATES)[number]

/** Where a refund stands after news of it; a bank may still refuse what the gateway called done. */
export function refundAfter(state: RefundState, news: RefundState): RefundState {
  return REFUND_STATES.indexOf(news) > REFUND_STATES.indexOf(state) ? news : state
}

/** Whether it is over for good or ill; a refund that succeeded may still come back. */
export function isRefundOver(state: RefundState): boolean {
  return state === 'succeeded' || isRefundUndone(state)
}

/** The money is with us again, or never left. */
export function isRefundUndone(state: RefundState): boolean {
  return state === 'cancelled' || state === 'failed'
}

/** What a charge has left to give back. */
export interface Refundable {
  readonly state: ChargeState
  readonly amountMicros: Micros
  /** Refunds that were not refused, and disputes that took money. */
  readonly givenBackMicros: Micros
  readonly isDisputed: boolean
}

/** What may still be refunded of it. */
export function refundableMicros({ state, amountMicros, givenBackMicros, isDisputed }: Refundable): Micros {
  if (state !== 'succeeded' || isDisputed) return micros(0n)
  return micros(amountMicros > givenBackMicros ? amountMicros - givenBackMicros : 0n)
}

/** Why a refund cannot be; undefined: it can. */
export function refuseRefund(charge: Refundable, amountMicros: Micros): Problem | undefined {
  if (charge.state !== 'succeeded') return problem('conflict', 'Only a charge that succeeded can be refunded.')
  if (charge.isDisputed) {
    const message = 'This charge is disputed: the bank holds the money until it decides, so it cannot be refunded.'
    return problem('conflict', message)
  }
  const left = refundableMicros(charge)
  if (left === 0n) return problem('conflict', 'All of this charge was given back already.')
  if (amountMicros > left)
    return problem('invalid_value', `Only $${formatDollars(left, 2)} of it is left to refund.`, { field: 'amount' })
  return undefined
}

const FAILURES: Readonly<Record<string, string>> = {
  charge_already_refunded: 'All of it was refunded already at the payment provider.',
  charge_disputed: 'The bank disputes this charge and holds the money.',
  refund_disputed_payment: 'The bank disputes this charge and holds the money.',
  balance_insufficient: 'Your balance at the payment provider does not cover it: top it up there and try again.',
  declined: 'The customer’s bank refused it: pay the customer another way.',
  expired_or_canceled_card: 'The card is closed: pay the customer another way.',
  lost_or_stolen_card: 'The card was reported lost or stolen: pay the customer another way.',
  insufficient_funds: 'Your balance at the payment provider does not cover it: top it up there and try again.',
}

/** Why a refund did not go through, for staff, by the gateway's code. */
export function explainRefundFailure(code: string): string {
  const words = Object.hasOwn(FAILURES, code) ? FAILURES[code] : undefined
  return words ?? 'The payment provider or the bank refused it: pay the customer another way.'
}
