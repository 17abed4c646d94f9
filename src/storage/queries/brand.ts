import type pg from 'pg'

export interface BrandRow {
  readonly name: string
  readonly colour: string
  readonly supportEmail: string
  readonly version: number
}

export async function readBrand(db: pg.ClientBase, resellerId: number): Promise<BrandRow | undefined> {
  const { rows } = await db.query<BrandRow>(
    `SELECT brand_name AS name, brand_colour AS colour, support_email AS "supportEmail", version
       FROM resellers WHERE id = $1`,
    [resellerId],
  )
  return rows[0]
}
