import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import { findCredential, type Credential } from '#storage/queries/passkeys.ts'
import { notePasskeyUse } from '#storage/tables/passkeys.ts'
import type { AccessContext } from './context.ts'
import { toAuthenticationResponse, type PasskeyAnswer } from './passkey-answer.ts'

/**
 * The passkey that signed the challenge, or undefined: not known, not of this site, a wrong signature, or a counter that
 * went back (a copy).
 *
 * @param mustKnowPerson whether the authenticator must have checked the person (finger, face, PIN): always, where no
 *   password was asked.
 */
export async function checkPasskey(
  context: AccessContext,
  response: PasskeyAnswer,
  challenge: string | null,
  { mustKnowPerson }: { readonly mustKnowPerson: boolean },
): Promise<Credential | undefined> {
  if (challenge === null) return undefined
  const credential = await findCredential(context.pool, response.id, context.site.rpId)
  if (credential === undefined) return undefined
  const counter = await signedCounter(context.site, credential, response, challenge, mustKnowPerson)
  if (counter === undefined) return undefined
  await notePasskeyUse(context.pool, credential.id, counter, context.now)
  return credential
}

/** The authenticator's new counter if the signature is good. */
async function signedCounter(
  site: AccessContext['site'],
  { publicKey, counter }: Credential,
  response: PasskeyAnswer,
  expectedChallenge: string,
  requireUserVerification: boolean,
): Promise<number | undefined> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: toAuthenticationResponse(response),
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      credential: { id: response.id, publicKey: new Uint8Array(publicKey), counter: Number(counter) },
      requireUserVerification,
    })
    return verified ? authenticationInfo.newCounter : undefined
  } catch {
    // Every fault of an answer is thrown: its words are for developers, the person is told that it did not work.
    return undefined
  }
}
