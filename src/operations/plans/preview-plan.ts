import type pg from 'pg'
import { micros, type Micros } from '#domain/money.ts'
import type { Allowance, CallingPlan } from '#domain/plans/calling-plan.ts'
import { parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import type { CommercialTerms, PlanOffer } from '#domain/plans/plan-offer.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { billPeriodAt, type BillPeriod } from '#domain/time/bill-period.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { readCallingPlan, readPlanTermsAt, type PlanTerms } from '#storage/queries/calling-plans.ts'
import { countCalls, listPlanHolders, type PlanHolderRow } from '#storage/queries/plan-holders.ts'
import { readCallsInPricingOrder } from '#storage/queries/stored-calls.ts'
import { checkOffer } from './check-offer.ts'
import { createOfferPricer, type OfferPricer } from './offer-pricer.ts'

export interface PreviewContext {
  readonly db: pg.ClientBase
  readonly now: Date
  readonly limits: {
    /** More calls than these are not priced while somebody waits. */
    readonly calls: number
  }
}

/** What a month costs, ex GST. */
export interface MonthCost {
  readonly planMicros: Micros
  readonly channelsMicros: Micros
  readonly callsMicros: Micros
  /** To the minimum monthly spend. */
  readonly shortfallMicros: Micros
  readonly allowances: readonly PreviewAllowance[]
}

/** How far the month's calls use an allowance: seconds, calls or micro-dollars. */
export interface PreviewAllowance {
  readonly name: string
  readonly unit: Allowance['unit']
  readonly included: number
  readonly used: number
}

export interface AccountPreview {
  readonly account: PlanHolderRow
  /** Days in the account's zone, the last one not included. */
  readonly periodFrom: string
  readonly periodTo: string
  readonly callCount: number
  readonly old: MonthCost
  readonly new: MonthCost
  /** Calls that one of the two has no price for: they count on neither side. */
  readonly unpriceableCalls: number
}

/**
 * What a new version of a plan would change for each account that is on the plan, at the use of its last closed month:
 * the month's calls priced by the plan as it is now and by the new version, each with its allowances full at the beginning,
 * rates and decks as they stand now. Saves nothing.
 *
 * @throws ProblemError 'not_found', 'invalid_plan', or 'too_large' for more calls than may be priced at once.
 */
export async function previewPlanVersion(
  context: PreviewContext,
  planId: number,
  offer: PlanOffer,
): Promise<readonly AccountPreview[]> {
  const { db, now } = context
  const plan = await readCallingPlan(db, planId, now)
  if (plan === undefined) throw new ProblemError(problem('not_found', 'There is no such calling plan.'))
  const changed = await checkOffer({ db }, offer, now)
  const holders = await listPlanHolders(db, planId)
  if (plan.inForce === undefined || holders.length === 0) return []
  const old = await sideOf(context, plan.inForce)
  const next = { ...offer, plan: changed, pricer: await createOfferPricer(db, changed, offer.deckId, now) }
  return previewAccounts(context, holders, old, next)
}

/**
 * What an account's last closed month would have cost on another plan, beside what it costs on its own.
 *
 * @throws ProblemError 'not_found', 'conflict' for an account or a plan that has not begun, 'too_large'.
 */
export async function previewAccountPlan(
  context: PreviewContext,
  accountId: number,
  planId: number,
): Promise<AccountPreview> {
  const { db, now } = context
  const [holder] = await listPlanHolders(db, undefined, accountId)
  if (holder === undefined) {
    throw new ProblemError(
      problem('account_not_active', 'The account has no calling plan: there is nothing to compare.'),
    )
  }
  const row = await readCallingPlan(db, planId, now)
  if (row === undefined || row.isWholesale) {
    throw new ProblemError(problem('not_found', 'There is no such calling plan.', { field: 'planId' }))
  }
  const own = await readPlanTermsAt(db, holder.planId, now)
  if (row.inForce === undefined || own === undefined) {
    throw new ProblemError(problem('conflict', `Calling plan "${row.name}" has not begun yet.`, { field: 'planId' }))
  }
  const old = await sideOf(context, own)
  const [preview] = await previewAccounts(context, [holder], old, await sideOf(context, row.inForce))
  if (preview === undefined) throw new Error(`no preview of account ${accountId}`)
  return preview
}

/** A plan on one side of the comparison. */
interface Side extends CommercialTerms {
  readonly plan: CallingPlan
  readonly pricer: OfferPricer
}

async function sideOf({ db, now }: PreviewContext, terms: PlanTerms): Promise<Side> {
  const plan = parseCallingPlan(terms.definition)
  if (!('rates' in plan)) throw new ProblemError(...plan)
  return { ...terms, plan, pricer: await createOfferPricer(db, plan, terms.deckId ?? undefined, now) }
}

async function previewAccounts(
  { db, now, limits }: PreviewContext,
  holders: readonly PlanHolderRow[],
  old: Side,
  next: Side,
): Promise<readonly AccountPreview[]> {
  const months = holders.map((account) => ({ account, month: lastMonth(account, now) }))
  const calls = await countCalls(
    db,
    months.map(({ account, month }) => ({ accountId: account.id, ...month })),
    limits.calls + 1,
  )
  if (calls > limits.calls) {
    const most = limits.calls.toLocaleString('en-AU')
    const message = `These ${holders.length} accounts made more than ${most} calls last month: preview accounts one by one instead.`
    throw new ProblemError(problem('too_large', message))
  }
  const previews: AccountPreview[] = []
  for (const { account, month } of months) previews.push(await previewAccount(db, account, month, old, next))
  return previews
}

function lastMonth({ billDay, timeZone }: PlanHolderRow, now: Date): BillPeriod {
  return billPeriodAt(billDay, timeZone, billPeriodAt(billDay, timeZone, now.getTime()).fromMs - 1)
}

async function previewAccount(
  db: pg.ClientBase,
  account: PlanHolderRow,
  month: BillPeriod,
  old: Side,
  next: Side,
): Promise<AccountPreview> {
  const calls = await readCallsInPricingOrder(db, account.id, month.fromMs, month.toMs)
  const [before, after] = [old.pricer.open(account), next.pricer.open(account)]
  let [oldMicros, newMicros, unpriceableCalls] = [0, 0, 0]
  for (const call of calls) {
    const [one, other] = [before.price(call), after.price(call)]
    if (one === undefined || other === undefined) unpriceableCalls++
    else {
      oldMicros += one
      newMicros += other
    }
  }
  return {
    account,
    periodFrom: month.startDate,
    periodTo: dateAt(month.toMs, account.timeZone).toString(),
    callCount: calls.length,
    old: costOf(old, account, oldMicros, before.drawn()),
    new: costOf(next, account, newMicros, after.drawn()),
    unpriceableCalls,
  }
}

function costOf(side: Side, { channels }: PlanHolderRow, callsMicros: number, drawn: readonly number[]): MonthCost {
  const minimum = Number(side.plan.minimumMonthlySpend ?? 0n)
  return {
    planMicros: side.monthlyPriceMicros,
    channelsMicros: micros(side.channelPriceMicros * BigInt(channels)),
    callsMicros: micros(BigInt(callsMicros)),
    shortfallMicros: micros(BigInt(Math.max(0, minimum - callsMicros))),
    allowances: side.plan.allowances.map(({ name, unit, quantity }, index) => {
      return { name, unit, included: quantity, used: drawn[index] ?? 0 }
    }),
  }
}
