import { problem, ProblemError } from '#domain/problem.ts'
import { describeNumber, type DescribedNumber } from '#domain/numbers/describe-number.ts'
import { refuseAllocation } from '#domain/numbers/number-order.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { lockNumbers } from '#storage/queries/numbers.ts'
import type { OrderRow } from '#storage/queries/number-orders.ts'
import { moveNumbers } from '#storage/tables/inventory.ts'
import { insertOrderEntry } from '#storage/tables/number-orders.ts'
import { bringIn } from './bring-in.ts'
import { lockForStep } from './known-numbers.ts'
import { checkOrderStep, lockKnownOrder, moveOrder } from './order-step.ts'

/** Notes that an order is with the carrier now, and under what reference. */
export const sendOrder = operation({
  name: 'number-orders.send',
  permission: 'number-orders.write',
  async run(
    context,
    input: { readonly orderId: number; readonly carrierReference?: string | undefined; readonly note: string },
  ) {
    const { orderId, ...change } = input
    return moveOrder(context, await lockKnownOrder(context, orderId), 'send', change)
  },
})

/**
 * Gives an order its numbers: as many and such as it is for. New ones come into the inventory; all are kept for the order's
 * account until it is done.
 *
 * @throws ProblemError 'illegal_transition', 'invalid_value', 'number_not_available', 'already_exists'.
 */
export const allocateOrder = operation({
  name: 'number-orders.allocate',
  permission: 'number-orders.write',
  async run(
    context,
    { orderId, numbers, note }: { orderId: number; numbers: readonly DescribedNumber[]; note: string },
  ) {
    const order = await lockKnownOrder(context, orderId)
    checkOrderStep(order, 'allocate')
    const refused = refuseAllocation(order, numbers)
    if (refused !== undefined) throw new ProblemError(refused)
    const wanted = numbers.map(({ number }) => number).toSorted()
    await bringInMissing(context, numbers)
    await lockForStep(context, wanted, 'reserve')
    await moveNumbers(
      context.db,
      wanted,
      { status: 'reserved', accountId: order.accountId, orderId: order.id },
      context.now,
    )
    return moveOrder(context, order, 'allocate', { numbers: wanted, note })
  },
})

async function bringInMissing(context: WriteContext, numbers: readonly DescribedNumber[]): Promise<void> {
  const asked = numbers.map(({ number }) => number)
  const here = new Set((await lockNumbers(context.db, asked, context.now)).map(({ number }) => number))
  const missing = numbers.filter(({ number }) => !here.has(number))
  if (missing.length === 0) return
  const fresh = missing.map((number) => ({ ...number, status: 'available' as const }))
  const { refused } = await bringIn(context, fresh, '')
  if (refused.size > 0) throw new ProblemError(...refused.values())
}

/** What ends an order before it is done. */
interface OrderEnd {
  readonly orderId: number
  readonly reason: string
}

/** Notes that the carrier, or the office, will not do it. Numbers allocated to it are free again. */
export const rejectOrder = operation({
  name: 'number-orders.reject',
  permission: 'number-orders.write',
  async run(context, { orderId, reason }: OrderEnd) {
    return dropOrder(context, await lockKnownOrder(context, orderId), 'reject', reason)
  },
})

/** Takes an order back for its customer. Numbers allocated to it are free again. */
export const withdrawOrder = operation({
  name: 'number-orders.withdraw',
  permission: 'number-orders.write',
  async run(context, { orderId, reason }: OrderEnd) {
    return dropOrder(context, await lockKnownOrder(context, orderId), 'withdraw', reason)
  },
})

/** Ends a locked order and lets go of what was kept for it. */
export async function dropOrder(
  context: WriteContext,
  order: OrderRow,
  step: 'reject' | 'withdraw',
  reason: string,
): Promise<number> {
  checkOrderStep(order, step)
  const { db, now } = context
  const kept = (await lockNumbers(db, order.numbers, now)).filter(({ orderId }) => orderId === order.id)
  await moveNumbers(
    db,
    kept.map(({ number }) => number),
    { status: 'available' },
    now,
  )
  return moveOrder(context, order, step, { reason })
}

/** Adds a note to an order, whatever its status. */
export const noteOnOrder = operation({
  name: 'number-orders.note',
  permission: 'number-orders.write',
  async run(context, { orderId, note }: { readonly orderId: number; readonly note: string }) {
    const { db, resellerId, now, actor, audit } = context
    const { accountId } = await lockKnownOrder(context, orderId)
    await insertOrderEntry(db, resellerId, { orderId, accountId, at: now, actorName: actor.name, note })
    audit({ subject: `number order ${orderId}`, accountId, after: { note } })
    return orderId
  },
})

/** @throws ProblemError 'conflict' where a number of an order is no longer kept for it. */
export async function lockOrdered(
  { db, now }: Pick<WriteContext, 'db' | 'now'>,
  order: OrderRow,
): Promise<readonly DescribedNumber[]> {
  const rows = await lockNumbers(db, order.numbers, now)
  const kept = rows.filter(({ orderId }) => orderId === order.id).flatMap(({ number }) => describeNumber(number) ?? [])
  if (kept.length === order.numbers.length) return kept
  throw new ProblemError(
    problem('conflict', `Not all numbers of order ${order.id} are kept for it any more; withdraw it.`),
  )
}
