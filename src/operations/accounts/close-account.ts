import { issueFinalStatement } from '#operations/billing/issue-final-statement.ts'
import { releaseNumbers } from '#operations/numbers/release-numbers.ts'
import type { WriteContext } from '#operations/operation.ts'
import { endPlan } from '#operations/plans/switch-plan.ts'
import { closeAccountUsers } from '#operations/users/close-account-users.ts'
import type { AccountRow } from '#storage/queries/accounts.ts'
import { endChannels } from '#storage/tables/account-status.ts'
import { moveAccount } from './move-account.ts'

/**
 * Cancels a locked account for good, now: what a cancellation at once and one due at the anniversary both do. Its numbers
 * go into quarantine, plan and channels end, its users are closed, what is not yet billed comes on a final statement.
 * Calls, statements, ledger and audit lines stay; credit that is left is forfeited and stands in the balance.
 * Source: the platform's help pages on cancelling an account.
 *
 * @throws ProblemError 'illegal_transition' for an account that is cancelled already.
 */
export async function closeAccount(
  context: WriteContext,
  account: AccountRow,
  { reason }: { readonly reason: string },
): Promise<AccountRow> {
  const { db, now } = context
  const closed = await moveAccount(context, account, {
    step: 'cancel',
    set: { cancelledAt: now, cancelOn: null },
    words: reason,
  })
  await endPlan(context, account.id, now)
  await endChannels(db, account.id, now)
  await releaseNumbers(context, { accountId: account.id, at: now })
  await closeAccountUsers(context, account.id)
  await issueFinalStatement(context, account.id)
  return closed
}
