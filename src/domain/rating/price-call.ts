import { FACTOR_SCALE } from '#domain/plans/calling-plan.ts'
import { SERVICE_TYPE_CODES, UNCLASSIFIED } from '#domain/usage/service-type.ts'
import { LONGEST_PLAUSIBLE_SECONDS, SUSPENSE_CAUSE_CODES } from '#domain/usage/suspense-cause.ts'
import type { SuspenseCauseCode } from '#domain/usage/suspense-cause.ts'
import { findDeckRow, NOT_OFFERED } from './compile-deck.ts'
import type { CompiledDeck, MeteredTerms } from './compile-deck.ts'
import { FROM_MOBILE, RATE_KINDS } from './compile-plan.ts'
import type { AllowanceState, CompiledBands, CompiledPlan, CompiledRate } from './compile-plan.ts'

/** Made once and filled for each call: the hot path allocates nothing. */
export interface CallToPrice {
  /** A code of SERVICE_TYPE_CODES, or UNCLASSIFIED. */
  serviceType: number
  startedAtMs: number
  /** Answered whole seconds, 0 or more; 0: unanswered. */
  durationSeconds: number
  /** The far party as ASCII digits at `[farFrom, farTo)`, see `writeDeckDigits`: B of a call out, A of a call in. */
  farDigits: Uint8Array
  farFrom: number
  farTo: number
  originIsMobile: boolean
}

/** Stored with every call: never renumber one. */
export const PRICE_STATUS = { rated: 0, free: 1, suspended: 2 } as const

export interface PriceResult {
  /** One of {@link PRICE_STATUS}. Free means emergency or unanswered, nothing else. */
  status: number
  /** A code of SUSPENSE_CAUSE_CODES when suspended, else 0. */
  cause: number
  /** One of RATE_KINDS. */
  rateKind: number
  /** Index of the row in the deck, also when it is not offered; -1: the deck had no part in it. */
  deckRow: number
  billedSeconds: number
  /** Drawn from allowances of seconds. */
  allowanceSeconds: number
  /** Drawn from allowances of calls: 0 or 1. */
  allowanceCalls: number
  /** Drawn from allowances of money. */
  allowanceMicros: number
  /** Billed seconds that an allowance of seconds or of calls covers. */
  coveredSeconds: number
  /** Ex GST. 0 for free and suspended calls; a suspended call's price is unknown, not nothing. */
  chargeMicros: number
}

/** A call to be filled in. `farDigits` has room for any number. */
export function newCallToPrice(): CallToPrice {
  return {
    serviceType: UNCLASSIFIED,
    startedAtMs: 0,
    durationSeconds: 0,
    farDigits: new Uint8Array(32),
    farFrom: 0,
    farTo: 0,
    originIsMobile: false,
  }
}

export function newPriceResult(): PriceResult {
  return {
    status: PRICE_STATUS.suspended,
    cause: 0,
    rateKind: RATE_KINDS.none,
    deckRow: -1,
    billedSeconds: 0,
    allowanceSeconds: 0,
    allowanceCalls: 0,
    allowanceMicros: 0,
    coveredSeconds: 0,
    chargeMicros: 0,
  }
}

/**
 * Prices one call into `result`, and draws from `allowances` in place (`undefined`: the plan's allowances take no part).
 * Retail and wholesale are two calls of this with two plans or decks. Never throws: what cannot be priced is suspended
 * with its cause.
 *
 * Allocation-free and exact: every product stays below 2⁵³ or is redone with bigints. Measured at several million calls
 * per second on one core.
 */
