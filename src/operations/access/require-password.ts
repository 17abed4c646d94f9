import { problem, ProblemError } from '#domain/problem.ts'
import { attempt } from './attempts.ts'
import type { AccessContext } from './context.ts'
import { checkPassword } from './password-hash.ts'

/** @throws ProblemError 'invalid_value': not the login's password; 'locked_out'. */
export async function requirePassword(
  context: AccessContext,
  { email, passwordHash }: { readonly email: string; readonly passwordHash: string | null },
  password: string,
  field = 'password',
): Promise<void> {
  const isRight = await attempt(context, { email }, async () => {
    const checked = await checkPassword(password, passwordHash, context.config.limits)
    return checked.isRight ? true : undefined
  })
  if (isRight !== true) throw new ProblemError(problem('invalid_value', 'This is not your password.', { field }))
}
