import { createHmac, timingSafeEqual } from 'node:crypto'
import { codeOf, openSteps, stepBytes } from '#domain/access/totp.ts'
import { openSecretBox } from '#providers/secrets/secret-box.ts'
import type { Login } from '#storage/queries/logins.ts'
import { insertAccessLine, takeRecoveryCode, takeTotpStep } from '#storage/tables/logins.ts'
import { attempt } from './attempts.ts'
import type { AccessContext } from './context.ts'
import { checkPasskey } from './check-passkey.ts'
import type { PasskeyAnswer } from './passkey-answer.ts'
import { hashRecoveryCode } from './recovery-codes.ts'

/** What a person answers with. */
export type SecondFactor =
  | { readonly code: string }
  | { readonly recoveryCode: string }
  | { readonly passkey: PasskeyAnswer }

/**
 * Whether the answer is one of this login's second factors, and which. A one-time code passes once, a recovery code once.
 *
 * @param challenge the passkey's, where one was asked.
 * @throws ProblemError 'locked_out'.
 */
export async function proveSecondFactor(
  context: AccessContext,
  login: Login,
  factor: SecondFactor,
  challenge: string | null,
): Promise<'totp' | 'recovery-code' | 'passkey' | undefined> {
  const { pool, now, from } = context
  const { userId } = login
  const method = await attempt(context, { secondFactorOf: userId }, async () => {
    if ('code' in factor) return (await takeCode(context, login, factor.code)) ? 'totp' : undefined
    if ('recoveryCode' in factor) {
      const hash = hashRecoveryCode(userId, factor.recoveryCode)
      return (await takeRecoveryCode(pool, userId, hash, now)) ? 'recovery-code' : undefined
    }
    const credential = await checkPasskey(context, factor.passkey, challenge, { mustKnowPerson: false })
    return credential?.userId === userId ? 'passkey' : undefined
  })
  if (method === undefined) await insertAccessLine(pool, { userId, at: now, what: 'second factor refused', ...from })
  return method
}

/** Takes a code of the login's authenticator app that is proven. */
async function takeCode(context: AccessContext, login: Login, code: string): Promise<boolean> {
  return login.totpConfirmedAt !== null && (await takeTotpCode(context, login, code))
}

/** Whether the code is the app's of about now, and of a step that was never used; the step is used then. */
export async function takeTotpCode({ pool, config, now }: AccessContext, login: Login, code: string): Promise<boolean> {
  if (login.totpSecret === null) return false
  const secret = openTotpSecret(await openSecretBox(config.dataDirectory), login.userId, login.totpSecret)
  const last = login.totpLastStep === null ? undefined : Number(login.totpLastStep)
  const step = openSteps(now.getTime(), last).find((open) => isSame(codeAt(secret, open), code))
  return step !== undefined && takeTotpStep(pool, login.userId, step)
}

function codeAt(secret: Buffer, step: number): string {
  return codeOf(createHmac('sha1', secret).update(stepBytes(step)).digest())
}

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}

type SecretBox = Awaited<ReturnType<typeof openSecretBox>>

/** The secret with whose it is: copied to another person's row it opens nothing. */
export function sealTotpSecret(box: SecretBox, userId: number, secret: Buffer): string {
  return box.seal(`totp ${userId} ${secret.toString('base64url')}`)
}

function openTotpSecret(box: SecretBox, userId: number, sealed: string): Buffer {
  const [purpose, owner, secret = ''] = box.open(sealed).split(' ')
  if (purpose !== 'totp' || owner !== String(userId))
    throw new Error(`the one-time code secret of user ${userId} is not its own`)
  return Buffer.from(secret, 'base64url')
}
