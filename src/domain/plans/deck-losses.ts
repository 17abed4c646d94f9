import type { DeckRow } from './rate-deck.ts'

/** A destination that is sold for less than it costs. Micro-dollars ex GST, for a call of one minute. */
export interface DeckLoss {
  readonly prefix: string
  readonly destination: string
  readonly priceMicros: number
  readonly costMicros: number
}

/**
 * Where a deck sells below the deck it buys by, for calls at an instant. Every prefix that either names is looked at, for a
 * short prefix of the one covers many of the other: each with the longest prefix that fits it. What is not offered, or has
 * no known cost, is no loss. By prefix.
 */
export function findLosses(sold: readonly DeckRow[], bought: readonly DeckRow[], atMs: number): readonly DeckLoss[] {
  const prices = inForce(sold, atMs)
  const costs = inForce(bought, atMs)
  const losses: DeckLoss[] = []
  for (const prefix of new Set([...prices.keys(), ...costs.keys()])) {
    const [price, cost] = [longest(prices, prefix), longest(costs, prefix)]
    if (price === undefined || cost === undefined) continue
    const [priceMicros, costMicros] = [ofOneMinute(price), ofOneMinute(cost)]
    if (priceMicros === undefined || costMicros === undefined || priceMicros >= costMicros) continue
    losses.push({ prefix, destination: price.destination, priceMicros, costMicros })
  }
  return losses.toSorted((one, other) => (one.prefix < other.prefix ? -1 : 1))
}

function inForce(rows: readonly DeckRow[], atMs: number): ReadonlyMap<string, DeckRow> {
  const found = new Map<string, DeckRow>()
  for (const row of rows) {
    if (row.validFromMs > atMs || atMs >= row.validToMs) continue
    const other = found.get(row.prefix)
    if (other === undefined || other.validFromMs < row.validFromMs) found.set(row.prefix, row)
  }
  return found
}

function longest(rows: ReadonlyMap<string, DeckRow>, digits: string): DeckRow | undefined {
  for (let length = digits.length; length > 0; length--) {
    const row = rows.get(digits.slice(0, length))
    if (row !== undefined) return row
  }
  return undefined
}

function ofOneMinute({ perMinuteMicros, flagfallMicros, minimumChargeMicros }: DeckRow): number | undefined {
  return perMinuteMicros === undefined ? undefined : Math.max(minimumChargeMicros, flagfallMicros + perMinuteMicros)
}
