import { readNumber } from '#domain/phone-number.ts'
import { haveSameTerms } from '#domain/plans/deck-terms.ts'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import { compileDeck, findDeckRow, type CompiledDeck } from './compile-deck.ts'
import type { AllowanceState, CompiledPlan } from './compile-plan.ts'
import { writeDeckDigits } from './deck-digits.ts'
import { newCallToPrice, newPriceResult, priceCall, PRICE_STATUS, type CallToPrice } from './price-call.ts'

/** What other rates would have made of calls. Micro-dollars ex GST. */
export interface RateEffect {
  calls: number
  seconds: number
  /** Of the calls, those the new rates have no price for: they are in neither sum. */
  unpriced: number
  oldMicros: number
  newMicros: number
}

/** A call that a deck priced. */
export interface DeckCall {
  readonly serviceType: number
  readonly startedAtMs: number
  readonly durationSeconds: number
  /** E.164 digits or a short code: B of a call out, A of a call in. */
  readonly far: string
  /** What allowances paid of it then. */
  readonly allowanceSeconds: number
  readonly allowanceCalls: number
  readonly allowanceMicros: number
}

/** One deck that sells, the deck it buys by, and where it sells below cost. */
export interface SellingPair {
  readonly deck: string
  readonly sold: readonly DeckRow[]
  readonly bought: readonly DeckRow[]
  /** Their prefixes. */
  readonly losses: ReadonlySet<string>
  /** When the two were compared, epoch milliseconds. */
  readonly atMs: number
}

export interface EffectMeter {
  /** @param plan by which it was priced. @param deck whose loss it may be: its name */
  add(call: DeckCall, plan: CompiledPlan, deck: string): void
  /** All calls that were given. */
  calls(): number
  /** Of the calls the new rates touch. */
  readonly total: RateEffect
  /** By the prefix that makes the difference. */
  readonly byPrefix: ReadonlyMap<string, RateEffect>
  /** Of the calls to what is sold at a loss, touched or not: by deck, a space, and prefix. */
  readonly byLoss: ReadonlyMap<string, RateEffect>
}

/**
 * Prices calls by the rates there are and by those that are to replace them, both as they stand at one instant, and sums up
 * the difference. A call is touched where the two have different rows for it, and counts for the longer of the two
 * prefixes: that of a new row it goes over to, of a row that is gone, or of the row that changed. What an allowance paid of
 * a call, it pays again.
 */
export function createEffectMeter(
  before: readonly DeckRow[],
  after: readonly DeckRow[],
  atMs: number,
  pairs: readonly SellingPair[],
): EffectMeter {
  const [old, next] = [deckAt(before, atMs), deckAt(after, atMs)]
  const selling = new Map(
    pairs.map(({ deck, sold, bought, losses, atMs: comparedMs }) => [
      deck,
      { sold: deckAt(sold, comparedMs), bought: deckAt(bought, comparedMs), losses },
    ]),
  )
  const call = newCallToPrice()
  const [oldPrice, newPrice] = [newPriceResult(), newPriceResult()]
  const total = noEffect()
  const byPrefix = new Map<string, RateEffect>()
  const byLoss = new Map<string, RateEffect>()
  let calls = 0
  return {
    total,
    byPrefix,
    byLoss,
    calls: () => calls,
    add({ far, ...facts }, plan, deck) {
      calls++
      call.serviceType = facts.serviceType
      call.startedAtMs = facts.startedAtMs
      call.durationSeconds = facts.durationSeconds
      call.farTo = writeDeckDigits(readNumber(far, 'e164'), call.farDigits, 0)
      priceCall(plan, old, call, paidThen(plan, facts), oldPrice)
      priceCall(plan, next, call, paidThen(plan, facts), newPrice)
      const [oldRow, newRow] = [old.rows[oldPrice.deckRow], next.rows[newPrice.deckRow]]
      const sums: RateEffect[] = []
      if (isTouched(oldRow, newRow)) sums.push(total, effectOf(byPrefix, longerPrefix(oldRow, newRow)))
      const pair = selling.get(deck)
      if (pair !== undefined) {
        const prefix = longerPrefix(rowFor(pair.sold, call), rowFor(pair.bought, call))
        if (pair.losses.has(prefix)) sums.push(effectOf(byLoss, `${deck} ${prefix}`))
      }
      const [wasPriced, isPriced] = [oldPrice, newPrice].map(({ status }) => status !== PRICE_STATUS.suspended)
      for (const sum of sums) {
        sum.calls++
        sum.seconds += facts.durationSeconds
        if (isPriced !== true) sum.unpriced++
        else if (wasPriced === true) {
          sum.oldMicros += oldPrice.chargeMicros
          sum.newMicros += newPrice.chargeMicros
        }
      }
    },
  }
}

function noEffect(): RateEffect {
  return { calls: 0, seconds: 0, unpriced: 0, oldMicros: 0, newMicros: 0 }
}

function effectOf(sums: Map<string, RateEffect>, key: string): RateEffect {
  const known = sums.get(key)
  if (known !== undefined) return known
  const sum = noEffect()
  sums.set(key, sum)
  return sum
}

/** The rows in force at an instant, as if they always were. */
function deckAt(rows: readonly DeckRow[], atMs: number): CompiledDeck {
  const last = new Map<string, DeckRow>()
  for (const row of rows) {
    const isInForce = row.validFromMs <= atMs && atMs < row.validToMs
    if (isInForce && row.validFromMs >= (last.get(row.prefix)?.validFromMs ?? -Infinity)) last.set(row.prefix, row)
  }
  return compileDeck([...last.values()].map((row) => ({ ...row, validFromMs: -Infinity, validToMs: Infinity })))
}

function isTouched(old: DeckRow | undefined, next: DeckRow | undefined): boolean {
  if (old === undefined || next === undefined) return old !== next
  return old.prefix !== next.prefix || old.destination !== next.destination || !haveSameTerms(old, next)
}

function longerPrefix(one: DeckRow | undefined, other: DeckRow | undefined): string {
  const [first, second] = [one?.prefix ?? '', other?.prefix ?? '']
  return first.length > second.length ? first : second
}

function rowFor(deck: CompiledDeck, { farDigits, farTo, startedAtMs }: CallToPrice): DeckRow | undefined {
  return deck.rows[findDeckRow(deck, farDigits, 0, farTo, startedAtMs)]
}

/** Allowances that hold what they paid of the call, and nothing else. */
function paidThen(
  plan: CompiledPlan,
  {
    serviceType,
    allowanceSeconds,
    allowanceCalls,
    allowanceMicros,
  }: Pick<DeckCall, 'serviceType' | 'allowanceSeconds' | 'allowanceCalls' | 'allowanceMicros'>,
): AllowanceState | undefined {
  if (allowanceSeconds + allowanceCalls + allowanceMicros === 0) return undefined
  const remaining = new Float64Array(plan.allowanceUnits.length)
  const left = { seconds: allowanceSeconds, calls: allowanceCalls, money: allowanceMicros }
  for (const pool of plan.rates[serviceType]?.allowances ?? []) {
    const unit = plan.allowanceUnits[pool] ?? 'seconds'
    remaining[pool] = left[unit]
    left[unit] = 0
  }
  return { remaining }
}
