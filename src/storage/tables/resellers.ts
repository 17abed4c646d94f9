import type pg from 'pg'
import type { Brand } from '#domain/branding/brand.ts'

/** Writes the brand, if it is still at this version; undefined: somebody changed it meanwhile. */
export async function updateBrand(
  db: pg.ClientBase,
  resellerId: number,
  { name, colour, supportEmail, ...more }: Brand,
  version: number,
): Promise<number | undefined> {
  const { rows } = await db.query<{ version: number }>(
    `UPDATE resellers SET brand_name = $2, brand_colour = $3, support_email = $4, brand = $5, version = version + 1
      WHERE id = $1 AND version = $6 RETURNING version`,
    [resellerId, name, colour, supportEmail, JSON.stringify(more), version],
  )
  return rows[0]?.version
}
