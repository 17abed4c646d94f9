import type pg from 'pg'

/** How a reseller handles its numbers. */
export interface NumberSettings {
  /** How long a released number rests before another account may have it. */
  readonly quarantineMonths: number
}

export async function readNumberSettings(db: pg.ClientBase, resellerId: number): Promise<NumberSettings | undefined> {
  const { rows } = await db.query<NumberSettings>(
    'SELECT number_quarantine_months AS "quarantineMonths" FROM resellers WHERE id = $1',
    [resellerId],
  )
  return rows[0]
}
