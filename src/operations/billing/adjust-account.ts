import { randomUUID } from 'node:crypto'
import { refuseManualAmount } from '#domain/billing/manual-limits.ts'
import { formatDollars, negate, type Micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation } from '#operations/operation.ts'
import { lockAccount } from '#storage/queries/accounts.ts'
import type { ChargeRow } from '#storage/tables/charges.ts'
import { postCharges } from './post-charges.ts'

export interface AccountAdjustment {
  readonly accountId: number
  readonly kind: 'charge' | 'credit'
  /** As it stands on the statement. */
  readonly description: string
  /** Ex GST, above zero. */
  readonly amountMicros: Micros
  /** Why: staff only. */
  readonly reason: string
}

/**
 * Charges or credits an account by hand: service type Manual, on its next statement. A charge lowers the balance as every
 * other does, a credit raises it.
 *
 * @throws ProblemError 'not_found', 'forbidden' beyond what the role may move, 'account_not_active' for a charge to an
 *   account whose billing has not begun.
 */
export const adjustAccount = operation({
  name: 'billing.adjust-account',
  permission: 'billing.write',
  async run(context, { accountId, kind, description, amountMicros, reason }: AccountAdjustment): Promise<ChargeRow> {
    const { db, actor, now, audit, emit } = context
    const refused = refuseManualAmount(actor.role, amountMicros)
    if (refused !== undefined) throw new ProblemError(refused)
    const account = await lockAccount(db, accountId)
    if (account === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
    if (account.status === 'new' && kind === 'charge') {
      throw new ProblemError(
        problem('account_not_active', 'The billing of this account has not begun; activate it before you charge it.'),
      )
    }
    const amount = kind === 'charge' ? amountMicros : negate(amountMicros)
    const [charge] = await postCharges(context, [
      {
        accountId,
        serviceType: 'Manual',
        description,
        quantity: 1,
        unitMicros: amount,
        amountMicros: amount,
        chargedAt: now,
        source: `by hand ${randomUUID()}`,
        reason,
      },
    ])
    if (charge === undefined) throw new Error('a charge of its own was there already')
    const after = { kind, description, amount: formatDollars(amount), gst: formatDollars(charge.gstMicros), reason }
    audit({ subject: `account ${accountId}`, accountId, after })
    const { reason: _, ...told } = after
    emit({ type: kind === 'charge' ? 'charge.made' : 'credit.given', accountId, payload: { ...told, currency: 'AUD' } })
    return charge
  },
})
