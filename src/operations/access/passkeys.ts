import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type AuthenticatorTransport,
} from '@simplewebauthn/server'
import { problem, ProblemError } from '#domain/problem.ts'
import { withTransaction } from '#storage/pool.ts'
import { findLogin } from '#storage/queries/logins.ts'
import { listCredentials } from '#storage/queries/passkeys.ts'
import { noteSecondFactor } from '#storage/tables/logins.ts'
import { deletePasskey, insertPasskey, renamePasskey } from '#storage/tables/passkeys.ts'
import { findTicket, insertTicket, takeTicket, writeChallenge, type TicketPurpose } from '#storage/tables/tickets.ts'
import { attempt } from './attempts.ts'
import { checkPasskey } from './check-passkey.ts'
import type { AccessContext } from './context.ts'
import { openSession, type OpenedSession } from './open-session.ts'
import { toRegistrationResponse, type NewPasskeyAnswer, type PasskeyAnswer } from './passkey-answer.ts'
import { homeOf, ownLogin, recordLoginChange, serviceName, type Person } from './person.ts'
import { firstRecoveryCodes } from './recovery-codes.ts'
import { signInFailed, ticketOver } from './refusals.ts'
import { requireConfirmed } from './step-up.ts'
import { hashToken, newToken } from './token.ts'

const TICKET_MS = 10 * 60_000
/** EdDSA, ES256 and RS256 (COSE): what every authenticator has one of. */
const ALGORITHMS = [-8, -7, -257]

/** What a browser is asked, and the ticket its answer comes back with. */
export interface PasskeyQuestion<Options> {
  readonly ticket: string
  readonly options: Options
}

