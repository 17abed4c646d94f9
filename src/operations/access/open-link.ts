import { problem, ProblemError } from '#domain/problem.ts'
import { withTransaction } from '#storage/pool.ts'
import { findLink, type LinkRow } from '#storage/queries/links.ts'
import { findLogin } from '#storage/queries/logins.ts'
import { takeLink, withdrawLinks } from '#storage/tables/links.ts'
import {
  acceptMembership,
  activateUser,
  changeUserEmail,
  insertOperator,
  writePassword,
} from '#storage/tables/logins.ts'
import { endOtherSessions } from '#storage/tables/sessions.ts'
import { attempt, forgiveFailures } from './attempts.ts'
import { requireGoodPassword } from './change-password.ts'
import type { AccessContext } from './context.ts'
import { openSession, type OpenedSession } from './open-session.ts'
import { hashPassword } from './password-hash.ts'
import { recordLoginChange } from './person.ts'
import { requirePassword } from './require-password.ts'
import { hashToken } from './token.ts'

/**
 * What a one-time link is for, before it is used.
 *
 * @throws ProblemError 'link_expired': used, withdrawn, over, or never made; 'locked_out'.
 */
export async function readLink(context: AccessContext, token: string): Promise<LinkRow> {
  const link = await attempt(context, undefined, () => findLink(context.pool, hashToken(token), context.now))
  if (link === undefined || link.isClosed) throw linkOver()
  return link
}

/** What whoever opens a link says. */
export interface LinkAnswer {
  readonly token: string
  /** A new one, or the login's own where the link accepts an invitation for a login that has one. */
  readonly password?: string | undefined
  /** What the person is called; needed where the link makes the operator. */
  readonly name?: string | undefined
  readonly email?: string | undefined
}

/**
 * Uses a link: sets the password or the address it is there to set, accepts the invitation, makes the operator. An
 * invitation never changes the password of a login that has one, and asks for it: whoever set it, through another
 * reseller's mail perhaps, gets nothing through this one. A reset signs nobody in, past a second factor least.
 *
 * @returns the session where the link began a new login; undefined: sign in now.
 * @throws ProblemError 'link_expired', 'invalid_value' (name the field), 'already_exists', 'locked_out'.
 */
export async function useLink(
  context: AccessContext,
  answer: LinkAnswer,
  before: string | undefined,
): Promise<OpenedSession | undefined> {
  const link = await readLink(context, answer.token)
  if (link.purpose === 'first-operator') return becomeOperator(context, answer, before)
  const { userId, email, name } = link
  if (userId === null || email === null || name === null) throw linkOver()
  const person = { userId, email, name: answer.name ?? name }
  if (link.purpose === 'email') {
    await moveToNewEmail(context, person, link.newEmail ?? '', answer.token)
    return undefined
  }
  if (link.purpose === 'reset') {
    await resetPassword(context, person, answer)
    return undefined
  }
  return acceptInvitation(context, link, person, answer, before)
}

interface Addressee {
  readonly userId: number
  readonly email: string
  readonly name: string
}

async function resetPassword(context: AccessContext, person: Addressee, answer: LinkAnswer): Promise<void> {
  const { pool, now } = context
  const hash = await newHash(context, answer.password, [person.email, person.name])
  await withTransaction(pool, async (db) => {
    if (!(await takeLink(db, hashToken(answer.token), now))) throw linkOver()
    await writePassword(db, person.userId, hash, now)
    await endOtherSessions(db, person.userId, undefined, now)
    await withdrawLinks(db, { purpose: 'reset', userId: person.userId }, now)
    await recordLoginChange(
      db,
      context,
      person,
      { resellerId: undefined },
      {
        what: 'password reset by mail',
        notice: 'The password of your sign-in was set anew by a link we mailed to you.',
      },
    )
  })
  await forgiveFailures(context, person.email)
}

async function moveToNewEmail(
  context: AccessContext,
  person: Addressee,
  newEmail: string,
  token: string,
): Promise<void> {
  const { pool, now } = context
  await withTransaction(pool, async (db) => {
    if (!(await takeLink(db, hashToken(token), now))) throw linkOver()
    // To the address before, in case it was somebody else; a link mailed there sets no password any more.
    await recordLoginChange(
      db,
      context,
      person,
      { resellerId: undefined },
      {
        what: `e-mail address changed to ${newEmail}`,
        notice: `You sign in with ${newEmail} from now on.`,
      },
    )
    await withdrawLinks(db, { purpose: 'reset', userId: person.userId }, now)
    if (!(await changeUserEmail(db, person.userId, newEmail))) {
      throw new ProblemError(problem('already_exists', 'There is a login with this address already.'))
    }
  })
}

async function requireOwnPassword(
  context: AccessContext,
  { userId }: Addressee,
  password: string | undefined,
): Promise<void> {
  const login = await findLogin(context.pool, { userId })
  if (login === undefined) throw linkOver()
  if (password === undefined) {
    const message = 'Enter the password you sign in with; if you never set one, ask for a link to set it anew.'
    throw new ProblemError(problem('invalid_value', message, { field: 'password' }))
  }
  await requirePassword(context, login, password)
}

async function acceptInvitation(
  context: AccessContext,
  { membershipId, hasPassword, resellerId }: LinkRow,
  person: Addressee,
  answer: LinkAnswer,
  before: string | undefined,
): Promise<OpenedSession | undefined> {
  const { pool, now } = context
  const hash = hasPassword ? undefined : await newHash(context, answer.password, [person.email, person.name])
  if (hasPassword) await requireOwnPassword(context, person, answer.password)
  await withTransaction(pool, async (db) => {
    if (!(await takeLink(db, hashToken(answer.token), now))) throw linkOver()
    if (hash !== undefined) {
      await writePassword(db, person.userId, hash, now)
      await activateUser(db, person.userId, answer.name)
    }
    if (!(await acceptMembership(db, membershipId ?? 0, person.userId, now))) throw linkOver()
    await recordLoginChange(
      db,
      context,
      person,
      { resellerId: resellerId ?? undefined },
      { what: 'invitation accepted' },
    )
  })
  return hash === undefined ? undefined : openSession(context, person.userId, 'link', before)
}

async function becomeOperator(
  context: AccessContext,
  { token, password, name, email }: LinkAnswer,
  before: string | undefined,
): Promise<OpenedSession> {
  const { pool, now } = context
  if (email === undefined) throw missing('email', 'Name your e-mail address; you sign in with it.')
  if (name === undefined) throw missing('name', 'Say what you are called.')
  const hash = await newHash(context, password, [email, name])
  const userId = await withTransaction(pool, async (db) => {
    if (!(await takeLink(db, hashToken(token), now))) throw linkOver()
    if ((await findLogin(db, { email })) !== undefined) {
      throw new ProblemError(
        problem('already_exists', 'There is a login with this address already.', { field: 'email' }),
      )
    }
    await withdrawLinks(db, { purpose: 'first-operator' }, now)
    const operator = await insertOperator(db, { email, name }, now)
    await writePassword(db, operator, hash, now)
    return operator
  })
  return openSession(context, userId, 'link', before)
}

async function newHash(
  { config }: AccessContext,
  password: string | undefined,
  personal: readonly string[],
): Promise<string> {
  if (password === undefined) throw missing('password', 'Choose a password.')
  requireGoodPassword(password, personal)
  return hashPassword(password, config.limits)
}

function missing(field: string, words: string): ProblemError {
  return new ProblemError(problem('invalid_value', words, { field }))
}

function linkOver(): ProblemError {
  return new ProblemError(problem('link_expired', 'This link was used or is over; ask for a new one.'))
}
