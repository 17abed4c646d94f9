import type { SuspensionReason } from '#domain/accounts/suspension.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { lockedAccount } from './locked-account.ts'
import { moveAccount } from './move-account.ts'

export interface Suspension {
  readonly accountId: number
  readonly reason: SuspensionReason
  /** For the staff; '' where the reason says it all. */
  readonly words: string
}

/**
 * Bars an account from calling out, but for emergency numbers. Its numbers, its plan and the monthly charges stay.
 *
 * @throws ProblemError 'not_found', 'illegal_transition'.
 */
export const suspendAccount = operation({
  name: 'accounts.suspend',
  permission: 'accounts.status',
  async run(context: WriteContext, { accountId, reason, words }: Suspension) {
    const account = await lockedAccount(context.db, accountId)
    await moveAccount(context, account, { step: 'suspend', set: { suspendedAt: context.now }, reason, words })
    return accountId
  },
})

/**
 * Lets a suspended account call out again. A scheduled cancellation stays scheduled.
 *
 * @throws ProblemError 'not_found', 'illegal_transition'.
 */
export const reinstateAccount = operation({
  name: 'accounts.reinstate',
  permission: 'accounts.status',
  async run(context: WriteContext, { accountId, words }: Pick<Suspension, 'accountId' | 'words'>) {
    const account = await lockedAccount(context.db, accountId)
    await moveAccount(context, account, { step: 'reinstate', set: { suspendedAt: null }, words })
    return accountId
  },
})
