import type pg from 'pg'
import { may } from '#domain/access/may.ts'
import {
  authorityTerms,
  canonicalAuthority,
  changedWords,
  covers,
  isTerms,
  type AuthorityLetter,
  type AuthorityTerms,
} from '#domain/porting/authority.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { isAuthorisedPerson, isSignable, sha256Of, unsignedLetter } from '#operations/porting/authority.ts'
import { loadDesk } from '#operations/porting/desk.ts'
import { readAskedSignature, readGivenSignatures, type GivenSignatureRow } from '#storage/queries/port-signatures.ts'
import { readPort, requestOf } from '#storage/queries/ports.ts'
import { notFound } from '../not-found.ts'
import type { Viewer } from './port.ts'

/** How far the authority of a port is, as whoever asks may see it. */
export async function viewPortAuthority(portId: number, db: pg.ClientBase, { actor, now }: Viewer) {
  const port = notFound('port', await readPort(db, portId))
  const { timeZone } = await loadDesk(db, now)
  const today = dateAt(now.getTime(), timeZone).toString()
  const terms = authorityTerms(requestOf(port), today)
  const whole = isTerms(terms) ? terms : undefined
  const asked = await readAskedSignature(db, portId)
  const [signed, ...earlier] = (await readGivenSignatures(db, portId)).map((given) => viewSignature(given, whole))
  const isOpen = isSignable(port) && may(actor, 'ports.request')
  const person = port.details.authorisedPerson
  return {
    status: statusOf(asked?.expiresAt ?? undefined, signed, now),
    asked:
      asked === undefined
        ? null
        : {
            person: asked.person,
            to: asked.recipient ?? '',
            askedAt: asked.askedAt,
            askedBy: asked.askedBy,
            expiresAt: asked.expiresAt ?? now,
          },
    signed: signed ?? null,
    earlier,
    lacking: isTerms(terms) ? [] : terms.map(({ message }) => message),
    person: person?.name ?? null,
    email: person?.email ?? null,
    canAsk: isOpen && whole !== undefined && whole.authorisedPerson.email !== null,
    canSign: isOpen && whole !== undefined && (await isAuthorisedPerson(db, actor, port)),
    letter: whole === undefined ? null : viewLetter(await unsignedLetter(db, actor.resellerId ?? 0, port, today)),
    sha256: whole === undefined ? null : sha256Of(canonicalAuthority(whole)),
  }
}

function statusOf(
  askedUntil: Date | undefined,
  signed: { readonly covers: boolean } | undefined,
  now: Date,
): 'none' | 'asked' | 'over' | 'signed' | 'outdated' {
  if (askedUntil !== undefined && askedUntil > now) return 'asked'
  if (signed?.covers === true) return 'signed'
  if (askedUntil !== undefined) return 'over'
  return signed === undefined ? 'none' : 'outdated'
}

function viewSignature(given: GivenSignatureRow, terms: AuthorityTerms | undefined) {
  const isCovered = terms !== undefined && covers(given, terms)
  return {
    id: given.id,
    name: given.signedName,
    signedAt: given.signedAt,
    signedOn: given.signedOn,
    by: given.recipient === null ? ('portal' as const) : ('link' as const),
    ip: given.ip,
    sha256: given.sha256,
    covers: isCovered,
    changed: terms === undefined || isCovered ? null : changedWords(given, terms),
  }
}

/** What a letter says, for a page. */
export function viewLetter({ reference, provider, terms, consents }: AuthorityLetter) {
  const {
    kind,
    numbers,
    losingCarrier,
    losingAccountNumber,
    holderName,
    businessNumber,
    serviceAddress,
    authorisedPerson,
  } = terms
  return {
    reference,
    provider: provider.name,
    kind,
    numbers,
    losingCarrier,
    losingAccountNumber,
    holderName,
    businessNumber,
    serviceAddress: serviceAddress === null ? null : { ...serviceAddress, lines: [...serviceAddress.lines] },
    person: authorisedPerson,
    consents,
  }
}
