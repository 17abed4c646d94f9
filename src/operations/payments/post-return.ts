import { nameOf } from '#domain/access/actor.ts'
import { paymentPostings, type PaymentCause } from '#domain/ledger/office-postings.ts'
import type { Micros } from '#domain/money.ts'
import type { WriteContext } from '#operations/operation.ts'
import type { PaymentMethod } from '#storage/queries/payments.ts'
import { insertPayment } from '#storage/tables/payments.ts'
import { lockBalances, writePostings } from '#storage/tables/postings.ts'
import { nextBatchId } from '#storage/tables/usage-batch.ts'

/** Money that goes back, or comes again after it went. */
export interface ReturnToPost {
  readonly accountId: number
  /** With GST; below zero: it goes back. */
  readonly amountMicros: Micros
  readonly cause: PaymentCause
  readonly method: PaymentMethod
  readonly reference: string
  /** Why: staff only. */
  readonly note: string
  /** The payment taken back as a whole by the office. */
  readonly reversesId?: bigint
  /** The payment of which a part goes back or comes again. */
  readonly returnsId?: bigint
}

/**
 * Writes a payment that takes another back, as a whole or in part, with its posting; it has no receipt. Whoever calls holds
 * the lock of the account and has made sure that it happens once.
 */
export async function postReturn(
  { db, actor, resellerId, now }: Pick<WriteContext, 'db' | 'actor' | 'resellerId' | 'now'>,
  { cause, ...payment }: ReturnToPost,
): Promise<bigint> {
  const { accountId, amountMicros } = payment
  await lockBalances(db, [accountId])
  const batchId = await nextBatchId(db)
  const paymentId = await insertPayment(db, {
    ...payment,
    resellerId,
    receivedAt: now,
    recordedAt: now,
    recordedBy: nameOf(actor),
    receiptNo: null,
    batchId,
  })
  const place = { accountId, postedAtMs: now.getTime(), source: batchId }
  await writePostings(db, resellerId, paymentPostings(place, amountMicros, cause))
  return paymentId
}
