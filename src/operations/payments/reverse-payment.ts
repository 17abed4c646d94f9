import { nameOf } from '#domain/access/actor.ts'
import { formatDollars, negate } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation } from '#operations/operation.ts'
import { lockAccount } from '#storage/queries/accounts.ts'
import { readPayment } from '#storage/queries/payments.ts'
import { undoPart } from '#storage/tables/bank-transfers.ts'
import { postReturn } from './post-return.ts'

export interface PaymentReversal {
  readonly accountId: number
  readonly paymentId: bigint
  /** Dishonoured, for another account, typed wrong: staff only. */
  readonly reason: string
}

/**
 * Takes a payment back by a payment of its own, the other way. The payment stays where it stands.
 *
 * @throws ProblemError 'not_found', 'conflict' for a reversal or a payment reversed before.
 */
export const reversePayment = operation({
  name: 'payments.reverse',
  permission: 'billing.write',
  async run(context, { accountId, paymentId, reason }: PaymentReversal): Promise<bigint> {
    const { db, actor, now, audit, emit } = context
    const account = await lockAccount(db, accountId)
    if (account === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
    const payment = await readPayment(db, accountId, paymentId)
    if (payment === undefined) throw new ProblemError(problem('not_found', 'There is no such payment.'))
    if (payment.reversesId !== null || payment.returnsId !== null)
      throw conflict('This is a reversal; record the payment again instead.')
    if (payment.reversedById !== null) throw conflict('This payment was reversed before.')
    if (payment.chargeId !== null)
      throw conflict('This was taken by the payment provider, who has the money: refund it instead.')
    const { method, reference } = payment
    const amountMicros = negate(payment.amountMicros)
    const back = { accountId, amountMicros, method, reference, note: reason, reversesId: paymentId }
    const reversalId = await postReturn(context, { ...back, cause: 'payment' })
    await undoPart(db, { accountId, paymentId }, nameOf(actor), now)
    const amount = formatDollars(amountMicros, 2)
    const after = { paymentId: String(reversalId), reverses: String(paymentId), amount, method, reference }
    audit({ subject: `account ${accountId}`, accountId, after: { ...after, reason } })
    emit({ type: 'payment.reversed', accountId, payload: { ...after, currency: 'AUD' } })
    return reversalId
  },
})

function conflict(message: string): ProblemError {
  return new ProblemError(problem('conflict', message))
}
