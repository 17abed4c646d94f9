import type pg from 'pg'
import { decodeCursor, toPage, type Page } from './page.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** A time an account is or was on a plan. */
export interface PlanTimeRow {
  readonly id: number
  readonly planId: number
  readonly planName: string
  readonly validFrom: Date
  readonly validTo: Date | null
  /** Of the allowances in the first cycle; null: all of them. */
  readonly allowanceDays: number | null
  readonly cycleDays: number | null
}

const TIME = `SELECT h.id, h.plan_id AS "planId", p.name AS "planName", h.valid_from AS "validFrom",
    h.valid_to AS "validTo", h.allowance_days AS "allowanceDays", h.cycle_days AS "cycleDays"
  FROM account_plans h JOIN calling_plans p ON p.id = h.plan_id WHERE h.account_id = $1`

/** The plan an account is on; undefined: none. */
export async function readCurrentPlan(db: Queryable, accountId: number): Promise<PlanTimeRow | undefined> {
  const { rows } = await db.query<PlanTimeRow>(`${TIME} AND h.valid_to IS NULL`, [accountId])
  return rows[0]
}

/** The times an account was on a plan within [from, to), in order. */
export async function readPlansWithin(
  db: Queryable,
  accountId: number,
  from: Date,
  to: Date,
): Promise<readonly PlanTimeRow[]> {
  const { rows } = await db.query<PlanTimeRow>(
    `${TIME} AND h.valid_from < $3 AND (h.valid_to IS NULL OR h.valid_to > $2) ORDER BY h.valid_from`,
    [accountId, from, to],
  )
  return rows
}

/** All of them, the last first. */
export async function listPlanTimes(
  db: Queryable,
  accountId: number,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<PlanTimeRow>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const { rows } = await db.query<PlanTimeRow>(
    `${TIME} AND ($2::int8 IS NULL OR h.id < $2) ORDER BY h.id DESC LIMIT $3`,
    [accountId, before ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ id }) => [id])
}

/** A change of plan that waits for the anniversary. */
export interface PendingChangeRow {
  readonly planId: number
  readonly planName: string
  /** `yyyy-mm-dd` in the account's zone. */
  readonly dueOn: string
  readonly requestedAt: Date
}

export async function readPendingChange(db: Queryable, accountId: number): Promise<PendingChangeRow | undefined> {
  const { rows } = await db.query<PendingChangeRow>(
    `SELECT c.plan_id AS "planId", p.name AS "planName", c.due_on AS "dueOn", c.requested_at AS "requestedAt"
       FROM pending_plan_changes c JOIN calling_plans p ON p.id = c.plan_id WHERE c.account_id = $1`,
    [accountId],
  )
  return rows[0]
}

/** How many numbers of an account are on a bundled number plan, those left out that are cancelled by a day. */
export async function countBundledAfter(db: Queryable, accountId: number, day: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int4 AS count FROM number_assignments h JOIN number_plans p ON p.id = h.number_plan_id
      WHERE h.account_id = $1 AND h.valid_to IS NULL AND h.superseded_at IS NULL AND p.is_bundled
        AND (h.cancel_on IS NULL OR h.cancel_on > $2::date)`,
    [accountId, day],
  )
  return rows[0]?.count ?? 0
}
