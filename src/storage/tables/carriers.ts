import type pg from 'pg'
import type { CarrierTerms } from '#domain/porting/carrier.ts'
import type { CarrierLayout } from '#domain/porting/carrier-sheet/sheet-layout.ts'

/** Writes down a carrier. Returns its id; undefined: there is one of that name. */
export async function insertCarrier(
  db: pg.ClientBase,
  resellerId: number,
  terms: CarrierTerms,
): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO carriers (reseller_id, name, is_upstream, is_default, way, email)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (reseller_id, lower(name)) DO NOTHING RETURNING id`,
    [resellerId, ...valuesOf(terms)],
  )
  return rows[0]?.id
}

/** Writes a carrier anew, if it is still at this version; false: it is not. */
export async function updateCarrier(
  db: pg.ClientBase,
  carrierId: number,
  terms: CarrierTerms,
  version: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE carriers SET name = $3, is_upstream = $4, is_default = $5, way = $6, email = $7, version = version + 1
      WHERE id = $1 AND version = $2`,
    [carrierId, version, ...valuesOf(terms)],
  )
  return rowCount === 1
}

/** No carrier is the default any more. */
export async function clearDefaultCarrier(db: pg.ClientBase): Promise<void> {
  await db.query('UPDATE carriers SET is_default = false, version = version + 1 WHERE is_default')
}

/** Remembers how a carrier's sheets are read. */
export async function updateCarrierLayout(db: pg.ClientBase, carrierId: number, layout: CarrierLayout): Promise<void> {
  await db.query('UPDATE carriers SET layout = $2 WHERE id = $1', [carrierId, JSON.stringify(layout)])
}

export async function deleteCarrier(db: pg.ClientBase, carrierId: number): Promise<void> {
  await db.query('DELETE FROM carriers WHERE id = $1', [carrierId])
}

function valuesOf({ name, isUpstream, isDefault, way, email }: CarrierTerms): readonly unknown[] {
  return [name, isUpstream, isDefault, way, email]
}
