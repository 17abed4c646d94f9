import { DAYS, FACTOR_SCALE } from '#domain/plans/calling-plan.ts'
import type { Allowance, CallingPlan, RateTerms, TimeBand } from '#domain/plans/calling-plan.ts'
import { createZoneClock } from '#domain/time/zone-clock.ts'
import type { ZoneClock } from '#domain/time/zone-clock.ts'
import { CALL_SERVICE_TYPES, SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import type { CallServiceType } from '#domain/usage/service-type.ts'
import type { MeteredTerms } from './compile-deck.ts'

/** How a call was priced; stored with it: never renumber one. */
export const RATE_KINDS = { none: 0, perMinute: 1, perCall: 2, untimed: 3, deck: 4 } as const

/** A calling plan laid out for pricing: numbers instead of bigints, tables instead of lists. */
export interface CompiledPlan {
  readonly plan: CallingPlan
  /** By service type code, plus {@link FROM_MOBILE} when the caller is a mobile. */
  readonly rates: readonly (CompiledRate | undefined)[]
  readonly splitBands: boolean
  readonly clock: ZoneClock
  /** By index of the plan's allowance. */
  readonly allowanceUnits: readonly Allowance['unit'][]
}

/** Added to a service type code: the slot of its rate for calls from a mobile. */
export const FROM_MOBILE = 32

/** All amounts are micro-dollars as safe integers. One shape for every kind, so that pricing stays monomorphic. */
export interface CompiledRate extends MeteredTerms {
  readonly kind: number
  /** The price of a per-call or untimed call. */
  readonly flatMicros: number
  /** Infinity: no limit. */
  readonly maxSeconds: number
  readonly bands: CompiledBands | undefined
  /** Indexes of the plan's allowances that calls of this service type draw on. */
  readonly allowances: readonly number[]
}

export interface CompiledBands {
  /** For each minute of the week from Monday 00:00, an index into `factors`; 0: no band. */
  readonly bandOfMinute: Uint8Array
  /** In units of 1/FACTOR_SCALE; the first is that of no band, 1. */
  readonly factors: readonly number[]
}

/** What is left of a plan's allowances: one slot for each, in the plan's order. Pricing draws from it in place. */
export interface AllowanceState {
  readonly remaining: Float64Array
}

/** Lays out a plan for `priceCall`. */
export function compilePlan(plan: CallingPlan): CompiledPlan {
  const rates = Array.from<unknown, CompiledRate | undefined>({ length: 2 * FROM_MOBILE }, () => undefined)
  for (const type of CALL_SERVICE_TYPES) {
    const code = SERVICE_TYPE_CODES[type]
    rates[code] = compileType(plan, type, false)
    rates[code + FROM_MOBILE] = compileType(plan, type, true)
  }
  return {
    plan,
    rates,
    splitBands: plan.bandRule === 'split',
    clock: createZoneClock(plan.timeZone),
    allowanceUnits: plan.allowances.map(({ unit }) => unit),
  }
}

/** Allowances from which nothing has been drawn yet. */
export function freshAllowances(plan: CallingPlan): AllowanceState {
  return { remaining: Float64Array.from(plan.allowances, ({ quantity }) => quantity) }
}

/** The bands that apply to a rate, in the order in which they are looked at. */
function bandsOf(plan: CallingPlan, own: readonly TimeBand[]): readonly TimeBand[] {
  return [...own, ...plan.bands]
}

function compileType(plan: CallingPlan, type: CallServiceType, fromMobile: boolean): CompiledRate | undefined {
  if (type === 'Emergency') return undefined
  if (plan.deckCovers.includes(type)) return compileDeckRate(plan, type)
  const rate = plan.rates[type]
  if (rate === undefined) return undefined
  return compileRate(plan, type, fromMobile ? (rate.fromMobile ?? rate) : rate)
}

function compileRate(plan: CallingPlan, type: CallServiceType, terms: RateTerms): CompiledRate {
  const { pricing } = terms
  const increment = terms.increment ?? plan.increment
  const rate = {
    kind: RATE_KINDS[pricing.kind],
    perMinuteMicros: 0,
    minimumChargeMicros: 0,
    flatMicros: 0,
    flagfallMicros: Number(terms.flagfall),
    maxSeconds: Number.POSITIVE_INFINITY,
    firstIncrement: increment.first,
    nextIncrement: increment.next,
    bands: pricing.kind === 'perMinute' ? compileBands(bandsOf(plan, terms.bands)) : undefined,
    allowances: allowancesFor(plan, type),
  }
  if (pricing.kind === 'perMinute') {
    rate.perMinuteMicros = Number(pricing.perMinute)
    rate.minimumChargeMicros = Number(pricing.minimumCharge)
  } else if (pricing.kind === 'perCall') {
    rate.flatMicros = Number(pricing.perCall)
  } else {
    rate.flatMicros = Number(pricing.price)
    rate.perMinuteMicros = Number(pricing.overagePerMinute)
    rate.maxSeconds = pricing.maxSeconds ?? Number.POSITIVE_INFINITY
  }
  return rate
}

/** What a deck row leaves to the plan: increments, bands and allowances. */
function compileDeckRate(plan: CallingPlan, type: CallServiceType): CompiledRate {
  return {
    kind: RATE_KINDS.deck,
    perMinuteMicros: 0,
    minimumChargeMicros: 0,
    flatMicros: 0,
    flagfallMicros: 0,
    maxSeconds: Number.POSITIVE_INFINITY,
    firstIncrement: plan.increment.first,
    nextIncrement: plan.increment.next,
    bands: compileBands(plan.bands),
    allowances: allowancesFor(plan, type),
  }
}

function allowancesFor(plan: CallingPlan, type: CallServiceType): number[] {
  return plan.allowances.flatMap(({ serviceTypes }, index) => (serviceTypes.includes(type) ? [index] : []))
}

function compileBands(bands: readonly TimeBand[]): CompiledBands | undefined {
  if (bands.length === 0) return undefined
  const bandOfMinute = new Uint8Array(DAYS.length * 1440)
  bands.forEach((band, index) => {
    for (const day of band.days) {
      const midnight = DAYS.indexOf(day) * 1440
      for (let minute = midnight + band.fromMinute; minute < midnight + band.toMinute; minute++) {
        if (bandOfMinute[minute] === 0) bandOfMinute[minute] = index + 1
      }
    }
  })
  return { bandOfMinute, factors: [FACTOR_SCALE, ...bands.map(({ factor }) => factor)] }
}
