import { readFile } from 'node:fs/promises'
import { problem, ProblemError } from '#domain/problem.ts'
import { BUILT_IN_CDR_PROFILES } from '#domain/usage/built-in-cdr-profiles.ts'
import type { CdrProfile } from '#domain/usage/cdr-profile.ts'
import { isProfile, parseCdrProfile } from '#domain/usage/parse-cdr-profile.ts'

/**
 * The profile of a name, or of a JSON file when it ends in `.json`. `timeZone` stands in for the profile's own, for a
 * switch whose clock is elsewhere.
 *
 * @throws ProblemError 'invalid_profile', every fault with its field.
 */
export async function readCdrProfile(nameOrFile: string, timeZone?: string): Promise<CdrProfile> {
  const profile = nameOrFile.endsWith('.json') ? await readProfileFile(nameOrFile) : builtInProfile(nameOrFile)
  if (timeZone === undefined) return profile
  const moved = parseCdrProfile({ ...profile, time: { ...profile.time, timeZone } })
  if (isProfile(moved)) return moved
  throw new ProblemError(...moved)
}

function builtInProfile(name: string): CdrProfile {
  const profile = BUILT_IN_CDR_PROFILES.find((one) => one.name === name)
  if (profile !== undefined) return profile
  const names = BUILT_IN_CDR_PROFILES.map((one) => one.name).join(', ')
  throw new ProblemError(
    problem(
      'invalid_profile',
      `there is no profile "${name}"; take one of ${names}, or the path of your own ending in .json`,
    ),
  )
}

async function readProfileFile(path: string): Promise<CdrProfile> {
  let json: unknown
  try {
    json = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ProblemError(problem('invalid_profile', `cannot read ${path}: ${reason}`))
  }
  const profile = parseCdrProfile(json)
  if (isProfile(profile)) return profile
  throw new ProblemError(...profile)
}
