import { mayGiveRole } from '#domain/access/giving-roles.ts'
import type { Role } from '#domain/access/roles.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { changedMeanwhile, operation, type WriteContext } from '#operations/operation.ts'
import { countOtherOwners, lastInvitedAt, readMember, type Member } from '#storage/queries/members.ts'
import { renameInvited, revokeMembership, updateMembership } from '#storage/tables/memberships.ts'
import { checkNumbers, checkRole } from './invite-user.ts'
import { sendInvitation } from './send-invitation.ts'

export interface Whom {
  readonly userId: number
  /** Undefined: of the reseller's staff. */
  readonly accountId: number | undefined
}

export interface UserChange extends Whom {
  /** Only of somebody who has not signed in yet. */
  readonly name?: string | undefined
  readonly role?: Role | undefined
  readonly numbers?: readonly string[] | undefined
  readonly ifVersion: number | undefined
}

/**
 * Changes what somebody is here.
 *
 * @throws ProblemError 'not_found'; 'forbidden' for oneself and for who stands above; 'conflict' for the last owner, and
 *   for the name of somebody who signs in already; 'invalid_value'; 'changed_meanwhile'.
 */
const change = async (
  context: WriteContext,
  { name, role, numbers, ifVersion, ...whom }: UserChange,
): Promise<Member> => {
  const { db, audit, emit } = context
  const before = await findChangeable(context, whom)
  const newRole = role ?? before.role
  const newNumbers = newRole === 'customer-user' ? (numbers ?? before.numbers ?? undefined) : numbers
  checkRole(context, newRole, whom.accountId)
  if (role !== undefined || numbers !== undefined) await checkNumbers(db, whom.accountId, newRole, newNumbers)
  if (newRole !== 'owner') await requireAnotherOwner(context, before)
  if (name !== undefined && name !== before.name) {
    if (!before.isNew)
      throw new ProblemError(
        problem('conflict', `${before.email} signs in already and changes its name itself.`, { field: 'name' }),
      )
    await renameInvited(db, before.userId, name)
  }
  const { membershipId: id } = before
  const version = await updateMembership(
    db,
    { id, role: newRole, numbers: newNumbers ?? null },
    ifVersion ?? before.version,
  )
  const after = await readMember(db, whom)
  if (version === undefined || after === undefined) throw changedMeanwhile('the user')
  audit({ ...subjectOf(before), before: shown(before), after: shown(after) })
  emit({ type: 'user.changed', ...accountOf(before), payload: { userId: String(before.userId), role: newRole } })
  return after
}

/** Ends what somebody is here, at once. Its login stays, for what else it may be part of. */
const remove = async (context: WriteContext, whom: Whom): Promise<void> => {
  const { db, now, audit, emit } = context
  const before = await findChangeable(context, whom)
  await requireAnotherOwner(context, before)
  await revokeMembership(db, before.membershipId, now)
  audit({ ...subjectOf(before), before: shown(before) })
  emit({ type: 'user.removed', ...accountOf(before), payload: { userId: String(before.userId), email: before.email } })
}

const RESEND_AFTER_MS = 60_000

/** Sends an invitation again under a new link; the one before is good no longer. */
const inviteAgain = async (
  context: WriteContext,
  { site, ...whom }: Whom & { readonly site: string },
): Promise<Member> => {
  const { db, now, audit } = context
  const member = await findChangeable(context, whom)
  if (member.status !== 'invited')
    throw new ProblemError(problem('conflict', `${member.email} has accepted its invitation already.`))
  const waitMs = ((await lastInvitedAt(db, member.membershipId))?.getTime() ?? 0) + RESEND_AFTER_MS - now.getTime()
  if (waitMs > 0) {
    const retryAfterSeconds = Math.ceil(waitMs / 1000)
    throw new ProblemError(
      problem('too_many_requests', 'It was sent less than a minute ago; wait a little.', { retryAfterSeconds }),
    )
  }
  const { membershipId, userId, email, name } = member
  await sendInvitation(context, { membershipId, userId, accountId: whom.accountId, email, name, site })
  audit({ ...subjectOf(member), after: { invitedAgain: email } })
  return member
}

export const changeStaff = operation({ name: 'staff.change', permission: 'staff.write', run: change })
export const changeCustomer = operation({ name: 'users.change', permission: 'users.write', run: change })
export const removeStaff = operation({ name: 'staff.remove', permission: 'staff.write', run: remove })
export const removeCustomer = operation({ name: 'users.remove', permission: 'users.write', run: remove })
export const inviteStaffAgain = operation({ name: 'staff.invite-again', permission: 'staff.write', run: inviteAgain })
export const inviteCustomerAgain = operation({
  name: 'users.invite-again',
  permission: 'users.write',
  run: inviteAgain,
})

/** Nobody changes themselves, nor who stands above them. */
async function findChangeable({ db, actor }: WriteContext, whom: Whom): Promise<Member> {
  const member = await readMember(db, whom)
  if (member === undefined) throw new ProblemError(problem('not_found', 'There is no such user.'))
  if (actor.kind === 'user' && actor.id === member.userId)
    throw new ProblemError(
      problem('forbidden', 'Nobody changes their own role or removes themselves; ask another administrator.'),
    )
  if (!mayGiveRole(actor, member.role))
    throw new ProblemError(problem('forbidden', `${member.email} is ${member.role}: that is above your own role.`))
  return member
}

async function requireAnotherOwner({ db }: WriteContext, { membershipId, role, status }: Member): Promise<void> {
  if (role !== 'owner' || status !== 'active' || (await countOtherOwners(db, membershipId)) > 0) return
  throw new ProblemError(problem('conflict', 'This is the last owner; make somebody else an owner first.'))
}

function shown({ email, name, role, numbers }: Member): object {
  return { email, name, role, ...(numbers !== null && { numbers }) }
}

function accountOf({ accountId }: Member): { readonly accountId?: number } {
  return accountId === null ? {} : { accountId }
}

function subjectOf(member: Member): { readonly subject: string; readonly accountId?: number } {
  return { subject: `user ${member.userId}`, ...accountOf(member) }
}