export function priceCall(
  plan: CompiledPlan,
  deck: CompiledDeck | undefined,
  call: CallToPrice,
  allowances: AllowanceState | undefined,
  result: PriceResult,
): void {
  clear(result)
  const { serviceType, durationSeconds } = call
  if (serviceType === SERVICE_TYPE_CODES.Emergency || durationSeconds === 0) {
    result.status = PRICE_STATUS.free
    return
  }
  if (durationSeconds > LONGEST_PLAUSIBLE_SECONDS) {
    suspend(result, SUSPENSE_CAUSE_CODES.implausible_duration)
    return
  }
  if (serviceType === UNCLASSIFIED) {
    suspend(result, SUSPENSE_CAUSE_CODES.unclassified)
    return
  }
  const rate = plan.rates[call.originIsMobile ? serviceType + FROM_MOBILE : serviceType]
  if (rate === undefined) {
    suspend(result, SUSPENSE_CAUSE_CODES.no_rate)
    return
  }
  result.rateKind = rate.kind
  if (rate.kind === RATE_KINDS.deck) priceByDeck(plan, deck, rate, call, allowances, result)
  else priceByTerms(plan, rate, rate, call, allowances, result)
}

function priceByDeck(
  plan: CompiledPlan,
  deck: CompiledDeck | undefined,
  rate: CompiledRate,
  call: CallToPrice,
  allowances: AllowanceState | undefined,
  result: PriceResult,
): void {
  const row = deck === undefined ? -1 : findDeckRow(deck, call.farDigits, call.farFrom, call.farTo, call.startedAtMs)
  const terms = deck?.terms[row]
  if (terms === undefined) {
    suspend(result, SUSPENSE_CAUSE_CODES.no_rate)
    return
  }
  result.deckRow = row
  if (terms.perMinuteMicros === NOT_OFFERED) suspend(result, SUSPENSE_CAUSE_CODES.not_offered)
  else priceByTerms(plan, rate, terms, call, allowances, result)
}

/** `rate` says how, `terms` how much: the rate itself, or the deck row that stands in for it. */
function priceByTerms(
  plan: CompiledPlan,
  rate: CompiledRate,
  terms: MeteredTerms,
  call: CallToPrice,
  allowances: AllowanceState | undefined,
  result: PriceResult,
): void {
  result.status = PRICE_STATUS.rated
  result.billedSeconds = billedSeconds(rate, terms, call.durationSeconds)
  if (allowances !== undefined && rate.allowances.length > 0) {
    drawAllowances(plan, rate, terms, call, allowances, result)
    if (result.coveredSeconds > 0 || result.allowanceMicros > 0) {
      const due = usagePrice(plan, rate, terms, call, result.billedSeconds, result.coveredSeconds)
      result.chargeMicros = Math.max(0, due - result.allowanceMicros)
      return
    }
  }
  const usage = usagePrice(plan, rate, terms, call, result.billedSeconds, 0)
  result.chargeMicros = Math.max(terms.flagfallMicros + usage, terms.minimumChargeMicros)
}

function drawAllowances(
  plan: CompiledPlan,
  rate: CompiledRate,
  terms: MeteredTerms,
  call: CallToPrice,
  { remaining }: AllowanceState,
  result: PriceResult,
): void {
  const billed = result.billedSeconds
  for (const pool of rate.allowances) {
    const left = remaining[pool] ?? 0
    if (left <= 0) continue
    const unit = plan.allowanceUnits[pool]
    if (unit === 'seconds') {
      const seconds = Math.min(left, billed - result.coveredSeconds)
      remaining[pool] = left - seconds
      result.allowanceSeconds += seconds
      result.coveredSeconds += seconds
    } else if (unit === 'calls') {
      remaining[pool] = left - 1
      result.allowanceCalls = 1
      result.coveredSeconds = billed
    } else {
      const due = usagePrice(plan, rate, terms, call, billed, result.coveredSeconds) - result.allowanceMicros
      const paid = Math.min(left, Math.max(0, due))
      remaining[pool] = left - paid
      result.allowanceMicros += paid
      if (paid > 0 && paid === due) return
    }
    if (result.coveredSeconds === billed) return
  }
}

/** First block, then whole blocks; an untimed call is billed by blocks again beyond its limit. */
function billedSeconds(rate: CompiledRate, terms: MeteredTerms, seconds: number): number {
  if (seconds <= rate.maxSeconds) return Math.min(blocks(rate, terms, seconds), rate.maxSeconds)
  return rate.maxSeconds + blocks(rate, terms, seconds - rate.maxSeconds)
}

