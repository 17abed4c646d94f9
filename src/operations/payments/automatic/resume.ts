import { controlKey } from '#domain/credit-control/watch.ts'
import { BANK_TOOK_BACK, explainDecline } from '#domain/payments/decline.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { readChargedAccounts } from '#storage/queries/automatic-charges.ts'
import { deleteCrossings } from '#storage/tables/account-controls.ts'
import { saveCharging } from '#storage/tables/automatic-charges.ts'

/**
 * Forgets the refusals of an account: another card is stored, or a person looked at it. What was planned is tried at its
 * time, or at once where that is over.
 *
 * @returns false where there was nothing to forget.
 */
export async function resumeAutomaticCharges(
  { db, resellerId, now, audit, emit }: WriteContext,
  accountId: number,
  { isByStaff = false }: { readonly isByStaff?: boolean } = {},
): Promise<boolean> {
  const [account] = await readChargedAccounts(db, [accountId], now)
  if (account === undefined) return false
  const { refusals, stoppedAt, weekFullSince, declineCode } = account.charging
  if (refusals === 0 && stoppedAt === null) return false
  // What a bank took back is for people who run the reseller to settle, not for another card.
  if (declineCode === BANK_TOOK_BACK && !isByStaff) return false
  const nothing = { refusals: 0, refusedAt: null, declineCode: null, stoppedAt: null, weekFullSince }
  await saveCharging(db, resellerId, accountId, nothing)
  await deleteCrossings(db, accountId, [controlKey('card-failures')])
  audit({ subject: `account ${accountId}`, accountId, before: { refusals, stoppedAt }, after: { refusals: 0 } })
  if (stoppedAt !== null) emit({ type: 'automatic-charges.resumed', accountId, payload: { stoppedAt } })
  return true
}

/**
 * Switches automatic charges on again that refusals had switched off.
 *
 * @throws ProblemError 'not_found', 'conflict' where they are not off.
 */
export const switchOnAutomaticCharges = operation({
  name: 'automatic-charges.switch-on',
  permission: 'automatic-charges.write',
  async run(context, { accountId }: { readonly accountId: number }): Promise<void> {
    await lockedAccount(context.db, accountId)
    const [account] = await readChargedAccounts(context.db, [accountId], context.now)
    if (account?.charging.stoppedAt === null)
      throw new ProblemError(problem('conflict', 'Automatic charges are not switched off after refusals.'))
    const isByStaff = context.actor.accountId === undefined
    if (account?.charging.declineCode === BANK_TOOK_BACK && !isByStaff)
      throw new ProblemError(problem('conflict', explainDecline(BANK_TOOK_BACK).words))
    await resumeAutomaticCharges(context, accountId, { isByStaff })
  },
})
