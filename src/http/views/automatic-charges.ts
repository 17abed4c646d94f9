import { explainDecline } from '#domain/payments/decline.ts'
import type { ChargingView } from '#operations/payments/automatic/read-charging.ts'
import type { AutomaticChargeRow, TryRow } from '#storage/queries/automatic-charges.ts'

/** How the charges of an account that make themselves stand. */
export function chargingView({ charging, refusals, lastRefusal, weekMicros, next }: ChargingView) {
  return {
    state: charging.is,
    until: charging.is === 'on-hold' ? charging.until : null,
    since: charging.is === 'stopped' ? charging.since : null,
    refusals,
    lastRefusal: lastRefusal ?? null,
    toppedUpInWeek: weekMicros,
    currency: 'AUD' as const,
    next: next.map(({ charge: { id, purpose, amountMicros, state, tries }, at, words }) => ({
      id,
      purpose,
      amount: amountMicros,
      state: state === 'sent' ? ('sent' as const) : ('planned' as const),
      at: at ?? null,
      tries,
      words,
    })),
  }
}

/** One that made or makes itself, with its tries. */
export function automaticChargeView(charge: AutomaticChargeRow, tries: readonly TryRow[]) {
  const { id, purpose, statementId, amountMicros, state, plannedAt, dueAt, endedAt, endedWhy } = charge
  return {
    id,
    purpose,
    statementId,
    amount: amountMicros,
    currency: 'AUD' as const,
    state,
    plannedAt,
    dueAt,
    endedAt,
    endedWhy,
    tries: tries
      .filter(({ chargeNo }) => chargeNo === id)
      .map(({ tryNo, amountMicros: amount, sentAt, outcome, answeredAt, declineCode }) => ({
        no: tryNo,
        amount,
        at: sentAt,
        outcome,
        answeredAt,
        words: outcome === 'refused' ? explainDecline(declineCode ?? '').words : null,
      })),
  }
}
