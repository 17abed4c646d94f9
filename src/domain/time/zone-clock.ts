/** Wall-clock time of one IANA zone for the hot path: {@link createZoneClock}. Instants are epoch milliseconds. */
export interface ZoneClock {
  readonly timeZone: string
  /** What the zone's clocks are ahead of UTC at an instant, in milliseconds. */
  offsetMs(atMs: number): number
  /** Minutes since Monday 00:00 on the zone's clocks, 0 to 10,079. */
  minuteOfWeek(atMs: number): number
  /**
   * The instant a wall clock shows a time of day that exists (month and day from 1). A time shown twice, when daylight
   * saving ends, is the earlier one; a time skipped when it starts counts on from before the skip, as Temporal's
   * "compatible".
   */
  localToInstant(year: number, month: number, day: number, hour: number, minute: number, second: number): number
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const WEEK_MINUTES = 10_080
/** The epoch began on a Thursday. */
const EPOCH_MINUTE_OF_WEEK = 3 * 1440
/** Two changes a year for two centuries; only invented dates need more, and those may be found again. */
const MOST_SPANS = 400

/** The time between two changes of a zone's clocks; `untilMs` is exclusive. */
interface Span {
  readonly fromMs: number
  readonly untilMs: number
  readonly offsetMs: number
}

/**
 * A clock that asks Temporal once for every change of the zone's offset (any length: Lord Howe's is half an hour) and
 * then answers by comparing numbers. Throws Temporal's RangeError for a zone that does not exist.
 */
export function createZoneClock(timeZone: string): ZoneClock {
  let spans: Span[] = []
  let current = findSpan(timeZone, 0)

  function offsetMs(atMs: number): number {
    if (atMs < current.fromMs || atMs >= current.untilMs) current = recall(atMs)
    return current.offsetMs
  }

  function recall(atMs: number): Span {
    const known = spans.find((span) => atMs >= span.fromMs && atMs < span.untilMs)
    if (known !== undefined) return known
    const found = findSpan(timeZone, atMs)
    spans = spans.length < MOST_SPANS ? [found, ...spans] : [found]
    return found
  }

  return {
    timeZone,
    offsetMs,
    minuteOfWeek(atMs) {
      const minute = (Math.floor((atMs + offsetMs(atMs)) / MINUTE_MS) + EPOCH_MINUTE_OF_WEEK) % WEEK_MINUTES
      return minute < 0 ? minute + WEEK_MINUTES : minute
    },
    localToInstant(year, month, day, hour, minute, second) {
      const localMs = Date.UTC(year, month - 1, day, hour, minute, second)
      // No zone is a day from UTC or changes its clocks twice in two days.
      const before = offsetMs(localMs - DAY_MS)
      const after = offsetMs(localMs + DAY_MS)
      if (before === after || offsetMs(localMs - before) === before) return localMs - before
      return offsetMs(localMs - after) === after ? localMs - after : localMs - before
    },
  }
}

function findSpan(timeZone: string, atMs: number): Span {
  // "previous" leaves out a change at the very instant.
  const justAfter = Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs) + 1).toZonedDateTimeISO(timeZone)
  const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs)).toZonedDateTimeISO(timeZone)
  return {
    fromMs: justAfter.getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
    untilMs: at.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offsetMs: at.offsetNanoseconds / 1e6,
  }
}
