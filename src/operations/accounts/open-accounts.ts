import type pg from 'pg'
import type { Contact } from '#domain/accounts/contact.ts'
import type { PostalAddress } from '#domain/accounts/postal-address.ts'
import { replaceContacts } from '#storage/tables/account-contacts.ts'
import { insertAccountPlans } from '#storage/tables/account-plans.ts'
import { BLANK_PROFILE, insertAccounts } from '#storage/tables/accounts.ts'
import { recordStatusChanges } from '#storage/tables/account-status.ts'

export interface NewAccount {
  readonly accountNumber: string
  readonly name: string
  readonly paymentMode: 'prepaid' | 'postpaid'
  /** IANA zone of its bill dates and time bands. */
  readonly timeZone: string
  /** The bill anniversary, 1 to 31. */
  readonly billDay: number
  readonly planId: number
  /** Since when it is on the plan. */
  readonly activeFrom: Date
  /** Whom to write to, and where it is. */
  readonly contact?: Contact
  readonly address?: PostalAddress
}

/**
 * Brings over accounts that are active elsewhere already: each on its plan, with an empty balance and nothing charged for
 * the time before its next bill. Returns their ids in order.
 *
 * @throws Error when the reseller has an account of such a number.
 */
export async function openAccounts(
  db: pg.ClientBase,
  resellerId: number,
  accounts: readonly NewAccount[],
): Promise<readonly number[]> {
  const inserted = await insertAccounts(
    db,
    resellerId,
    accounts.map(({ accountNumber, name, paymentMode, timeZone, billDay, activeFrom, address = null }) => ({
      ...BLANK_PROFILE,
      billingAddress: address,
      serviceAddress: address,
      accountNumber,
      name,
      paymentMode,
      timeZone,
      billDay,
      status: 'active',
      createdAt: activeFrom,
      activatedAt: activeFrom,
    })),
  )
  const opened = accounts.map((account, index) => {
    const accountId = inserted[index]
    if (accountId === undefined) throw new Error(`account number ${account.accountNumber} is another's`)
    return { ...account, accountId }
  })
  for (const { accountId, contact } of opened) {
    if (contact !== undefined) await replaceContacts(db, { accountId, resellerId }, { main: contact })
  }
  await insertAccountPlans(
    db,
    resellerId,
    opened.map(({ accountId, planId, activeFrom }) => ({ accountId, planId, validFrom: activeFrom })),
  )
  await recordStatusChanges(
    db,
    resellerId,
    opened.map(({ accountId, activeFrom }) => ({
      accountId,
      step: 'activate',
      fromStatus: 'new',
      toStatus: 'active',
      at: activeFrom,
      actor: 'system',
      actorName: 'the installation',
    })),
  )
  return opened.map(({ accountId }) => accountId)
}
