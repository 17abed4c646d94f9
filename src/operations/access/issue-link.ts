import type pg from 'pg'
import { insertLink, type NewLink } from '#storage/tables/links.ts'
import { hashToken, newToken } from './token.ts'

const HOUR_MS = 3_600_000

/** How long a link of each kind is good for. */
const GOOD_FOR_HOURS = { invite: 7 * 24, reset: 1, email: 24, 'first-operator': 24 } as const

/**
 * Makes a one-time link. An invitation may be made in a tenant's session; the others by the installation only.
 *
 * @returns its token, to be shown or mailed once as `<site>/link#<token>` (behind #, so that no server logs it), and
 *   when it ends.
 */
export async function issueLink(
  db: pg.ClientBase,
  link: Omit<NewLink, 'tokenHash' | 'createdAt' | 'expiresAt'>,
  now: Date,
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + GOOD_FOR_HOURS[link.purpose] * HOUR_MS)
  await insertLink(db, { ...link, tokenHash: hashToken(token), createdAt: now, expiresAt })
  return { token, expiresAt }
}
