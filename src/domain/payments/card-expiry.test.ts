import { expect, test } from 'vitest'
import { expiryNotice } from './card-expiry.ts'

test.each([
  ['2027-01-29', undefined],
  ['2027-01-30', 'next-month'],
  ['2027-02-28', 'next-month'],
  ['2027-03-01', 'this-month'],
  ['2027-03-31', 'this-month'],
  ['2027-04-01', undefined],
])('on %s a card that ends in March 2027 is told of %s', (today, notice) => {
  expect(expiryNotice({ expMonth: 3, expYear: 2027 }, today)).toBe(notice)
})
