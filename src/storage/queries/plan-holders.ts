import type pg from 'pg'

type Queryable = Pick<pg.ClientBase, 'query'>

/** An account and the plan it is on now. */
export interface PlanHolderRow {
  readonly id: number
  readonly resellerId: number
  readonly accountNumber: string
  readonly name: string
  readonly timeZone: string
  readonly billDay: number
  readonly planId: number
  /** Channels beyond those its plan includes. */
  readonly channels: number
}

/** The accounts that are on a plan now, or the one account, whatever its plan; by account number. */
export async function listPlanHolders(
  db: Queryable,
  planId: number | undefined,
  accountId?: number,
): Promise<readonly PlanHolderRow[]> {
  const { rows } = await db.query<PlanHolderRow>(
    `SELECT a.id, a.reseller_id AS "resellerId", a.account_number AS "accountNumber", a.name, a.time_zone AS "timeZone",
            a.bill_day AS "billDay", h.plan_id AS "planId", coalesce(c.quantity, 0) AS channels
       FROM account_plans h JOIN accounts a ON a.id = h.account_id
       LEFT JOIN account_channels c ON c.account_id = a.id AND c.valid_to IS NULL
      WHERE h.valid_to IS NULL AND ($1::int4 IS NULL OR h.plan_id = $1) AND ($2::int4 IS NULL OR a.id = $2)
      ORDER BY a.account_number`,
    [planId ?? null, accountId ?? null],
  )
  return rows
}

/** How many calls accounts made in given times, counted as far as `most`. */
export async function countCalls(
  db: Queryable,
  asked: readonly { readonly accountId: number; readonly fromMs: number; readonly toMs: number }[],
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ calls: number }>(
    `SELECT count(*)::int4 AS calls
       FROM (SELECT FROM unnest($1::int4[], $2::float8[], $3::float8[]) AS a (account_id, from_ms, to_ms)
               JOIN calls c ON c.account_id = a.account_id AND c.started_at >= to_timestamp(a.from_ms / 1000.0)
                           AND c.started_at < to_timestamp(a.to_ms / 1000.0)
              LIMIT $4) found`,
    [asked.map(({ accountId }) => accountId), asked.map(({ fromMs }) => fromMs), asked.map(({ toMs }) => toMs), most],
  )
  return rows[0]?.calls ?? 0
}
