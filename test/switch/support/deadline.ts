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
  forMs = DEADLINE_MS,
): Promise<Seen> {
  const until = performance.now() + forMs
  for (;;) {
    const seen = await look()
    if (seen !== undefined) return seen
    if (performance.now() > until) throw new Error(`${what}: not within ${forMs / 1000} s`)
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
}
