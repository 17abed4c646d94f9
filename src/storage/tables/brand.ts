import type pg from 'pg'
import type { Brand } from '#domain/branding/brand.ts'
import type { Picture, PictureKind } from '../queries/brand.ts'

/** Puts a picture in the place of the one before. */
export async function putPicture(
  db: pg.ClientBase,
  resellerId: number,
  kind: PictureKind,
  { mediaType, bytes, hash }: Picture,
  changedAt: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO brand_pictures (reseller_id, kind, media_type, bytes, hash, changed_at)
     VALUES ($1, $2, $3, $4, decode($5, 'hex'), $6)
     ON CONFLICT (reseller_id, kind) DO UPDATE
        SET media_type = excluded.media_type, bytes = excluded.bytes, hash = excluded.hash, changed_at = excluded.changed_at`,
    [resellerId, kind, mediaType, bytes, hash, changedAt],
  )
}

export async function deletePicture(db: pg.ClientBase, resellerId: number, kind: PictureKind): Promise<void> {
  await db.query('DELETE FROM brand_pictures WHERE reseller_id = $1 AND kind = $2', [resellerId, kind])
}

/**
 * Makes these the host names of the reseller's portals.
 *
 * @returns the first that leads to another reseller's; undefined: all are its own now.
 */
export async function replaceHostnames(
  db: pg.ClientBase,
  resellerId: number,
  { staffHostname, customerHostname }: Pick<Brand, 'staffHostname' | 'customerHostname'>,
): Promise<string | undefined> {
  await db.query('DELETE FROM brand_hostnames WHERE reseller_id = $1', [resellerId])
  for (const [portal, hostname] of [
    ['staff', staffHostname],
    ['customer', customerHostname],
  ]) {
    if (hostname === null || hostname === undefined) continue
    const { rowCount } = await db.query(
      'INSERT INTO brand_hostnames (hostname, reseller_id, portal) VALUES ($1, $2, $3) ON CONFLICT (hostname) DO NOTHING',
      [hostname, resellerId, portal],
    )
    if (rowCount === 0) return hostname
  }
  return undefined
}
