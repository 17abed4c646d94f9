import { formatDollars } from '#domain/money.ts'
import type { PlanOffer } from '#domain/plans/plan-offer.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { changedMeanwhile, forbidden, operation, type WriteContext } from '#operations/operation.ts'
import { isPlanUsed, lastCallPriced, listPlanTerms } from '#storage/queries/calling-plans.ts'
import {
  deleteCallingPlan as deletePlanRows,
  deletePlanVersion,
  ensureCallingPlan,
  insertPlanVersion,
  lockCallingPlan,
  updateCallingPlan,
  type LockedPlan,
} from '#storage/tables/calling-plans.ts'
import { checkOffer } from './check-offer.ts'

/** Versions of one plan: a price a month for forty years. */
const MOST_VERSIONS = 500

export interface NewPlan {
  readonly offer: PlanOffer
  readonly description: string
  /** Left out: now. */
  readonly effectiveFrom: Date | undefined
}

/**
 * Makes a calling plan with its first version.
 *
 * @throws ProblemError 'invalid_plan' with every fault, or 'already_exists' for its name.
 */
export const createCallingPlan = operation({
  name: 'calling-plans.create',
  permission: 'plans.write',
  async run(context, { offer, description, effectiveFrom }: NewPlan) {
    const { db, resellerId, now, audit, emit } = context
    const from = effectiveFrom ?? now
    const plan = await checkOffer(context, offer, from)
    const { planId, isNew } = await ensureCallingPlan(db, resellerId, plan.name)
    if (!isNew) {
      throw new ProblemError(
        problem(
          'already_exists',
          `There is a calling plan "${plan.name}" already; add a version to it, or choose another name.`,
          {
            field: 'definition.name',
          },
        ),
      )
    }
    await updateCallingPlan(db, planId, { description }, undefined)
    const { version } = await insertPlanVersion(db, {
      ...offer,
      planId,
      resellerId,
      effectiveFrom: from,
      createdAt: now,
    })
    audit({
      subject: `calling plan ${planId}`,
      after: { name: plan.name, description, ...onRecord(offer, version, from) },
    })
    emit({ type: 'calling-plan.published', payload: { planId: String(planId), version, effectiveFrom: from } })
    return planId
  },
})

export interface NewPlanVersionInput {
  readonly planId: number
  readonly offer: PlanOffer
  /** Left out: now. */
  readonly effectiveFrom: Date | undefined
  /** Calls that are priced already may be later than the version: they keep their price until they are re-rated. */
  readonly allowBackdating: boolean
  readonly ifVersion: number | undefined
}

/**
 * Publishes a further version of a plan. Calls that start from its day on are priced by it; its monthly price is each
 * account's from its next anniversary on.
 *
 * @throws ProblemError 'not_found', 'forbidden', 'invalid_plan', 'conflict' for a day before calls that are priced,
 *   'changed_meanwhile'.
 */
export const publishPlanVersion = operation({
  name: 'calling-plans.publish-version',
  permission: 'plans.write',
  async run(context, { planId, offer, effectiveFrom, allowBackdating, ifVersion }: NewPlanVersionInput) {
    const { db, resellerId, now, audit, emit } = context
    const locked = await lockOwnPlan(context, planId)
    const from = effectiveFrom ?? now
    const plan = await checkOffer(context, offer, from)
    const versions = await listPlanTerms(db, [planId])
    const last = versions.at(-1)
    if (plan.name !== locked.name) {
      throw invalid('definition.name', `must stay "${locked.name}": another name is another plan`)
    }
    if (last !== undefined && plan.type !== last.type) {
      throw invalid('definition.type', `must stay "${last.type}": make another plan, and change accounts to it`)
    }
    if (versions.length >= MOST_VERSIONS) {
      throw new ProblemError(problem('conflict', `A plan has at most ${MOST_VERSIONS} versions: make another plan.`))
    }
    if (!allowBackdating) await refuseBackdating(context, locked, from)
    const changed = await updateCallingPlan(db, planId, {}, ifVersion)
    if (changed === undefined) throw changedMeanwhile('the calling plan')
    const { version } = await insertPlanVersion(db, {
      ...offer,
      planId,
      resellerId,
      effectiveFrom: from,
      createdAt: now,
    })
    audit({
      subject: `calling plan ${planId}`,
      ...(last !== undefined && {
        before: onRecord({ ...last, deckId: last.deckId ?? undefined }, last.version, last.effectiveFrom),
      }),
      after: onRecord(offer, version, from),
    })
    emit({ type: 'calling-plan.published', payload: { planId: String(planId), version, effectiveFrom: from } })
    return { planId, version }
  },
})

async function refuseBackdating({ db }: WriteContext, plan: LockedPlan, from: Date): Promise<void> {
  const last = await lastCallPriced(db, plan, from)
  if (last === undefined) return
  const message =
    `Calls up to ${last.toISOString()} are priced already: begin after that, or send allowBackdating: true ` +
    'and re-rate them. Until then they keep the price they have.'
  throw new ProblemError(problem('conflict', message, { field: 'effectiveFrom' }))
}

/**
 * Takes back a version that is not in force yet.
 *
 * @throws ProblemError 'not_found', 'forbidden', or 'in_use' for a version that is or was in force.
 */
