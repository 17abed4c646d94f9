import { divideHalfUp, micros } from '#domain/money.ts'
import type { Micros } from '#domain/money.ts'
import { DAYS, FACTOR_SCALE } from '#domain/plans/calling-plan.ts'
import type { CallingPlan, Increment, RateTerms, TimeBand } from '#domain/plans/calling-plan.ts'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import type { CallServiceType } from '#domain/usage/service-type.ts'

/**
 * The rules of pricing once more, in bigints, strings and calendar arithmetic: what an explanation is computed with, so
 * that it is a check of the fast engine and not its echo.
 */

/** What a call is priced by. */
export interface TermsInForce {
  readonly terms: RateTerms
  readonly increment: Increment
  /** In the order in which they are looked at. */
  readonly bands: readonly TimeBand[]
}

export function tableTerms(plan: CallingPlan, type: CallServiceType, fromMobile: boolean): TermsInForce | undefined {
  const rate = plan.rates[type]
  const terms = fromMobile ? (rate?.fromMobile ?? rate) : rate
  if (terms === undefined) return undefined
  return { terms, increment: terms.increment ?? plan.increment, bands: [...terms.bands, ...plan.bands] }
}

/** A deck row with the plan's increments and bands; undefined when it is not offered. */
export function deckTerms(plan: CallingPlan, row: DeckRow): TermsInForce | undefined {
  if (row.perMinuteMicros === undefined) return undefined
  const increment = {
    first: row.firstIncrement === 0 ? plan.increment.first : row.firstIncrement,
    next: row.nextIncrement === 0 ? plan.increment.next : row.nextIncrement,
  }
  const pricing = {
    kind: 'perMinute',
    perMinute: micros(BigInt(row.perMinuteMicros)),
    minimumCharge: micros(BigInt(row.minimumChargeMicros)),
  } as const
  const terms = { pricing, flagfall: micros(BigInt(row.flagfallMicros)), increment, bands: [] }
  return { terms, increment, bands: plan.bands }
}

/** The rows whose prefix the number begins with and that are in force: longest prefix first, then latest. */
export function matchingRows(rows: readonly DeckRow[], digits: string, atMs: number): readonly DeckRow[] {
  return rows
    .filter(
      ({ prefix, validFromMs, validToMs }) => digits.startsWith(prefix) && validFromMs <= atMs && atMs < validToMs,
    )
    .toReversed()
    .toSorted((one, other) => other.prefix.length - one.prefix.length || latestFirst(one, other))
}

function latestFirst(one: DeckRow, other: DeckRow): number {
  if (one.validFromMs === other.validFromMs) return 0
  return one.validFromMs < other.validFromMs ? 1 : -1
}

/** How many seconds of a call are billed. */
export function secondsBilled({ terms: { pricing }, increment }: TermsInForce, seconds: number): number {
  const limit = pricing.kind === 'untimed' ? (pricing.maxSeconds ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
  if (seconds > limit) return limit + inBlocks(increment, seconds - limit)
  return Math.min(limit, inBlocks(increment, seconds))
}

function inBlocks({ first, next }: Increment, seconds: number): number {
  return seconds <= first ? first : first + Math.ceil((seconds - first) / next) * next
}

/** A run of billed seconds in one band; `band` undefined: in none. */
export interface BandShare {
  readonly band: TimeBand | undefined
  readonly seconds: number
}

/** The billed seconds from `covered` on, by the band each is priced in, in the order of the call. */
export function shareByBand(
  plan: CallingPlan,
  { bands, increment }: TermsInForce,
  startedAtMs: number,
  covered: number,
  billed: number,
): readonly BandShare[] {
  if (covered >= billed) return []
  const band = bandAt(bands, plan.timeZone, startedAtMs)
  if (plan.bandRule === 'start' || bands.length === 0) return [{ band, seconds: billed - covered }]
  const shares: { band: TimeBand | undefined; seconds: number }[] = []
  let minute = Number.NaN
  let current: TimeBand | undefined
  for (let from = 0, to = increment.first; from < billed; from = to, to += increment.next) {
    const atMs = startedAtMs + from * 1000
    if (Math.floor(atMs / 60_000) !== minute) {
      minute = Math.floor(atMs / 60_000)
      current = bandAt(bands, plan.timeZone, atMs)
    }
    const seconds = to - Math.max(from, covered)
    const last = shares.at(-1)
    if (seconds <= 0) continue
    if (last !== undefined && last.band === current) last.seconds += seconds
    else shares.push({ band: current, seconds })
  }
  return shares
}

/** The first band the wall clock stands in. */
function bandAt(bands: readonly TimeBand[], timeZone: string, atMs: number): TimeBand | undefined {
  const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone)
  const day = DAYS[local.dayOfWeek - 1]
  const minute = local.hour * 60 + local.minute
  return bands.find(
    ({ days, fromMinute, toMinute }) => days.some((one) => one === day) && fromMinute <= minute && minute < toMinute,
  )
}

/** The price of the billed seconds from `covered` on, without flagfall and minimum charge, rounded half up once. */
export function usageDue(
  { terms: { pricing } }: TermsInForce,
  shares: readonly BandShare[],
  covered: number,
  billed: number,
): Micros {
  if (covered >= billed) return micros(0n)
  if (pricing.kind === 'perCall') return pricing.perCall
  if (pricing.kind === 'untimed') {
    const over = billed - Math.max(covered, pricing.maxSeconds ?? billed)
    return micros(pricing.price + divideHalfUp(pricing.overagePerMinute * BigInt(Math.max(0, over)), 60n))
  }
  const weight = shares.reduce(
    (sum, { band, seconds }) => sum + BigInt(seconds) * BigInt(band?.factor ?? FACTOR_SCALE),
    0n,
  )
  return micros(divideHalfUp(pricing.perMinute * weight, 60n * BigInt(FACTOR_SCALE)))
}
