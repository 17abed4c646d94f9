import { documentNumber } from '#domain/billing/document-number.ts'
import { paymentPostings } from '#domain/ledger/office-postings.ts'
import { formatDollars, type Micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { dateAt, parseDate, startOfDate } from '#domain/time/calendar-date.ts'
import { nameOf } from '#domain/access/actor.ts'
import { operation } from '#operations/operation.ts'
import { lockAccount } from '#storage/queries/accounts.ts'
import { findLikePayment, type PaymentMethod } from '#storage/queries/payments.ts'
import { insertPayment } from '#storage/tables/payments.ts'
import { lockBalances, writePostings } from '#storage/tables/postings.ts'
import { takeDocumentNumbers } from '#storage/tables/statements.ts'
import { nextBatchId } from '#storage/tables/usage-batch.ts'

export interface NewPayment {
  readonly accountId: number
  /** With GST, above zero. */
  readonly amountMicros: Micros
  readonly method: PaymentMethod
  /** As the bank or the customer wrote it. */
  readonly reference: string
  readonly note: string
  /** The day it was received, in the account's zone; left out: now. */
  readonly receivedOn?: string | undefined
  /** One just like it is there: this is another. */
  readonly confirmDuplicate: boolean
}

/**
 * Records money received for an account, with a receipt. One that looks like a payment recorded before is held up until
 * somebody says that it is another.
 *
 * @throws ProblemError 'not_found', 'invalid_value' for a day to come, 'confirmation_needed' for a likely duplicate.
 */
export const recordPayment = operation({
  name: 'payments.record',
  permission: 'billing.write',
  async run(context, payment: NewPayment): Promise<bigint> {
    const { db, actor, resellerId, now, audit, emit } = context
    const { accountId, amountMicros, method, reference } = payment
    const account = await lockAccount(db, accountId)
    if (account === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
    const receivedAt = receivedInstant(payment.receivedOn, account.timeZone, now)
    const like = await findLikePayment(db, { accountId, amountMicros, method, reference, receivedAt })
    if (like !== undefined && !payment.confirmDuplicate) {
      throw new ProblemError(
        problem(
          'confirmation_needed',
          `A payment of $${formatDollars(amountMicros, 2)} like this was recorded already, received on ${like.receivedOn}` +
            `${like.receiptNo === null ? '' : ` (${documentNumber('receipt', like.receiptNo)})`}. ` +
            'Send confirmDuplicate: true if this is another.',
          { field: 'confirmDuplicate' },
        ),
      )
    }
    await lockBalances(db, [accountId])
    const batchId = await nextBatchId(db)
    const receiptNo = await takeDocumentNumbers(db, resellerId, 'receipt', 1)
    const recordedBy = nameOf(actor)
    const paid = { ...payment, resellerId, receivedAt, recordedAt: now, recordedBy, receiptNo, batchId }
    const paymentId = await insertPayment(db, paid)
    const place = { accountId, postedAtMs: now.getTime(), source: batchId }
    await writePostings(db, resellerId, paymentPostings(place, amountMicros))
    const receipt = documentNumber('receipt', receiptNo)
    const after = { paymentId: String(paymentId), amount: formatDollars(amountMicros, 2), method, reference, receipt }
    audit({ subject: `account ${accountId}`, accountId, after })
    const receivedOn = dateAt(receivedAt.getTime(), account.timeZone).toString()
    emit({ type: 'payment.received', accountId, payload: { ...after, receivedOn, currency: 'AUD' } })
    return paymentId
  },
})

/** Today's payment came just now; an earlier day's at the day's beginning. */
function receivedInstant(day: string | undefined, timeZone: string, now: Date): Date {
  const today = dateAt(now.getTime(), timeZone).toString()
  if (day === undefined || day === today) return now
  const date = parseDate(day)
  if (date !== undefined && day < today) return new Date(startOfDate(date, timeZone))
  throw new ProblemError(problem('invalid_value', `Write a day up to today, ${today}.`, { field: 'receivedOn' }))
}
