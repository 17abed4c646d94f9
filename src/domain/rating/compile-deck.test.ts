import { describe, expect, test } from 'vitest'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import { compileDeck, findDeckRow } from './compile-deck.ts'

const at = (date: string): number => Date.parse(date)

function row(destination: string, prefix: string, from?: string, to?: string): DeckRow {
  return {
    prefix,
    destination,
    perMinuteMicros: 10_000,
    flagfallMicros: 0,
    firstIncrement: 0,
    nextIncrement: 0,
    minimumChargeMicros: 0,
    validFromMs: from === undefined ? Number.NEGATIVE_INFINITY : at(from),
    validToMs: to === undefined ? Number.POSITIVE_INFINITY : at(to),
  }
}

describe('the row that prices a number', () => {
  const rows = [
    row('UK from July', '44', '2026-07-01T00:00Z'),
    row('UK', '44'),
    row('UK mobile in June', '447', '2026-06-01T00:00Z', '2026-07-01T00:00Z'),
    row('UK mobile, dearer', '447', '2026-06-15T00:00Z', '2026-06-20T00:00Z'),
    row('USA', '1'),
  ]
  const deck = compileDeck(rows)

  test.each([
    ['447911123456', '2026-05-31T23:59:59.999Z', 'UK'],
    ['447911123456', '2026-06-01T00:00:00Z', 'UK mobile in June'],
    ['447911123456', '2026-06-15T00:00:00Z', 'UK mobile, dearer'],
    ['447911123456', '2026-06-20T00:00:00Z', 'UK mobile in June'],
    ['447911123456', '2026-06-30T23:59:59.999Z', 'UK mobile in June'],
    ['447911123456', '2026-07-01T00:00:00Z', 'UK from July'],
    ['442079460000', '2026-06-30T23:59:59.999Z', 'UK'],
    ['442079460000', '2026-07-01T00:00:00Z', 'UK from July'],
    ['12125551234', '1999-01-01T00:00:00Z', 'USA'],
    ['33123456789', '2026-07-01T00:00:00Z', undefined],
    ['', '2026-07-01T00:00:00Z', undefined],
  ])('%s at %s: %s', (number, instant, destination) => {
    const digits = new TextEncoder().encode(number)
    expect(rows[findDeckRow(deck, digits, 0, digits.length, at(instant))]?.destination).toBe(destination)
  })

  test('of two alike the later in the file', () => {
    const twice = compileDeck([row('first', '44'), row('second', '44')])
    expect(findDeckRow(twice, new TextEncoder().encode('44'), 0, 2, 0)).toBe(1)
  })
})
