import { operation, type WriteContext } from '#operations/operation.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { startPlan } from '#operations/plans/switch-plan.ts'
import { lockedAccount } from './locked-account.ts'
import { moveAccount } from './move-account.ts'

export interface Activation {
  readonly accountId: number
  readonly planId: number
}

/**
 * Activates an account on a calling plan: from now on it is billed, today is its bill anniversary, and the plan's first month
 * and set-up fee are charged. All of it, or nothing.
 *
 * @throws ProblemError 'not_found', 'illegal_transition', 'plan_retired', or what else the plan refuses.
 */
export const activateAccount = operation({
  name: 'accounts.activate',
  permission: 'accounts.status',
  async run(context: WriteContext, { accountId, planId }: Activation) {
    const { db, now } = context
    const account = await lockedAccount(db, accountId)
    const active = await moveAccount(context, account, {
      step: 'activate',
      set: { activatedAt: now, billDay: dateAt(now.getTime(), account.timeZone).day },
      told: { planId },
    })
    await startPlan(context, active, planId)
    return accountId
  },
})
