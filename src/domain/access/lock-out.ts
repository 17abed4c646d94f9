/** How many failures in a row cost nothing, and how long a lock-out gets at most. */
export interface LockOutRule {
  readonly freeFailures: number
  readonly longestSeconds: number
  /** One failure is forgotten for each such stretch without another; undefined: all or none. */
  readonly forgetOneMs?: number
}

/** All failures are forgotten when there was none for so long. */
const FAILURES_FORGOTTEN_MS = 24 * 3_600_000

/** How many failures still count when the last was so long ago. */
export function failuresLeft(failures: number, sinceLastMs: number, { forgetOneMs }: LockOutRule): number {
  if (sinceLastMs > FAILURES_FORGOTTEN_MS) return 0
  const forgotten = forgetOneMs === undefined ? 0 : Math.floor(Math.max(0, sinceLastMs) / forgetOneMs)
  return Math.max(0, failures - forgotten)
}

/**
 * How long the next attempt has to wait after so many failures, in milliseconds: nothing for the free ones, then 1 s, 2 s,
 * 4 s … up to the longest. Bounded, so that nobody is kept out of its account for good by somebody else's guesses.
 */
export function lockOutMs(
  failures: number,
  { freeFailures, longestSeconds }: Omit<LockOutRule, 'forgetOneMs'>,
): number {
  if (failures < freeFailures) return 0
  return 1000 * Math.min(longestSeconds, 2 ** Math.min(failures - freeFailures, 30))
}
