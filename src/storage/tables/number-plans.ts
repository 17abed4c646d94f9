import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import type { NumberPlan } from '#domain/plans/number-plan.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** Adds a number plan with its first price. Undefined: the reseller has one of that name. */
export async function insertNumberPlan(
  db: Queryable,
  resellerId: number,
  plan: NumberPlan & { readonly isDefault: boolean },
  effectiveFrom: Date,
): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO number_plans (reseller_id, name, description, monthly_price_micros, unit, is_bundled, destination, is_default)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (reseller_id, name) DO NOTHING RETURNING id`,
    [
      resellerId,
      plan.name,
      plan.description,
      plan.monthlyPriceMicros,
      plan.unit,
      plan.isBundled,
      plan.destination,
      plan.isDefault,
    ],
  )
  const [inserted] = rows
  if (inserted === undefined) return undefined
  await putNumberPlanPrice(db, resellerId, inserted.id, plan.monthlyPriceMicros, effectiveFrom)
  return inserted.id
}

/** A price from an instant on; one from the very same instant is replaced. */
export async function putNumberPlanPrice(
  db: Queryable,
  resellerId: number,
  numberPlanId: number,
  monthlyPriceMicros: Micros,
  effectiveFrom: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO number_plan_prices (number_plan_id, reseller_id, effective_from, monthly_price_micros)
     VALUES ($1, $2, $3, $4)
     ON CONFLICT (number_plan_id, effective_from) DO UPDATE SET monthly_price_micros = excluded.monthly_price_micros`,
    [numberPlanId, resellerId, effectiveFrom, monthlyPriceMicros],
  )
}

/** Prices that are still to come are taken back. */
export async function deletePricesAfter(db: Queryable, numberPlanId: number, at: Date): Promise<void> {
  await db.query('DELETE FROM number_plan_prices WHERE number_plan_id = $1 AND effective_from > $2', [numberPlanId, at])
}

/** Saves all of a plan but its prices through time, if it is still at this version. */
export async function updateNumberPlan(
  db: Queryable,
  numberPlanId: number,
  plan: NumberPlan & { readonly status: 'active' | 'retired' },
  version: number,
): Promise<number | undefined> {
  const { rows } = await db.query<{ version: number }>(
    `UPDATE number_plans SET name = $2, description = $3, monthly_price_micros = $4, destination = $5, status = $6,
            version = version + 1
      WHERE id = $1 AND version = $7 RETURNING version`,
    [numberPlanId, plan.name, plan.description, plan.monthlyPriceMicros, plan.destination, plan.status, version],
  )
  return rows[0]?.version
}

/** Deletes a plan with its prices; no number may be or have been on it. */
export async function deleteNumberPlanRows(db: Queryable, numberPlanId: number): Promise<void> {
  await db.query('DELETE FROM number_plan_prices WHERE number_plan_id = $1', [numberPlanId])
  await db.query('DELETE FROM number_plans WHERE id = $1', [numberPlanId])
}
