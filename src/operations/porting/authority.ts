import { createHash } from 'node:crypto'
import type pg from 'pg'
import { nameOf, type Actor } from '#domain/access/actor.ts'
import { portalAddress } from '#domain/branding/brand.ts'
import {
  authorityLetter,
  authorityTerms,
  canonicalAuthority,
  isTerms,
  SIGN_LINK_DAYS,
  type AuthorityLetter,
  type AuthorityTerms,
} from '#domain/porting/authority.ts'
import { ON_THE_WAY, stateWords, type PortState } from '#domain/porting/port-state.ts'
import { numbersText } from '#domain/porting/read-numbers.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { writeInstant } from '#domain/time/write-instant.ts'
import { hashToken, newToken } from '#operations/access/token.ts'
import { queueMail } from '#operations/notifications/queue-mail.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { readBrand, type BrandRow } from '#storage/queries/brand.ts'
import { readAskedSignature, readOwnEmail } from '#storage/queries/port-signatures.ts'
import { requestOf, type PortRow } from '#storage/queries/ports.ts'
import { touchPort } from '#storage/tables/port-files.ts'
import { insertSignature, revokeAsked, updateAuthorisedOn, updateSigned } from '#storage/tables/port-signatures.ts'
import { addToTimeline, takeInHand, type PortInHand } from './port-step.ts'

const DAY_MS = 86_400_000
/** Whoever asks again within a minute has clicked twice. */
const PAUSE_MS = 60_000

/** Where a signature still helps: until the numbers are put on the account. */
const SIGNABLE: readonly PortState[] = ['draft', 'rejected', ...ON_THE_WAY]

/** Whether a signature can be asked for or given now. */
export function isSignable({ state }: Pick<PortRow, 'state'>): boolean {
  return SIGNABLE.includes(state)
}

/**
 * Mails the authorised person a link under which the authority is read and signed. A link that was mailed before is good no
 * longer.
 *
 * @throws ProblemError 'not_found', 'illegal_transition'; 'invalid_value' for what the letter lacks, an e-mail address among
 *   it; 'too_many_requests' where one was mailed a moment ago.
 */
export const askSignature = operation({
  name: 'ports.ask-signature',
  permission: 'ports.request',
  async run(context, { portId, site }: { readonly portId: number; readonly site: string }) {
    const { db, resellerId, now, actor } = context
    const { port, account, calendars } = await takeToSign(context, portId)
    const { authorisedPerson: person, losingCarrier } = termsOf(port, todayOf(now, calendars.desk.timeZone))
    if (person.email === null) {
      const message = `Give the e-mail address of ${person.name}: the link goes there.`
      throw new ProblemError(problem('invalid_value', message, { field: 'authorisedPerson.email' }))
    }
    await refuseHaste(context, portId, person.email)
    const brand = await brandOf(db, resellerId)
    const token = newToken()
    const expiresAt = new Date(now.getTime() + SIGN_LINK_DAYS * DAY_MS)
    const link = { recipient: person.email, expiresAt, tokenHash: hashToken(token) }
    const asked = { askedAt: now, askedBy: nameOf(actor), person: person.name, link }
    await insertSignature(db, { resellerId, accountId: port.accountId, portId }, asked)
    await touchPort(db, portId, now)
    await queueMail(context, {
      kind: 'port-authority',
      to: person.email,
      accountId: port.accountId,
      values: {
        'person.name': person.name,
        'port.numbers': numbersText(port.numbers.map(({ number }) => number)),
        'port.losingCarrier': losingCarrier,
        link: `${portalAddress(brand, 'customer', site)}/my/sign#${token}`,
        'link.expires': writeInstant(expiresAt, account.timeZone),
      },
    })
    await note(context, port, `Signature asked for: ${person.name}, ${person.email}`)
    const after = { signature: 'asked', person: person.name, to: person.email, expiresAt }
    context.audit({ subject: `port ${portId}`, accountId: port.accountId, after })
    context.emit({ type: 'port.authority-asked', accountId: port.accountId, payload: { portId } })
    return portId
  },
})

