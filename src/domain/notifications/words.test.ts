import { expect, test } from 'vitest'
import { dollarsText, durationText } from './words.ts'
import { dateText } from '#domain/time/date-text.ts'

test.each([
  ['0.00', '$0.00'],
  ['12.5', '$12.50'],
  ['-1234567.89', '-$1,234,567.89'],
  ['1000', '$1,000.00'],
  ['0.000345', '$0.000345'],
  ['999.10', '$999.10'],
])('%s dollars read %s', (amount, text) => expect(dollarsText(amount)).toBe(text))

test.each([
  ['2026-11-20', '20 November 2026'],
  ['2028-02-29', '29 February 2028'],
  ['2027-01-01', '1 January 2027'],
])('%s reads %s', (date, text) => expect(dateText(date)).toBe(text))

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [200, '3 min 20 s'],
  [3600, '1 h 00 min'],
  [7_384_500, '2,051 h 15 min'],
])('%d seconds read %s', (seconds, text) => expect(durationText(seconds)).toBe(text))
