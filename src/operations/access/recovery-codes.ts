import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { base32 } from '#domain/access/totp.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { withTransaction } from '#storage/pool.ts'
import type { Login } from '#storage/queries/logins.ts'
import { replaceRecoveryCodes } from '#storage/tables/logins.ts'
import type { AccessContext } from './context.ts'
import { homeOf, ownLogin, recordLoginChange, type Person } from './person.ts'
import { secondFactorsOf } from './factors.ts'
import { requireConfirmed } from './step-up.ts'

const CODES = 10

/**
 * Makes ten new recovery codes; those before are gone.
 *
 * @returns the codes: shown once, kept as hashes.
 * @throws ProblemError 'conflict' without a second factor to recover.
 */
export async function renewRecoveryCodes(context: AccessContext, person: Person): Promise<readonly string[]> {
  requireConfirmed(person.actor, context.now)
  const login = await ownLogin(context, person)
  if (secondFactorsOf(login).length === 0) {
    throw new ProblemError(
      problem('conflict', 'Set up an authenticator app or a passkey first; codes stand in for it.'),
    )
  }
  return withTransaction(context.pool, async (db) => {
    const codes = await writeRecoveryCodes(db, login.userId)
    await recordLoginChange(db, context, login, homeOf(person.actor), {
      what: 'recovery codes renewed',
      notice: 'New recovery codes were made for your sign-in; the old ones no longer work.',
    })
    return codes
  })
}

/** The first codes, made with the first second factor; undefined where there are some. */
export async function firstRecoveryCodes(
  db: pg.ClientBase,
  login: Pick<Login, 'userId' | 'recoveryCodes' | 'totpConfirmedAt' | 'passkeys'>,
): Promise<readonly string[] | null> {
  return secondFactorsOf(login).length > 0 ? null : writeRecoveryCodes(db, login.userId)
}

/** The code whichever way it was typed. With whose it is, so that no hash says anything of another's. */
export function hashRecoveryCode(userId: number, code: string): Buffer {
  const plain = code.toUpperCase().replaceAll(/[^A-Z2-7]/g, '')
  return createHash('sha256').update(`recovery ${userId} ${plain}`).digest()
}

async function writeRecoveryCodes(db: pg.ClientBase, userId: number): Promise<readonly string[]> {
  // 80 bits: a fast hash is enough for what nobody can guess through.
  const codes = Array.from({ length: CODES }, () => base32(randomBytes(10)).replaceAll(/(.{4})(?=.)/g, '$1-'))
  await replaceRecoveryCodes(
    db,
    userId,
    codes.map((code) => hashRecoveryCode(userId, code)),
  )
  return codes
}
