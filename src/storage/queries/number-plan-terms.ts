import type pg from 'pg'
import type { Micros } from '#domain/money.ts'

/** What a number plan asks for at an instant. */
export interface NumberPlanTerms {
  readonly id: number
  readonly name: string
  readonly status: 'active' | 'retired'
  /** What it prices: one number, or a whole 100-number block. */
  readonly unit: 'number' | 'block'
  readonly isBundled: boolean
  /** Ex GST. */
  readonly monthlyPriceMicros: Micros
}

/** The price of number plan `p` in force at an instant, given as SQL. */
export const priceAt = (at: string): string => `coalesce(
  (SELECT t.monthly_price_micros FROM number_plan_prices t
    WHERE t.number_plan_id = p.id AND t.effective_from <= ${at} ORDER BY t.effective_from DESC LIMIT 1),
  p.monthly_price_micros)`

/** Number plans of the reseller at an instant, by id; those it does not have are left out. */
export async function readNumberPlanTerms(
  db: pg.ClientBase,
  ids: readonly number[],
  at: Date,
): Promise<ReadonlyMap<number, NumberPlanTerms>> {
  const { rows } = await db.query<NumberPlanTerms>(
    `SELECT p.id, p.name, p.status, p.unit, p.is_bundled AS "isBundled", ${priceAt('$2')} AS "monthlyPriceMicros"
       FROM number_plans p WHERE p.id = ANY ($1)`,
    [ids, at],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The plan a number goes on that the calling plan does not include: Additional Line, else the cheapest there is. */
export async function readAdditionalPlan(db: pg.ClientBase, at: Date): Promise<NumberPlanTerms | undefined> {
  const { rows } = await db.query<NumberPlanTerms>(
    `SELECT p.id, p.name, p.status, p.unit, p.is_bundled AS "isBundled", ${priceAt('$1')} AS "monthlyPriceMicros"
       FROM number_plans p
      WHERE p.status = 'active' AND p.unit = 'number' AND NOT p.is_bundled
      ORDER BY p.name <> 'Additional Line', ${priceAt('$1')}, p.id LIMIT 1`,
    [at],
  )
  return rows[0]
}

/** The plan most numbers go on that come from elsewhere: 1300/1800 Number for those, else Additional Line, else the cheapest. */
export async function readUsualPlan(
  db: pg.ClientBase,
  at: Date,
  isInbound: boolean,
): Promise<NumberPlanTerms | undefined> {
  const { rows } = await db.query<NumberPlanTerms>(
    `SELECT p.id, p.name, p.status, p.unit, p.is_bundled AS "isBundled", ${priceAt('$1')} AS "monthlyPriceMicros"
       FROM number_plans p
      WHERE p.status = 'active' AND p.unit = 'number' AND NOT p.is_bundled
      ORDER BY (p.destination IS NOT NULL) <> $2, NOT p.is_default, ${priceAt('$1')}, p.id LIMIT 1`,
    [at, isInbound],
  )
  return rows[0]
}
