import { systemActor, type Actor } from '#domain/access/actor.ts'
import type { Micros } from '#domain/money.ts'
import type { ChargePurpose } from '#domain/payments/charge.ts'
import { perform } from '#operations/operation.ts'
import type { ChargeRow } from '#storage/queries/gateway-charges.ts'
import type { PaymentTools } from './gateway-tools.ts'
import { planCharge } from './plan-charge.ts'
import { pursueCharge, type BetweenSteps } from './pursue-charge.ts'

export interface StoredCharge {
  readonly resellerId: number
  readonly accountId: number
  /** With GST, whole cents. */
  readonly amountMicros: Micros
  readonly purpose: ChargePurpose
  /** One for each charge that is meant, like `auto-top-up 2026-11-23T02:05`: asked again with it, nothing is charged again. */
  readonly key: string
  /** Left out: the account's default. */
  readonly methodId?: number | undefined
  /** Who wants it; left out: the installation itself. */
  readonly actor?: Actor | undefined
  readonly origin?: string | undefined
  /** Where its holder comes back to after approving it at the bank; left out: nobody is there to approve. */
  readonly returnUrl?: string | undefined
}

/**
 * Charges a stored card or bank account of an account, outside any transaction: writes down that it will (1), asks the gateway
 * with an idempotency key of that charge (2), and writes down in one transaction what came of it, with payment, posting and
 * receipt where the money came (3). Broken off anywhere, it is finished by calling it again with the same `key`, by the
 * sweep or by the gateway's webhook, whichever comes first: one payment in the end, or none.
 *
 * Says how it ended in `state`: `succeeded` (`paymentId`); `failed` (`failureCode`; explainDecline() has its words and whether
 * another try may help); `processing` (a direct debit: the end comes in days, as event `payment.received` or
 * `gateway-charge.failed`); `needs-action` (only with `returnUrl`: send its holder to `actionUrl`); `sent` (the gateway did
 * not answer: it may or may not be charged; the sweep finds out, so do NOT charge again under another key).
 *
 * @throws ProblemError before anything was charged: 'not_found', 'account_not_active' for a cancelled account, 'conflict' where
 *   the gateway is off, or nothing usable is stored, 'invalid_value' for the amount, 'idempotency_key_reused'.
 */
export async function chargeStoredMethod(
  tools: PaymentTools,
  charge: StoredCharge,
  between?: BetweenSteps,
): Promise<ChargeRow> {
  const { resellerId, accountId, amountMicros, purpose, key, methodId, returnUrl, origin = 'timetable' } = charge
  const actor = charge.actor ?? systemActor(resellerId)
  const input = { accountId, amountMicros, purpose, key, by: { way: 'stored', methodId }, returnUrl } as const
  const request = { actor, input, now: tools.clock(), origin }
  const chargeId = await perform(tools.pool, planCharge, request, (id) => id)
  await between?.('planned')
  return pursueCharge(tools, { resellerId, accountId, chargeId }, between === undefined ? {} : { between })
}
