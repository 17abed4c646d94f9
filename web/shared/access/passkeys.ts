import { BrowserFailure } from '../api/api-problem.ts'
import type { Answer, Body } from '../api/wire-types.ts'

/** What the server asks a browser for, and the ticket its answer goes back with. */
export type PasskeyQuestion = Answer<'askForPasskey'>

export type PasskeyAnswer = Body<'signInByPasskey'>['response']
type NewPasskeyAnswer = Body<'addPasskey'>['response']

/** Whether this browser, at this address, has passkeys: they want https, or the machine itself. */
export function hasPasskeys(): boolean {
  return window.isSecureContext && typeof PublicKeyCredential === 'function'
}

/**
 * Has the person use one of the passkeys the question allows.
 *
 * @throws BrowserFailure it was cancelled, took too long, or there is none for this address.
 */
export async function answerByPasskey({ options }: PasskeyQuestion): Promise<PasskeyAnswer> {
  const asked = options as unknown as PublicKeyCredentialRequestOptionsJSON
  const credential = await held(
    navigator.credentials.get({
      publicKey: {
        challenge: bytesOf(asked.challenge),
        ...(asked.rpId !== undefined && { rpId: asked.rpId }),
        ...(asked.timeout !== undefined && { timeout: asked.timeout }),
        userVerification: (asked.userVerification ?? 'required') as UserVerificationRequirement,
        allowCredentials: descriptorsOf(asked.allowCredentials),
      },
    }),
  )
  const { clientDataJSON, authenticatorData, signature, userHandle } =
    credential.response as AuthenticatorAssertionResponse
  return {
    ...identityOf(credential),
    response: {
      clientDataJSON: textOf(clientDataJSON),
      authenticatorData: textOf(authenticatorData),
      signature: textOf(signature),
      userHandle: userHandle === null ? null : textOf(userHandle),
    },
  }
}

/**
 * Has the person's device make a passkey.
 *
 * @throws BrowserFailure it was cancelled, took too long, or the device has one for this sign-in already.
 */
export async function makePasskey({ options }: PasskeyQuestion): Promise<NewPasskeyAnswer> {
  const asked = options as unknown as PublicKeyCredentialCreationOptionsJSON
  const credential = await held(
    navigator.credentials.create({
      publicKey: {
        challenge: bytesOf(asked.challenge),
        rp: asked.rp,
        user: { ...asked.user, id: bytesOf(asked.user.id) },
        pubKeyCredParams: asked.pubKeyCredParams.map(({ alg }) => ({ type: 'public-key', alg })),
        ...(asked.timeout !== undefined && { timeout: asked.timeout }),
        excludeCredentials: descriptorsOf(asked.excludeCredentials),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        attestation: 'none',
      },
    }),
  )
  const response = credential.response as AuthenticatorAttestationResponse
  return {
    ...identityOf(credential),
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      attestationObject: textOf(response.attestationObject),
      transports: response.getTransports(),
    },
  }
}

async function held(answer: Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const credential = await answer
    if (credential !== null) return credential as PublicKeyCredential
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    if (name === 'InvalidStateError') throw new BrowserFailure('This device has a passkey for your sign-in already.')
    if (name === 'SecurityError') throw new BrowserFailure('Passkeys cannot be used at this address.')
  }
  throw new BrowserFailure('No passkey was used: it was cancelled, took too long, or there is none on this device.')
}

function identityOf({ id, rawId, authenticatorAttachment }: PublicKeyCredential) {
  return {
    id,
    rawId: textOf(rawId),
    type: 'public-key' as const,
    authenticatorAttachment: authenticatorAttachment as 'platform' | 'cross-platform' | null,
  }
}

function descriptorsOf(
  descriptors: readonly PublicKeyCredentialDescriptorJSON[] = [],
): PublicKeyCredentialDescriptor[] {
  return descriptors.map(({ id, transports }) => ({
    type: 'public-key',
    id: bytesOf(id),
    ...(transports !== undefined && { transports: transports as AuthenticatorTransport[] }),
  }))
}

/** The bytes that base64url text stands for. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.codePointAt(0) ?? 0)
}

function textOf(bytes: ArrayBuffer): string {
  const plain = Array.from(new Uint8Array(bytes), (byte) => String.fromCodePoint(byte)).join('')
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
