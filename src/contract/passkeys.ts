import { z } from 'zod'

/** What browsers say and are told of passkeys: the JSON forms of WebAuthn Level 3, each bounded. */

const base64url = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .regex(/^[\w-]+$/, 'This is not base64url.')

const common = {
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish(),
}

export const newPasskeyAnswer = z
  .object({
    ...common,
    response: z.object({
      clientDataJSON: base64url(8000),
      attestationObject: base64url(40_000),
      transports: z.array(z.string().max(40)).max(10).optional(),
    }),
  })
  .meta({ id: 'NewPasskeyAnswer', description: 'RegistrationResponseJSON of WebAuthn, as the browser gave it' })

export const passkeyAnswer = z
  .object({
    ...common,
    response: z.object({
      clientDataJSON: base64url(8000),
      authenticatorData: base64url(8000),
      signature: base64url(8000),
      userHandle: base64url(200).nullish(),
    }),
  })
  .meta({ id: 'PasskeyAnswer', description: 'AuthenticationResponseJSON of WebAuthn, as the browser gave it' })

export const passkeyQuestion = z
  .object({
    ticket: z.string().meta({ description: 'Send it back with the answer' }),
    options: z.record(z.string(), z.unknown()).meta({ description: 'For navigator.credentials, in its JSON form' }),
  })
  .meta({ id: 'PasskeyQuestion' })
