import type pg from 'pg'
import { KAMAILIO_PROFILE } from '#domain/usage/built-in-cdr-profiles.ts'
import { findSourceOf, type CallSourceRow } from '#storage/queries/imports.ts'
import { insertCallSource } from '#storage/tables/imports.ts'

/** As the switch names it when it asks for a call. */
const SWITCH_SOURCE = 'kamailio'

/**
 * Finds the source a reseller's calls come by from the switch, or makes it. Each reseller has its own, as each asks with a
 * key of its own; null: for records of calls of nobody's line, such as calls for help.
 */
export async function switchSource(
  db: Pick<pg.ClientBase, 'query'>,
  resellerId: number | null,
): Promise<CallSourceRow> {
  const known = await findSourceOf(db, resellerId, SWITCH_SOURCE)
  if (known !== undefined) return known
  await insertCallSource(db, { name: SWITCH_SOURCE, profile: KAMAILIO_PROFILE, resellerId })
  const made = await findSourceOf(db, resellerId, SWITCH_SOURCE)
  if (made === undefined) throw new Error('the source of the switch cannot be made')
  return made
}
