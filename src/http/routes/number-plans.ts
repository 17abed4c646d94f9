import type pg from 'pg'
import { numberPlansEndpoints as endpoints } from '#contract/number-plans.ts'
import {
  changeNumberPlan,
  changeNumberPlanStatus,
  createNumberPlan,
  deleteNumberPlan,
} from '#operations/plans/change-number-plan.ts'
import {
  listNumberPlanPrices,
  listNumberPlans,
  readNumberPlan,
  type NumberPlanRow,
} from '#storage/queries/number-plans.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const numberPlansRoutes: readonly Route[] = [
  route(endpoints.listNumberPlans, async ({ read, query, now }) => {
    const { items, nextCursor } = await read((db) => listNumberPlans(db, now, query))
    return { items: items.map(viewSummary), nextCursor }
  }),
  route(endpoints.readNumberPlan, ({ read, params, now }) => read((db) => readView(db, params.numberPlanId, now))),
  route(endpoints.createNumberPlan, ({ perform, body, now }) => {
    const { name, description = '', monthlyPrice, unit = 'number', isBundled = false, destination = null } = body
    const plan = { name, description, monthlyPriceMicros: monthlyPrice, unit, isBundled, destination }
    return perform(createNumberPlan, plan, (id, db) => readView(db, id, now))
  }),
  route(endpoints.changeNumberPlan, ({ perform, params, body, ifMatch, now }) => {
    const { monthlyPrice, ...change } = body
    return perform(
      changeNumberPlan,
      { ...change, monthlyPriceMicros: monthlyPrice, id: params.numberPlanId, ifVersion: ifMatch },
      (id, db) => readView(db, id, now),
    )
  }),
  route(endpoints.retireNumberPlan, ({ perform, params, now }) =>
    perform(changeNumberPlanStatus, { id: params.numberPlanId, status: 'retired' }, (id, db) => readView(db, id, now)),
  ),
  route(endpoints.restoreNumberPlan, ({ perform, params, now }) =>
    perform(changeNumberPlanStatus, { id: params.numberPlanId, status: 'active' }, (id, db) => readView(db, id, now)),
  ),
  route(endpoints.deleteNumberPlan, ({ perform, params }) =>
    perform(deleteNumberPlan, { id: params.numberPlanId }, () => ({})),
  ),
]

async function readView(db: pg.ClientBase, id: number, now: Date) {
  const plan = notFound('number plan', await readNumberPlan(db, id, now))
  const prices = await listNumberPlanPrices(db, id)
  return {
    ...viewSummary(plan),
    prices: prices.map(({ effectiveFrom, monthlyPriceMicros }) => ({
      effectiveFrom,
      monthlyPrice: monthlyPriceMicros,
    })),
  }
}

function viewSummary({ monthlyPriceMicros, ...plan }: NumberPlanRow) {
  return { ...plan, currency: 'AUD' as const, monthlyPrice: monthlyPriceMicros }
}