/**
 * Withdraws a signature that is asked for: its link is good no longer.
 *
 * @throws ProblemError 'not_found', 'illegal_transition' where none is.
 */
export const revokeSignature = operation({
  name: 'ports.revoke-signature',
  permission: 'ports.request',
  async run(context, { portId }: { readonly portId: number }) {
    const { port } = await takeInHand(context, portId)
    const asked = await readAskedSignature(context.db, portId)
    if (asked === undefined || !(await revokeAsked(context.db, portId, context.now)))
      throw new ProblemError(problem('illegal_transition', 'No signature is asked for; there is nothing to withdraw.'))
    await note(context, port, 'The link to sign was withdrawn.')
    const before = { signature: 'asked', person: asked.person, to: asked.recipient }
    context.audit({ subject: `port ${portId}`, accountId: port.accountId, before, after: { signature: 'withdrawn' } })
    context.emit({ type: 'port.authority-revoked', accountId: port.accountId, payload: { portId } })
    return portId
  },
})

/** What whoever signs says, and from where. */
export interface Signing {
  /** As it was typed. */
  readonly name: string
  /** Of the canonical text that was shown. */
  readonly sha256: string
  readonly ip: string
  readonly userAgent: string
}

/**
 * Signs the authority as the authorised person who is signed in.
 *
 * @throws ProblemError 'forbidden' for anybody else; 'illegal_transition', 'invalid_value', 'changed_meanwhile'.
 */
export const signOwnAuthority = operation({
  name: 'ports.sign-authority',
  permission: 'ports.request',
  async run(context, { portId, ...signing }: Signing & { readonly portId: number }) {
    const { db, resellerId, now, actor } = context
    const inHand = await takeToSign(context, portId)
    const { port } = inHand
    if (!(await isAuthorisedPerson(db, actor, port))) {
      const message =
        'Only the authorised person signs, signed in with the e-mail address of the request; ask for the signature by e-mail.'
      throw new ProblemError(problem('forbidden', message))
    }
    const asked = { askedAt: now, askedBy: nameOf(actor), person: signing.name, link: undefined }
    const id = await insertSignature(db, { resellerId, accountId: port.accountId, portId }, asked)
    await sign(context, inHand, id, signing)
    return portId
  },
})

/**
 * Signs the authority by a link that was mailed.
 *
 * @throws ProblemError 'link_expired', 'illegal_transition', 'invalid_value', 'changed_meanwhile'.
 */
export const signLinkedAuthority = operation({
  name: 'ports.sign-authority-by-link',
  permission: 'ports.request',
  async run(
    context,
    { portId, signatureId, ...signing }: Signing & { readonly portId: number; readonly signatureId: number },
  ) {
    await sign(context, await takeToSign(context, portId), signatureId, signing)
    return signatureId
  },
})

/** Whether it is the authorised person of a port who is signed in, and nobody in that person's name. */
export async function isAuthorisedPerson(db: pg.ClientBase, actor: Actor, port: PortRow): Promise<boolean> {
  const email = port.details.authorisedPerson?.email
  if (actor.kind !== 'user' || actor.accountId === undefined || actor.onBehalf !== undefined) return false
  return email !== null && email !== undefined && (await readOwnEmail(db, actor.id)) === email
}

