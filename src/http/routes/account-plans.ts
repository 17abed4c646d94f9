import { withLastDay } from '#domain/billing/document-words.ts'
import { accountPlansEndpoints as endpoints } from '#contract/account-plans.ts'
import { micros } from '#domain/money.ts'
import type { Allowance } from '#domain/plans/calling-plan.ts'
import { changeAccountPlan, withdrawPlanChange, type PlanChangeOutcome } from '#operations/plans/change-account-plan.ts'
import { previewAccountPlan } from '#operations/plans/preview-plan.ts'
import { readAccountPlan, type AccountPlan, type AllowanceUse } from '#operations/plans/read-account-plan.ts'
import { listPlanTimes } from '#storage/queries/account-plans.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'
import { allowanceUseView } from '../views/allowance-use.ts'
import { viewTerms } from './plan-views.ts'
import { viewAccountPreview } from './preview-views.ts'

export const accountPlansRoutes: readonly Route[] = [
  route(endpoints.readAccountPlan, ({ read, params, now }) =>
    read(async (db) => viewAccountPlan(notFound('account', await readAccountPlan(db, params.accountId, now)))),
  ),
  route(endpoints.changeAccountPlan, ({ perform, params, body }) =>
    perform(changeAccountPlan, { ...params, ...body, dryRun: body.dryRun ?? false }, viewChange),
  ),
  route(endpoints.withdrawPlanChange, ({ perform, params }) => perform(withdrawPlanChange, params, () => ({}))),
  route(endpoints.listAccountPlans, ({ read, params, query }) =>
    read(async (db) => {
      notFound('account', await readAccount(db, params.accountId))
      const { items, nextCursor } = await listPlanTimes(db, params.accountId, query)
      return {
        items: items.map(({ validFrom, validTo, ...time }) => ({ ...time, from: validFrom, to: validTo })),
        nextCursor,
      }
    }),
  ),
  route(endpoints.previewAccountPlan, ({ read, params, body, now, services }) =>
    read(async (db) => {
      notFound('account', await readAccount(db, params.accountId))
      const context = { db, now, limits: { calls: services.config.limits.previewCalls } }
      return viewAccountPreview(await previewAccountPlan(context, params.accountId, body.planId))
    }),
  ),
]

function viewAccountPlan({ accountId, current, terms, cycleFrom, cycleTo, allowances, ...plan }: AccountPlan) {
  return {
    accountId,
    current:
      current === undefined || terms === undefined
        ? null
        : {
            planId: current.planId,
            name: current.planName,
            type: terms.type,
            since: current.validFrom,
            terms: viewTerms(terms),
            definition: terms.definition as Record<string, unknown>,
          },
    cycle: withLastDay({ from: cycleFrom, to: cycleTo }),
    allowances: allowances.map(viewUse),
    bundledNumbers: { used: plan.bundledNumbers, included: terms?.includedNumbers ?? 0 },
    pending:
      plan.pending === undefined
        ? null
        : {
            planId: plan.pending.planId,
            name: plan.pending.planName,
            dueOn: plan.pending.dueOn,
            requestedAt: plan.pending.requestedAt,
          },
  }
}

function viewUse({ serviceTypes, quantity, drawn, ...allowance }: AllowanceUse) {
  return { serviceTypes, ...allowanceUseView({ ...allowance, included: quantity, used: drawn }) }
}

function viewAllowance({ name, unit, quantity }: Pick<Allowance, 'name' | 'unit' | 'quantity'>) {
  if (unit !== 'money') return { name, unit, quantity }
  return { name, unit, currency: 'AUD' as const, quantity: dollars(quantity) }
}

function dollars(amount: number) {
  return micros(BigInt(amount))
}

function viewChange({ monthlyPriceMicros, chargeMicros, gstMicros, allowances, ...outcome }: PlanChangeOutcome) {
  return {
    ...outcome,
    currency: 'AUD' as const,
    monthlyPrice: monthlyPriceMicros,
    charge: chargeMicros,
    gst: gstMicros,
    allowances: allowances.map(viewAllowance),
  }
}
