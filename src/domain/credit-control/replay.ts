import { micros } from '#domain/money.ts'
import { dateAt, startOfDate } from '#domain/time/calendar-date.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import {
  refusalByRules,
  type CallFacts,
  type CallRules,
  type CountedLimit,
  type CountryStanding,
  type RuleRefusal,
} from './call-rules.ts'

/** A call of the past, in or out. */
export interface PastCall {
  readonly startedAtMs: number
  /** Answered. */
  readonly seconds: number
  /** What it was charged, micro-dollars ex GST. */
  readonly chargeMicros: number
  /** Of a call out; undefined: a call in, which takes a channel and nothing else. */
  readonly facts: CallFacts | undefined
}

type Tripping = NonNullable<RuleRefusal['control']>

/** A control that would have tripped. */
export interface ReplayedTrip {
  readonly control: Tripping
  readonly atMs: number
}

export interface Replay {
  /** Why a call would have been refused; undefined: it would have gone through, and counts from now on. */
  judge(call: PastCall): RuleRefusal | undefined
  readonly trips: readonly ReplayedTrip[]
}

export interface ReplayedAccount {
  /** As they are on its first day: tripped by nothing. */
  readonly rules: CallRules
  readonly timeZone: string
  /** Countries it had called before the first call. */
  readonly known: ReadonlySet<string>
}

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Of a call that goes on the seconds so far count, and those that are held ahead. */
const AHEAD_MS = 300_000

/**
 * Rules held against the calls of one account in the order of their starts, as though they had been in force: calls that go on
 * at once overlap as they did, what is refused costs nothing, and what trips stays so until the end of the account's
 * day, when somebody releases it. Memory goes with the calls of a day.
 */
export function createReplay({ rules, timeZone, known }: ReplayedAccount): Replay {
  const live = new Set<Going>()
  const day = createSpan(DAY_MS)
  const hour = createSpan(HOUR_MS)
  const overseas = createSpan(HOUR_MS)
  const minute = createSpan(MINUTE_MS)
  const firstCalls = new Map<string, number>()
  const tripped = new Map<Tripping, number>()
  const trips: ReplayedTrip[] = []

  const standingOf = (country: string, atMs: number): CountryStanding => {
    if (known.has(country)) return 'known'
    const firstMs = firstCalls.get(country)
    if (firstMs === undefined) return 'never'
    return firstMs > atMs - DAY_MS ? 'new' : 'known'
  }
  const advance = (atMs: number): void => {
    for (const going of live) {
      if (going.grow(atMs)) live.delete(going)
    }
    for (const [control, untilMs] of tripped) {
      if (untilMs > atMs) continue
      tripped.delete(control)
      SPANS[control]({ day, hour, overseas }).clear()
    }
    for (const span of [day, hour, overseas, minute]) span.forget(atMs)
  }
  const begin = (call: PastCall): void => {
    const { facts, startedAtMs } = call
    if (facts?.serviceType === SERVICE_TYPE_CODES.Emergency) return
    const spans = facts === undefined ? [] : [day.add(startedAtMs, 0), hour.add(startedAtMs, 0)]
    const going = createGoing(call, spans)
    if (!going.grow(startedAtMs)) live.add(going)
    if (facts === undefined) return
    minute.add(startedAtMs, 1)
    if (facts.isOverseas) overseas.add(startedAtMs, 1)
    if (facts.country !== undefined && call.seconds > 0 && !firstCalls.has(facts.country))
      firstCalls.set(facts.country, startedAtMs)
  }
  return {
    trips,
    judge(call) {
      const { facts, startedAtMs } = call
      advance(startedAtMs)
      const refusal =
        facts &&
        refusalByRules(withTrips(rules, tripped), facts, {
          liveCalls: live.size,
          liveOverseasCalls: countOverseas(live),
          spendDayMicros: micros(BigInt(day.sum())),
          spendHourMicros: micros(BigInt(hour.sum())),
          overseasLastHour: overseas.sum(),
          callsLastMinute: minute.sum(),
          countryStanding: (country) => standingOf(country, startedAtMs),
        })
      if (refusal === undefined) begin(call)
      else if (refusal.control !== undefined && !tripped.has(refusal.control)) {
        const { control } = refusal
        tripped.set(control, startOfDate(dateAt(startedAtMs, timeZone).add({ days: 1 }), timeZone))
        trips.push({ control, atMs: startedAtMs })
      }
      return refusal
    },
  }
}

const SPANS: Readonly<Record<Tripping, (spans: Readonly<Record<'day' | 'hour' | 'overseas', Span>>) => Span>> = {
  'fraud-spend-day': ({ day }) => day,
  'fraud-spend-hour': ({ hour }) => hour,
  'overseas-calls': ({ overseas }) => overseas,
}

function withTrips(rules: CallRules, tripped: ReadonlyMap<Tripping, number>): CallRules {
  if (tripped.size === 0) return rules
  const trip = <Amount>(limit: CountedLimit<Amount> | undefined, control: Tripping) =>
    limit && { ...limit, isTripped: tripped.has(control) }
  return {
    ...rules,
    fraudSpendDay: trip(rules.fraudSpendDay, 'fraud-spend-day'),
    fraudSpendHour: trip(rules.fraudSpendHour, 'fraud-spend-hour'),
    overseasCalls: trip(rules.overseasCalls, 'overseas-calls'),
  }
}

function countOverseas(live: ReadonlySet<Going>): number {
  let count = 0
  for (const { isOverseas } of live) if (isOverseas) count += 1
  return count
}

/** A call in progress. */
interface Going {
  readonly isOverseas: boolean
  /** Counts what it has come to at an instant; true: it is over. */
  grow(atMs: number): boolean
}

function createGoing({ startedAtMs, seconds, chargeMicros, facts }: PastCall, counted: readonly Counted[]): Going {
  const lengthMs = seconds * 1000
  return {
    isOverseas: facts?.isOverseas ?? false,
    grow(atMs) {
      const share = lengthMs === 0 ? 1 : Math.min(1, (atMs - startedAtMs + AHEAD_MS) / lengthMs)
      const soFar = Math.round(chargeMicros * share)
      for (const one of counted) one.set(soFar)
      return startedAtMs + lengthMs <= atMs
    },
  }
}

/** What is counted within a span of time that moves on. */
interface Span {
  add(atMs: number, amount: number): Counted
  sum(): number
  /** Leaves out what began before the span that ends at an instant. */
  forget(nowMs: number): void
  clear(): void
}

interface Counted {
  set(amount: number): void
}

interface Entry {
  readonly atMs: number
  amount: number
  isIn: boolean
}

function createSpan(lengthMs: number): Span {
  let entries: Entry[] = []
  let first = 0
  let sum = 0
  return {
    sum: () => sum,
    add(atMs, amount) {
      const entry: Entry = { atMs, amount, isIn: true }
      entries.push(entry)
      sum += amount
      return {
        set(now) {
          if (entry.isIn) sum += now - entry.amount
          entry.amount = now
        },
      }
    },
    forget(nowMs) {
      for (; first < entries.length; first++) {
        const entry = entries[first]
        if (entry === undefined || entry.atMs > nowMs - lengthMs) break
        entry.isIn = false
        sum -= entry.amount
      }
      if (first === entries.length) sum = 0
      if (first > 1000) {
        entries = entries.slice(first)
        first = 0
      }
    },
    clear() {
      for (const entry of entries) entry.isIn = false
      entries = []
      first = 0
      sum = 0
    },
  }
}
