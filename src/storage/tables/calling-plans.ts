import type pg from 'pg'
import type { CommercialTerms } from '#domain/plans/plan-offer.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

export interface LockedPlan {
  readonly id: number
  readonly name: string
  readonly status: 'active' | 'retired'
  /** The plan the operator charges the reseller by: no account's. */
  readonly isWholesale: boolean
}

const LOCKED = `SELECT id, name, status, EXISTS (SELECT FROM resellers r WHERE r.wholesale_plan_id = p.id) AS "isWholesale"
  FROM calling_plans p WHERE id = $1`

/** Holds a plan until the transaction ends: it is not retired or deleted meanwhile, and others may hold it too. */
export async function holdCallingPlan(db: Queryable, planId: number): Promise<LockedPlan | undefined> {
  const { rows } = await db.query<LockedPlan>(`${LOCKED} FOR SHARE OF p`, [planId])
  return rows[0]
}

/** Locks a plan to change it: waits for those who hold it. */
export async function lockCallingPlan(db: Queryable, planId: number): Promise<LockedPlan | undefined> {
  const { rows } = await db.query<LockedPlan>(`${LOCKED} FOR UPDATE OF p`, [planId])
  return rows[0]
}

/** The reseller's plan of that name, made if it is not there, and whether it was made. */
export async function ensureCallingPlan(
  db: Queryable,
  resellerId: number,
  name: string,
): Promise<{ readonly planId: number; readonly isNew: boolean }> {
  const made = await db.query<{ id: number }>(
    'INSERT INTO calling_plans (reseller_id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id',
    [resellerId, name],
  )
  const [plan] = made.rows
  if (plan !== undefined) return { planId: plan.id, isNew: true }
  const { rows } = await db.query<{ id: number }>(
    'SELECT id FROM calling_plans WHERE reseller_id = $1 AND name = $2 FOR UPDATE',
    [resellerId, name],
  )
  if (rows[0] === undefined) throw new Error('the calling plan just made is not there')
  return { planId: rows[0].id, isNew: false }
}

export interface NewVersion extends CommercialTerms {
  readonly planId: number
  readonly resellerId: number
  readonly effectiveFrom: Date
  readonly createdAt?: Date | undefined
  readonly definition: unknown
  readonly deckId: number | undefined
}

/** Adds the next version of a plan. */
export async function insertPlanVersion(
  db: Queryable,
  version: NewVersion,
): Promise<{ readonly versionId: number; readonly version: number }> {
  const { rows } = await db.query<{ versionId: number; version: number }>(
    `INSERT INTO calling_plan_versions (plan_id, reseller_id, version, effective_from, created_at, definition, deck_id,
                                        monthly_price_micros, setup_fee_micros, included_numbers, included_channels,
                                        channel_price_micros)
     SELECT $1, $2, coalesce(max(version), 0) + 1, $3, coalesce($4, now()), $5, $6, $7, $8, $9, $10, $11
       FROM calling_plan_versions WHERE plan_id = $1
     RETURNING id AS "versionId", version`,
    [
      version.planId,
      version.resellerId,
      version.effectiveFrom,
      version.createdAt ?? null,
      JSON.stringify(version.definition),
      version.deckId ?? null,
      version.monthlyPriceMicros,
      version.setupFeeMicros,
      version.includedNumbers,
      version.includedChannels,
      version.channelPriceMicros,
    ],
  )
  const [inserted] = rows
  if (inserted === undefined) throw new Error('no id for the new plan version')
  return inserted
}

export interface PlanChange {
  readonly description?: string | undefined
  readonly status?: 'active' | 'retired' | undefined
}

/** Changes what of a plan is not its versions, if it is still at this version; undefined: it is not. */
export async function updateCallingPlan(
  db: Queryable,
  planId: number,
  { description, status }: PlanChange,
  ifVersion: number | undefined,
): Promise<number | undefined> {
  const { rows } = await db.query<{ version: number }>(
    `UPDATE calling_plans SET description = coalesce($2, description), status = coalesce($3, status), version = version + 1
      WHERE id = $1 AND version = coalesce($4, version) RETURNING version`,
    [planId, description ?? null, status ?? null, ifVersion ?? null],
  )
  return rows[0]?.version
}

export async function deletePlanVersion(db: Queryable, versionId: number): Promise<void> {
  await db.query('DELETE FROM calling_plan_versions WHERE id = $1', [versionId])
}

/** Deletes a plan with its versions; nothing may refer to them. */
export async function deleteCallingPlan(db: Queryable, planId: number): Promise<void> {
  await db.query('DELETE FROM calling_plan_versions WHERE plan_id = $1', [planId])
  await db.query('DELETE FROM calling_plans WHERE id = $1', [planId])
}
