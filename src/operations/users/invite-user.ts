import { CUSTOMER_ROLES, mayGiveRole, STAFF_ROLES } from '#domain/access/giving-roles.ts'
import type { Role } from '#domain/access/roles.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { forbidden, operation, type WriteContext } from '#operations/operation.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { numbersNotHeld, readMember, type Member } from '#storage/queries/members.ts'
import { insertMembership, userFor } from '#storage/tables/memberships.ts'
import { sendInvitation } from './send-invitation.ts'

export interface UserToInvite {
  /** Undefined: to the reseller's staff. */
  readonly accountId: number | undefined
  /** Lower case. */
  readonly email: string
  /** Kept where the person is new to the installation. */
  readonly name: string
  readonly role: Role
  /** A customer user's own, E.164 digits. */
  readonly numbers?: readonly string[] | undefined
  /** Where this installation is found: `https://phones.example.com`. */
  readonly site: string
}

/**
 * Invites somebody to be something here, by e-mail. Somebody who has a login keeps it and gets one more place; nothing is
 * given before the invitation is accepted. Rule: one login a person over the whole platform, many roles (the platform's
 * help pages on existing users).
 *
 * @throws ProblemError 'already_exists', 'not_found' for the account, 'conflict' for one that is cancelled, 'forbidden'
 *   for a role above one's own, 'invalid_value'.
 */
const invite = async (context: WriteContext, invited: UserToInvite): Promise<Member> => {
  const { db, resellerId, now, audit, emit } = context
  const { accountId, email, name, role, numbers, site } = invited
  checkRole(context, role, accountId)
  await requireOpenAccount(db, accountId)
  await checkNumbers(db, accountId, role, numbers)
  const userId = await userFor(db, email, name, now)
  const membershipId = await insertMembership(db, { resellerId, userId, accountId, role, numbers, createdAt: now })
  if (membershipId === undefined) {
    const message = `${email} is a user here already; change its role, or send its invitation again.`
    throw new ProblemError(problem('already_exists', message, { field: 'email' }))
  }
  const member = await readMember(db, { userId, accountId })
  if (member === undefined) throw new Error(`membership ${membershipId} cannot be read back`)
  if (member.status === 'closed')
    throw new ProblemError(
      problem('conflict', `The login of ${email} is closed; ask the operator.`, { field: 'email' }),
    )
  await sendInvitation(context, { membershipId, userId, accountId, email, name, site })
  const account = accountId === undefined ? {} : { accountId }
  audit({ subject: `user ${userId}`, ...account, after: { email, role, numbers } })
  emit({ type: 'user.invited', ...account, payload: { userId: String(userId), email, role } })
  return member
}

export const inviteStaff = operation({ name: 'staff.invite', permission: 'staff.write', run: invite })
export const inviteCustomer = operation({ name: 'users.invite', permission: 'users.write', run: invite })

/** Staff roles are the reseller's, customer roles an account's; nobody gives one above their own. */
export function checkRole({ actor }: Pick<WriteContext, 'actor'>, role: Role, accountId: number | undefined): void {
  // A customer stays in its account, whatever it asks.
  if (actor.accountId !== undefined && actor.accountId !== accountId) throw new ProblemError(forbidden('staff.write'))
  const roles: readonly Role[] = accountId === undefined ? STAFF_ROLES : CUSTOMER_ROLES
  if (!roles.includes(role))
    throw new ProblemError(problem('invalid_value', `Choose one of ${roles.join(', ')}.`, { field: 'role' }))
  if (!mayGiveRole(actor, role))
    throw new ProblemError(problem('forbidden', `You cannot make anybody ${role}: that is above your own role.`))
}

/** A customer user has its own numbers, of those its account holds; nobody else has any. */
export async function checkNumbers(
  db: WriteContext['db'],
  accountId: number | undefined,
  role: Role,
  numbers: readonly string[] | undefined,
): Promise<void> {
  const refuse = (message: string): never => {
    throw new ProblemError(problem('invalid_value', message, { field: 'numbers' }))
  }
  if (role !== 'customer-user') {
    if (numbers !== undefined) refuse(`Only a customer-user is limited to numbers; ${role} is not.`)
    return
  }
  if (numbers === undefined) return refuse('Say which numbers of the account are this user’s own; none is [].')
  if (new Set(numbers).size < numbers.length) refuse('A number is there twice; name each once.')
  const foreign = await numbersNotHeld(db, accountId ?? 0, numbers)
  if (foreign.length > 0)
    refuse(`The account does not have ${foreign.slice(0, 5).join(', ')}; add it to the account first.`)
}

async function requireOpenAccount(db: WriteContext['db'], accountId: number | undefined): Promise<void> {
  if (accountId === undefined) return
  const account = await readAccount(db, accountId)
  if (account === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
  if (account.status === 'cancelled')
    throw new ProblemError(problem('conflict', 'The account is cancelled: nobody can be let into it any more.'))
}
