import { compileDeck, findDeckRow } from '#domain/rating/compile-deck.ts'
import { createChance } from '#operations/demo/random.ts'
import { deckRows } from './bench-deck.ts'

const PREFIXES = 50_000
const NUMBERS = 1_750_000
const ROUNDS = 7
const DIGITS = 12

/**
 * Longest prefix match of 1,750,000 numbers in a deck of 50,000 prefixes. The limit is the same loop that only reads
 * every digit of every number.
 */
export function benchPrefixMatch({ json }: { json: boolean }): void {
  const rows = deckRows(PREFIXES)
  const deck = compileDeck(rows)
  const digits = numbersLike(rows.map(({ prefix }) => prefix))
  const matchNs = bestOf(() => {
    let sum = 0
    for (let at = 0; at < digits.length; at += DIGITS) sum += findDeckRow(deck, digits, at, at + DIGITS, 0)
    return sum
  })
  const readNs = bestOf(() => {
    let sum = 0
    for (let at = 0; at < digits.length; at++) sum += digits[at] ?? 0
    return sum
  })
  const result = {
    nanosecondsPerMatch: round(matchNs),
    nanosecondsToReadTheDigits: round(readNs),
    ratioToReading: round(matchNs / readNs),
    matchesPerSecond: Math.round(1e9 / matchNs),
    prefixes: rows.length,
    numbers: NUMBERS,
  }
  console.log(json ? JSON.stringify(result) : result)
}

function numbersLike(prefixes: readonly string[]): Uint8Array {
  const chance = createChance(7)
  const digits = new Uint8Array(NUMBERS * DIGITS)
  const encoder = new TextEncoder()
  for (let index = 0; index < NUMBERS; index++) {
    const number = (chance.pick(prefixes) + chance.digits(9)).slice(0, DIGITS)
    encoder.encodeInto(number, digits.subarray(index * DIGITS))
  }
  return digits
}

/** Nanoseconds per number of the fastest round. */
function bestOf(work: () => number): number {
  let best = Infinity
  for (let left = ROUNDS; left > 0; left--) {
    const startedAt = performance.now()
    if (work() < 0) throw new Error('a number matched nothing')
    best = Math.min(best, performance.now() - startedAt)
  }
  return (best * 1e6) / NUMBERS
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
