import type pg from 'pg'
import type { PlanTimeRow } from './account-plans.ts'

/** The times accounts were on a plan within a cycle of each, by account and in order. */
export async function readPlansOfCycles(
  db: Pick<pg.ClientBase, 'query'>,
  cycles: readonly { readonly accountId: number; readonly fromMs: number; readonly toMs: number }[],
): Promise<readonly (PlanTimeRow & { readonly accountId: number })[]> {
  const { rows } = await db.query<PlanTimeRow & { accountId: number }>(
    `SELECT h.account_id AS "accountId", h.id, h.plan_id AS "planId", p.name AS "planName", h.valid_from AS "validFrom",
            h.valid_to AS "validTo", h.allowance_days AS "allowanceDays", h.cycle_days AS "cycleDays"
       FROM unnest($1::int4[], $2::float8[], $3::float8[]) AS c (account_id, from_s, to_s)
       JOIN account_plans h ON h.account_id = c.account_id AND h.valid_from < to_timestamp(c.to_s)
        AND (h.valid_to IS NULL OR h.valid_to > to_timestamp(c.from_s))
       JOIN calling_plans p ON p.id = h.plan_id
      ORDER BY h.account_id, h.valid_from`,
    [
      cycles.map(({ accountId }) => accountId),
      cycles.map(({ fromMs }) => fromMs / 1000),
      cycles.map(({ toMs }) => toMs / 1000),
    ],
  )
  return rows
}
