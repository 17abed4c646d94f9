import type pg from 'pg'
import { decodeCursor, toPage, type Page } from '../page.ts'

/** An allowance of a plan version that is in force. Seconds, calls or micro-dollars. */
export interface OfferedAllowance {
  readonly planVersionId: number
  readonly allowanceNo: number
  readonly quantity: number
}

/** An allowance of a running billing cycle, and how much of it is used. */
export interface AllowanceNearEnd {
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  readonly timeZone: string
  readonly planVersionId: number
  readonly allowanceNo: number
  /** What there is in this cycle: an upgrade in its middle brings a share. */
  readonly included: number
  readonly used: number
  readonly cycleTo: Date
}

const NEAR_END = `
  FROM allowance_use u
  JOIN unnest($1::int4[], $2::int2[], $3::int8[]) AS o (plan_version_id, allowance_no, quantity)
    USING (plan_version_id, allowance_no)
  JOIN calling_plan_versions v ON v.id = u.plan_version_id
  JOIN account_plans h ON h.account_id = u.account_id AND h.valid_to IS NULL AND h.plan_id = v.plan_id
  JOIN accounts a ON a.id = u.account_id AND a.status IN ('active', 'suspended')
 CROSS JOIN LATERAL (SELECT CASE WHEN h.valid_from > u.cycle_from AND h.allowance_days IS NOT NULL
                                 THEN o.quantity * h.allowance_days / h.cycle_days ELSE o.quantity END AS included) i
 WHERE u.cycle_from <= $4 AND u.cycle_to > $4 AND included > 0 AND u.drawn * 100 >= included * $5::int4`

const MILLIONTHS = `floor(u.drawn::numeric * 1000000 / included)::int8`

/**
 * Allowances of running cycles of which at least so much is used, the most used first.
 *
 * @param offered those of the plan versions in force now.
 * @returns with it how many there are from the cursor on.
 */
export async function listAllowancesNearEnd(
  db: pg.ClientBase,
  offered: readonly OfferedAllowance[],
  {
    now,
    usedFrom,
    cursor,
    limit,
  }: {
    readonly now: Date
    /** Per cent. */
    readonly usedFrom: number
    readonly cursor?: string | undefined
    readonly limit: number
  },
): Promise<Page<AllowanceNearEnd> & { readonly remaining: number }> {
  const [millionths, accountId, allowanceNo] = decodeCursor(cursor, 'number', 'number', 'number') ?? []
  const values = [
    offered.map(({ planVersionId }) => planVersionId),
    offered.map((one) => one.allowanceNo),
    offered.map(({ quantity }) => quantity),
    now,
    usedFrom,
  ]
  const { rows } = await db.query<AllowanceNearEnd & { millionths: number; remaining: number }>(
    `SELECT u.account_id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName",
            a.time_zone AS "timeZone", u.plan_version_id AS "planVersionId", u.allowance_no AS "allowanceNo",
            included::float8 AS included, u.drawn::float8 AS used, u.cycle_to AS "cycleTo",
            (${MILLIONTHS})::float8 AS millionths, (count(*) OVER ())::float8 AS remaining
     ${NEAR_END}
       AND ($6::int8 IS NULL OR (-${MILLIONTHS}, u.account_id, u.allowance_no) > (-$6, $7::int8, $8::int8))
     ORDER BY ${MILLIONTHS} DESC, u.account_id, u.allowance_no LIMIT $9`,
    [...values, millionths ?? null, accountId ?? null, allowanceNo ?? null, limit + 1],
  )
  const page = toPage(rows, limit, (row) => [row.millionths, row.accountId, row.allowanceNo])
  return { ...page, remaining: rows[0]?.remaining ?? 0 }
}
