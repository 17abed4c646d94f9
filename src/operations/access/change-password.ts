import { passwordProblem } from '#domain/access/password-rules.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { withTransaction } from '#storage/pool.ts'
import { endOtherSessions, rotateSession } from '#storage/tables/sessions.ts'
import { renameUser, writePassword } from '#storage/tables/logins.ts'
import type { AccessContext } from './context.ts'
import { hashPassword } from './password-hash.ts'
import { homeOf, ownLogin, recordLoginChange, type Person } from './person.ts'
import { requirePassword } from './require-password.ts'
import { hashToken, newToken } from './token.ts'

/**
 * Changes one's own password. All other sessions end, and this one goes on under a new token.
 *
 * @returns the new token.
 * @throws ProblemError 'invalid_value': not the current one, or one that would not do; 'locked_out'.
 */
export async function changePassword(
  context: AccessContext,
  person: Person,
  { current, password }: { readonly current: string; readonly password: string },
): Promise<string> {
  const login = await ownLogin(context, person)
  await requirePassword(context, login, current, 'current')
  requireGoodPassword(password, [login.email, login.name])
  const hash = await hashPassword(password, context.config.limits)
  const token = newToken()
  await withTransaction(context.pool, async (db) => {
    await writePassword(db, login.userId, hash, context.now)
    await endOtherSessions(db, login.userId, person.tokenHash, context.now)
    if (!(await rotateSession(db, person.tokenHash, hashToken(token), {}))) {
      throw new ProblemError(problem('not_signed_in', 'Your session has ended meanwhile; sign in again.'))
    }
    await recordLoginChange(db, context, login, homeOf(person.actor), {
      what: 'password changed',
      notice: 'The password of your sign-in was changed.',
    })
  })
  return token
}

/** Changes what one is called. */
export async function changeName(context: AccessContext, person: Person, name: string): Promise<void> {
  const login = await ownLogin(context, person)
  await withTransaction(context.pool, async (db) => {
    await renameUser(db, login.userId, name)
    await recordLoginChange(db, context, login, homeOf(person.actor), { what: `name changed to ${name}` })
  })
}

/** @throws ProblemError 'invalid_value' at `password`. */
export function requireGoodPassword(password: string, personal: readonly string[]): void {
  const fault = passwordProblem(password, [...personal, 'Tollgate'])
  if (fault !== undefined) throw new ProblemError(fault)
}
