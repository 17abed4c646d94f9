import type { WriteContext } from '#operations/operation.ts'
import { revokeAccountAccess } from '#storage/tables/memberships.ts'

/**
 * Ends the access of everybody to an account that is closed: its users, invitations and keys. Their logins stay, for what
 * else they may be part of. Done again it changes nothing.
 */
export async function closeAccountUsers({ db, now, audit }: WriteContext, accountId: number): Promise<void> {
  const { memberships, keys } = await revokeAccountAccess(db, accountId, now)
  if (memberships.length === 0 && keys.length === 0) return
  audit({
    subject: `users of account ${accountId}`,
    accountId,
    before: { users: memberships, keys },
    after: { closed: true },
  })
}
