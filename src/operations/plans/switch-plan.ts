import { proRata } from '#domain/billing/pro-rata.ts'
import { micros } from '#domain/money.ts'
import { partMonthAt, type PartMonth } from '#domain/plans/part-month.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { postCharges, type NewCharge } from '#operations/billing/post-charges.ts'
import type { WriteContext } from '#operations/operation.ts'
import { readPlanTermsAt, type PlanTerms } from '#storage/queries/calling-plans.ts'
import { deletePendingPlanChange, endAccountPlan, insertAccountPlan } from '#storage/tables/account-plans.ts'
import { holdCallingPlan } from '#storage/tables/calling-plans.ts'

type Context = Pick<WriteContext, 'db' | 'resellerId' | 'now'>

/** What of an account decides its cycles. */
export interface PlanHolder {
  readonly id: number
  readonly timeZone: string
  readonly billDay: number
}

/**
 * Puts an account that has just become active on its plan, from now on, and charges what is left of its first month (all
 * of it where the bill anniversary is today) and the set-up fee.
 *
 * @throws ProblemError 'not_found', 'plan_retired', or 'conflict' for a plan that has not begun.
 */
export async function startPlan(context: Context, account: PlanHolder, planId: number): Promise<void> {
  const { db, resellerId, now } = context
  const terms = await termsToTake(context, planId)
  const month = partMonthAt(account, now)
  await insertAccountPlan(db, { resellerId, accountId: account.id, planId, validFrom: now, share: shareOf(month) })
  await postCharges(context, startCharges(account.id, terms, month, now))
}

/**
 * Puts an account on another plan from an instant on, its change that was waiting done. Charges nothing: the bill run
 * charges the month that begins.
 */
export async function switchPlan(context: Context, accountId: number, planId: number, at: Date): Promise<void> {
  const { db, resellerId } = context
  const ended = await endAccountPlan(db, accountId, at)
  await insertAccountPlan(db, { resellerId, accountId, planId, validFrom: ended?.endedAt ?? at })
  await deletePendingPlanChange(db, accountId)
}

/** Takes an account off its plan, and off what was waiting: it is cancelled. */
export async function endPlan({ db }: Pick<Context, 'db'>, accountId: number, at: Date): Promise<void> {
  await endAccountPlan(db, accountId, at)
  await deletePendingPlanChange(db, accountId)
}

/**
 * The terms a plan is taken on now. The plan is held until the transaction ends, so that it is not retired meanwhile.
 *
 * @throws ProblemError 'not_found', 'plan_retired', or 'conflict' for a plan that has not begun.
 */
export async function termsToTake({ db, now }: Pick<Context, 'db' | 'now'>, planId: number): Promise<PlanTerms> {
  const plan = await holdCallingPlan(db, planId)
  if (plan === undefined || plan.isWholesale) {
    throw new ProblemError(problem('not_found', 'There is no such calling plan.', { field: 'planId' }))
  }
  if (plan.status === 'retired') {
    const message = `Calling plan "${plan.name}" is retired and takes no new accounts; choose another.`
    throw new ProblemError(problem('plan_retired', message, { field: 'planId' }))
  }
  const terms = await readPlanTermsAt(db, planId, now)
  if (terms !== undefined) return terms
  const message = `Calling plan "${plan.name}" has not begun yet; choose another, or wait until its first version is in force.`
  throw new ProblemError(problem('conflict', message, { field: 'planId' }))
}

/** The days its allowances are for; undefined: the whole cycle. */
export function shareOf({ days, cycleDays }: PartMonth): { days: number; cycleDays: number } | undefined {
  return days < cycleDays ? { days, cycleDays } : undefined
}

function startCharges(accountId: number, terms: PlanTerms, month: PartMonth, chargedAt: Date): readonly NewCharge[] {
  const { planId, name, monthlyPriceMicros, setupFeeMicros } = terms
  const common = { accountId, serviceType: 'CallingPlan', quantity: 1, chargedAt } as const
  const monthly: NewCharge = {
    ...common,
    description: name,
    unitMicros: monthlyPriceMicros,
    amountMicros: proRata(monthlyPriceMicros, month),
    periodFrom: month.from,
    periodTo: month.cycleTo,
    source: `plan ${planId} from ${month.from}`,
  }
  const setup: NewCharge = {
    ...common,
    description: `${name}, set-up`,
    unitMicros: setupFeeMicros,
    amountMicros: setupFeeMicros,
    source: `set-up of plan ${planId} on ${month.from}`,
  }
  return [monthly, setup].filter(({ amountMicros }) => amountMicros !== micros(0n))
}
