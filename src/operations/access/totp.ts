import { randomBytes } from 'node:crypto'
import { base32, otpauthUri } from '#domain/access/totp.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { openSecretBox } from '#providers/secrets/secret-box.ts'
import { withTransaction } from '#storage/pool.ts'
import { confirmTotp, removeTotp, writeTotp } from '#storage/tables/logins.ts'
import { attempt } from './attempts.ts'
import type { AccessContext } from './context.ts'
import { homeOf, ownLogin, recordLoginChange, serviceName, type Person } from './person.ts'
import { firstRecoveryCodes } from './recovery-codes.ts'
import { requirePassword } from './require-password.ts'
import { sealTotpSecret, takeTotpCode } from './second-factor.ts'
import { requireConfirmed } from './step-up.ts'

/**
 * Makes a secret for an authenticator app. It counts once a code of it has come back.
 *
 * @throws ProblemError 'already_exists': an app is set up; 'confirmation_needed'.
 */
export async function enrolTotp(
  context: AccessContext,
  person: Person,
): Promise<{ readonly secret: string; readonly uri: string }> {
  requireConfirmed(person.actor, context.now)
  const login = await ownLogin(context, person)
  if (login.totpConfirmedAt !== null) throw alreadySetUp()
  // 160 bits, as RFC 4226 recommends.
  const secret = randomBytes(20)
  const issuer = await serviceName(context, login.userId)
  const box = await openSecretBox(context.config.dataDirectory)
  await writeTotp(context.pool, login.userId, sealTotpSecret(box, login.userId, secret))
  return { secret: base32(secret), uri: otpauthUri(issuer, login.email, secret) }
}

/**
 * Puts the app into force, by a code of it.
 *
 * @returns the recovery codes, where it is the first second factor; null where there are some.
 * @throws ProblemError 'conflict': none is waiting; 'invalid_value': not its code; 'locked_out'.
 */
export async function proveTotp(
  context: AccessContext,
  person: Person,
  code: string,
): Promise<readonly string[] | null> {
  requireConfirmed(person.actor, context.now)
  const login = await ownLogin(context, person)
  if (login.totpConfirmedAt !== null) throw alreadySetUp()
  if (login.totpSecret === null)
    throw new ProblemError(problem('conflict', 'Ask for a secret first: POST /session/totp.'))
  const isRight = await attempt(context, { secondFactorOf: login.userId }, async () =>
    (await takeTotpCode(context, login, code)) ? true : undefined,
  )
  if (isRight !== true) {
    const words = 'This is not the code of now: check the clock of your phone and take the next code.'
    throw new ProblemError(problem('invalid_value', words, { field: 'code' }))
  }
  return withTransaction(context.pool, async (db) => {
    const codes = await firstRecoveryCodes(db, login)
    await confirmTotp(db, login.userId, context.now)
    await recordLoginChange(db, context, login, homeOf(person.actor), {
      what: 'authenticator app set up',
      notice: 'An authenticator app was set up for your sign-in.',
    })
    return codes
  })
}

/**
 * Turns the authenticator app off.
 *
 * @throws ProblemError 'sign_in_failed': not the password; 'conflict': there is none; 'locked_out'.
 */
export async function disableTotp(context: AccessContext, person: Person, password: string): Promise<void> {
  const login = await ownLogin(context, person)
  await requirePassword(context, login, password)
  if (login.totpSecret === null) throw new ProblemError(problem('conflict', 'No authenticator app is set up.'))
  await withTransaction(context.pool, async (db) => {
    await removeTotp(db, login.userId)
    await recordLoginChange(db, context, login, homeOf(person.actor), {
      what: 'authenticator app turned off',
      notice: 'The authenticator app of your sign-in was turned off.',
    })
  })
}

function alreadySetUp(): ProblemError {
  return new ProblemError(problem('already_exists', 'An authenticator app is set up already; turn it off first.'))
}
