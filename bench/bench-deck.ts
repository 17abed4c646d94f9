import type { DeckRow } from '#domain/plans/rate-deck.ts'
import { createChance } from '#operations/demo/random.ts'

/** A deck of invented prices: every country code's digit, then branches down to nine digits, as A-Z decks have them. */
export function deckRows(count: number): DeckRow[] {
  const chance = createChance(2026)
  const prefixes = new Set(['1', '2', '3', '4', '5', '6', '7', '8', '9'])
  const grown = [...prefixes]
  while (prefixes.size < count) {
    const parent = chance.pick(grown)
    if (parent.length === 9) continue
    const prefix = parent + chance.digits(1)
    if (prefixes.has(prefix) || prefix.startsWith('61')) continue
    prefixes.add(prefix)
    grown.push(prefix)
  }
  return [...prefixes].map((prefix) => ({
    prefix,
    destination: `Destination ${prefix.slice(0, 4)}`,
    perMinuteMicros: 10_000 + chance.below(900_000),
    flagfallMicros: 0,
    firstIncrement: 30,
    nextIncrement: 6,
    minimumChargeMicros: 0,
    validFromMs: -Infinity,
    validToMs: Infinity,
  }))
}
