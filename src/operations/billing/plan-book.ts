import type pg from 'pg'
import type { Allowance } from '#domain/plans/calling-plan.ts'
import { parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { listPlanTerms, type PlanTerms } from '#storage/queries/calling-plans.ts'
import { readPricedNumberPlans, type PricedNumberPlan } from '#storage/queries/billing/services.ts'
import type { Micros } from '#domain/money.ts'

/** The prices of a reseller through time: what was in force when. */
export interface PlanBook {
  /** @throws ProblemError 'conflict' where the plan had not begun. */
  termsAt(planId: number, at: Date): PlanTerms
  /** @throws ProblemError 'invalid_plan' for a version that cannot be read: unknown never means none. */
  allowancesOf(terms: Pick<PlanTerms, 'versionId' | 'name' | 'definition'>): readonly Allowance[]
  version(versionId: number): PlanTerms | undefined
  numberPriceAt(numberPlanId: number, at: Date): PricedNumberPlan & { readonly monthlyPriceMicros: Micros }
}

/** A version is never edited, so what its definition says holds as long as the process lives. */
const parsed = new Map<number, readonly Allowance[]>()

export async function loadPlanBook(db: pg.ClientBase): Promise<PlanBook> {
  const versions = await listPlanTerms(db)
  const numberPlans = await readPricedNumberPlans(db)
  const byPlan = Map.groupBy(versions, ({ planId }) => planId)
  const byVersion = new Map(versions.map((terms) => [terms.versionId, terms]))
  return {
    termsAt(planId, at) {
      const terms = byPlan.get(planId)?.findLast(({ effectiveFrom }) => effectiveFrom <= at)
      if (terms !== undefined) return terms
      throw new ProblemError(
        problem('conflict', `Calling plan ${planId} has no version in force on ${at.toISOString()}.`),
      )
    },
    allowancesOf({ versionId, name, definition }) {
      const known = parsed.get(versionId)
      if (known !== undefined) return known
      const plan = parseCallingPlan(definition)
      if (!('rates' in plan)) throw new ProblemError(problem('invalid_plan', `Calling plan "${name}" cannot be read.`))
      parsed.set(versionId, plan.allowances)
      return plan.allowances
    },
    version: (versionId) => byVersion.get(versionId),
    numberPriceAt(numberPlanId, at) {
      const plan = numberPlans.get(numberPlanId)
      if (plan === undefined) throw new ProblemError(problem('conflict', `There is no number plan ${numberPlanId}.`))
      const price = plan.prices.findLast(({ from }) => from <= at) ?? plan
      return { ...plan, monthlyPriceMicros: price.monthlyPriceMicros }
    },
  }
}
