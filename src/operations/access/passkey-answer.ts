import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'

interface Answer {
  readonly id: string
  readonly rawId: string
  readonly type: 'public-key'
  readonly authenticatorAttachment?: 'platform' | 'cross-platform' | null | undefined
}

/** What a browser answers with a passkey it has; extensions are not asked for, and not read. */
export interface PasskeyAnswer extends Answer {
  readonly response: {
    readonly clientDataJSON: string
    readonly authenticatorData: string
    readonly signature: string
    readonly userHandle?: string | null | undefined
  }
}

/** What a browser answers when it made a passkey. */
export interface NewPasskeyAnswer extends Answer {
  readonly response: {
    readonly clientDataJSON: string
    readonly attestationObject: string
    readonly transports?: readonly string[] | undefined
  }
}

export function toAuthenticationResponse({ id, rawId, type, response }: PasskeyAnswer): AuthenticationResponseJSON {
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  return {
    id,
    rawId,
    type,
    clientExtensionResults: {},
    response: {
      clientDataJSON,
      authenticatorData,
      signature,
      ...(typeof userHandle === 'string' && { userHandle }),
    },
  }
}

export function toRegistrationResponse({ id, rawId, type, response }: NewPasskeyAnswer): RegistrationResponseJSON {
  const { clientDataJSON, attestationObject, transports } = response
  return {
    id,
    rawId,
    type,
    clientExtensionResults: {},
    response: {
      clientDataJSON,
      attestationObject,
      ...(transports !== undefined && { transports: transports as AuthenticatorTransport[] }),
    },
  }
}
