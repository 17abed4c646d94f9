import { takeOrderStep, type OrderStep } from '#domain/numbers/order-status.ts'
import { isProblem, problem, ProblemError } from '#domain/problem.ts'
import type { WriteContext } from '#operations/operation.ts'
import { lockOrder, type OrderRow } from '#storage/queries/number-orders.ts'
import { insertOrderEntry, updateOrder } from '#storage/tables/number-orders.ts'

/** @throws ProblemError 'not_found'. */
export async function lockKnownOrder({ db }: Pick<WriteContext, 'db'>, orderId: number): Promise<OrderRow> {
  const order = await lockOrder(db, orderId)
  if (order === undefined) throw new ProblemError(problem('not_found', 'There is no such order.'))
  return order
}

/** @throws ProblemError 'illegal_transition', which says what would be possible. */
export function checkOrderStep({ id, status }: OrderRow, step: OrderStep): void {
  const next = takeOrderStep(id, status, step)
  if (isProblem(next)) throw new ProblemError(next)
}

/**
 * Takes a locked order a step on: its status, its history, the audit line and the event.
 *
 * @throws ProblemError 'illegal_transition'.
 */
export async function moveOrder(
  { db, resellerId, now, actor, audit, emit }: WriteContext,
  order: OrderRow,
  step: OrderStep,
  {
    note = '',
    ...change
  }: {
    readonly note?: string
    readonly reason?: string
    readonly carrierReference?: string | undefined
    readonly numbers?: readonly string[]
  } = {},
): Promise<number> {
  const status = takeOrderStep(order.id, order.status, step)
  if (isProblem(status)) throw new ProblemError(status)
  await updateOrder(db, order.id, { status, ...change }, now)
  const { id: orderId, accountId } = order
  const said = change.reason ?? note
  await insertOrderEntry(db, resellerId, { orderId, accountId, at: now, actorName: actor.name, status, note: said })
  audit({
    subject: `number order ${orderId}`,
    accountId,
    before: { status: order.status },
    after: { status, ...change, ...(note !== '' && { note }) },
  })
  emit({ type: `number-order.${status}`, accountId, payload: { orderId, kind: order.kind, ...change } })
  return orderId
}
