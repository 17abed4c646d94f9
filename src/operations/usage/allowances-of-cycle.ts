import type pg from 'pg'
import { sharedQuantity } from '#domain/plans/allowance-share.ts'
import type { CallingPlan } from '#domain/plans/calling-plan.ts'
import { parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import type { PlanTimeRow } from '#storage/queries/account-plans.ts'
import { readAllowanceUse } from '#storage/queries/allowance-use.ts'
import type { PlanTerms } from '#storage/queries/calling-plans.ts'

/** An allowance of a plan and what a cycle has drawn from it: seconds, calls or micro-dollars. */
export interface AllowanceOfCycle {
  readonly plan: string
  /** The plan version it is of, and its place in that. */
  readonly versionId: number
  readonly allowanceNo: number
  readonly name: string
  readonly unit: 'seconds' | 'calls' | 'money'
  readonly included: number
  readonly used: number
}

interface Cycle {
  readonly fromMs: number
  readonly toMs: number
}

type Drawn = Awaited<ReturnType<typeof readAllowanceUse>>

/** Plans by their version, read once each. */
export type ReadPlans = Map<number, CallingPlan>

/**
 * The allowances of an account in a billing cycle: those of the plan versions in force in it, an upgrade's by the days
 * that were left, and those of versions drawn on.
 *
 * @param terms every version of the plans the account was on.
 */
export async function allowancesOfCycle(
  db: pg.ClientBase,
  accountId: number,
  cycle: Cycle,
  plans: readonly PlanTimeRow[],
  terms: readonly PlanTerms[],
): Promise<readonly AllowanceOfCycle[]> {
  const drawn = await readAllowanceUse(db, [{ accountId, cycleFromMs: cycle.fromMs }])
  return composeAllowances(cycle, plans, terms, drawn, new Map())
}

/** {@link allowancesOfCycle} of what is read already: `drawn` of this account and cycle alone. */
export function composeAllowances(
  cycle: Cycle,
  plans: readonly PlanTimeRow[],
  terms: readonly PlanTerms[],
  drawn: Drawn,
  readPlans: ReadPlans,
): readonly AllowanceOfCycle[] {
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
    return planOf(version, readPlans).allowances.map(({ name, unit, quantity }, allowanceNo) => ({
      plan: version.name,
      versionId,
      allowanceNo,
      name,
      unit,
      included: sharedQuantity(quantity, share),
      used: drawn.find((use) => use.planVersionId === versionId && use.allowanceNo === allowanceNo)?.drawn ?? 0,
    }))
  })
}

function planOf({ versionId, definition, name }: PlanTerms, readPlans: ReadPlans): CallingPlan {
  const known = readPlans.get(versionId)
  if (known !== undefined) return known
  const plan = parseCallingPlan(definition)
  if (!('rates' in plan)) throw new ProblemError(problem('invalid_plan', `Calling plan "${name}" cannot be read.`))
  readPlans.set(versionId, plan)
  return plan
}
