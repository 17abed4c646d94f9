import type pg from 'pg'

/** Writes the brand, if it is still at this version; undefined: somebody changed it meanwhile. */
export async function updateBrand(
  db: pg.ClientBase,
  resellerId: number,
  brand: { readonly name: string; readonly colour: string; readonly supportEmail: string },
  version: number,
): Promise<number | undefined> {
  const { rows } = await db.query<{ version: number }>(
    `UPDATE resellers SET brand_name = $2, brand_colour = $3, support_email = $4, version = version + 1
      WHERE id = $1 AND version = $5 RETURNING version`,
    [resellerId, brand.name, brand.colour, brand.supportEmail, version],
  )
  return rows[0]?.version
}
