import { formatDollars, negate, type Micros } from '#domain/money.ts'
import {
  disputeAfter,
  disputeReason,
  hasReturnedMoney,
  hasTakenMoney,
  isDisputeOpen,
  type DisputeState,
} from '#domain/payments/dispute.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import type { GatewayDispute } from '#providers/payment-gateway/payment-gateway.ts'
import { lockCharge, type ChargeRow } from '#storage/queries/gateway-charges.ts'
import { findDisputeAtGateway } from '#storage/queries/gateway-disputes.ts'
import { readPayment } from '#storage/queries/payments.ts'
import { saveDispute } from '#storage/tables/gateway-disputes.ts'
import { stopAutomaticCharges } from './automatic/stop.ts'
import { postReturn } from './post-return.ts'

/**
 * Brings a dispute to where the gateway says it is. When the bank takes the money it goes off the balance, and when the dispute
 * is won it comes back: each once. The gateway's fee is noted, and is the reseller's.
 */
export const followDispute = operation({
  name: 'disputes.follow',
  permission: 'card-payments.settle',
  async run(context, input: { accountId: number; chargeId: bigint; said: GatewayDispute }): Promise<void> {
    const { db, resellerId, now, audit, emit } = context
    const { accountId, chargeId, said } = input
    await lockedAccount(db, accountId)
    const charge = await lockCharge(db, accountId, chargeId)
    if (charge === undefined || charge.paymentId === null)
      throw new Error(`dispute ${said.id}: charge ${chargeId} was never paid`)
    const known = await findDisputeAtGateway(db, said.id)
    const state = known === undefined ? said.state : disputeAfter(known.state, said.state)
    const { amountMicros, reason, respondBy, openedAt } = said
    const takes = hasTakenMoney(state) && (known?.takenId ?? null) === null
    if (takes) await stopAutomaticCharges(context, accountId)
    const returns = hasReturnedMoney(state) && (known?.returnedId ?? null) === null
    const takenId = takes ? await post(context, charge, reason, negate(amountMicros)) : (known?.takenId ?? null)
    const returnedId = returns ? await post(context, charge, reason, amountMicros) : (known?.returnedId ?? null)
    const closedAt = isDisputeOpen(state) ? null : (known?.closedAt ?? now)
    const place = { resellerId, accountId, chargeId, gatewayId: said.id }
    // The fee is told when the money goes, and not with what comes back.
    const feeMicros = known !== undefined && known.feeMicros > said.feeMicros ? known.feeMicros : said.feeMicros
    const facts = { amountMicros, feeMicros, reason, state, respondBy, takenId, returnedId, openedAt, closedAt }
    const disputeId = await saveDispute(db, { ...place, ...facts })
    if (known?.state === state) return
    const payload = {
      disputeId: String(disputeId),
      chargeId: String(chargeId),
      amount: formatDollars(amountMicros, 2),
      fee: formatDollars(feeMicros, 2),
      currency: 'AUD',
      reason: disputeReason(reason),
      paidBy: charge.paidBy,
      respondBy: respondBy?.toISOString() ?? null,
      tookMoney: takenId !== null,
    }
    const before = known === undefined ? undefined : { state: known.state }
    audit({ subject: `account ${accountId}`, accountId, before, after: { ...payload, state } })
    if (known === undefined) emit({ type: 'dispute.opened', accountId, payload })
    const end = endOf(state)
    if (end !== undefined) emit({ type: end, accountId, payload })
  },
})

function endOf(state: DisputeState): 'dispute.won' | 'dispute.lost' | undefined {
  if (state === 'won' || state === 'dropped') return 'dispute.won'
  return state === 'lost' ? 'dispute.lost' : undefined
}

async function post(
  context: WriteContext,
  { accountId, paymentId, paidBy }: ChargeRow,
  reason: string,
  amountMicros: Micros,
): Promise<bigint> {
  const payment = paymentId === null ? undefined : await readPayment(context.db, accountId, paymentId)
  if (payment === undefined) throw new Error('a dispute of a charge without a payment')
  const note = amountMicros < 0n ? `Chargeback: ${disputeReason(reason)}` : `Chargeback won: ${disputeReason(reason)}`
  const back = { accountId, amountMicros, method: payment.method, reference: paidBy, note, returnsId: payment.id }
  return postReturn(context, { ...back, cause: 'chargeback' })
}
