import type pg from 'pg'

/** The IANA zone of the reseller's own dates; undefined: there is no such reseller. */
export async function readTimeZone(db: pg.ClientBase, resellerId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ timeZone: string }>('SELECT time_zone AS "timeZone" FROM resellers WHERE id = $1', [
    resellerId,
  ])
  return rows[0]?.timeZone
}
