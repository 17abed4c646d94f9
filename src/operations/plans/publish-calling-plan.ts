import type pg from 'pg'
import { micros } from '#domain/money.ts'
import { parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import type { CommercialTerms } from '#domain/plans/plan-offer.ts'
import { ProblemError } from '#domain/problem.ts'
import { ensureCallingPlan, insertPlanVersion } from '#storage/tables/calling-plans.ts'

export interface NewPlanVersion extends Partial<CommercialTerms> {
  readonly resellerId: number
  /** The plan's JSON form, as `tollgate rate --plan` reads it. */
  readonly definition: unknown
  /** For the service types the plan leaves to a rate deck. */
  readonly deckId?: number
  readonly effectiveFrom: Date
}

/** What a plan costs and includes where nothing is said. */
const NO_TERMS: CommercialTerms = {
  monthlyPriceMicros: micros(0n),
  setupFeeMicros: micros(0n),
  includedNumbers: 0,
  includedChannels: 0,
  channelPriceMicros: micros(0n),
}

/**
 * Publishes a version of the reseller's calling plan of that name, the first or a further one: for plans that are brought
 * over with their history, of which some bend the rules of new ones. A version is never edited. Calls that start from
 * `effectiveFrom` on are priced by it.
 *
 * @throws ProblemError 'invalid_plan', every fault with its field.
 */
export async function publishCallingPlan(
  db: pg.ClientBase,
  { resellerId, definition, deckId, effectiveFrom, ...terms }: NewPlanVersion,
): Promise<{ planId: number; versionId: number }> {
  const plan = parseCallingPlan(definition)
  if (!('rates' in plan)) throw new ProblemError(...plan)
  const { planId } = await ensureCallingPlan(db, resellerId, plan.name)
  const offer = { ...NO_TERMS, ...terms, definition, deckId, effectiveFrom }
  const { versionId } = await insertPlanVersion(db, { ...offer, planId, resellerId })
  return { planId, versionId }
}
