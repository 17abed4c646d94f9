import type pg from 'pg'

type Queryable = Pick<pg.ClientBase, 'query'>

/** The zone a reseller's office lives in. */
export async function readTimeZone(db: Queryable, resellerId: number): Promise<string> {
  return (await readOwnTimeZone(db, { resellerId })) ?? 'Australia/Sydney'
}

/** The zone somebody's dates are in: the account's, else the reseller's; null where there is neither. */
export async function readOwnTimeZone(
  db: Queryable,
  { accountId, resellerId }: { readonly accountId?: number | undefined; readonly resellerId?: number | undefined },
): Promise<string | null> {
  const { rows } = await db.query<{ zone: string | null }>(
    `SELECT coalesce((SELECT time_zone FROM accounts WHERE id = $1 AND reseller_id = $2),
                     (SELECT time_zone FROM resellers WHERE id = $2)) AS zone`,
    [accountId ?? null, resellerId ?? null],
  )
  return rows[0]?.zone ?? null
}
