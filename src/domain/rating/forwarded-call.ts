import type { NumberCode } from '#domain/phone-number.ts'

/** One of the calls that a forwarded call is billed as. */
export interface CallLeg {
  readonly direction: 'out' | 'in'
  /** The number whose plan pays, and which decides whether an outbound leg is local. */
  readonly payer: NumberCode
  readonly b: NumberCode
  /** The caller, kept for display on both legs and for the origin price of the inbound one. */
  readonly shownFrom: NumberCode
}

/**
 * A call forwarded by one of our numbers is two calls: one in to that number, and one out from it to the target, which
 * the forwarding number pays for although somebody else began it. (The platform's help pages: the forwarded leg is
 * charged as an outbound call.)
 */
export function legsOfForwardedCall(
  caller: NumberCode,
  forwardingNumber: NumberCode,
  target: NumberCode,
): readonly [CallLeg, CallLeg] {
  return [
    { direction: 'in', payer: forwardingNumber, b: forwardingNumber, shownFrom: caller },
    { direction: 'out', payer: forwardingNumber, b: target, shownFrom: caller },
  ]
}
