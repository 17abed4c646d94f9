import type pg from 'pg'
import { BRAND_DEFAULTS, type Brand } from '#domain/branding/brand.ts'
import type { PictureType } from '#domain/branding/picture.ts'

export type PictureKind = 'logo' | 'favicon'

export interface BrandRow extends Brand {
  /** Which pictures there are. */
  readonly pictures: readonly PictureKind[]
  readonly version: number
}

interface StoredBrand extends Pick<Brand, 'name' | 'colour' | 'supportEmail'> {
  readonly more: Partial<Brand>
  readonly pictures: readonly PictureKind[]
  readonly version: number
}

/** The whole brand of a reseller, as its documents, mails and portals show it; undefined: there is no such reseller. */
export async function readBrand(db: pg.ClientBase, resellerId: number): Promise<BrandRow | undefined> {
  const { rows } = await db.query<StoredBrand>(
    `SELECT brand_name AS name, brand_colour AS colour, support_email AS "supportEmail", brand AS more, version,
            ARRAY(SELECT kind FROM brand_pictures p WHERE p.reseller_id = resellers.id ORDER BY kind) AS pictures
       FROM resellers WHERE id = $1`,
    [resellerId],
  )
  const [row] = rows
  if (row === undefined) return undefined
  const { more, ...stored } = row
  return { ...BRAND_DEFAULTS, ...more, ...stored }
}

export interface Picture {
  readonly mediaType: PictureType
  readonly bytes: Buffer
  /** SHA-256 in hex. */
  readonly hash: string
}

export async function readPictureOf(
  db: pg.ClientBase,
  resellerId: number,
  kind: PictureKind,
): Promise<Picture | undefined> {
  const { rows } = await db.query<Picture>(
    `SELECT media_type AS "mediaType", bytes, encode(hash, 'hex') AS hash
       FROM brand_pictures WHERE reseller_id = $1 AND kind = $2`,
    [resellerId, kind],
  )
  return rows[0]
}

/**
 * Whose portal a host name leads to; where the installation has one reseller only, every name leads there. Reads across
 * tenants: for the pages before anybody has signed in.
 */
export async function resellerOfHost(db: Pick<pg.ClientBase, 'query'>, hostname: string): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT reseller_id AS id FROM brand_hostnames WHERE hostname = $1
     UNION ALL
     (SELECT id FROM resellers WHERE (SELECT count(*) FROM (SELECT FROM resellers LIMIT 2) r) = 1)
     LIMIT 1`,
    [hostname.toLowerCase()],
  )
  return rows[0]?.id
}
