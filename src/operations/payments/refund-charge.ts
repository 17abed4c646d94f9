import { randomUUID } from 'node:crypto'
import { nameOf, systemActor, type Actor } from '#domain/access/actor.ts'
import { formatDollars, negate, type Micros } from '#domain/money.ts'
import {
  isRefundOver,
  isRefundUndone,
  refundableMicros,
  refundAfter,
  refuseRefund,
  type RefundState,
} from '#domain/payments/refund.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { operation, perform, type WriteContext } from '#operations/operation.ts'
import { GatewayError, type GatewayRefund, type PaymentGateway } from '#providers/payment-gateway/payment-gateway.ts'
import { lockCharge, readCharge, type ChargeRow } from '#storage/queries/gateway-charges.ts'
import { findRefundByKey, listRefunds, lockRefund, type RefundRow } from '#storage/queries/gateway-refunds.ts'
import { readPayment } from '#storage/queries/payments.ts'
import { insertRefund, updateRefund } from '#storage/tables/gateway-refunds.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { gatewayProblem, openOwnGateway, type PaymentTools } from './gateway-tools.ts'
import { postReturn } from './post-return.ts'

export interface RefundWanted {
  readonly resellerId: number
  readonly accountId: number
  readonly chargeId: bigint
  /** With GST, whole cents; undefined: all that is left. */
  readonly amountMicros: Micros | undefined
  readonly reason: string
  /** The same once more is the same refund. */
  readonly key: string
  readonly actor: Actor
  readonly origin: string
}

/** Between the steps of a refund. */
export type RefundStep = 'planned' | 'asked'

/** The gateway keeps idempotency keys for 24 hours: after this it is not asked again, but searched. */
const KEYS_LAST_MS = 20 * 3_600_000

/**
 * Gives money back to what it was paid by: written down first, asked of the gateway with a key of its own, and posted with what
 * it says, in one transaction. Broken off anywhere, the same `key` once more, the sweep or the gateway's event finish it.
 *
 * @throws ProblemError 'not_found', 'conflict' where it is disputed, given back already or refused by the gateway,
 *   'invalid_value' for more than is left, 'unavailable' where the gateway does not accept our keys.
 */
export async function refundCharge(
  tools: PaymentTools,
  wanted: RefundWanted,
  between: (step: RefundStep) => Promise<void> | void = () => undefined,
): Promise<void> {
  const { resellerId, actor, origin, ...input } = wanted
  const request = { actor, input, now: tools.clock(), origin }
  const refund = await perform(tools.pool, planRefund, request, (planned) => planned)
  await between('planned')
  const refusal = await pursueRefund(tools, resellerId, refund, () => between('asked'))
  // What got no answer is on its way: it stands as planned, and is finished by itself.
  if (refusal === undefined || refusal.fault === 'unreachable' || refusal.fault === 'busy') return
  throw gatewayProblem(refusal)
}

const planRefund = operation({
  name: 'gateway-refunds.plan',
  permission: 'card-payments.refund',
  async run(context, wanted: Omit<RefundWanted, 'resellerId' | 'actor' | 'origin'>): Promise<RefundRow> {
    const { db, actor, resellerId, now, audit } = context
    const { accountId, chargeId, reason, key } = wanted
    await lockedAccount(db, accountId)
    const charge = await lockCharge(db, accountId, chargeId)
    if (charge === undefined) throw new ProblemError(problem('not_found', 'There is no such charge.'))
    const earlier = await findRefundByKey(db, accountId, key)
    if (earlier !== undefined) return sameRefund(earlier, wanted)
    const amountMicros = wanted.amountMicros ?? refundableMicros(charge)
    const refusal = refuseRefund(charge, amountMicros)
    if (refusal !== undefined) throw new ProblemError(refusal)
    const planned = { resellerId, accountId, chargeId, key, gatewayKey: randomUUID(), amountMicros, reason }
    const refundId = await insertRefund(db, { ...planned, plannedAt: now, plannedBy: nameOf(actor) })
    const after = { refund: String(refundId), charge: String(chargeId), amount: formatDollars(amountMicros, 2), reason }
    audit({ subject: `account ${accountId}`, accountId, after })
    return theRefund(await lockRefund(db, accountId, refundId))
  },
})

/** @throws ProblemError 'idempotency_key_reused'. */
function sameRefund(
  earlier: RefundRow,
  { chargeId, amountMicros }: Pick<RefundWanted, 'chargeId' | 'amountMicros'>,
): RefundRow {
  const isSame = earlier.chargeId === chargeId && (amountMicros ?? earlier.amountMicros) === earlier.amountMicros
  if (isSame) return earlier
  throw new ProblemError(problem('idempotency_key_reused', 'This key was used for another refund; take a new one.'))
}

/** Asks the gateway how the refunds of a charge stand that have no end. */
export async function syncRefunds(
  tools: PaymentTools,
  { resellerId, accountId, chargeId }: Pick<RefundWanted, 'resellerId' | 'accountId' | 'chargeId'>,
): Promise<void> {
  const refunds = await readAsTenant(tools.pool, { resellerId }, (db) => listRefunds(db, accountId, chargeId))
  for (const refund of refunds) await pursueRefund(tools, resellerId, refund)
}

/**
 * Takes a refund as far as it goes now, whoever began it.
 *
 * @returns why the gateway did not do it; undefined: it did, or will say later.
 */
