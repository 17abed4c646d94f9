import { problem, ProblemError } from '#domain/problem.ts'
import type { WriteContext } from '#operations/operation.ts'
import { lockAccount, type AccountRow } from '#storage/queries/accounts.ts'

/** @throws ProblemError 'not_found' for an account the session does not see. */
export async function lockedAccount(db: WriteContext['db'], accountId: number): Promise<AccountRow> {
  const account = await lockAccount(db, accountId)
  if (account === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
  return account
}
