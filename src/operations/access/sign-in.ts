import { findLogin, type Login } from '#storage/queries/logins.ts'
import { renewHash } from '#storage/tables/logins.ts'
import { findTicket, insertTicket, takeTicket } from '#storage/tables/tickets.ts'
import { attempt, noteRefusal } from './attempts.ts'
import type { AccessContext } from './context.ts'
import { secondFactorsOf, type FactorKind } from './factors.ts'
import { openSession, type OpenedSession } from './open-session.ts'
import { checkPassword, hashPassword } from './password-hash.ts'
import { proveSecondFactor, type SecondFactor } from './second-factor.ts'
import { signInFailed, ticketOver } from './refusals.ts'
import { hashToken, newToken } from './token.ts'

/** A sign-in that waits for its second factor. */
export interface WaitingSignIn {
  /** Good for one sign-in, for a few minutes. */
  readonly ticket: string
  readonly expiresAt: Date
  /** What the person can answer with. */
  readonly methods: readonly FactorKind[]
}

const TICKET_MS = 10 * 60_000

/**
 * Signs in by e-mail address and password. Whether the address is known, has a password or is closed makes no difference
 * to the answer, nor to the work done for it.
 *
 * @param before the session token the browser came with; it ends.
 * @throws ProblemError 'sign_in_failed', 'locked_out', 'forbidden'.
 */
export async function signIn(
  context: AccessContext,
  { email, password }: { readonly email: string; readonly password: string },
  before: string | undefined,
): Promise<OpenedSession | WaitingSignIn> {
  const login = await attempt(context, { email }, () => checkLogin(context, email, password))
  if (login === undefined) {
    await noteRefusal(context, email)
    throw signInFailed()
  }
  const methods = secondFactorsOf(login)
  if (methods.length === 0) return openSession(context, login.userId, 'password', before)
  const ticket = newToken()
  const expiresAt = new Date(context.now.getTime() + TICKET_MS)
  await insertTicket(
    context.pool,
    hashToken(ticket),
    { purpose: 'second-factor', userId: login.userId },
    { now: context.now, expiresAt },
  )
  return { ticket, expiresAt, methods }
}

/**
 * Completes a sign-in with its second factor. A wrong one leaves the ticket good for another try, within the lock-out.
 *
 * @throws ProblemError 'link_expired': the ticket is over; 'sign_in_failed'; 'locked_out'.
 */
export async function completeSignIn(
  context: AccessContext,
  ticket: string,
  factor: SecondFactor,
  before: string | undefined,
): Promise<OpenedSession> {
  const { pool, now } = context
  const waiting = await findTicket(pool, hashToken(ticket), now)
  if (waiting?.purpose !== 'second-factor' || waiting.userId === null) throw ticketOver()
  const { userId, challenge } = waiting
  const login = await findLogin(pool, { userId })
  if (login?.status !== 'active') throw signInFailed()
  const method = await proveSecondFactor(context, login, factor, challenge)
  if (method === undefined) throw signInFailed('The code is not right, or was used before.')
  if ((await takeTicket(pool, hashToken(ticket), now)) === undefined) throw ticketOver()
  return openSession(context, userId, `password+${method}`, before)
}

async function checkLogin(context: AccessContext, email: string, password: string): Promise<Login | undefined> {
  const { pool, config } = context
  const login = await findLogin(pool, { email })
  const { isRight, isWeaker } = await checkPassword(password, login?.passwordHash, config.limits)
  if (!isRight || login?.status !== 'active') return undefined
  if (isWeaker && login.passwordHash !== null) {
    await renewHash(pool, login.userId, login.passwordHash, await hashPassword(password, config.limits))
  }
  return login
}
