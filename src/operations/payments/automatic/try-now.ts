import { problem, ProblemError } from '#domain/problem.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { operation } from '#operations/operation.ts'
import { readChargedAccounts, readOpenCharges } from '#storage/queries/automatic-charges.ts'
import { replanCharge, saveCharging } from '#storage/tables/automatic-charges.ts'

/**
 * Makes what is planned of an account due now, whatever was refused lately; the refusals stay counted. An invoice that is not
 * due stays at its day.
 *
 * @throws ProblemError 'not_found', 'conflict' where automatic charges are switched off.
 */
export const hurryAutomaticCharges = operation({
  name: 'automatic-charges.try-now',
  permission: 'automatic-charges.write',
  async run({ db, resellerId, now, audit }, { accountId }: { readonly accountId: number }): Promise<void> {
    await lockedAccount(db, accountId)
    const [account] = await readChargedAccounts(db, [accountId], now)
    if (account === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
    if (account.charging.stoppedAt !== null) {
      const message = 'Automatic charges are switched off after refusals; switch them on again first.'
      throw new ProblemError(problem('conflict', message))
    }
    const open = await readOpenCharges(db, accountId)
    const hurried = open.filter(({ state, tries, dueAt }) => state === 'planned' && tries > 0 && dueAt > now)
    for (const { id } of hurried) await replanCharge(db, accountId, id, now)
    await saveCharging(db, resellerId, accountId, { ...account.charging, refusedAt: null })
    audit({ subject: `account ${accountId}`, accountId, after: { hurried: hurried.map(({ id }) => String(id)) } })
  },
})
