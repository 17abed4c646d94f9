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
