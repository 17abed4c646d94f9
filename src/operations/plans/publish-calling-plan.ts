import type pg from 'pg'
import { parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { ProblemError } from '#domain/problem.ts'

export interface NewPlanVersion {
  readonly resellerId: number
  /** The plan's JSON form, as `tollgate rate --plan` reads it. */
  readonly definition: unknown
  /** For the service types the plan leaves to a rate deck. */
  readonly deckId?: number
  readonly effectiveFrom: Date
}

/**
 * Publishes a version of the reseller's calling plan of that name, the first or a further one. A version is never edited.
 * Calls that start from `effectiveFrom` on are priced by it.
 *
 * @throws ProblemError 'invalid_plan', every fault with its field.
 */
export async function publishCallingPlan(
  db: pg.ClientBase,
  { resellerId, definition, deckId, effectiveFrom }: NewPlanVersion,
): Promise<{ planId: number; versionId: number }> {
  const plan = parseCallingPlan(definition)
  if (!('rates' in plan)) throw new ProblemError(...plan)
  const { rows: plans } = await db.query<{ id: number }>(
    `INSERT INTO calling_plans (reseller_id, name) VALUES ($1, $2)
     ON CONFLICT (reseller_id, name) DO UPDATE SET name = excluded.name RETURNING id`,
    [resellerId, plan.name],
  )
  const planId = plans[0]?.id
  const { rows: versions } = await db.query<{ id: number }>(
    `INSERT INTO calling_plan_versions (plan_id, reseller_id, version, effective_from, definition, deck_id)
     SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5 FROM calling_plan_versions WHERE plan_id = $1
     RETURNING id`,
    [planId, resellerId, effectiveFrom, JSON.stringify(definition), deckId ?? null],
  )
  const versionId = versions[0]?.id
  if (planId === undefined || versionId === undefined) throw new Error('no id for the new plan version')
  return { planId, versionId }
}
