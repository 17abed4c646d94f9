import { problem, ProblemError } from '#domain/problem.ts'

/** How many requests there were of each in the second, or the minute, that goes on. */
export interface RateWindow {
  /** Counts one more; false: there were too many. */
  allows(of: string): boolean
  /** @throws ProblemError 'too_many_requests'. */
  count(of: string): void
}

/** @param most of one in a window; counted in this process. */
export function createRateWindow(most: number, windowMs: number): RateWindow {
  let counts = new Map<string, number>()
  let until = 0
  const allows = (of: string): boolean => {
    const now = performance.now()
    if (now >= until) {
      counts = new Map()
      until = now + windowMs
    }
    const count = (counts.get(of) ?? 0) + 1
    counts.set(of, count)
    return count <= most
  }
  return {
    allows,
    count(of) {
      if (allows(of)) return
      const wait = Math.max(1, Math.ceil((until - performance.now()) / 1000))
      const seconds = wait === 1 ? 'second' : `${wait} seconds`
      throw new ProblemError(
        problem(
          'too_many_requests',
          `More than ${most} requests in one ${windowMs === 1000 ? 'second' : 'minute'}; wait a ${seconds}.`,
          {
            retryAfterSeconds: wait,
          },
        ),
      )
    },
  }
}
