import { describe, expect, test } from 'vitest'
import { createAmountReader, readAmount } from './sheet-amount.ts'

const MOST = 1_000_000_000

describe('an amount', () => {
  test.each([
    ['0.0125', undefined, 12_500],
    ['0,0125', undefined, 12_500],
    ['5', undefined, 5_000_000],
    ['.5', undefined, 500_000],
    [',5', undefined, 500_000],
    ['0', undefined, 0],
    [' 0.10 ', undefined, 100_000],
    ['0.123456000', undefined, 123_456],
    ['$0.12', undefined, 120_000],
    ['AUD 0.12', undefined, 120_000],
    ['0.12 €', undefined, 120_000],
    ['A$ 0.12 / min', undefined, 120_000],
    ['1.234,56', 'comma', 1_234_560_000],
    ['1.234,56', undefined, 1_234_560_000],
    ['1,234.56', undefined, 1_234_560_000],
    ['1,234', undefined, 1_234_000],
    // Said to be the point: what is left are thousands.
    ['1,234', 'point', 1_234_000_000],
  ] as const)('%j, mark %s', (text, mark, expected) => {
    expect(readAmount(createAmountReader(mark, false), text, 2, MOST * 10)).toBe(expected)
  })

  test.each([
    ['-0.01', 'must not be negative'],
    ['(0.01)', 'must not be negative'],
    ['0.0000001', 'has 7 decimals'],
    ['1000.000001', 'must be at most 1000'],
    ['99999999999999', 'must be at most 1000'],
    ['1.2E-3', 'shortened by a spreadsheet'],
    ['12c', 'must be an amount'],
    ['abc', 'must be an amount'],
    ['0.1.2', 'is not an amount'],
    ['12,34.5', 'is not an amount'],
  ])('%j is refused', (text, complaint) => {
    expect(readAmount(createAmountReader(undefined, false), text, 2, MOST)).toContain(complaint)
  })
})

describe('one decimal mark for the whole sheet', () => {
  const remedy = 'put the sheet right, or say which with --decimal'
  test.each([
    ['0.5', '0,6', `has a decimal comma in "0,6" where line 2 has a point: ${remedy}`],
    ['0,5', '0.6', `has a decimal point in "0.6" where line 2 has a comma: ${remedy}`],
    // 1.234 or 1234? The sheet has points: not taken for either.
    ['0.5', '1,234', `has a decimal comma in "1,234" where line 2 has a point: ${remedy}`],
    ['1.5', '2.5', 2_500_000],
    ['2', '0,25', 250_000],
  ])('%j, then %j', (first, second, expected) => {
    const reader = createAmountReader(undefined, false)
    readAmount(reader, first, 2, MOST)
    expect(readAmount(reader, second, 3, MOST)).toBe(expected)
  })

  test('a mark that was given binds', () => {
    const reader = createAmountReader('point', false)
    expect(readAmount(reader, '0,123', 2, MOST)).toContain('where --decimal says point')
  })
})

test.each([
  ['0.0000005', 1],
  ['0.00000049', 0],
  ['0.1234564999', 123_456],
  ['0.1234565', 123_457],
  ['0.9999995', 1_000_000],
])('%s rounds half up where that is allowed', (text, expected) => {
  const reader = createAmountReader(undefined, true)
  expect(readAmount(reader, text, 2, MOST)).toBe(expected)
  expect(reader.rounded).toBe(1)
})

test('codes and signs say the currency; a dollar sign alone does not', () => {
  const reader = createAmountReader(undefined, false)
  for (const text of ['$0.1', 'US$0.1', '0.1 EUR', '£0.1']) readAmount(reader, text, 2, MOST)
  expect([...reader.currencies]).toEqual(['USD', 'EUR', 'GBP'])
})
