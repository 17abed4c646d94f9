import type { ZoneClock } from '#domain/time/zone-clock.ts'
import type { UsageDay } from '#storage/tables/usage-days.ts'

/** What a call, or the price of one, adds to its day. Micro-dollars; a cost of NaN is not known. */
export interface DayAmounts {
  readonly calls: number
  readonly durationSeconds: number
  readonly chargeMicros: number
  readonly costMicros: number
}

/** Adds up calls by reseller and day. */
export interface DaySums {
  add(resellerId: number, startedAtMs: number, amounts: DayAmounts, sign: 1 | -1): void
  /** Those that came to anything, in order. */
  rows(): readonly UsageDay[]
}

const DAY_MS = 86_400_000
/** No call starts so many days after 1970. */
const MOST_DAYS = 1_000_000

/** @param clockOf the clock of a reseller's office. */
export function createDaySums(clockOf: (resellerId: number) => ZoneClock): DaySums {
  const days = new Map<number, UsageDay>()
  let clock: ZoneClock | undefined
  // Calls come account by account and in order: the last day is often the right one.
  let lastId = 0
  let lastDay = NaN
  let last: UsageDay | undefined

  const dayAt = (resellerId: number, atMs: number): UsageDay => {
    if (clock === undefined || resellerId !== lastId) clock = clockOf(resellerId)
    const day = Math.floor((atMs + clock.offsetMs(atMs)) / DAY_MS)
    if (last !== undefined && day === lastDay && resellerId === lastId) return last
    const key = resellerId * MOST_DAYS + day
    last = days.get(key)
    if (last === undefined) {
      last = newDay(resellerId, new Date(day * DAY_MS).toISOString().slice(0, 10))
      days.set(key, last)
    }
    lastId = resellerId
    lastDay = day
    return last
  }

  return {
    add(resellerId, startedAtMs, { calls, durationSeconds, chargeMicros, costMicros }, sign) {
      const day = dayAt(resellerId, startedAtMs)
      day.calls += sign * calls
      day.durationSeconds += sign * durationSeconds
      day.chargeMicros += sign * chargeMicros
      if (Number.isNaN(costMicros)) {
        day.costUnknown += sign
        return
      }
      day.costMicros += sign * costMicros
      day.marginMicros += sign * (chargeMicros - costMicros)
    },
    rows: () => [...days.values()].filter(isSomething).toSorted((one, other) => (one.day < other.day ? -1 : 1)),
  }
}

function isSomething({
  calls,
  durationSeconds,
  chargeMicros,
  costMicros,
  marginMicros,
  costUnknown,
}: UsageDay): boolean {
  return [calls, durationSeconds, chargeMicros, costMicros, marginMicros, costUnknown].some((sum) => sum !== 0)
}

function newDay(resellerId: number, day: string): UsageDay {
  return {
    resellerId,
    day,
    calls: 0,
    durationSeconds: 0,
    chargeMicros: 0,
    costMicros: 0,
    marginMicros: 0,
    costUnknown: 0,
  }
}
