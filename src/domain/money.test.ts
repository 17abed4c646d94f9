import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { divideHalfUp, formatDollars, gstMicros, gstOf, micros, parseDollars, shareMicros } from './money.ts'

const anyMicros = fc.bigInt(-(10n ** 18n) + 1n, 10n ** 18n - 1n).map(micros)

describe('decimal dollars', () => {
  test.each<[text: string, amount: bigint | undefined]>([
    ['0', 0n],
    ['10', 10_000_000n],
    ['0.1', 100_000n],
    ['0.000001', 1n],
    ['-0.05', -50_000n],
    ['+1.50', 1_500_000n],
    ['007.5', 7_500_000n],
    ['-0', 0n],
    ['999999999999.999999', 999_999_999_999_999_999n],
    ['1000000000000', undefined],
    ['0.0000001', undefined],
    ['0.1000000', undefined],
    ['', undefined],
    ['.5', undefined],
    ['5.', undefined],
    ['1,000', undefined],
    ['0,05', undefined],
    ['$5', undefined],
    ['1e3', undefined],
    [' 1', undefined],
    ['1\n', undefined],
    ['--1', undefined],
    ['NaN', undefined],
  ])('%j reads as %s', (text, amount) => {
    expect(parseDollars(text)).toBe(amount)
  })

  test.each<[amount: bigint, places: number, text: string]>([
    [0n, 6, '0.000000'],
    [1n, 6, '0.000001'],
    [-1n, 6, '-0.000001'],
    [12_345_678n, 6, '12.345678'],
    [12_345_678n, 2, '12.35'],
    [12_345_678n, 0, '12'],
    [995_000n, 2, '1.00'],
    [4_999n, 2, '0.00'],
    [5_000n, 2, '0.01'],
    [-5_000n, 2, '-0.01'],
    [-4_999n, 2, '0.00'],
    [-500_000n, 0, '-1'],
  ])('%s micros with %s places is %s', (amount, places, text) => {
    expect(formatDollars(micros(amount), places)).toBe(text)
  })

  test('an amount of the hot path is written like any other', () => {
    expect(formatDollars(-1_234_567)).toBe('-1.234567')
  })

  test('what is written is read back as it was', () => {
    fc.assert(
      fc.property(anyMicros, (amount) => {
        expect(parseDollars(formatDollars(amount))).toBe(amount)
      }),
    )
  })
})

describe('rounding half up', () => {
  test.each<[numerator: bigint, denominator: bigint, quotient: bigint]>([
    [5n, 2n, 3n],
    [4n, 3n, 1n],
    [-5n, 2n, -3n],
    [-4n, 3n, -1n],
    [1n, 3n, 0n],
    [0n, 7n, 0n],
  ])('%s / %s is %s', (numerator, denominator, quotient) => {
    expect(divideHalfUp(numerator, denominator)).toBe(quotient)
  })

  test('is never more than half a unit off, and a half goes away from zero', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (numerator, denominator) => {
        const twiceTooMuch = 2n * (divideHalfUp(numerator, denominator) * denominator - numerator)
        const awayFromZero = numerator < 0n ? -twiceTooMuch : twiceTooMuch
        expect(awayFromZero <= denominator && awayFromZero > -denominator).toBe(true)
      }),
    )
  })

  test('refuses a denominator that is not above zero', () => {
    expect(() => divideHalfUp(1n, 0n)).toThrow(RangeError)
  })
})

describe('sharing', () => {
  test.each<[total: bigint, weights: bigint[], shares: bigint[]]>([
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [10n, [1n, 2n, 3n], [2n, 3n, 5n]],
    [1n, [1n, 3n], [0n, 1n]],
    [5n, [0n, 1n], [0n, 5n]],
    [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
  ])('%s by %s is %s', (total, weights, shares) => {
    expect(shareMicros(micros(total), weights)).toEqual(shares)
  })

  const weights = fc.array(fc.bigInt(0n, 10n ** 9n), { minLength: 1, maxLength: 20 })

  test('loses nothing, and no share is a whole micro off', () => {
    fc.assert(
      fc.property(anyMicros, weights, (total, parts) => {
        const all = parts.reduce((sum, part) => sum + part, 0n)
        fc.pre(all > 0n)
        const shares = shareMicros(total, parts)
        const offs = shares.map((share, index) => share * all - total * (parts[index] ?? 0n))
        expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(total)
        expect(offs.every((off) => off < all && off > -all)).toBe(true)
      }),
    )
  })

  test.each([[[]], [[0n, 0n]], [[2n, -1n]]])('refuses weights %s', (parts) => {
    expect(() => shareMicros(micros(1n), parts)).toThrow(RangeError)
  })
})

describe('GST', () => {
  test.each<[amount: bigint, gst: bigint]>([
    [10_000_000n, 1_000_000n],
    [4n, 0n],
    [5n, 1n],
    [-5n, -1n],
    [14n, 1n],
    [15n, 2n],
  ])('on %s micros is %s', (amount, gst) => {
    expect(gstOf(micros(amount))).toBe(gst)
  })

  test('at another rate: 12.5 % of one dollar', () => {
    expect(gstOf(micros(1_000_000n), 1250n)).toBe(125_000n)
  })

  test('the hot path computes the same', () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER - 5 }), (charge) => {
        expect(BigInt(gstMicros(charge))).toBe(gstOf(micros(BigInt(charge))))
      }),
    )
  })
})
