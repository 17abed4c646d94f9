import { problem, ProblemError } from '#domain/problem.ts'
import { postCharges, type NewCharge } from '#operations/billing/post-charges.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import type { AccountRow } from '#storage/queries/accounts.ts'
import { readOrder, type OrderRow } from '#storage/queries/number-orders.ts'
import type { NumberPlanTerms } from '#storage/queries/number-plan-terms.ts'
import { insertBlock } from '#storage/tables/lines.ts'
import { insertHoldings } from '#storage/tables/numbers.ts'
import { lockActiveAccount, numberPlansToTake, requireCredit } from './account-terms.ts'
import { checkBundle } from './add-account-numbers.ts'
import { lockOrdered } from './move-order.ts'
import { blockSource, firstCharge, numberSource } from './number-charges.ts'
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
    const { db, resellerId, now, emit } = context
    // The account is locked before its order, as closing an account does it: so nobody waits in a circle.
    const seen = await readOrder(db, orderId)
    if (seen === undefined) throw new ProblemError(problem('not_found', 'There is no such order.'))
    checkOrderStep(seen, 'complete')
    const account = await lockActiveAccount(context, seen.accountId)
    const order = await lockKnownOrder(context, orderId)
    checkOrderStep(order, 'complete')
    const numbers = await lockOrdered(context, order)
    const { numberPlanId, lineType } = order
    const plans = await numberPlansToTake(context, [numberPlanId], order.kind === 'block' ? 'block' : 'number')
    await checkBundle(
      context,
      account.id,
      numbers.map(() => ({ numberPlanId })),
      plans,
    )
    const [first] = numbers
    const blockId =
      order.kind === 'block' && first !== undefined
        ? await insertBlock(db, resellerId, account.id, first.number, now)
        : undefined
    const holdings = numbers.map(({ number }) => ({
      number,
      accountId: account.id,
      numberPlanId,
      validFrom: now,
      lineType,
      ...(blockId !== undefined && { blockId }),
    }))
    const ids = await insertHoldings(db, resellerId, holdings, [])
    const plan = plans.get(numberPlanId)
    const charges = plan === undefined ? [] : chargesOf(context, account, order, plan, blockId, ids)
    await requireCredit(context, account, await postCharges(context, charges))
    emit({
      type: 'number.assigned',
      accountId: account.id,
      payload: { numbers: holdings.map(({ number }) => ({ number, numberPlan: plan?.name, lineType })) },
    })
    return moveOrder(context, order, 'complete', { note })
  },
})

function chargesOf(
  { now }: Pick<WriteContext, 'now'>,
  account: AccountRow,
  order: OrderRow,
  { name, monthlyPriceMicros: unitMicros }: NumberPlanTerms,
  blockId: number | undefined,
  ids: ReadonlyMap<string, number>,
): readonly NewCharge[] {
  if (blockId !== undefined) {
    const description = `${name} ${order.numbers[0] ?? ''} to ${order.numbers.at(-1) ?? ''}`
    const source = (from: string): string => blockSource(blockId, from)
    return firstCharge(account, { serviceType: 'Number', description, unitMicros, source }, now)
  }
  return [...ids].flatMap(([number, id]) => {
    const source = (from: string): string => numberSource(id, from)
    return firstCharge(account, { serviceType: 'Number', description: `${name} ${number}`, unitMicros, source }, now)
  })
}
