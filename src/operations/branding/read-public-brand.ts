import type pg from 'pg'
import {
  readBrand,
  readPictureOf,
  resellerOfHost,
  type BrandRow,
  type Picture,
  type PictureKind,
} from '#storage/queries/brand.ts'
import { readAsTenant } from '#storage/tenant.ts'

/** The brand whose portal a host name leads to, before anybody has signed in. */
export function readPublicBrand(pool: pg.Pool, hostname: string): Promise<BrandRow | undefined> {
  return ofHost(pool, hostname, readBrand)
}

export function readPublicPicture(pool: pg.Pool, hostname: string, kind: PictureKind): Promise<Picture | undefined> {
  return ofHost(pool, hostname, (db, resellerId) => readPictureOf(db, resellerId, kind))
}

async function ofHost<Found>(
  pool: pg.Pool,
  hostname: string,
  read: (db: pg.ClientBase, resellerId: number) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const resellerId = await resellerOfHost(pool, hostname)
  return resellerId === undefined ? undefined : readAsTenant(pool, { resellerId }, (db) => read(db, resellerId))
}
