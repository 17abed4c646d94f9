import type { EventType } from '#domain/notifications/event-types.ts'
import { requireActive, requireNotCancelled } from '#domain/accounts/account-status.ts'
import { proRata } from '#domain/billing/pro-rata.ts'
import { formatDollars, gstOf, micros, type Micros } from '#domain/money.ts'
import { sharedQuantity } from '#domain/plans/allowance-share.ts'
import type { Allowance } from '#domain/plans/calling-plan.ts'
import { parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { partMonthAt, type PartMonth } from '#domain/plans/part-month.ts'
import { kindOfChange, refuseNow, refuseOverfull, type PlanChangeKind } from '#domain/plans/plan-change.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { billPeriodAt } from '#domain/time/bill-period.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { postCharges } from '#operations/billing/post-charges.ts'
import { requireCredit } from '#operations/numbers/account-terms.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import {
  countBundledAfter,
  readCurrentPlan,
  readPendingChange,
  type PlanTimeRow,
} from '#storage/queries/account-plans.ts'
import type { AccountRow } from '#storage/queries/accounts.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { readPlanTermsAt, type PlanTerms } from '#storage/queries/calling-plans.ts'
import { countBundled } from '#storage/queries/lines.ts'
import { readAdditionalPlan } from '#storage/queries/number-plan-terms.ts'
import {
  deletePendingPlanChange,
  endAccountPlan,
  insertAccountPlan,
  replacePendingPlanChange,
} from '#storage/tables/account-plans.ts'
import { shareOf, termsToTake } from './switch-plan.ts'

export interface PlanChangeRequest {
  readonly accountId: number
  readonly planId: number
  readonly when: 'now' | 'anniversary'
  /** Says what would happen; nothing does. */
  readonly dryRun: boolean
}

export interface PlanChangeOutcome {
  readonly accountId: number
  readonly kind: PlanChangeKind
  readonly when: 'now' | 'anniversary'
  /** The day from which the account is on the plan, in its zone. */
  readonly effectiveOn: string
  readonly planId: number
  readonly planName: string
  /** A month of it. */
  readonly monthlyPriceMicros: Micros
  /** Charged now, ex GST. */
  readonly chargeMicros: Micros
  readonly gstMicros: Micros
  /** What it brings for the days left in its first cycle. */
  readonly allowances: readonly Pick<Allowance, 'name' | 'unit' | 'quantity'>[]
  readonly dryRun: boolean
}

/**
 * Changes an account's plan. An upgrade may take effect now: the difference of the monthly prices is charged for the days
 * left in the cycle, and the new plan's allowances are for those days; what was drawn on the old plan stays with it.
 * Everything else takes effect at the anniversary, when the bill run charges the new month.
 *
 * @throws ProblemError 'not_found', 'account_not_active', 'plan_retired', 'bundle_full', 'insufficient_credit' for a prepaid
 *   account, or 'conflict' for a change now that is no upgrade, and for the plan the account is on already.
 */
export const changeAccountPlan = operation({
  name: 'account-plans.change',
  permission: 'account-plans.write',
  async run(context, request: PlanChangeRequest): Promise<PlanChangeOutcome> {
    const account = await lockedAccount(context.db, request.accountId)
    requireActive(account)
    const current = await currentPlan(context, account)
    const change = await decide(context, account, current, request)
    if (request.dryRun) return change.outcome
    if (request.when === 'now') await changeNow(context, account, current, change)
    else await changeLater(context, account, current, change)
    return change.outcome
  },
})

interface Decision {
  readonly terms: PlanTerms
  readonly month: PartMonth
  /** Of the monthly prices. */
  readonly differenceMicros: Micros
  readonly outcome: PlanChangeOutcome
}

async function currentPlan({ db, now }: WriteContext, account: AccountRow): Promise<PlanTimeRow> {
  const current = await readCurrentPlan(db, account.id)
  if (current === undefined) throw new Error(`account ${account.id} is active without a calling plan`)
  const pending = await readPendingChange(db, account.id)
  if (pending !== undefined && pending.dueOn <= partMonthAt(account, now).from) {
    const message =
      `The change to "${pending.planName}" due on ${pending.dueOn} is being carried out; ` +
      'try again after the bill run.'
    throw new ProblemError(problem('conflict', message))
  }
  return current
}

async function decide(
  context: WriteContext,
  account: AccountRow,
  current: PlanTimeRow,
  { planId, when, dryRun }: PlanChangeRequest,
): Promise<Decision> {
  const { db, now } = context
  if (planId === current.planId) {
    const message = `The account is on "${current.planName}" already; to give up a change that waits, delete it.`
    throw new ProblemError(problem('conflict', message, { field: 'planId' }))
  }
  const month = partMonthAt(account, now)
  const terms = await termsToTake(context, planId)
  const fromMicros = await chargedThisCycle(context, account, current)
  const toMicros = terms.monthlyPriceMicros
  const kind = kindOfChange(fromMicros, toMicros)
  const refused = when === 'now' ? refuseNow(kind, { fromMicros, toMicros, anniversary: month.cycleTo }) : undefined
  if (refused !== undefined) throw new ProblemError(refused)
  if (when === 'anniversary' && account.cancelOn !== null) {
    const message = `The account is to be cancelled on ${account.cancelOn}; withdraw that first.`
    throw new ProblemError(problem('conflict', message, { field: 'when' }))
  }
  await refuseTooManyNumbers(context, account, terms, when === 'now' ? undefined : month.cycleTo)
  const differenceMicros = micros(toMicros - fromMicros)
  const chargeMicros = when === 'now' ? proRata(differenceMicros, month) : micros(0n)
  const isTaxed = (await readBrand(db, context.resellerId))?.gstRegistered ?? true
  const plan = parseCallingPlan(terms.definition)
  const share = when === 'now' ? shareOf(month) : undefined
  return {
    terms,
    month,
    differenceMicros,
    outcome: {
      accountId: account.id,
      kind,
      when,
      effectiveOn: when === 'now' ? month.from : month.cycleTo,
      planId,
      planName: terms.name,
      monthlyPriceMicros: toMicros,
      chargeMicros,
      gstMicros: isTaxed ? gstOf(chargeMicros) : micros(0n),
      allowances: ('rates' in plan ? plan.allowances : []).map(({ name, unit, quantity }) => ({
        name,
        unit,
        quantity: sharedQuantity(quantity, share),
      })),
      dryRun,
    },
  }
}

