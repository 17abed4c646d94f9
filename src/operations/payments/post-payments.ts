import { nameOf } from '#domain/access/actor.ts'
import { documentNumber } from '#domain/billing/document-number.ts'
import { paymentPostings } from '#domain/ledger/office-postings.ts'
import { formatDollars, type Micros } from '#domain/money.ts'
import { dateAt, parseDate, startOfDate } from '#domain/time/calendar-date.ts'
import { clearRepaidIous } from '#operations/credit-control/iou.ts'
import { endPaidCases } from '#operations/credit-control/dunning-acts.ts'
import type { WriteContext } from '#operations/operation.ts'
import type { PaymentMethod } from '#storage/queries/payments.ts'
import { insertPayments } from '#storage/tables/payments.ts'
import { lockBalances, writePostings } from '#storage/tables/postings.ts'
import { takeDocumentNumbers } from '#storage/tables/statements.ts'
import { nextBatchId } from '#storage/tables/usage-batch.ts'

/** Money received for an account. */
export interface PaymentToPost {
  readonly accountId: number
  /** Of the account. */
  readonly timeZone: string
  /** With GST, above zero. */
  readonly amountMicros: Micros
  readonly method: PaymentMethod
  readonly reference: string
  readonly note: string
  readonly receivedAt: Date
}

/**
 * Posts payments, each with a receipt, in one go however many they are: whoever calls has made sure that each is posted
 * once, and holds the locks of the accounts.
 *
 * @returns their ids, in the order they came.
 */
export async function postPayments(
  context: WriteContext,
  payments: readonly PaymentToPost[],
): Promise<readonly bigint[]> {
  const { db, actor, resellerId, now, audit, emit } = context
  if (payments.length === 0) return []
  await lockBalances(db, [...new Set(payments.map(({ accountId }) => accountId))])
  const batchId = await nextBatchId(db)
  const firstReceipt = await takeDocumentNumbers(db, resellerId, 'receipt', payments.length)
  const recordedBy = nameOf(actor)
  const paid = payments.map((payment, index) => ({ ...payment, receiptNo: firstReceipt + index }))
  const ids = await insertPayments(db, { resellerId, recordedAt: now, recordedBy, batchId }, paid)
  // Postings of an account stand together.
  const postings = paid
    .toSorted((one, other) => one.accountId - other.accountId)
    .flatMap(({ accountId, amountMicros }) =>
      paymentPostings({ accountId, postedAtMs: now.getTime(), source: batchId }, amountMicros),
    )
  await writePostings(db, resellerId, postings)
  await clearRepaidIous(context, [...new Set(payments.map(({ accountId }) => accountId))])
  const posted = paid.map(({ accountId, amountMicros, method, reference, receiptNo, receivedAt, timeZone }) => {
    const paymentId = ids.get(receiptNo)
    if (paymentId === undefined) throw new Error(`no id for the payment of receipt ${receiptNo}`)
    const receipt = documentNumber('receipt', receiptNo)
    const after = { paymentId: String(paymentId), amount: formatDollars(amountMicros, 2), method, reference, receipt }
    audit({ subject: `account ${accountId}`, accountId, after })
    const receivedOn = dateAt(receivedAt.getTime(), timeZone).toString()
    emit({ type: 'payment.received', accountId, payload: { ...after, receivedOn, currency: 'AUD' } })
    return paymentId
  })
  await endPaidCases(context, [...new Set(paid.map(({ accountId }) => accountId))])
  return posted
}

/**
 * When a payment of a day (`yyyy-mm-dd` in the account's zone) came: today's just now, an earlier day's at that day's
 * beginning. Undefined: no such day, or one to come.
 */
export function receivedInstant(day: string, timeZone: string, now: Date): Date | undefined {
  const today = dateAt(now.getTime(), timeZone).toString()
  if (day === today) return now
  const date = parseDate(day)
  return date !== undefined && day < today ? new Date(startOfDate(date, timeZone)) : undefined
}
