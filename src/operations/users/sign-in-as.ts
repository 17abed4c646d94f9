import { problem, ProblemError } from '#domain/problem.ts'
import { hashToken } from '#operations/access/token.ts'
import { operation } from '#operations/operation.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { actAs } from '#storage/tables/memberships.ts'

export interface SignInAs {
  readonly accountId: number
  /** The session that asks. */
  readonly tokenHash: Buffer
  /** The token it goes on under. */
  readonly newToken: string
}

/**
 * A member of staff goes on as the administrator of a customer: the same session under a new token, until it leaves the
 * customer or ends. Every line it writes names both.
 *
 * @throws ProblemError 'not_found' for the account; 'conflict' for a session that is over or is a customer's already.
 */
export const signInAs = operation({
  name: 'users.sign-in-as',
  permission: 'users.sign-in-as',
  async run({ db, audit, emit }, { accountId, tokenHash, newToken }: SignInAs) {
    const account = await readAccount(db, accountId)
    if (account === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
    if (!(await actAs(db, tokenHash, hashToken(newToken), accountId)))
      throw new ProblemError(problem('conflict', 'Your session cannot go on as a customer; sign in again.'))
    audit({ subject: `account ${accountId}`, accountId, after: { signedInAs: account.name } })
    emit({ type: 'account.entered', accountId, payload: { accountNumber: account.accountNumber } })
    return account
  },
})
