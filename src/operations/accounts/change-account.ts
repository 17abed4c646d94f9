import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import type { ContactChanges } from '#domain/accounts/contact.ts'
import type { Actor } from '#domain/access/actor.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { changedMeanwhile, operation, type WriteContext } from '#operations/operation.ts'
import { readAccountDetails, type AccountDetails } from '#storage/queries/account-details.ts'
import { lockAccount } from '#storage/queries/accounts.ts'
import { replaceContacts } from '#storage/tables/account-contacts.ts'
import { updateProfile, type AccountProfile } from '#storage/tables/accounts.ts'
import { checkProfile } from './check-profile.ts'

export interface AccountChange {
  readonly accountId: number
  /** What changes; what is left out stays. */
  readonly profile: Partial<AccountProfile>
  /** Each takes the place of the one of its kind; null takes that one away. */
  readonly contacts: ContactChanges
  /** The version the change was made against; undefined: whatever there is. */
  readonly ifVersion: number | undefined
}

/** What a customer changes of its own account. */
const CUSTOMERS_OWN: ReadonlySet<string> = new Set(['billingAddress', 'serviceAddress'])

/**
 * Changes what is known about a customer. Returns whether anything did: what was so already is neither written nor audited.
 *
 * @throws ProblemError 'not_found', 'account_not_active' for a cancelled one, 'changed_meanwhile', 'forbidden' for what a
 *   customer may not change, 'conflict' for a time zone that bills were reckoned in, 'invalid_value'.
 */
export const changeAccount = operation({
  name: 'accounts.change',
  permission: 'accounts.write',
  async run({ db, resellerId, actor, audit, emit }: WriteContext, change: AccountChange) {
    const { accountId, ifVersion } = change
    const locked = await lockAccount(db, accountId)
    const before = locked === undefined ? undefined : await readAccountDetails(db, accountId)
    if (before === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
    requireNotCancelled(before)
    if (ifVersion !== undefined && ifVersion !== before.version) throw changedMeanwhile('this account')
    const profile = differing(change.profile, before)
    const contacts = differing(change.contacts, before.contacts)
    mayChange(actor, profile)
    checkProfile({ ...before, ...profile }, change.profile)
    checkTimeZone(before, profile)
    if (Object.keys(profile).length === 0 && Object.keys(contacts).length === 0) return false
    const version = await updateProfile(db, accountId, profile)
    await replaceContacts(db, { accountId, resellerId }, contacts)
    const changed = [...Object.keys(profile), ...Object.keys(contacts).map((kind) => `contacts.${kind}`)]
    audit({
      subject: `account ${accountId}`,
      accountId,
      before: { ...only(before, profile), ...contactsOf(before.contacts, contacts) },
      after: { ...profile, ...contactsOf(contacts, contacts) },
    })
    emit({ type: 'account.changed', accountId, payload: { accountNumber: before.accountNumber, changed, version } })
    return true
  },
})

function mayChange(actor: Actor, profile: Partial<AccountProfile>): void {
  if (actor.accountId === undefined) return
  const others = Object.keys(profile).filter((field) => !CUSTOMERS_OWN.has(field))
  if (others.length === 0) return
  const message = `You can change contacts and addresses; ask your provider to change ${others.join(', ')}.`
  throw new ProblemError(problem('forbidden', message))
}

function checkTimeZone(before: AccountDetails, { timeZone }: Partial<AccountProfile>): void {
  if (timeZone === undefined || before.activatedAt === null) return
  const message = `Bills of this account are reckoned in ${before.timeZone} since it was activated; its time zone stays.`
  throw new ProblemError(problem('conflict', message, { field: 'timeZone' }))
}

/** Of what is asked for, that which is not so already. */
function differing<Asked extends object>(asked: Asked, current: object): Partial<Asked> {
  const now: Readonly<Record<string, unknown>> = { ...current }
  const entries = Object.entries(asked).filter(
    ([field, value]) => value !== undefined && canonical(value) !== canonical(now[field] ?? null),
  )
  return Object.fromEntries(entries) as Partial<Asked>
}

/** JSON with the keys of objects in order: the database keeps them in one of its own. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value)
  return JSON.stringify(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

/** Those fields of one object that another has. */
function only(source: object, fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(source).filter(([field]) => field in fields))
}

function contactsOf(source: object, kinds: object): { contacts?: Record<string, unknown> } {
  return Object.keys(kinds).length === 0 ? {} : { contacts: only(source, kinds) }
}
