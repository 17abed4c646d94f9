import { controlKey } from '#domain/credit-control/watch.ts'
import { BANK_TOOK_BACK, explainDecline } from '#domain/payments/decline.ts'
import type { WriteContext } from '#operations/operation.ts'
import { readChargedAccounts } from '#storage/queries/automatic-charges.ts'
import { insertCrossings } from '#storage/tables/account-controls.ts'
import { saveCharging } from '#storage/tables/automatic-charges.ts'

/**
 * Switches automatic charges of an account off, where they are not: its bank has taken a charge back, and what that takes off
 * the balance is not to be charged to the same card again by itself.
 */
export async function stopAutomaticCharges(
  { db, resellerId, now, audit, emit }: WriteContext,
  accountId: number,
): Promise<void> {
  const [account] = await readChargedAccounts(db, [accountId], now)
  if (account === undefined || account.charging.stoppedAt !== null) return
  const declineCode = BANK_TOOK_BACK
  await saveCharging(db, resellerId, accountId, { ...account.charging, refusedAt: now, declineCode, stoppedAt: now })
  await insertCrossings(db, resellerId, accountId, [controlKey('card-failures')], now)
  audit({ subject: `account ${accountId}`, accountId, after: { automaticCharges: 'stopped', code: declineCode } })
  const { words } = explainDecline(declineCode)
  emit({ type: 'automatic-charges.stopped', accountId, payload: { code: declineCode, words } })
}
