import { poll } from '#storage/embedded/wait.ts'

/** How long anything of a switch may take to be seen before a test gives up on it. */
const DEADLINE_MS = 20_000
const EVERY_MS = 50

/**
 * Looks until there is something to see.
 *
 * @throws naming what was waited for, when the time is over.
 */
export async function eventually<Seen>(
  what: string,
  look: () => Promise<Seen | undefined> | Seen | undefined,
): Promise<Seen> {
  const seen = await poll(async () => look(), { everyMs: EVERY_MS, forMs: DEADLINE_MS })
  if (seen === undefined) throw new Error(`${what}: not within ${DEADLINE_MS / 1000} s`)
  return seen
}
