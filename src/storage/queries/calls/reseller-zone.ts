import type pg from 'pg'

/** The zone a reseller's own days are in. */
export async function readResellerZone(db: pg.ClientBase, resellerId: number): Promise<string> {
  const { rows } = await db.query<{ timeZone: string }>('SELECT time_zone AS "timeZone" FROM resellers WHERE id = $1', [
    resellerId,
  ])
  return rows[0]?.timeZone ?? 'Australia/Sydney'
}