/** Asks the browser to make a passkey. */
export async function askForNewPasskey(
  context: AccessContext,
  person: Person,
): Promise<PasskeyQuestion<Awaited<ReturnType<typeof generateRegistrationOptions>>>> {
  requireConfirmed(person.actor, context.now)
  const login = await ownLogin(context, person)
  if (login.passkeys >= context.config.limits.passkeysPerUser) {
    const words = `You have ${login.passkeys} passkeys, as many as there may be; remove one first.`
    throw new ProblemError(problem('conflict', words))
  }
  const known = await listCredentials(context.pool, login.userId, context.site.rpId)
  const options = await generateRegistrationOptions({
    rpName: await serviceName(context, login.userId),
    rpID: context.site.rpId,
    userName: login.email,
    userDisplayName: login.name,
    userID: new TextEncoder().encode(`user ${login.userId}`),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(toDescriptor),
    // Kept in the authenticator, so that nobody has to type an address to sign in with it.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const ticket = await keepChallenge(context, 'passkey-registration', options.challenge, login.userId)
  return { ticket, options }
}

/**
 * Keeps a passkey the browser made.
 *
 * @returns its id, and recovery codes where it is the first second factor; null where there are some.
 * @throws ProblemError 'link_expired': asked too long ago; 'invalid_value': not what was asked; 'already_exists'.
 */
export async function addPasskey(
  context: AccessContext,
  person: Person,
  { ticket, name, response }: { ticket: string; name: string; response: NewPasskeyAnswer },
): Promise<{ readonly passkeyId: number; readonly recoveryCodes: readonly string[] | null }> {
  requireConfirmed(person.actor, context.now)
  const login = await ownLogin(context, person)
  const asked = await takeTicket(context.pool, hashToken(ticket), context.now)
  if (asked?.purpose !== 'passkey-registration' || asked.userId !== login.userId) throw ticketOver()
  const { credential, isBackedUp } = await readNewPasskey(context, response, asked.challenge ?? '')
  return withTransaction(context.pool, async (db) => {
    const passkeyId = await insertPasskey(db, {
      userId: login.userId,
      credentialId: credential.id,
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: credential.transports ?? [],
      rpId: context.site.rpId,
      isBackedUp,
      name,
      createdAt: context.now,
    })
    if (passkeyId === undefined)
      throw new ProblemError(problem('already_exists', 'This passkey is registered already.'))
    const recoveryCodes = await firstRecoveryCodes(db, login)
    await noteSecondFactor(db, login.userId)
    await recordLoginChange(db, context, login, homeOf(person.actor), {
      what: 'passkey added',
      notice: `The passkey “${name}” was added to your sign-in.`,
    })
    return { passkeyId, recoveryCodes }
  })
}

/** @throws ProblemError 'not_found'. */
export async function nameOwnPasskey(
  context: AccessContext,
  person: Person,
  passkeyId: number,
  name: string,
): Promise<void> {
  const { userId } = await ownLogin(context, person)
  if (!(await renamePasskey(context.pool, userId, passkeyId, name))) throw noPasskey()
}

/** @throws ProblemError 'not_found', 'confirmation_needed'. */
export async function removePasskey(context: AccessContext, person: Person, passkeyId: number): Promise<void> {
  requireConfirmed(person.actor, context.now)
  const login = await ownLogin(context, person)
  await withTransaction(context.pool, async (db) => {
    const name = await deletePasskey(db, login.userId, passkeyId)
    if (name === undefined) throw noPasskey()
    await noteSecondFactor(db, login.userId)
    await recordLoginChange(db, context, login, homeOf(person.actor), {
      what: 'passkey removed',
      notice: `The passkey “${name}” was removed from your sign-in.`,
    })
  })
}

type SignInQuestion = PasskeyQuestion<Awaited<ReturnType<typeof generateAuthenticationOptions>>>

/** Asks the browser for any passkey of this site: the passkey itself says whose it is. */
export async function askForPasskey(context: AccessContext): Promise<SignInQuestion> {
  const options = await generateAuthenticationOptions({ rpID: context.site.rpId, userVerification: 'required' })
  return { ticket: await keepChallenge(context, 'passkey-sign-in', options.challenge), options }
}

/**
 * Asks for a passkey as the second factor of a sign-in that waits.
 *
 * @throws ProblemError 'link_expired': the sign-in waits no longer.
 */
export async function askForSecondFactorPasskey(context: AccessContext, ticket: string): Promise<SignInQuestion> {
  const waiting = await findTicket(context.pool, hashToken(ticket), context.now)
  if (waiting?.purpose !== 'second-factor' || waiting.userId === null) throw ticketOver()
  const options = await askPerson(context, waiting.userId)
  await writeChallenge(context.pool, hashToken(ticket), options.challenge)
  return { ticket, options }
}

/** Asks for one of the person's own passkeys, to confirm that it is still there. */
export async function askToConfirmByPasskey(context: AccessContext, person: Person): Promise<SignInQuestion> {
  const { userId } = await ownLogin(context, person)
  const options = await askPerson(context, userId)
  return { ticket: await keepChallenge(context, 'confirm', options.challenge, userId), options }
}

/**
 * Signs in by a passkey alone: the device is one factor, the finger, face or PIN it asks for the other.
 *
 * @param before the session token the browser came with; it ends.
 * @throws ProblemError 'sign_in_failed', 'link_expired', 'locked_out', 'forbidden'.
 */
export async function signInByPasskey(
  context: AccessContext,
  { ticket, response }: { readonly ticket: string; readonly response: PasskeyAnswer },
  before: string | undefined,
): Promise<OpenedSession> {
  const asked = await takeTicket(context.pool, hashToken(ticket), context.now)
  if (asked?.purpose !== 'passkey-sign-in') throw ticketOver()
  const login = await attempt(context, undefined, async () => {
    const credential = await checkPasskey(context, response, asked.challenge, { mustKnowPerson: true })
    const found = credential === undefined ? undefined : await findLogin(context.pool, { userId: credential.userId })
    return found?.status === 'active' ? found : undefined
  })
  if (login === undefined) throw signInFailed('This passkey is not known here.')
  return openSession(context, login.userId, 'passkey', before)
}

async function askPerson(context: AccessContext, userId: number): Promise<SignInQuestion['options']> {
  const known = await listCredentials(context.pool, userId, context.site.rpId)
  return generateAuthenticationOptions({
    rpID: context.site.rpId,
    userVerification: 'preferred',
    allowCredentials: known.map(toDescriptor),
  })
}

async function keepChallenge(
  { pool, now }: AccessContext,
  purpose: TicketPurpose,
  challenge: string,
  userId?: number,
): Promise<string> {
  const ticket = newToken()
  const expiresAt = new Date(now.getTime() + TICKET_MS)
  const kept = { purpose, challenge, ...(userId !== undefined && { userId }) }
  await insertTicket(pool, hashToken(ticket), kept, { now, expiresAt })
  return ticket
}

async function readNewPasskey({ site }: AccessContext, response: NewPasskeyAnswer, expectedChallenge: string) {
  const refused = new ProblemError(
    problem('invalid_value', 'This is not an answer to what was asked; begin again.', { field: 'response' }),
  )
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: toRegistrationResponse(response),
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    if (!verified) throw refused
    return { credential: registrationInfo.credential, isBackedUp: registrationInfo.credentialBackedUp }
  } catch {
    // Every fault of an answer is thrown, in words for developers.
    throw refused
  }
}

function toDescriptor({ credentialId, transports }: { credentialId: string; transports: readonly string[] }) {
  return { id: credentialId, transports: transports as AuthenticatorTransport[] }
}

function noPasskey(): ProblemError {
  return new ProblemError(problem('not_found', 'There is no such passkey.'))
}
