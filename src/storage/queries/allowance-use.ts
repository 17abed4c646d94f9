import type pg from 'pg'

/** What is drawn from allowances in given billing cycles of accounts, whatever the plan version. */
export async function readAllowanceUse(
  db: Pick<pg.ClientBase, 'query'>,
  asked: readonly { readonly accountId: number; readonly cycleFromMs: number }[],
): Promise<
  readonly {
    readonly accountId: number
    readonly cycleFromMs: number
    readonly planVersionId: number
    readonly allowanceNo: number
    readonly drawn: number
  }[]
> {
  const { rows } = await db.query<{
    accountId: number
    cycleFromMs: number
    planVersionId: number
    allowanceNo: number
    drawn: number
  }>(
    `SELECT u.account_id AS "accountId", (extract(epoch FROM u.cycle_from) * 1000)::float8 AS "cycleFromMs",
            u.plan_version_id AS "planVersionId", u.allowance_no AS "allowanceNo", u.drawn::float8 AS drawn
       FROM allowance_use u
       JOIN unnest($1::int4[], $2::float8[]) AS a (account_id, cycle_from)
         ON u.account_id = a.account_id AND u.cycle_from = to_timestamp(a.cycle_from / 1000.0)`,
    [asked.map(({ accountId }) => accountId), asked.map(({ cycleFromMs }) => cycleFromMs)],
  )
  return rows
}
