import { assert, integer, nat, property, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { affordable } from './affordable.ts'

const perBlock = (flagfall: number, block: number, price: number) => (seconds: number) =>
  flagfall + Math.ceil(seconds / block) * price

test.each([
  ['all of the slice', 1_000_000, 600, { seconds: 600, micros: 550_000 }],
  ['to the end of the last block that is paid for', 120_000, 600, { seconds: 60, micros: 100_000 }],
  ['one block', 75_000, 600, { seconds: 30, micros: 75_000 }],
  ['not even that', 74_999, 600, { seconds: 0, micros: 0 }],
  ['nothing at all', 0, 600, { seconds: 0, micros: 0 }],
  ['less than nothing', -5, 600, { seconds: 0, micros: 0 }],
  ['no limit', Infinity, 600, { seconds: 600, micros: 550_000 }],
  ['one second', 75_000, 1, { seconds: 1, micros: 75_000 }],
])('%s', (_, available, most, expected) => {
  expect(affordable(perBlock(50_000, 30, 25_000), available, most)).toEqual(expected)
})

test('what costs nothing goes on, whatever is owed', () => {
  expect(affordable(() => 0, -5_000_000, 600)).toEqual({ seconds: 600, micros: 0 })
})

test('never dearer than what there is, and a second more would be, or is not asked for', () => {
  const price = tuple(nat(100_000), integer({ min: 1, max: 90 }), nat(300_000))
  assert(
    property(price, nat(10_000_000), integer({ min: 1, max: 14_400 }), (terms, available, most) => {
      const priceOf = perBlock(...terms)
      const { seconds, micros } = affordable(priceOf, available, most)
      expect(micros).toBe(seconds === 0 ? 0 : priceOf(seconds))
      expect(micros).toBeLessThanOrEqual(available)
      expect(seconds === most || priceOf(seconds + 1) > available).toBe(true)
    }),
  )
})
