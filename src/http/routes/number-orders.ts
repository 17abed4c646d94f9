import type pg from 'pg'
import { numberOrdersEndpoints } from '#contract/number-orders.ts'
import { readInventoryNumber, type DescribedNumber } from '#domain/numbers/describe-number.ts'
import { readRange } from '#domain/numbers/number-range.ts'
import { ORDER_STATUSES, allowedSteps } from '#domain/numbers/order-status.ts'
import { isProblem, problem, ProblemError } from '#domain/problem.ts'
import { completeOrder } from '#operations/numbers/complete-order.ts'
import { allocateOrder, noteOnOrder, rejectOrder, sendOrder, withdrawOrder } from '#operations/numbers/move-order.ts'
import { placeOrder } from '#operations/numbers/place-order.ts'
import { countOrders, listOrders, readOrder, readOrderEntries, type OrderRow } from '#storage/queries/number-orders.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const numberOrdersRoutes: readonly Route[] = [
  route(numberOrdersEndpoints.listNumberOrders, ({ read, query }) =>
    read(async (db) => {
      const found = await listOrders(db, query)
      return { ...found, items: found.items.map(toWire) }
    }),
  ),
  route(numberOrdersEndpoints.readNumberOrderBoard, ({ read }) =>
    read(async (db) => {
      const counted = new Map((await countOrders(db)).map((row) => [row.status, row]))
      return {
        items: ORDER_STATUSES.map((status) => counted.get(status) ?? { status, orders: 0, oldest: null }),
      }
    }),
  ),
  route(numberOrdersEndpoints.placeNumberOrder, ({ perform, body }) =>
    perform(placeOrder, { ...body, pattern: body.pattern ?? '' }, withHistory),
  ),
  route(numberOrdersEndpoints.readNumberOrder, ({ read, params }) => read((db) => withHistory(params.orderId, db))),
  route(numberOrdersEndpoints.sendNumberOrder, ({ perform, params, body }) =>
    perform(sendOrder, { ...params, ...body }, withHistory),
  ),
  route(numberOrdersEndpoints.allocateNumberOrder, ({ perform, params, body }) =>
    perform(allocateOrder, { ...params, numbers: numbersOf(body), note: body.note }, withHistory),
  ),
  route(numberOrdersEndpoints.completeNumberOrder, ({ perform, params, body }) =>
    perform(completeOrder, { ...params, ...body }, withHistory),
  ),
  route(numberOrdersEndpoints.rejectNumberOrder, ({ perform, params, body }) =>
    perform(rejectOrder, { ...params, ...body }, withHistory),
  ),
  route(numberOrdersEndpoints.withdrawNumberOrder, ({ perform, params, body }) =>
    perform(withdrawOrder, { ...params, ...body }, withHistory),
  ),
  route(numberOrdersEndpoints.noteOnNumberOrder, ({ perform, params, body }) =>
    perform(noteOnOrder, { ...params, ...body }, withHistory),
  ),
]

function toWire(row: OrderRow) {
  return {
    ...row,
    allowedSteps: [...allowedSteps(row.status)],
    numberPlan: { id: row.numberPlanId, name: row.numberPlanName },
  }
}

async function withHistory(orderId: number, db: pg.ClientBase) {
  const entries = await readOrderEntries(db, orderId)
  return {
    ...toWire(notFound('order', await readOrder(db, orderId))),
    history: entries.map(({ actorName, ...entry }) => ({ ...entry, by: actorName })),
  }
}

interface NumbersGiven {
  readonly numbers?: readonly string[] | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

function numbersOf({ numbers, from, to }: NumbersGiven): readonly DescribedNumber[] {
  if (numbers !== undefined && from === undefined && to === undefined) {
    return numbers.map((written, index) => {
      const described = readInventoryNumber(written)
      if (isProblem(described)) throw new ProblemError({ ...described, field: `numbers.${index}` })
      return described
    })
  }
  if (numbers === undefined && from !== undefined && to !== undefined) {
    const range = readRange(from, to)
    if (isProblem(range)) throw new ProblemError(range)
    return range
  }
  throw new ProblemError(problem('invalid_value', 'Give either numbers, or from and to.', { field: 'numbers' }))
}
