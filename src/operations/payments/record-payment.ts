import { documentNumber } from '#domain/billing/document-number.ts'
import { formatDollars, type Micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { operation } from '#operations/operation.ts'
import { lockAccount } from '#storage/queries/accounts.ts'
import { findLikePayment, type PaymentMethod } from '#storage/queries/payments.ts'
import { postPayments, receivedInstant } from './post-payments.ts'

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
    const { db, now } = context
    const { accountId, amountMicros, method, reference } = payment
    const account = await lockAccount(db, accountId)
    if (account === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
    const receivedAt = receivedAtOf(payment.receivedOn, account.timeZone, now)
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
    const [paymentId] = await postPayments(context, [{ ...payment, timeZone: account.timeZone, receivedAt }])
    if (paymentId === undefined) throw new Error('the payment was not posted')
    return paymentId
  },
})

function receivedAtOf(day: string | undefined, timeZone: string, now: Date): Date {
  const receivedAt = day === undefined ? now : receivedInstant(day, timeZone, now)
  if (receivedAt !== undefined) return receivedAt
  const today = dateAt(now.getTime(), timeZone).toString()
  throw new ProblemError(problem('invalid_value', `Write a day up to today, ${today}.`, { field: 'receivedOn' }))
}
