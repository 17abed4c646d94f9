import type pg from 'pg'
import { sharedQuantity } from '#domain/plans/allowance-share.ts'
import { parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import type { PlanTimeRow } from '#storage/queries/account-plans.ts'
import { readAllowanceUse } from '#storage/queries/allowance-use.ts'
import type { PlanTerms } from '#storage/queries/calling-plans.ts'

/** An allowance of a plan and what a cycle has drawn from it: seconds, calls or micro-dollars. */
export interface AllowanceOfCycle {
  readonly plan: string
  readonly name: string
  readonly unit: 'seconds' | 'calls' | 'money'
  readonly included: number
  readonly used: number
}

/**
 * The allowances of an account in a billing cycle: those of the plan versions in force in it, an upgrade's by the days
 * that were left, and those of versions drawn on.
 *
 * @param terms every version of the plans the account was on.
 */
export async function allowancesOfCycle(
  db: pg.ClientBase,
  accountId: number,
  cycle: { readonly fromMs: number; readonly toMs: number },
  plans: readonly PlanTimeRow[],
  terms: readonly PlanTerms[],
): Promise<readonly AllowanceOfCycle[]> {
  const drawn = await readAllowanceUse(db, [{ accountId, cycleFromMs: cycle.fromMs }])
  const shares = new Map<number, { days: number; cycleDays: number } | undefined>()
  for (const { planId, validFrom, validTo, allowanceDays, cycleDays } of plans) {
    const lastMs = Math.min(validTo?.getTime() ?? Infinity, cycle.toMs) - 1
    const version = terms.findLast((one) => one.planId === planId && one.effectiveFrom.getTime() <= lastMs)
    if (version === undefined) continue
    const isShared = validFrom.getTime() > cycle.fromMs && allowanceDays !== null && cycleDays !== null
    shares.set(version.versionId, isShared ? { days: allowanceDays, cycleDays } : undefined)
  }
  for (const { planVersionId } of drawn) if (!shares.has(planVersionId)) shares.set(planVersionId, undefined)
  return [...shares].flatMap(([versionId, share]) => {
    const version = terms.find((one) => one.versionId === versionId)
    if (version === undefined) return []
    const plan = parseCallingPlan(version.definition)
    if (!('rates' in plan)) {
      throw new ProblemError(problem('invalid_plan', `Calling plan "${version.name}" cannot be read.`))
    }
    return plan.allowances.map(({ name, unit, quantity }, allowanceNo) => ({
      plan: version.name,
      name,
      unit,
      included: sharedQuantity(quantity, share),
      used: drawn.find((use) => use.planVersionId === versionId && use.allowanceNo === allowanceNo)?.drawn ?? 0,
    }))
  })
}