function blocks(rate: CompiledRate, terms: MeteredTerms, seconds: number): number {
  const first = terms.firstIncrement || rate.firstIncrement
  if (seconds <= first) return first
  const next = terms.nextIncrement || rate.nextIncrement
  return first + Math.ceil((seconds - first) / next) * next
}

/** The price of the billed seconds from `covered` on, without flagfall and minimum charge, rounded once. */
function usagePrice(
  plan: CompiledPlan,
  rate: CompiledRate,
  terms: MeteredTerms,
  call: CallToPrice,
  billed: number,
  covered: number,
): number {
  if (covered >= billed) return 0
  if (rate.kind === RATE_KINDS.perCall) return rate.flatMicros
  if (rate.kind === RATE_KINDS.untimed) {
    return (
      rate.flatMicros + minutesPrice(rate.perMinuteMicros, Math.max(0, billed - Math.max(rate.maxSeconds, covered)), 1)
    )
  }
  if (rate.bands === undefined) return minutesPrice(terms.perMinuteMicros, billed - covered, 1)
  const weighted = plan.splitBands
    ? splitWeight(plan, rate.bands, rate, terms, call.startedAtMs, billed, covered)
    : (billed - covered) * factorAt(plan, rate.bands, call.startedAtMs)
  return minutesPrice(terms.perMinuteMicros, weighted, FACTOR_SCALE)
}

/** Seconds times factor, each block at the factor of the band in which the block starts. */
function splitWeight(
  plan: CompiledPlan,
  bands: CompiledBands,
  rate: CompiledRate,
  terms: MeteredTerms,
  startedAtMs: number,
  billed: number,
  covered: number,
): number {
  const next = terms.nextIncrement || rate.nextIncrement
  let weight = 0
  let factor = 0
  let minuteEndsMs = Number.NEGATIVE_INFINITY
  let from = 0
  let to = terms.firstIncrement || rate.firstIncrement
  while (from < billed) {
    if (to > covered) {
      const atMs = startedAtMs + from * 1000
      if (atMs >= minuteEndsMs) {
        factor = factorAt(plan, bands, atMs)
        minuteEndsMs = (Math.floor(atMs / 60_000) + 1) * 60_000
      }
      weight += (to - Math.max(from, covered)) * factor
    }
    from = to
    to += next
  }
  return weight
}

function factorAt(plan: CompiledPlan, bands: CompiledBands, atMs: number): number {
  return bands.factors[bands.bandOfMinute[plan.clock.minuteOfWeek(atMs)] ?? 0] ?? FACTOR_SCALE
}

/**
 * Half-up share of a minute price for seconds weighted in units of 1/`scale`. Below 2⁵³ the floor of the floating
 * quotient of two integers is the integer quotient, provided divisor and dividend together stay below 2⁵³.
 */
function minutesPrice(perMinuteMicros: number, weightedSeconds: number, scale: number): number {
  const divisor = 60 * scale
  const product = perMinuteMicros * weightedSeconds
  if (product <= Number.MAX_SAFE_INTEGER - 2 * divisor) return Math.floor((product + divisor / 2) / divisor)
  return Number((BigInt(perMinuteMicros) * BigInt(weightedSeconds) + BigInt(divisor / 2)) / BigInt(divisor))
}

/** The result of a call that was found unfit before it came to pricing. */
export function suspendCall(result: PriceResult, cause: SuspenseCauseCode): void {
  clear(result)
  suspend(result, cause)
}

function suspend(result: PriceResult, cause: number): void {
  result.status = PRICE_STATUS.suspended
  result.cause = cause
}

function clear(result: PriceResult): void {
  result.status = PRICE_STATUS.suspended
  result.cause = 0
  result.rateKind = RATE_KINDS.none
  result.deckRow = -1
  result.billedSeconds = 0
  result.allowanceSeconds = 0
  result.allowanceCalls = 0
  result.allowanceMicros = 0
  result.coveredSeconds = 0
  result.chargeMicros = 0
}
