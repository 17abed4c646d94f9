import { accountNumberOf, FIRST_ACCOUNT } from '#domain/accounts/account-number.ts'
import type { Contact, ContactChanges } from '#domain/accounts/contact.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { isAccountNumberTaken } from '#storage/queries/accounts.ts'
import { replaceContacts } from '#storage/tables/account-contacts.ts'
import { BLANK_PROFILE, countAccount, insertAccounts, type AccountProfile } from '#storage/tables/accounts.ts'
import { recordStatusChanges } from '#storage/tables/account-status.ts'
import { checkProfile } from './check-profile.ts'
import { signature } from './signature.ts'

export interface AccountToOpen {
  /** Of an account brought over from another system; undefined: the next of the reseller. */
  readonly accountNumber?: string | undefined
  readonly profile: Partial<AccountProfile> & Pick<AccountProfile, 'name' | 'paymentMode' | 'timeZone'>
  readonly contacts: ContactChanges & { readonly main: Contact }
}

/**
 * Opens an account: status New, number and day set, balance empty, nothing billed. Its bill day is today's in its zone until
 * the activation sets it. Returns its id.
 *
 * @throws ProblemError 'already_exists' for an account number the reseller has; 'invalid_value'.
 */
export const openAccount = operation({
  name: 'accounts.open',
  permission: 'accounts.create',
  async run(context: WriteContext, { accountNumber: given, profile: said, contacts }: AccountToOpen) {
    const { db, resellerId, now, actor, audit, emit } = context
    const profile = { ...BLANK_PROFILE, ...said }
    checkProfile(profile, said)
    const accountNumber = given ?? (await nextAccountNumber(db, resellerId))
    const billDay = dateAt(now.getTime(), profile.timeZone).day
    const account = { ...profile, accountNumber, status: 'new', billDay, createdAt: now, activatedAt: null } as const
    const [accountId] = await insertAccounts(db, resellerId, [account])
    if (accountId === undefined) {
      const message = `You have an account ${accountNumber} already; give another number, or leave it out and get the next.`
      throw new ProblemError(problem('already_exists', message, { field: 'accountNumber' }))
    }
    await replaceContacts(db, { accountId, resellerId }, contacts)
    await recordStatusChanges(db, resellerId, [
      { accountId, step: 'open', fromStatus: null, toStatus: 'new', at: now, ...signature(actor) },
    ])
    audit({ subject: `account ${accountId}`, accountId, after: { accountNumber, ...profile, contacts } })
    emit({ type: 'account.opened', accountId, payload: { accountNumber, name: profile.name, status: 'new' } })
    return accountId
  },
})

/** Numbers brought over from elsewhere may stand in its way: those are passed over. */
async function nextAccountNumber(db: WriteContext['db'], resellerId: number): Promise<string> {
  for (;;) {
    const accountNumber = accountNumberOf(await countAccount(db, resellerId, FIRST_ACCOUNT))
    if (!(await isAccountNumberTaken(db, resellerId, accountNumber))) return accountNumber
  }
}
