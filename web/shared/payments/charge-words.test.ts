import { expect, test } from 'vitest'
import { debitExpectedOn } from './charge-words.ts'
import { expiryWarning } from './method-words.ts'

test.each([
  ['a Monday', '2026-11-23', '2026-11-27'],
  ['a Tuesday: over the weekend', '2026-11-24', '2026-11-30'],
  ['a Saturday', '2026-11-28', '2026-12-03'],
])('a direct debit of %s is answered four business days later', (_, sentOn, expected) => {
  expect(debitExpectedOn(sentOn)).toBe(expected)
})

test.each([
  ['two months before', 2027, 1, false, undefined],
  ['a month before', 2026, 12, false, 'Expires next month'],
  ['in its month', 2026, 11, false, 'Expires this month'],
  ['over', 2026, 10, true, 'Expired'],
])('a card is marked %s', (_, expYear, expMonth, isExpired, text) => {
  expect(expiryWarning({ expYear, expMonth, isExpired }, '2026-11-23')?.text).toBe(text)
})
