import type pg from 'pg'

/** What of a plan version's allowances an account has in a billing cycle in whose middle it took the plan up. */
export interface ShareRow {
  readonly accountId: number
  readonly cycleFromMs: number
  readonly planVersionId: number
  readonly days: number
  readonly cycleDays: number
}

/** Makes the table `allowance_shares` for the rest of the transaction. */
export async function prepareShares(db: Pick<pg.ClientBase, 'query'>, shares: readonly ShareRow[]): Promise<void> {
  await db.query(
    `CREATE TEMP TABLE allowance_shares (account_id int4, cycle_from timestamptz, plan_version_id int4, days int8,
                                         cycle_days int8, PRIMARY KEY (account_id, cycle_from, plan_version_id))
       ON COMMIT DROP`,
  )
  await db.query(
    `INSERT INTO allowance_shares
     SELECT account_id, to_timestamp(cycle_from / 1000.0), plan_version_id, days, cycle_days
       FROM unnest($1::int4[], $2::float8[], $3::int4[], $4::int8[], $5::int8[])
            AS s (account_id, cycle_from, plan_version_id, days, cycle_days)
         ON CONFLICT DO NOTHING`,
    [
      shares.map(({ accountId }) => accountId),
      shares.map(({ cycleFromMs }) => cycleFromMs),
      shares.map(({ planVersionId }) => planVersionId),
      shares.map(({ days }) => days),
      shares.map(({ cycleDays }) => cycleDays),
    ],
  )
}
