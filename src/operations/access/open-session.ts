import { problem, ProblemError } from '#domain/problem.ts'
import { withTransaction } from '#storage/pool.ts'
import { listOwnMemberships } from '#storage/queries/logins.ts'
import { insertAccessLine } from '#storage/tables/logins.ts'
import { endSession, insertSession } from '#storage/tables/sessions.ts'
import { sessionEnd, type AccessContext } from './context.ts'
import { hashToken, newToken } from './token.ts'

/** What the browser is given to carry. */
export interface OpenedSession {
  readonly token: string
  readonly expiresAt: Date
}

export type SignInMethod =
  | 'password'
  | 'password+totp'
  | 'password+recovery-code'
  | 'password+passkey'
  | 'passkey'
  | 'link'

/**
 * Opens a session for a person who has proved who it is, acting by the membership it acted by last, and ends the one the
 * browser came with.
 *
 * @param before the token the browser came with.
 * @throws ProblemError 'forbidden': there is nothing the person may enter any more.
 */
export async function openSession(
  context: AccessContext,
  userId: number,
  method: SignInMethod,
  before: string | undefined,
): Promise<OpenedSession> {
  const { pool, now, from, config } = context
  const [membership] = await listOwnMemberships(pool, userId)
  if (membership === undefined) {
    throw new ProblemError(
      problem('forbidden', 'Your sign-in is right, but gives access to nothing at present; ask whoever invited you.'),
    )
  }
  const token = newToken()
  const expiresAt = sessionEnd(config, now)
  await withTransaction(pool, async (db) => {
    if (before !== undefined) await endSession(db, hashToken(before), now)
    const tokenHash = hashToken(token)
    await insertSession(db, { tokenHash, userId, membershipId: membership.id, method, ...from, now, expiresAt })
    await insertAccessLine(db, { userId, at: now, what: `signed in by ${spoken(method)}`, ...from })
  })
  return { token, expiresAt }
}

function spoken(method: SignInMethod): string {
  return method.replace('+', ' and ').replace('totp', 'one-time code').replace('-', ' ')
}
