import { setTimeout } from 'node:timers/promises'

/**
 * Asks again and again, for things of PostgreSQL's that nothing announces.
 *
 * @returns the first answer that is not undefined; undefined when the time is over.
 */
export async function poll<Answer>(
  ask: () => Promise<Answer | undefined>,
  { everyMs, forMs }: { everyMs: number; forMs: number },
): Promise<Answer | undefined> {
  const end = performance.now() + forMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined || performance.now() > end) return answer
    await setTimeout(everyMs)
  }
}
