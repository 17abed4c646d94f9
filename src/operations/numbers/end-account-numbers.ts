import { may } from '#domain/access/may.ts'
import { partMonthAt } from '#domain/plans/part-month.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { postCharges } from '#operations/billing/post-charges.ts'
import { operation } from '#operations/operation.ts'
import { refuseLeaving } from '#operations/porting/leaving-numbers.ts'
import { updateCancellation } from '#storage/tables/lines.ts'
import { endHoldings } from '#storage/tables/numbers.ts'
import { lockKnownAccount } from './account-terms.ts'
import { creditsFor } from './credit-lines.ts'
import { linesEndingWith } from './known-lines.ts'
import { releaseNumbers } from './release-numbers.ts'

export interface EndingLine {
  readonly accountId: number
  readonly number: string
  /** The whole 100-number block it came in. */
  readonly wholeBlock: boolean
}

/**
 * Ends a number at the next bill anniversary, until when it is paid. Nothing is given back.
 *
 * @returns the numbers, and the day.
 * @throws ProblemError 'illegal_transition' for one that is cancelled already; 'in_use' for one that is leaving for another
 *   carrier; 'confirmation_needed'.
 */
export const cancelAccountNumber = operation({
  name: 'account-numbers.cancel',
  permission: 'numbers.cancel',
  async run(context, { accountId, number, wholeBlock }: EndingLine) {
    const { db, now, audit, emit } = context
    const account = await lockKnownAccount(context, accountId)
    const lines = await linesEndingWith(context, accountId, number, wholeBlock)
    await refuseLeaving(
      context,
      lines.map((line) => line.number),
    )
    const already = lines.find(({ cancelOn }) => cancelOn !== null)
    if (already !== undefined) {
      const message = `${already.number} is cancelled already and ends on ${already.cancelOn ?? ''}; you can withdraw that.`
      throw new ProblemError(problem('illegal_transition', message))
    }
    const cancelOn = partMonthAt(account, now).cycleTo
    await updateCancellation(
      db,
      lines.map(({ assignmentId }) => assignmentId),
      cancelOn,
    )
    const numbers = lines.map((line) => line.number)
    audit({ subject: `account ${accountId}`, accountId, after: { numbersCancelled: numbers, cancelOn } })
    emit({ type: 'number.cancelled', accountId, payload: { numbers, cancelOn } })
    return number
  },
})

/** Lets a cancelled number go on. */
export const withdrawNumberCancellation = operation({
  name: 'account-numbers.withdraw-cancellation',
  permission: 'numbers.cancel',
  async run(context, { accountId, number, wholeBlock }: EndingLine) {
    const { db, audit, emit } = context
    await lockKnownAccount(context, accountId)
    const lines = await linesEndingWith(context, accountId, number, wholeBlock)
    const cancelled = lines.filter(({ cancelOn }) => cancelOn !== null)
    if (cancelled.length === 0)
      throw new ProblemError(problem('illegal_transition', `${number} is not cancelled: there is nothing to withdraw.`))
    await updateCancellation(
      db,
      cancelled.map(({ assignmentId }) => assignmentId),
      null,
    )
    const numbers = cancelled.map((line) => line.number)
    audit({ subject: `account ${accountId}`, accountId, after: { numberCancellationsWithdrawn: numbers } })
    emit({ type: 'number.cancellation-withdrawn', accountId, payload: { numbers } })
    return number
  },
})

/**
 * Takes a number away at once. Added in error, on the same day in the account's zone, it is free again and its charge is
 * given back; later only an administrator may, the number rests, and nothing is given back.
 *
 * @throws ProblemError 'illegal_transition' after the first day, with the way out; 'in_use' for one that is leaving for another
 *   carrier; 'confirmation_needed'.
 */
export const removeAccountNumber = operation({
  name: 'account-numbers.remove',
  permission: 'numbers.write',
  async run(context, { accountId, number, wholeBlock }: EndingLine) {
    const { db, now, actor, audit, emit } = context
    const account = await lockKnownAccount(context, accountId)
    const lines = await linesEndingWith(context, accountId, number, wholeBlock)
    const numbers = lines.map((line) => line.number)
    await refuseLeaving(context, numbers)
    if (lines.every(({ since }) => isSameDay(since, now, account.timeZone))) {
      await endHoldings(db, { accountId, numbers, at: now, quarantinedUntil: undefined })
      const credits = await creditsFor(context, account, lines)
      await postCharges(context, credits)
      audit({ subject: `account ${accountId}`, accountId, before: { numbers }, after: { numbersRemoved: numbers } })
      emit({ type: 'number.removed', accountId, payload: { numbers } })
      return numbers
    }
    if (!may(actor, 'numbers.correct')) {
      const since = dateAt(lines[0]?.since.getTime() ?? 0, account.timeZone).toString()
      const way = 'cancel it for the next bill anniversary, or ask an administrator to remove it.'
      throw new ProblemError(
        problem('illegal_transition', `${number} was added on ${since} and can only be removed on that day: ${way}`),
      )
    }
    return releaseNumbers(context, { accountId, numbers, at: now })
  },
})

function isSameDay(one: Date, other: Date, timeZone: string): boolean {
  return dateAt(one.getTime(), timeZone).equals(dateAt(other.getTime(), timeZone))
}
