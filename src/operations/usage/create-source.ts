import { problem, ProblemError } from '#domain/problem.ts'
import type { CdrProfile } from '#domain/usage/cdr-profile.ts'
import { BUILT_IN_CDR_PROFILES } from '#domain/usage/built-in-cdr-profiles.ts'
import { isProfile, parseCdrProfile } from '#domain/usage/parse-cdr-profile.ts'
import type { CallSourceRow } from '#storage/queries/imports.ts'
import { insertCallSource } from '#storage/tables/imports.ts'
import { operation } from '#operations/operation.ts'
import { seeUnattributed } from './see-unattributed.ts'

export interface NewSource {
  readonly name: string
  /** A built-in profile's name, or a profile of one's own. */
  readonly profile: unknown
  /** Stands in for the profile's own zone. */
  readonly timeZone?: string | undefined
  /** An operator's choice: all resellers' calls come by it. */
  readonly shared: boolean
}

/**
 * Registers a switch or carrier calls come from. It keeps the profile for good: the ids of its calls depend on it. A
 * reseller's source is its own; only an operator makes one that all share.
 *
 * @throws ProblemError 'invalid_profile', 'already_exists', 'forbidden'.
 */
export const createSource = operation({
  name: 'call-sources.create',
  permission: 'calls.import',
  run: async (
    { db, actor, resellerId, audit },
    { name, profile, timeZone, shared }: NewSource,
  ): Promise<CallSourceRow> => {
    if (shared && actor.role !== 'operator') {
      throw new ProblemError(problem('forbidden', 'Only the operator makes a source that all resellers share.'))
    }
    await seeUnattributed(db, actor)
    const read = readProfile(profile, timeZone)
    const source = await insertCallSource(db, { name, profile: read, resellerId: shared ? null : resellerId })
    if (source === undefined) {
      throw new ProblemError(problem('already_exists', `There is a source "${name}" already.`, { field: 'name' }))
    }
    audit({ subject: `call source ${source.id}`, after: { name, profile: read.name, shared } })
    return source
  },
})

function readProfile(given: unknown, timeZone: string | undefined): CdrProfile {
  const named = typeof given === 'string' ? BUILT_IN_CDR_PROFILES.find(({ name }) => name === given) : given
  if (named === undefined) {
    const names = BUILT_IN_CDR_PROFILES.map(({ name }) => name).join(', ')
    throw new ProblemError(
      problem('invalid_profile', `There is no such profile; take one of ${names}, or send one of your own.`, {
        field: 'profile',
      }),
    )
  }
  const profile = parseCdrProfile(named)
  if (!isProfile(profile))
    throw new ProblemError(...profile.map((one) => ({ ...one, field: `profile.${one.field ?? ''}` })))
  if (timeZone === undefined) return profile
  const moved = parseCdrProfile({ ...profile, time: { ...profile.time, timeZone } })
  if (isProfile(moved)) return moved
  throw new ProblemError(...moved)
}
