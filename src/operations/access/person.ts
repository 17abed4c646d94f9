import type pg from 'pg'
import type { Actor } from '#domain/access/actor.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { writeInstant } from '#domain/time/write-instant.ts'
import { queueMail } from '#operations/notifications/queue-mail.ts'
import { findLogin, listOwnMemberships, type Login } from '#storage/queries/logins.ts'
import { readTimeZone } from '#storage/queries/time-zone.ts'
import { appendAudit } from '#storage/tables/audit.ts'
import { insertAccessLine } from '#storage/tables/logins.ts'
import type { AccessContext } from './context.ts'

/** A person at its own login, in the session of this token. */
export interface Person {
  readonly actor: Actor
  readonly tokenHash: Buffer
}

/**
 * The login of whoever asks.
 *
 * @throws ProblemError 'forbidden' for a machine's key, and for staff signed in as a customer: that login is not theirs.
 */
export async function ownLogin({ pool }: AccessContext, { actor }: Person): Promise<Login> {
  if (actor.kind !== 'user') throw new ProblemError(problem('forbidden', 'Keys have no login of their own to change.'))
  if (actor.onBehalf !== undefined) {
    throw new ProblemError(problem('forbidden', 'You are signed in as a customer; go back to your own account first.'))
  }
  const login = await findLogin(pool, { userId: actor.id })
  if (login === undefined) throw new ProblemError(problem('not_signed_in', 'Sign in first.'))
  return login
}

/** What the service is called to this person: the brand of the reseller it acts for. */
export async function serviceName({ pool }: AccessContext, userId: number): Promise<string> {
  const [membership] = await listOwnMemberships(pool, userId)
  return membership?.resellerName ?? 'Tollgate'
}

/** What changed about a login. */
export interface LoginChange {
  /** As the log and the audit chain name it: `password changed`. */
  readonly what: string
  /** As a mail tells the person, in case it was somebody else; none is sent without. */
  readonly notice?: string
}

/**
 * Writes a change of a login down: in the person's own log, on the audit chain of the reseller it is something to, and in
 * a mail to the person.
 *
 * @param resellerId undefined: the operator's people are on no reseller's chain.
 */
export async function recordLoginChange(
  db: pg.ClientBase,
  { now, from }: AccessContext,
  { userId, name, email }: Pick<Login, 'userId' | 'name' | 'email'>,
  { resellerId, accountId }: { readonly resellerId: number | undefined; readonly accountId?: number | undefined },
  { what, notice }: LoginChange,
): Promise<void> {
  await insertAccessLine(db, { userId, at: now, what, ...from })
  if (notice !== undefined) {
    const zone = resellerId === undefined ? 'Australia/Sydney' : await readTimeZone(db, resellerId)
    const values = {
      'person.name': name,
      'security.change': notice,
      'security.when': writeInstant(now, zone),
    }
    await queueMail({ db, resellerId, now }, { kind: 'security-notice', to: email, values })
  }
  if (resellerId === undefined) return
  await appendAudit(db, resellerId, [
    {
      resellerId,
      accountId: accountId ?? null,
      atMs: now.getTime(),
      actor: `user ${userId}`,
      actorName: name,
      operation: 'access.change-login',
      subject: `user ${userId}`,
      before: null,
      after: { change: what },
      origin: from.ip,
    },
  ])
}

/** Which reseller's chain a person's own changes go on. */
export function homeOf({ role, resellerId, accountId }: Actor): {
  readonly resellerId: number | undefined
  readonly accountId?: number | undefined
} {
  return role === 'operator' ? { resellerId: undefined } : { resellerId, accountId }
}