async function sign(
  context: WriteContext,
  { port, calendars }: PortInHand,
  signatureId: number,
  { name, sha256, ip, userAgent }: Signing,
): Promise<void> {
  const { db, resellerId, now } = context
  const today = todayOf(now, calendars.desk.timeZone)
  const terms = termsOf(port, today)
  const content = canonicalAuthority(terms)
  if (sha256Of(content) !== sha256) {
    const message = 'The request was changed while you read it. Read it again, and sign what it says now.'
    throw new ProblemError(problem('changed_meanwhile', message))
  }
  const signature = { name, at: writeInstant(now, calendars.desk.timeZone), ip, agent: userAgent, sha256 }
  const brand = await brandOf(db, resellerId)
  const letter = authorityLetter(terms, { portId: port.id, provider: brand, issuedOn: today, signature })
  const signed = { at: now, on: today, name, ip, userAgent, content, sha256, letter }
  if (!(await updateSigned(db, signatureId, signed)))
    throw new ProblemError(problem('link_expired', 'This link was used or is over; ask for a new one.'))
  await updateAuthorisedOn(db, port.id, today, now)
  await note(context, port, `Authority signed by ${name}`)
  context.audit({
    subject: `port ${port.id}`,
    accountId: port.accountId,
    before: { authorisedOn: port.details.authorisedOn },
    after: { authorisedOn: today, signature: 'given', name, ip, sha256 },
  })
  const payload = { portId: port.id, signedOn: today, sha256 }
  context.emit({ type: 'port.authority-signed', accountId: port.accountId, payload })
}

/**
 * The letter of a port as its request stands, not signed.
 *
 * @param today `yyyy-mm-dd` in the zone of the porting desk.
 * @throws ProblemError 'invalid_value' for each field it lacks.
 */
export async function unsignedLetter(
  db: pg.ClientBase,
  resellerId: number,
  port: PortRow,
  today: string,
): Promise<AuthorityLetter> {
  const provider = await brandOf(db, resellerId)
  return authorityLetter(termsOf(port, today), { portId: port.id, provider, issuedOn: today, signature: null })
}

/** The SHA-256 of a canonical text, in hex. */
export function sha256Of(content: string): string {
  return createHash('sha256').update(content).digest('hex')
}

async function takeToSign(context: WriteContext, portId: number): Promise<PortInHand> {
  const inHand = await takeInHand(context, portId)
  if (isSignable(inHand.port)) return inHand
  const message = `Port ${portId} is ${stateWords(inHand.port.state)}; a signature changes nothing any more.`
  throw new ProblemError(problem('illegal_transition', message))
}

function termsOf(port: PortRow, today: string): AuthorityTerms {
  const terms = authorityTerms(requestOf(port), today)
  if (isTerms(terms)) return terms
  throw new ProblemError(...terms)
}

async function refuseHaste({ db, now }: WriteContext, portId: number, recipient: string): Promise<void> {
  const asked = await readAskedSignature(db, portId)
  const sinceMs = asked === undefined ? Number.POSITIVE_INFINITY : now.getTime() - asked.askedAt.getTime()
  if (asked?.recipient !== recipient || sinceMs >= PAUSE_MS) return
  const retryAfterSeconds = Math.ceil((PAUSE_MS - sinceMs) / 1000)
  const message = `A link was mailed to ${recipient} a moment ago; look into the inbox, or ask again in a minute.`
  throw new ProblemError(problem('too_many_requests', message, { retryAfterSeconds }))
}

async function note(context: WriteContext, port: PortRow, customerWords: string): Promise<void> {
  const said = { customerWords, staffWords: '' }
  await addToTimeline(context, port, { what: 'authority', state: null, attempt: port.attempt, ...said })
}

async function brandOf(
  db: pg.ClientBase,
  resellerId: number,
): Promise<Pick<BrandRow, 'customerHostname' | 'staffHostname'> & AuthorityLetter['provider']> {
  const brand = await readBrand(db, resellerId)
  if (brand === undefined) throw new Error(`reseller ${resellerId} is gone`)
  const { name, legalName, abn, customerHostname, staffHostname } = brand
  return { name, legalName: legalName ?? name, abn, customerHostname, staffHostname }
}

function todayOf(now: Date, timeZone: string): string {
  return dateAt(now.getTime(), timeZone).toString()
}
