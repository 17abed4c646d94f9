import { takeStep } from '#domain/accounts/account-status.ts'
import { isProblem, problem, ProblemError } from '#domain/problem.ts'
import { billPeriodAt } from '#domain/time/bill-period.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import type { AccountRow } from '#storage/queries/accounts.ts'
import { closeAccount } from './close-account.ts'
import { lockedAccount } from './locked-account.ts'
import { moveAccount } from './move-account.ts'

export interface Cancellation {
  readonly accountId: number
  readonly mode: 'now' | 'anniversary'
  /** The account number, typed by whoever cancels: it cannot be undone. */
  readonly confirm: string
  readonly reason: string
}

/**
 * Cancels an account: now and for good, or at its next bill anniversary, until when that can be withdrawn. A customer cancels
 * its own at the anniversary only (source: the platform's help pages on cancelling an account).
 *
 * @throws ProblemError 'not_found', 'illegal_transition', 'confirmation_needed', 'forbidden'.
 */
export const cancelAccount = operation({
  name: 'accounts.cancel',
  permission: 'accounts.cancel',
  async run(context: WriteContext, { accountId, mode, confirm, reason }: Cancellation) {
    const { db, now, actor } = context
    if (mode === 'now' && actor.accountId !== undefined) throw new ProblemError(notByItself())
    const account = await lockedAccount(db, accountId)
    const status = takeStep(account, mode === 'now' ? 'cancel' : 'schedule-cancellation')
    if (isProblem(status)) throw new ProblemError(status)
    if (confirm !== account.accountNumber) throw new ProblemError(confirmationNeeded(account.accountNumber))
    if (mode === 'now') {
      await closeAccount(context, account, { reason })
    } else {
      const set = { cancelOn: nextAnniversary(account, now) }
      await moveAccount(context, account, { step: 'schedule-cancellation', set, words: reason })
    }
    return accountId
  },
})

/**
 * Takes a scheduled cancellation back, before its day.
 *
 * @throws ProblemError 'not_found', 'illegal_transition'.
 */
export const withdrawCancellation = operation({
  name: 'accounts.withdraw-cancellation',
  permission: 'accounts.cancel',
  async run(context: WriteContext, { accountId, words }: { readonly accountId: number; readonly words: string }) {
    const account = await lockedAccount(context.db, accountId)
    await moveAccount(context, account, { step: 'withdraw-cancellation', set: { cancelOn: null }, words })
    return accountId
  },
})

/** The day the next billing cycle begins, `yyyy-mm-dd` in the account's zone. */
export function nextAnniversary({ billDay, timeZone }: Pick<AccountRow, 'billDay' | 'timeZone'>, now: Date): string {
  return dateAt(billPeriodAt(billDay, timeZone, now.getTime()).toMs, timeZone).toString()
}

function confirmationNeeded(accountNumber: string): ReturnType<typeof problem> {
  const message = `This cannot be undone. To confirm, type the account number ${accountNumber}; see first what will be lost.`
  return problem('confirmation_needed', message, { field: 'confirm' })
}

function notByItself(): ReturnType<typeof problem> {
  const message = 'You can cancel your account at its bill anniversary; to end it at once, ask your provider.'
  return problem('forbidden', message, { field: 'mode' })
}
