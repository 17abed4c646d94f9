import type pg from 'pg'
import { portalAddress } from '#domain/branding/brand.ts'
import { writeInstant } from '#domain/time/write-instant.ts'
import { queueMail } from '#operations/notifications/queue-mail.ts'
import { withTransaction } from '#storage/pool.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { findLogin, listOwnMemberships } from '#storage/queries/logins.ts'
import { hasRecentLink } from '#storage/queries/links.ts'
import { readTimeZone } from '#storage/queries/time-zone.ts'
import { addJob } from '#storage/tables/jobs.ts'
import type { AccessContext } from './context.ts'
import { issueLink } from './issue-link.ts'

// One a while is enough for whoever forgot; more would be somebody filling another's mailbox.
const PAUSE_MS = 2 * 60_000

/**
 * Asks for a link to set a new password. What is done here is the same whether the address is known or not: the looking up
 * and the mailing happen in a job, {@link sendPasswordReset}.
 */
export async function requestPasswordReset({ pool }: AccessContext, email: string): Promise<void> {
  await withTransaction(pool, (db) =>
    addJob(db, { name: 'password-reset', payload: { email }, key: `password-reset ${email}` }),
  )
}

/**
 * Mails the link, if the address is that of a login that has a password, and none was mailed a moment ago.
 *
 * @param publicUrl where the link leads, unless the person's reseller has a host name of its own:
 *   never taken from a request, whose words anybody may choose.
 */
export async function sendPasswordReset(
  pool: pg.Pool,
  { email, publicUrl, now }: { readonly email: string; readonly publicUrl: string; readonly now: Date },
): Promise<void> {
  const login = await findLogin(pool, { email })
  if (login?.status !== 'active') return
  const memberships = await listOwnMemberships(pool, login.userId)
  const [membership] = memberships
  if (membership === undefined) return
  // Words and host name of a reseller are its own to choose: a login that opens other doors too is told by the installation.
  const isOfOne = memberships.every(({ resellerId: of }) => of === membership.resellerId)
  const resellerId = isOfOne ? (membership.resellerId ?? undefined) : undefined
  await withTransaction(pool, async (db) => {
    if (await hasRecentLink(db, 'reset', login.userId, new Date(now.getTime() - PAUSE_MS))) return
    const { token, expiresAt } = await issueLink(db, { purpose: 'reset', userId: login.userId }, now)
    const brand = resellerId === undefined ? undefined : await readBrand(db, resellerId)
    const portal = membership.accountId === null ? 'staff' : 'customer'
    const address = brand === undefined ? publicUrl : portalAddress(brand, portal, publicUrl)
    const zone = resellerId === undefined ? 'Australia/Sydney' : await readTimeZone(db, resellerId)
    await queueMail(
      { db, resellerId, now },
      {
        kind: 'password-reset',
        to: login.email,
        values: {
          'person.name': login.name,
          link: `${address}/link#${token}`,
          'link.expires': writeInstant(expiresAt, zone),
        },
      },
    )
  })
}