export const withdrawPlanVersion = operation({
  name: 'calling-plans.withdraw-version',
  permission: 'plans.write',
  async run(context, { planId, version }: { readonly planId: number; readonly version: number }) {
    const { db, now, audit } = context
    await lockOwnPlan(context, planId)
    const versions = await listPlanTerms(db, [planId])
    const found = versions.find((one) => one.version === version)
    if (found === undefined)
      throw new ProblemError(problem('not_found', 'There is no such version of the calling plan.'))
    if (found.effectiveFrom <= now) {
      throw new ProblemError(
        problem(
          'in_use',
          `Version ${version} is in force since ${found.effectiveFrom.toISOString()} and stays on record; publish another.`,
        ),
      )
    }
    if (versions.length === 1) {
      throw new ProblemError(problem('in_use', 'A plan has one version at least; delete the plan itself.'))
    }
    await deletePlanVersion(db, found.versionId)
    await updateCallingPlan(db, planId, {}, undefined)
    audit({
      subject: `calling plan ${planId}`,
      before: onRecord({ ...found, deckId: found.deckId ?? undefined }, version, found.effectiveFrom),
    })
  },
})

/** @throws ProblemError 'not_found', 'forbidden', 'changed_meanwhile'. */
export const describeCallingPlan = operation({
  name: 'calling-plans.describe',
  permission: 'plans.write',
  async run(
    context,
    { planId, description, ifVersion }: { planId: number; description: string; ifVersion: number | undefined },
  ) {
    await lockOwnPlan(context, planId)
    const changed = await updateCallingPlan(context.db, planId, { description }, ifVersion)
    if (changed === undefined) throw changedMeanwhile('the calling plan')
    context.audit({ subject: `calling plan ${planId}`, after: { description } })
    return planId
  },
})

/**
 * Takes a plan out of sale, or puts it back. Who is on a retired plan stays; nobody new comes.
 *
 * @throws ProblemError 'not_found', 'conflict' for the wholesale plan or a status it has already.
 */
export const changePlanStatus = operation({
  name: 'calling-plans.change-status',
  permission: 'plans.write',
  async run(context, { planId, status }: { readonly planId: number; readonly status: 'active' | 'retired' }) {
    const { db, audit, emit } = context
    const plan = await lockOwnPlan(context, planId)
    if (plan.isWholesale) {
      throw new ProblemError(
        problem('conflict', `"${plan.name}" is the plan the reseller is charged by: it cannot be retired.`),
      )
    }
    if (plan.status === status) {
      throw new ProblemError(problem('conflict', `Calling plan "${plan.name}" is ${status} already.`))
    }
    await updateCallingPlan(db, planId, { status }, undefined)
    audit({ subject: `calling plan ${planId}`, before: { status: plan.status }, after: { status } })
    emit({
      type: status === 'retired' ? 'calling-plan.retired' : 'calling-plan.restored',
      payload: { planId: String(planId) },
    })
    return planId
  },
})

/**
 * Deletes a plan nobody was ever on.
 *
 * @throws ProblemError 'not_found', 'in_use'.
 */
export const deleteCallingPlan = operation({
  name: 'calling-plans.delete',
  permission: 'plans.write',
  async run(context, { planId }: { readonly planId: number }) {
    const plan = await lockOwnPlan(context, planId)
    if (plan.isWholesale || (await isPlanUsed(context.db, planId))) {
      throw new ProblemError(
        problem(
          'in_use',
          `Calling plan "${plan.name}" is in use or was: it stays on record. Retire it, and it takes no new accounts.`,
        ),
      )
    }
    await deletePlanRows(context.db, planId)
    context.audit({ subject: `calling plan ${planId}`, before: { name: plan.name } })
  },
})

/**
 * Locks a plan the actor may change: the plan the reseller is charged by is the operator's.
 *
 * @throws ProblemError 'not_found', 'forbidden'.
 */
async function lockOwnPlan({ db, actor }: WriteContext, planId: number): Promise<LockedPlan> {
  const plan = await lockCallingPlan(db, planId)
  if (plan === undefined) throw new ProblemError(problem('not_found', 'There is no such calling plan.'))
  if (plan.isWholesale && actor.role !== 'operator' && actor.role !== 'system') {
    const message = `"${plan.name}" is the plan you are charged by: only the operator of the installation changes it.`
    throw new ProblemError({ ...forbidden('plans.write'), message })
  }
  return plan
}

function invalid(field: string, message: string): ProblemError {
  return new ProblemError(problem('invalid_plan', message, { field }))
}

/** A version as the audit chain keeps it. */
function onRecord(offer: PlanOffer, version: number, effectiveFrom: Date): Record<string, unknown> {
  return {
    version,
    effectiveFrom: effectiveFrom.toISOString(),
    definition: offer.definition,
    deckId: offer.deckId ?? null,
    monthlyPrice: formatDollars(offer.monthlyPriceMicros),
    setupFee: formatDollars(offer.setupFeeMicros),
    includedNumbers: offer.includedNumbers,
    includedChannels: offer.includedChannels,
    extraChannelPrice: formatDollars(offer.channelPriceMicros),
  }
}
