import type pg from 'pg'
import { KAMAILIO_PROFILE } from '#domain/usage/built-in-cdr-profiles.ts'
import { findSharedSource, type CallSourceRow } from '#storage/queries/imports.ts'
import { insertCallSource } from '#storage/tables/imports.ts'

/** The source all of the switch's calls come by, whoever's they are. */
const SWITCH_SOURCE = 'kamailio'

/** Finds the switch's source, or makes it. */
export async function switchSource(pool: pg.Pool): Promise<CallSourceRow> {
  const known = await findSharedSource(pool, SWITCH_SOURCE)
  if (known !== undefined) return known
  await insertCallSource(pool, { name: SWITCH_SOURCE, profile: KAMAILIO_PROFILE, resellerId: null })
  const made = await findSharedSource(pool, SWITCH_SOURCE)
  if (made === undefined) throw new Error('the source of the switch cannot be made')
  return made
}
