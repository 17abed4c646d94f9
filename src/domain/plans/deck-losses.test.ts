import { expect, test } from 'vitest'
import { findLosses } from './deck-losses.ts'
import type { DeckRow } from './rate-deck.ts'

const row = (prefix: string, perMinuteMicros: number | undefined, more: Partial<DeckRow> = {}): DeckRow => ({
  prefix,
  destination: `to ${prefix}`,
  perMinuteMicros,
  flagfallMicros: 0,
  firstIncrement: 0,
  nextIncrement: 0,
  minimumChargeMicros: 0,
  validFromMs: -Infinity,
  validToMs: Infinity,
  ...more,
})

test.each([
  ['a price below its cost', [row('44', 10)], [row('44', 20)], ['44']],
  ['a price that is its cost', [row('44', 20)], [row('44', 20)], []],
  ['a cheap prefix over dear ones', [row('44', 30)], [row('44', 20), row('447', 40)], ['447']],
  ['a price of its own under a cost over all', [row('44', 30), row('447', 5)], [row('44', 20)], ['447']],
  ['what is not offered', [row('44', undefined)], [row('44', 20)], []],
  ['what has no known cost', [row('44', 10)], [row('33', 20)], []],
  ['flagfall and minimum', [row('44', 10, { flagfallMicros: 5 })], [row('44', 2, { minimumChargeMicros: 16 })], ['44']],
  ['a row that has ended', [row('44', 10, { validToMs: 500 })], [row('44', 20)], []],
])('%s', (_, sold, bought, prefixes) => {
  expect(findLosses(sold, bought, 1000).map(({ prefix }) => prefix)).toEqual(prefixes)
})
