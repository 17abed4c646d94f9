import type { Actor } from '#domain/access/actor.ts'
import { isSettled } from '#domain/payments/charge.ts'
import { explainDecline } from '#domain/payments/decline.ts'
import { disputeReason, isDisputeOpen } from '#domain/payments/dispute.ts'
import { isExpired, methodName } from '#domain/payments/payment-method.ts'
import { explainRefundFailure, refundableMicros } from '#domain/payments/refund.ts'
import type { ChargeRow } from '#storage/queries/gateway-charges.ts'
import type { DisputeRow } from '#storage/queries/gateway-disputes.ts'
import type { RefundRow } from '#storage/queries/gateway-refunds.ts'
import type { PaymentGatewayRow } from '#storage/queries/payment-gateways.ts'
import type { PaymentMethodRow } from '#storage/queries/payment-methods.ts'

const currency = 'AUD' as const

export function methodView({ id, accountId, kind, brand, last4, expMonth, expYear, ...method }: PaymentMethodRow) {
  const { isDefault, addedAt, today } = method
  const facts = { kind, brand, last4, expMonth, expYear }
  return { id, accountId, ...facts, name: methodName(facts), isExpired: isExpired(facts, today), isDefault, addedAt }
}

export function methodsView(methods: readonly PaymentMethodRow[], gateway: PaymentGatewayRow | undefined) {
  const isOn = gateway?.isOn === true
  return {
    items: methods.map(methodView),
    canAdd: isOn,
    kinds: isOn ? gateway.methods : [],
    currency,
    least: isOn ? gateway.leastMicros : null,
    most: isOn ? gateway.mostMicros : null,
  }
}

/** Who began it is between the staff. */
export function chargeView(charge: ChargeRow, actor: Actor) {
  const { id, accountId, accountNumber, accountName, purpose, state, paidBy, failureCode, paymentId, isDisputed } =
    charge
  const isOver = isSettled(state)
  return {
    id,
    accountId,
    accountNumber,
    accountName,
    currency,
    amount: charge.amountMicros,
    purpose,
    state,
    isSettled: isOver,
    continueAt: isOver || state === 'processing' ? null : (charge.actionUrl ?? charge.pageUrl),
    paidBy,
    failureCode,
    failureReason: failureCode === null ? null : explainDecline(failureCode).words,
    paymentId,
    refundable: refundableMicros(charge),
    isDisputed,
    startedAt: charge.plannedAt,
    settledAt: charge.settledAt,
    startedBy: actor.accountId === undefined ? charge.plannedBy : null,
  }
}

export function chargeDetailsView(charge: ChargeRow, refunds: readonly RefundRow[], actor: Actor) {
  return {
    ...chargeView(charge, actor),
    refunds: refunds.map(({ id, amountMicros, reason, state, failureCode, plannedAt, plannedBy }) => ({
      id,
      amount: amountMicros,
      reason,
      state,
      failureReason: failureCode === null ? null : explainRefundFailure(failureCode),
      at: plannedAt,
      by: actor.accountId === undefined ? plannedBy : null,
    })),
  }
}

export function disputeView(dispute: DisputeRow) {
  const { id, accountId, accountNumber, accountName, chargeId, paidBy, state, respondBy, openedAt, closedAt } = dispute
  const place = { id, accountId, accountNumber, accountName, chargeId, paidBy }
  const money = { currency, amount: dispute.amountMicros, fee: dispute.feeMicros }
  const times = { respondBy, openedAt, closedAt }
  return { ...place, ...money, reason: disputeReason(dispute.reason), state, isOpen: isDisputeOpen(state), ...times }
}
