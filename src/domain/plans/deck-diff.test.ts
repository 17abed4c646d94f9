import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffDecks } from './deck-diff.ts'
import type { DeckRow } from './rate-deck.ts'

const NOW = 1000
const LATER = 2000

function row(prefix: string, perMinuteMicros: number | undefined, changes: Partial<DeckRow> = {}): DeckRow {
  return {
    prefix,
    destination: 'Somewhere',
    perMinuteMicros,
    flagfallMicros: 0,
    firstIncrement: 30,
    nextIncrement: 6,
    minimumChargeMicros: 0,
    validFromMs: -Infinity,
    validToMs: Infinity,
    ...changes,
  }
}

describe('what becomes of a prefix', () => {
  test.each<[string, DeckRow[], DeckRow[], string]>([
    ['nothing', [row('61', 5)], [row('61', 5)], 'same'],
    ['new', [], [row('61', 5)], 'new at 1000'],
    ['new but not offered', [], [row('61', undefined)], 'new at 1000'],
    ['removed', [row('61', 5)], [], 'removed at 1000'],
    ['raised', [row('61', 5)], [row('61', 6)], 'raised at 1000'],
    ['lowered', [row('61', 5)], [row('61', 0)], 'lowered at 1000'],
    ['no longer offered', [row('61', 0)], [row('61', undefined)], 'not_offered at 1000'],
    ['offered again', [row('61', undefined)], [row('61', 0)], 'offered at 1000'],
    ['another flagfall', [row('61', 5)], [row('61', 5, { flagfallMicros: 1 })], 'terms at 1000'],
    ['another minimum', [row('61', 5)], [row('61', 5, { minimumChargeMicros: 1 })], 'terms at 1000'],
    ['another increment', [row('61', 5)], [row('61', 5, { nextIncrement: 1 })], 'terms at 1000'],
    ['raised on other terms', [row('61', 5)], [row('61', 6, { nextIncrement: 1 })], 'raised at 1000'],
    ['another name', [row('61', 5)], [row('61', 5, { destination: 'X' })], 'renamed at 1000'],
    [
      'terms of what is not offered either way',
      [row('61', undefined)],
      [row('61', undefined, { flagfallMicros: 1 })],
      'unchanged',
    ],
    ['a start that is past', [row('61', 5)], [row('61', 5, { validFromMs: NOW })], 'unchanged'],
    ['a start ahead', [row('61', 5)], [row('61', 5, { validFromMs: LATER })], 'removed at 1000'],
    ['a rise announced', [row('61', 5)], [row('61', 5), row('61', 6, { validFromMs: LATER })], 'raised at 2000'],
    [
      'a rise announced that was known',
      [row('61', 5), row('61', 6, { validFromMs: LATER })],
      [row('61', 6, { validFromMs: LATER }), row('61', 5)],
      'same',
    ],
    ['an end announced', [row('61', 5)], [row('61', 5, { validToMs: LATER })], 'removed at 2000'],
    ['gone and had ended', [row('61', 5, { validToMs: NOW })], [], 'unchanged'],
  ])('%s', (_name, before, after, expected) => {
    const { changes, isSame } = diffDecks(before, after, NOW)
    const [change] = changes
    const said = change === undefined ? (isSame ? 'same' : 'unchanged') : `${change.kind} at ${change.fromMs}`
    expect(said).toBe(expected)
  })
})

test('the same rows in any order are the same; one fewer is not', () => {
  const rows = [row('61', 5), row('614', 6), row('61', 7, { validFromMs: LATER })]
  expect(diffDecks(rows, rows.toReversed(), NOW).isSame).toBe(true)
  expect(diffDecks(rows, rows.slice(1), NOW).isSame).toBe(false)
  expect(diffDecks(rows.slice(1), rows, NOW).isSame).toBe(false)
})

test('every prefix is counted once, and going back undoes each change', () => {
  const price = fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined })
  const deck = fc
    .dictionary(fc.constantFrom('1', '2', '61', '614', '615', '64'), price)
    .map((prices) => Object.entries(prices).map(([prefix, perMinute]) => row(prefix, perMinute)))
  const back = {
    new: 'removed',
    removed: 'new',
    raised: 'lowered',
    lowered: 'raised',
    not_offered: 'offered',
    offered: 'not_offered',
  }
  fc.assert(
    fc.property(deck, deck, (before, after) => {
      const there = diffDecks(before, after, NOW)
      const prefixes = new Set([...before, ...after].map(({ prefix }) => prefix)).size
      expect(Object.values(there.counts).reduce((sum, count) => sum + count, 0)).toBe(prefixes)
      expect(diffDecks(after, before, NOW).changes.map(({ kind, prefix }) => [prefix, kind])).toEqual(
        there.changes.map(({ kind, prefix }) => [prefix, back[kind as keyof typeof back]]),
      )
    }),
  )
})
