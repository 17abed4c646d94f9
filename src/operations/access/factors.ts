import type { Login } from '#storage/queries/logins.ts'

export type FactorKind = 'totp' | 'passkey' | 'recovery-code'

/** What a login asks for beside the password; nothing where the password is all it has. */
export function secondFactorsOf(
  login: Pick<Login, 'totpConfirmedAt' | 'passkeys' | 'recoveryCodes'>,
): readonly FactorKind[] {
  const factors: FactorKind[] = []
  if (login.totpConfirmedAt !== null) factors.push('totp')
  if (login.passkeys > 0) factors.push('passkey')
  if (factors.length > 0 && login.recoveryCodes > 0) factors.push('recovery-code')
  return factors
}
