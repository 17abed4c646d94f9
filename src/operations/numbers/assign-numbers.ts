import type pg from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import { SHARDS } from '#operations/usage/import/call-block.ts'
import { lockShard } from '#storage/tables/usage-batch.ts'

export interface NewAssignment {
  /** E.164 digits without +. */
  readonly number: string
  readonly accountId: number
  readonly numberPlanId: number
  readonly validFrom: Date
}

/**
 * Gives numbers to accounts of a reseller from a date on.
 *
 * @throws ProblemError 'conflict' naming the numbers that have a holder.
 */
export async function assignNumbers(
  db: pg.ClientBase,
  resellerId: number,
  assignments: readonly NewAssignment[],
): Promise<void> {
  const numbers = assignments.map(({ number }) => number)
  await db.query(`SELECT pg_advisory_xact_lock(hashtext('number-assignments'))`)
  const { rows: held } = await db.query<{ number: string }>(
    `SELECT h.number FROM number_assignments h
       JOIN unnest($1::text[], $2::timestamptz[]) AS n (number, valid_from)
         ON h.number = n.number AND h.superseded_at IS NULL AND coalesce(h.valid_to, 'infinity') > n.valid_from
      ORDER BY h.number LIMIT 5`,
    [numbers, assignments.map(({ validFrom }) => validFrom)],
  )
  if (held.length > 0) {
    const named = held.map(({ number }) => number).join(', ')
    throw new ProblemError(problem('conflict', `these numbers have a holder then: ${named}; end that first`))
  }
  await db.query(
    `INSERT INTO number_assignments (reseller_id, number, account_id, number_plan_id, valid_from)
     SELECT $1, number, account_id, number_plan_id, valid_from
       FROM unnest($2::text[], $3::int4[], $4::int4[], $5::timestamptz[])
            AS n (number, account_id, number_plan_id, valid_from)`,
    [
      resellerId,
      numbers,
      assignments.map(({ accountId }) => accountId),
      assignments.map(({ numberPlanId }) => numberPlanId),
      assignments.map(({ validFrom }) => validFrom),
    ],
  )
}

/**
 * Corrects who held numbers: the present holding of each is superseded and replaced by one of another account for the
 * same time. What was believed before is kept, so that calls loaded under it are known again. Waits for the batches being
 * written; must run in a transaction.
 */
export async function correctHolder(
  db: pg.ClientBase,
  numbers: readonly string[],
  accountId: number,
  correctedAt: Date,
): Promise<void> {
  for (let shard = 0; shard < SHARDS; shard++) await lockShard(db, shard)
  await db.query(
    `WITH wrong AS (
       UPDATE number_assignments SET superseded_at = $3
        WHERE number = ANY ($1::text[]) AND superseded_at IS NULL AND account_id <> $2
       RETURNING number, number_plan_id, valid_from, valid_to
     )
     INSERT INTO number_assignments (reseller_id, number, account_id, number_plan_id, valid_from, valid_to)
     SELECT a.reseller_id, wrong.number, a.id, wrong.number_plan_id, wrong.valid_from, wrong.valid_to
       FROM wrong JOIN accounts a ON a.id = $2`,
    [numbers, accountId, correctedAt],
  )
}
