import type pg from 'pg'
import { sharedQuantity } from '#domain/plans/allowance-share.ts'
import type { Allowance } from '#domain/plans/calling-plan.ts'
import { parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { billPeriodAt } from '#domain/time/bill-period.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { shareInCycle, toPlanHeld } from '#operations/usage/rating-book.ts'
import {
  readCurrentPlan,
  readPendingChange,
  readPlansWithin,
  type PendingChangeRow,
  type PlanTimeRow,
} from '#storage/queries/account-plans.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { readAllowanceUse } from '#storage/queries/allowance-use.ts'
import { readPlanTermsAt, type PlanTerms } from '#storage/queries/calling-plans.ts'
import { countBundled } from '#storage/queries/lines.ts'

export interface AccountPlan {
  readonly accountId: number
  readonly current: PlanTimeRow | undefined
  /** The version in force. */
  readonly terms: PlanTerms | undefined
  /** The billing cycle of now: days in the account's zone, the last one not included. */
  readonly cycleFrom: string
  readonly cycleTo: string
  readonly allowances: readonly AllowanceUse[]
  /** Numbers that count towards what the plan includes. */
  readonly bundledNumbers: number
  readonly pending: PendingChangeRow | undefined
}

/** Seconds, calls or micro-dollars, as the unit says. */
export interface AllowanceUse extends Allowance {
  readonly drawn: number
}

/** The plan of an account, what is left of its allowances in this cycle, and what waits. Undefined: no such account. */
export async function readAccountPlan(
  db: pg.ClientBase,
  accountId: number,
  now: Date,
): Promise<AccountPlan | undefined> {
  const account = await readAccount(db, accountId)
  if (account === undefined) return undefined
  const { billDay, timeZone } = account
  const cycle = billPeriodAt(billDay, timeZone, now.getTime())
  const current = await readCurrentPlan(db, accountId)
  const terms = current === undefined ? undefined : await readPlanTermsAt(db, current.planId, now)
  return {
    accountId,
    current,
    terms,
    cycleFrom: cycle.startDate,
    cycleTo: dateAt(cycle.toMs, timeZone).toString(),
    allowances: terms === undefined ? [] : await allowancesOf(db, accountId, terms, cycle),
    bundledNumbers: await countBundled(db, accountId),
    pending: await readPendingChange(db, accountId),
  }
}

async function allowancesOf(
  db: pg.ClientBase,
  accountId: number,
  { planId, versionId, definition }: PlanTerms,
  cycle: { readonly fromMs: number; readonly toMs: number },
): Promise<readonly AllowanceUse[]> {
  const plan = parseCallingPlan(definition)
  if (!('rates' in plan)) return []
  const within = await readPlansWithin(db, accountId, new Date(cycle.fromMs), new Date(cycle.toMs))
  const held = within.map(({ validFrom, validTo, ...time }) =>
    toPlanHeld({ ...time, accountId, fromMs: validFrom.getTime(), toMs: validTo?.getTime() ?? Infinity }),
  )
  const share = shareInCycle(held, cycle, planId)
  const use = await readAllowanceUse(db, [{ accountId, cycleFromMs: cycle.fromMs }])
  return plan.allowances.map((allowance, no) => ({
    ...allowance,
    quantity: sharedQuantity(allowance.quantity, share),
    drawn: use.find(({ planVersionId, allowanceNo }) => planVersionId === versionId && allowanceNo === no)?.drawn ?? 0,
  }))
}
