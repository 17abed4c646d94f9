/** How many failures in a row cost nothing, and how long a lock-out gets at most. */
export interface LockOutRule {
  readonly freeFailures: number
  readonly longestSeconds: number
}

/** Failures are forgotten when there was none for so long. */
export const FAILURES_FORGOTTEN_MS = 24 * 3_600_000

/**
 * How long the next attempt has to wait after so many failures, in milliseconds: nothing for the free ones, then 1 s, 2 s,
 * 4 s … up to the longest. Bounded, so that nobody is kept out of its account for good by somebody else's guesses.
 */
export function lockOutMs(failures: number, { freeFailures, longestSeconds }: LockOutRule): number {
  if (failures < freeFailures) return 0
  return 1000 * Math.min(longestSeconds, 2 ** Math.min(failures - freeFailures, 30))
}
