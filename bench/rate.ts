import { readNumber } from '#domain/phone-number.ts'
import { parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { compileDeck } from '#domain/rating/compile-deck.ts'
import { compilePlan, freshAllowances } from '#domain/rating/compile-plan.ts'
import { writeDeckDigits } from '#domain/rating/deck-digits.ts'
import { newCallToPrice, newPriceResult, priceCall } from '#domain/rating/price-call.ts'
import { classifyOutbound } from '#domain/usage/classify-call.ts'
import { geographicNumber, MOBILES } from '#operations/demo/fiction-numbers.ts'
import { createChance } from '#operations/demo/random.ts'
import { deckRows } from './bench-deck.ts'
import { BENCH_BUNDLE, BENCH_PAYG } from './bench-plans.ts'

const CALLS = 1_000_000
const PREFIXES = 50_000
const ROUNDS = 5

/**
 * Classifies and prices a million calls of the usual mix in this process, with allowances and with time bands. The limit
 * is the same loop that only writes the digits of the number.
 */
export function benchRating({ json }: { json: boolean }): void {
  const rows = deckRows(PREFIXES)
  const deck = compileDeck(rows)
  const calls = callsLike(rows.map(({ prefix }) => prefix))
  const call = newCallToPrice()
  const price = newPriceResult()
  const rate = (definition: unknown): number => {
    const parsed = parseCallingPlan(definition)
    if (!('rates' in parsed)) throw new Error('the bench plan does not parse')
    const plan = compilePlan(parsed)
    return bestOf(() => {
      const allowances = freshAllowances(parsed)
      let sum = 0
      for (let index = 0; index < CALLS; index++) {
        const b = calls.b[index] ?? 0
        call.serviceType = classifyOutbound(calls.a[index] ?? 0, b, false)
        call.startedAtMs = calls.startedAtMs[index] ?? 0
        call.durationSeconds = calls.seconds[index] ?? 0
        call.farTo = writeDeckDigits(b, call.farDigits, 0)
        priceCall(plan, deck, call, allowances, price)
        sum += price.chargeMicros
      }
      return sum
    })
  }
  const bundle = rate(BENCH_BUNDLE)
  const payg = rate(BENCH_PAYG)
  const digits = bestOf(() => {
    let sum = 0
    for (let index = 0; index < CALLS; index++) sum += writeDeckDigits(calls.b[index] ?? 0, call.farDigits, 0)
    return sum
  })
  const result = {
    pricesPerCoreSecond: Math.round(Math.min(bundle, payg)),
    withAllowances: Math.round(bundle),
    withTimeBands: Math.round(payg),
    ratioToWritingTheDigits: Math.round((Math.min(bundle, payg) / digits) * 1000) / 1000,
    calls: CALLS,
    prefixes: rows.length,
  }
  console.log(json ? JSON.stringify(result) : result)
}

function callsLike(prefixes: readonly string[]): {
  a: Float64Array
  b: Float64Array
  startedAtMs: Float64Array
  seconds: Int32Array
} {
  const chance = createChance(11)
  const a = new Float64Array(CALLS)
  const b = new Float64Array(CALLS)
  const startedAtMs = new Float64Array(CALLS)
  const seconds = new Int32Array(CALLS)
  for (let index = 0; index < CALLS; index++) {
    const roll = chance.next()
    a[index] = Number(geographicNumber(chance.below(80_000)))
    if (roll < 0.45) b[index] = Number(chance.pick(MOBILES))
    else if (roll < 0.88) b[index] = Number(geographicNumber(chance.below(80_000)))
    else if (roll < 0.96) b[index] = Number((chance.pick(prefixes) + chance.digits(9)).slice(0, 12))
    else b[index] = readNumber(roll < 0.999 ? '611300975700' : '1223', 'e164')
    startedAtMs[index] = Date.UTC(2026, 6, 1) + index * 2_600
    seconds[index] = chance.next() < 0.12 ? 0 : 1 + chance.below(600)
  }
  return { a, b, startedAtMs, seconds }
}

/** Calls a second of the fastest round. */
function bestOf(work: () => number): number {
  let best = Infinity
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now()
    if (work() <= 0) throw new Error('nothing was priced')
    best = Math.min(best, performance.now() - startedAt)
  }
  return (CALLS / best) * 1000
}
