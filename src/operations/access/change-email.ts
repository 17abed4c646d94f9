import { writeInstant } from '#domain/time/write-instant.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { queueMail } from '#operations/notifications/queue-mail.ts'
import { withTransaction } from '#storage/pool.ts'
import { findLogin } from '#storage/queries/logins.ts'
import { hasRecentLink } from '#storage/queries/links.ts'
import { readTimeZone } from '#storage/queries/time-zone.ts'
import type { AccessContext } from './context.ts'
import { issueLink } from './issue-link.ts'
import { homeOf, ownLogin, recordLoginChange, type Person } from './person.ts'
import { requireConfirmed } from './step-up.ts'

const PAUSE_MS = 2 * 60_000

/**
 * Mails a link to the address somebody wants to sign in with from now on; the login keeps its own until it is opened. An
 * address that is another login's is mailed nothing, and whoever asks is not told so.
 *
 * @throws ProblemError 'too_many_requests': one was mailed a moment ago; 'confirmation_needed'.
 */
export async function askToChangeEmail(context: AccessContext, person: Person, newEmail: string): Promise<void> {
  const { pool, config, now } = context
  requireConfirmed(person.actor, now)
  const login = await ownLogin(context, person)
  const home = homeOf(person.actor)
  await withTransaction(pool, async (db) => {
    if (await hasRecentLink(db, 'email', login.userId, new Date(now.getTime() - PAUSE_MS))) {
      const words = 'A link was mailed a moment ago; look for it, or try again in two minutes.'
      throw new ProblemError(problem('too_many_requests', words, { retryAfterSeconds: PAUSE_MS / 1000 }))
    }
    const { token, expiresAt } = await issueLink(db, { purpose: 'email', userId: login.userId, newEmail }, now)
    await recordLoginChange(db, context, login, home, { what: `asked to sign in as ${newEmail}` })
    if ((await findLogin(db, { email: newEmail })) !== undefined) return
    const zone = home.resellerId === undefined ? 'Australia/Sydney' : await readTimeZone(db, home.resellerId)
    const values = {
      'person.name': login.name,
      link: `${config.publicUrl}/link#${token}`,
      'link.expires': writeInstant(expiresAt, zone),
    }
    await queueMail({ db, resellerId: home.resellerId, now }, { kind: 'email-change', to: newEmail, values })
  })
}