/** The monthly price the cycle was begun with: that of the version in force at the anniversary, or when the plan was taken. */
async function chargedThisCycle(
  { db, now }: WriteContext,
  { billDay, timeZone }: AccountRow,
  { planId, validFrom }: PlanTimeRow,
): Promise<Micros> {
  const { fromMs } = billPeriodAt(billDay, timeZone, now.getTime())
  const terms = await readPlanTermsAt(db, planId, new Date(Math.max(fromMs, validFrom.getTime())))
  return terms?.monthlyPriceMicros ?? micros(0n)
}

async function refuseTooManyNumbers(
  { db, now }: WriteContext,
  account: AccountRow,
  terms: PlanTerms,
  after: string | undefined,
): Promise<void> {
  const count = after === undefined ? countBundled(db, account.id) : countBundledAfter(db, account.id, after)
  const refused = refuseOverfull(terms, await count, (await readAdditionalPlan(db, now))?.name)
  if (refused !== undefined) throw new ProblemError(refused)
}

async function changeNow(
  context: WriteContext,
  account: AccountRow,
  current: PlanTimeRow,
  { terms, month, differenceMicros, outcome }: Decision,
): Promise<void> {
  const { db, resellerId, now } = context
  const accountId = account.id
  const ended = await endAccountPlan(db, accountId, now)
  const validFrom = ended?.endedAt ?? now
  await insertAccountPlan(db, { resellerId, accountId, planId: terms.planId, validFrom, share: shareOf(month) })
  await deletePendingPlanChange(db, accountId)
  const charged = await postCharges(context, [
    {
      accountId,
      serviceType: 'CallingPlan',
      description: `Upgrade from ${current.planName} to ${terms.name}, ${month.days} of ${month.cycleDays} days`,
      quantity: 1,
      unitMicros: differenceMicros,
      amountMicros: outcome.chargeMicros,
      periodFrom: month.from,
      periodTo: month.cycleTo,
      chargedAt: now,
      source: `upgrade from plan ${current.planId} to ${terms.planId} on ${month.from}`,
    },
  ])
  await requireCredit(context, account, charged)
  tell(context, current, outcome, 'account-plan.changed')
}

async function changeLater(
  context: WriteContext,
  { id: accountId }: AccountRow,
  current: PlanTimeRow,
  { terms, month, outcome }: Decision,
): Promise<void> {
  const { db, resellerId, now } = context
  const change = { accountId, resellerId, planId: terms.planId, dueOn: month.cycleTo, requestedAt: now }
  await replacePendingPlanChange(db, change)
  tell(context, current, outcome, 'account-plan.scheduled')
}

function tell({ audit, emit }: WriteContext, current: PlanTimeRow, outcome: PlanChangeOutcome, type: EventType): void {
  const { accountId, planId, planName, kind, effectiveOn, chargeMicros } = outcome
  const before = { planId: current.planId, plan: current.planName }
  const after = { planId, plan: planName, kind, effectiveOn, charge: formatDollars(chargeMicros) }
  audit({ subject: `account ${accountId}`, accountId, before, after })
  emit({
    type,
    accountId,
    payload: {
      accountId: String(accountId),
      kind,
      effectiveOn,
      from: { planId: String(current.planId), name: current.planName },
      to: { planId: String(planId), name: planName },
    },
  })
}

/**
 * Gives up a change that waits for the anniversary.
 *
 * @throws ProblemError 'not_found', 'account_not_active' for a cancelled account, or 'conflict' once its day has come.
 */
export const withdrawPlanChange = operation({
  name: 'account-plans.withdraw-change',
  permission: 'account-plans.write',
  async run({ db, now, audit, emit }, { accountId }: { readonly accountId: number }) {
    const account = await lockedAccount(db, accountId)
    requireNotCancelled(account)
    const pending = await readPendingChange(db, accountId)
    if (pending === undefined) {
      throw new ProblemError(problem('not_found', 'No change of plan waits for the anniversary.'))
    }
    if (pending.dueOn <= partMonthAt(account, now).from) {
      throw new ProblemError(problem('conflict', `The change was due on ${pending.dueOn} and is in effect.`))
    }
    await deletePendingPlanChange(db, accountId)
    const { planId, planName, dueOn } = pending
    audit({ subject: `account ${accountId}`, accountId, before: { pendingPlan: planName, planId, dueOn } })
    emit({
      type: 'account-plan.withdrawn',
      accountId,
      payload: { accountId: String(accountId), planId: String(planId), dueOn },
    })
  },
})