export async function pursueRefund(
  tools: PaymentTools,
  resellerId: number,
  refund: RefundRow,
  asked: () => Promise<void> | void = () => undefined,
): Promise<GatewayError | undefined> {
  if (isRefundOver(refund.state)) return undefined
  const { gateway, settings } = await openOwnGateway(tools, resellerId)
  const charge = await readAsTenant(tools.pool, { resellerId }, (db) =>
    readCharge(db, refund.accountId, refund.chargeId),
  )
  if (charge === undefined || charge.intentId === null)
    throw new Error(`refund ${refund.id} has no charge at the gateway`)
  if (settings.gatewayAccount !== charge.gatewayAccount)
    return new GatewayError('refused', 'it was charged by another account at the payment provider')
  try {
    const said = await ask(gateway, refund, charge.intentId, tools.clock())
    await asked()
    await settle(tools, resellerId, refund, said ?? { state: 'cancelled', id: null, failureCode: null })
    return undefined
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    if (refund.state === 'planned' && error.fault === 'refused')
      await settle(tools, resellerId, refund, { state: 'failed', id: null, failureCode: error.code ?? 'refused' })
    return error
  }
}

async function ask(
  gateway: PaymentGateway,
  { gatewayId, gatewayKey: key, amountMicros, plannedAt }: RefundRow,
  intentId: string,
  now: Date,
): Promise<GatewayRefund | undefined> {
  if (gatewayId !== null) return gateway.readRefund(gatewayId)
  if (now.getTime() - plannedAt.getTime() < KEYS_LAST_MS) return gateway.refund({ key, intentId, amountMicros })
  return (await gateway.listRefunds(intentId)).find((refund) => refund.key === key)
}

/** As much of the gateway's word as changes a refund. */
export interface RefundSaid {
  readonly state: RefundState
  readonly id: string | null
  readonly failureCode: string | null
}

async function settle(
  tools: PaymentTools,
  resellerId: number,
  { accountId, id: refundId }: Pick<RefundRow, 'accountId' | 'id'>,
  said: RefundSaid,
): Promise<void> {
  const actor = systemActor(resellerId, 'the payment gateway')
  const request = { actor, input: { accountId, refundId, said }, now: tools.clock(), origin: 'payment gateway' }
  await perform(tools.pool, settleRefund, request, () => undefined)
}

/**
 * Brings a refund to where the gateway says it is. The money is taken off the balance when the gateway takes the refund on,
 * and put back where the bank refuses it later: each once.
 */
export const settleRefund = operation({
  name: 'gateway-refunds.settle',
  permission: 'card-payments.settle',
  async run(context, input: { accountId: number; refundId: bigint; said: RefundSaid }): Promise<void> {
    const { db, now, audit, emit } = context
    const { accountId, refundId, said } = input
    await lockedAccount(db, accountId)
    const refund = theRefund(await lockRefund(db, accountId, refundId))
    const state = refundAfter(refund.state, said.state)
    const charge = await lockCharge(db, accountId, refund.chargeId)
    if (charge === undefined) throw new Error(`refund ${refundId} has no charge`)
    const wentOut = refund.paymentId !== null
    const goesOut = !wentOut && (state === 'pending' || state === 'succeeded')
    const comesBack = wentOut && refund.undoneId === null && isRefundUndone(state)
    const paymentId = goesOut ? await post(context, charge, refund, negate(refund.amountMicros)) : refund.paymentId
    const undoneId = comesBack ? await post(context, charge, refund, refund.amountMicros) : refund.undoneId
    const failureCode = isRefundUndone(state) ? (said.failureCode ?? refund.failureCode) : null
    const settledAt = isRefundOver(state) ? (refund.settledAt ?? now) : null
    const gatewayId = said.id ?? refund.gatewayId
    await updateRefund(db, refund, { state, gatewayId, failureCode, paymentId, undoneId, settledAt, askedAt: now })
    if (state === refund.state) return
    const amount = formatDollars(refund.amountMicros, 2)
    const facts = { refundId: String(refundId), chargeId: String(charge.id), amount, to: charge.paidBy }
    audit({ subject: `account ${accountId}`, accountId, before: { state: refund.state }, after: { ...facts, state } })
    const payload = { ...facts, reason: refund.reason, currency: 'AUD' }
    if (goesOut) emit({ type: 'payment.refunded', accountId, payload: { ...payload, paymentId: String(paymentId) } })
    if (isRefundUndone(state)) emit({ type: 'payment.refund-failed', accountId, payload: { ...payload, failureCode } })
  },
})

async function post(
  context: WriteContext,
  { accountId, paymentId, paidBy }: ChargeRow,
  { reason }: RefundRow,
  amountMicros: Micros,
): Promise<bigint> {
  const payment = paymentId === null ? undefined : await readPayment(context.db, accountId, paymentId)
  if (payment === undefined) throw new Error('a refund of a charge without a payment')
  const note = amountMicros < 0n ? `Refund: ${reason}` : `Refund refused by the bank: ${reason}`
  const back = { accountId, amountMicros, method: payment.method, reference: paidBy, note, returnsId: payment.id }
  return postReturn(context, { ...back, cause: 'refund' })
}

function theRefund(refund: RefundRow | undefined): RefundRow {
  if (refund === undefined) throw new ProblemError(problem('not_found', 'There is no such refund.'))
  return refund
}
