import type pg from 'pg'

/** The zone a reseller's office lives in. */
export async function readTimeZone(db: Pick<pg.ClientBase, 'query'>, resellerId: number): Promise<string> {
  const { rows } = await db.query<{ zone: string }>('SELECT time_zone AS zone FROM resellers WHERE id = $1', [
    resellerId,
  ])
  return rows[0]?.zone ?? 'Australia/Sydney'
}
