import { problem, ProblemError } from '#domain/problem.ts'
import { operation } from '#operations/operation.ts'
import { readOrder } from '#storage/queries/number-orders.ts'
import { lockActiveAccount, requireCredit } from './account-terms.ts'
import { giveNumbers } from './give-numbers.ts'
import { lockOrdered } from './move-order.ts'
import { checkOrderStep, lockKnownOrder, moveOrder } from './order-step.ts'

/**
 * Gives the numbers of an order to its account from now on and charges the rest of their first month: each number, or a
 * block once.
 *
 * @throws ProblemError 'illegal_transition', 'account_not_active', 'bundle_full', 'insufficient_credit', 'plan_retired'.
 */
export const completeOrder = operation({
  name: 'number-orders.complete',
  permission: 'number-orders.write',
  async run(context, { orderId, note }: { readonly orderId: number; readonly note: string }) {
    const { db } = context
    // The account is locked before its order, as closing an account does it: so nobody waits in a circle.
    const seen = await readOrder(db, orderId)
    if (seen === undefined) throw new ProblemError(problem('not_found', 'There is no such order.'))
    checkOrderStep(seen, 'complete')
    const account = await lockActiveAccount(context, seen.accountId)
    const order = await lockKnownOrder(context, orderId)
    checkOrderStep(order, 'complete')
    const { numberPlanId, lineType } = order
    const numbers = (await lockOrdered(context, order)).map(({ number }) => number)
    const charged = await giveNumbers(context, account, {
      numbers,
      numberPlanId,
      lineType,
      isBlock: order.kind === 'block',
    })
    await requireCredit(context, account, charged)
    return moveOrder(context, order, 'complete', { note })
  },
})
