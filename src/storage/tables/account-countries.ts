import type pg from 'pg'

/** An account calls a country, for the first time as far as anybody knows. */
export async function insertCountry(
  db: Pick<pg.ClientBase, 'query'>,
  {
    accountId,
    resellerId,
    country,
    now,
  }: { readonly accountId: number; readonly resellerId: number; readonly country: string; readonly now: Date },
): Promise<void> {
  await db.query(
    `INSERT INTO account_countries AS c (account_id, country, reseller_id, first_called_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (account_id, country) DO UPDATE SET first_called_at = coalesce(c.first_called_at, excluded.first_called_at)`,
    [accountId, country, resellerId, now],
  )
}
