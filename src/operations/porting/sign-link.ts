import { systemActor } from '#domain/access/actor.ts'
import { authorityTerms, canonicalAuthority, isTerms, type AuthorityLetter } from '#domain/porting/authority.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { attempt } from '#operations/access/attempts.ts'
import type { AccessContext } from '#operations/access/context.ts'
import { hashToken } from '#operations/access/token.ts'
import { perform } from '#operations/operation.ts'
import { readBrand, type BrandRow } from '#storage/queries/brand.ts'
import { findSignLink, readGivenSignatures, type SignLinkRow } from '#storage/queries/port-signatures.ts'
import { readPort, requestOf } from '#storage/queries/ports.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { isSignable, sha256Of, signLinkedAuthority, unsignedLetter } from './authority.ts'
import { loadDesk } from './desk.ts'

/** What a link that asks for a signature leads to. */
export type SignLink =
  /** The letter as it would be signed, and the SHA-256 of what it is under. */
  | {
      readonly status: 'open'
      readonly brand: BrandRow
      readonly resellerId: number
      readonly letter: AuthorityLetter
      readonly sha256: string
      readonly expiresAt: Date
      readonly timeZone: string
    }
  | {
      readonly status: 'signed'
      readonly brand: BrandRow
      readonly resellerId: number
      readonly letter: AuthorityLetter
      /** Whether the signed letter can still be had by the link. */
      readonly isKept: boolean
    }
  | { readonly status: 'expired'; readonly brand: BrandRow; readonly resellerId: number }
  /** Withdrawn, for a port that needs it no more, or never there: which, is not said. */
  | { readonly status: 'gone' }

/**
 * What a token leads to. Tokens that never were are counted as failed attempts.
 *
 * @throws ProblemError 'locked_out'.
 */
export async function readSignLink(context: AccessContext, token: string): Promise<SignLink> {
  const link = await linkOf(context, token)
  if (link === undefined || link.revokedAt !== null) return { status: 'gone' }
  const { resellerId, accountId } = link
  const isOver = link.expiresAt === null || link.expiresAt <= context.now
  return readAsTenant(context.pool, { resellerId, accountId }, async (db): Promise<SignLink> => {
    const brand = await readBrand(db, resellerId)
    const port = await readPort(db, link.portId)
    if (brand === undefined || port === undefined) return { status: 'gone' }
    if (link.signedAt !== null) {
      const given = (await readGivenSignatures(db, port.id)).find(({ id }) => id === link.id)
      if (given === undefined) return { status: 'gone' }
      return { status: 'signed', brand, resellerId, letter: given.letter, isKept: !isOver }
    }
    if (isOver) return { status: 'expired', brand, resellerId }
    const { timeZone } = await loadDesk(db, context.now)
    const today = dateAt(context.now.getTime(), timeZone).toString()
    const terms = authorityTerms(requestOf(port), today)
    if (!isSignable(port) || !isTerms(terms)) return { status: 'gone' }
    const letter = await unsignedLetter(db, resellerId, port, today)
    const sha256 = sha256Of(canonicalAuthority(terms))
    return { status: 'open', brand, resellerId, letter, sha256, expiresAt: link.expiresAt ?? context.now, timeZone }
  })
}

/**
 * Signs by a link. Nobody is signed in: whoever holds the link is the authorised person, within that account.
 *
 * @throws ProblemError 'link_expired', 'changed_meanwhile' where the request is not what was read; 'locked_out'.
 */
export async function signByLink(
  context: AccessContext,
  { token, name, sha256 }: { readonly token: string; readonly name: string; readonly sha256: string },
): Promise<void> {
  const link = await linkOf(context, token)
  if (link === undefined)
    throw new ProblemError(problem('link_expired', 'This link was used or is over; ask for a new one.'))
  const actor = { ...systemActor(link.resellerId, `${name} (by link)`), accountId: link.accountId }
  const { ip, device } = context.from
  const input = { portId: link.portId, signatureId: link.id, name, sha256, ip, userAgent: device }
  await perform(context.pool, signLinkedAuthority, { actor, input, now: context.now, origin: ip }, () => ({}))
}

function linkOf(context: AccessContext, token: string): Promise<SignLinkRow | undefined> {
  return attempt(context, undefined, () => findSignLink(context.pool, hashToken(token)))
}
