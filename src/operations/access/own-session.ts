import { problem, ProblemError } from '#domain/problem.ts'
import { withTransaction } from '#storage/pool.ts'
import { listOwnMemberships } from '#storage/queries/logins.ts'
import { appendAudit } from '#storage/tables/audit.ts'
import { insertAccessLine } from '#storage/tables/logins.ts'
import { endOtherSessions, endSession, endSessionById, rotateSession } from '#storage/tables/sessions.ts'
import { takeTicket } from '#storage/tables/tickets.ts'
import type { AccessContext } from './context.ts'
import { secondFactorsOf } from './factors.ts'
import type { PasskeyAnswer } from './passkey-answer.ts'
import { ownLogin, type Person } from './person.ts'
import { ticketOver } from './refusals.ts'
import { proveSecondFactor } from './second-factor.ts'
import { hashToken, newToken } from './token.ts'
import { requirePassword } from './require-password.ts'

/** Signs out. A session that is over already is no fault. */
export async function signOut({ pool, now }: AccessContext, token: string | undefined): Promise<void> {
  if (token !== undefined) await endSession(pool, hashToken(token), now)
}

/**
 * Goes on as something else the person is: the same session under a new token.
 *
 * @returns the new token.
 * @throws ProblemError 'not_found': the person is no such thing.
 */
export async function chooseMembership(context: AccessContext, person: Person, membershipId: number): Promise<string> {
  const { userId } = await ownLogin(context, person)
  const memberships = await listOwnMemberships(context.pool, userId)
  if (!memberships.some(({ id }) => id === membershipId)) {
    throw new ProblemError(problem('not_found', 'You have no such role.', { field: 'membershipId' }))
  }
  return renew(context, person, { membershipId })
}

/**
 * A member of staff signed in as a customer goes back to its own account.
 *
 * @returns the new token.
 * @throws ProblemError 'conflict': nobody is signed in as a customer.
 */
export async function leaveCustomer(context: AccessContext, person: Person): Promise<string> {
  const { onBehalf, resellerId, accountId, name } = person.actor
  if (onBehalf === undefined || resellerId === undefined || accountId === undefined) {
    throw new ProblemError(problem('conflict', 'You are not signed in as a customer.'))
  }
  const token = newToken()
  await withTransaction(context.pool, async (db) => {
    if (!(await rotateSession(db, person.tokenHash, hashToken(token), { leaveCustomer: true }))) throw sessionOver()
    await appendAudit(db, resellerId, [
      {
        resellerId,
        accountId,
        atMs: context.now.getTime(),
        actor: `user ${onBehalf.userId}`,
        actorName: `${onBehalf.name} as ${name}`,
        operation: 'access.leave-customer',
        subject: `account ${accountId}`,
        before: null,
        after: null,
        origin: context.from.ip,
      },
    ])
  })
  return token
}

/** How a person proves again who it is. */
export type Confirmation =
  | { readonly password: string }
  | { readonly code: string }
  | { readonly recoveryCode: string }
  | { readonly ticket: string; readonly passkey: PasskeyAnswer }

/**
 * Proves again who it is, for changes of great consequence in the next minutes. Who has a second factor answers with that.
 *
 * @returns the new token.
 * @throws ProblemError 'second_factor_required': the password alone is not enough; 'invalid_value', 'locked_out'.
 */
export async function confirmPerson(context: AccessContext, person: Person, proof: Confirmation): Promise<string> {
  const login = await ownLogin(context, person)
  if ('password' in proof) {
    if (secondFactorsOf(login).length > 0) {
      throw new ProblemError(problem('second_factor_required', 'Confirm with your second factor: a code or a passkey.'))
    }
    await requirePassword(context, login, proof.password)
  } else {
    const challenge = 'ticket' in proof ? await challengeOf(context, login.userId, proof.ticket) : null
    if ((await proveSecondFactor(context, login, proof, challenge)) === undefined) {
      throw new ProblemError(problem('invalid_value', 'The code is not right, or was used before.', { field: 'code' }))
    }
  }
  return renew(context, person, { confirmedAt: context.now })
}

/** Ends one of the person's own sessions. @throws ProblemError 'not_found'. */
export async function endOwnSession(context: AccessContext, person: Person, sessionId: number): Promise<void> {
  const { pool, now, from } = context
  const { userId } = await ownLogin(context, person)
  if (!(await endSessionById(pool, userId, sessionId, now))) {
    throw new ProblemError(problem('not_found', 'There is no such session.'))
  }
  await insertAccessLine(pool, { userId, at: now, what: 'a session ended', ...from })
}

/** Ends all of the person's sessions but this one. Returns how many there were. */
export async function endOwnOtherSessions(context: AccessContext, person: Person): Promise<number> {
  const { pool, now, from } = context
  const { userId } = await ownLogin(context, person)
  const ended = await endOtherSessions(pool, userId, person.tokenHash, now)
  await insertAccessLine(pool, { userId, at: now, what: 'all other sessions ended', ...from })
  return ended
}

async function challengeOf({ pool, now }: AccessContext, userId: number, ticket: string): Promise<string | null> {
  const asked = await takeTicket(pool, hashToken(ticket), now)
  if (asked?.purpose !== 'confirm' || asked.userId !== userId) throw ticketOver()
  return asked.challenge
}

async function renew(
  { pool }: AccessContext,
  { tokenHash }: Person,
  change: { readonly membershipId?: number; readonly confirmedAt?: Date },
): Promise<string> {
  const token = newToken()
  if (!(await rotateSession(pool, tokenHash, hashToken(token), change))) throw sessionOver()
  return token
}

function sessionOver(): ProblemError {
  return new ProblemError(problem('not_signed_in', 'Your session has ended meanwhile; sign in again.'))
}
