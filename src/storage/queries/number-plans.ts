import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import type { NumberPlan } from '#domain/plans/number-plan.ts'
import { priceAt } from './number-plan-terms.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** A number plan as it stands at an instant. */
export interface NumberPlanRow extends NumberPlan {
  readonly id: number
  readonly status: 'active' | 'retired'
  /** One of the three every reseller starts with. */
  readonly isDefault: boolean
  readonly version: number
  /** Numbers that are on it now. */
  readonly numbers: number
}

const PLAN = (
  at: string,
): string => `SELECT p.id, p.name, p.description, ${priceAt(at)} AS "monthlyPriceMicros", p.unit,
    p.is_bundled AS "isBundled", p.destination, p.status, p.is_default AS "isDefault", p.version,
    (SELECT count(*) FROM number_assignments h
      WHERE h.number_plan_id = p.id AND h.valid_to IS NULL AND h.superseded_at IS NULL)::int4 AS numbers
  FROM number_plans p`

/** The reseller's number plans by name. */
export async function listNumberPlans(
  db: Queryable,
  at: Date,
  {
    cursor,
    limit,
    status,
  }: {
    readonly cursor?: string | undefined
    readonly limit: number
    readonly status?: 'active' | 'retired' | undefined
  },
): Promise<Page<NumberPlanRow>> {
  const [afterName, afterId] = decodeCursor(cursor, 'string', 'number') ?? []
  const { rows } = await db.query<NumberPlanRow>(
    `${PLAN('$1')} WHERE ($2::text IS NULL OR (p.name, p.id) > ($2, $3::int8)) AND ($4::text IS NULL OR p.status = $4)
      ORDER BY p.name, p.id LIMIT $5`,
    [at, afterName ?? null, afterId ?? null, status ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ name, id }) => [name, id])
}

export async function readNumberPlan(db: Queryable, id: number, at: Date): Promise<NumberPlanRow | undefined> {
  const { rows } = await db.query<NumberPlanRow>(`${PLAN('$1')} WHERE p.id = $2`, [at, id])
  return rows[0]
}

export interface NumberPlanPrice {
  readonly effectiveFrom: Date
  readonly monthlyPriceMicros: Micros
}

/** What a number plan cost and will cost, the last first: the last 200. */
export async function listNumberPlanPrices(db: Queryable, id: number): Promise<readonly NumberPlanPrice[]> {
  const { rows } = await db.query<NumberPlanPrice>(
    `SELECT effective_from AS "effectiveFrom", monthly_price_micros AS "monthlyPriceMicros"
       FROM number_plan_prices WHERE number_plan_id = $1 ORDER BY effective_from DESC LIMIT 200`,
    [id],
  )
  return rows
}

/** Whether a number is or was on a plan, or is ordered for it. */
export async function isNumberPlanUsed(db: Queryable, id: number): Promise<boolean> {
  const { rows } = await db.query<{ used: boolean }>(
    `SELECT EXISTS (SELECT FROM number_assignments WHERE number_plan_id = $1)
         OR EXISTS (SELECT FROM number_orders WHERE number_plan_id = $1) AS used`,
    [id],
  )
  return rows[0]?.used === true
}
