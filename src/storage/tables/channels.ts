import type pg from 'pg'

/**
 * Sets how many channels an account has beyond its plan's from an instant on. What was to come is taken back; `later`, if
 * there is any, takes its place.
 */
export async function writeChannels(
  db: pg.ClientBase,
  { resellerId, accountId }: { readonly resellerId: number; readonly accountId: number },
  now: { readonly extra: number; readonly at: Date },
  later: { readonly extra: number; readonly from: Date } | undefined,
): Promise<void> {
  await db.query('DELETE FROM account_channels WHERE account_id = $1 AND valid_from >= $2', [accountId, now.at])
  await db.query(
    `UPDATE account_channels SET valid_to = $2 WHERE account_id = $1 AND (valid_to IS NULL OR valid_to > $2)`,
    [accountId, now.at],
  )
  await db.query(
    `INSERT INTO account_channels (reseller_id, account_id, quantity, valid_from, valid_to)
     SELECT $1, $2, quantity, valid_from, valid_to
       FROM (VALUES ($3::int4, $4::timestamptz, $6::timestamptz), ($5::int4, $6::timestamptz, NULL::timestamptz))
            AS c (quantity, valid_from, valid_to)
      WHERE valid_from IS NOT NULL`,
    [resellerId, accountId, now.extra, now.at, later?.extra ?? 0, later?.from ?? null],
  )
}
