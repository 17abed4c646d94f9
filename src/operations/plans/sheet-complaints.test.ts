import { expect, test } from 'vitest'
import { inOptions, inWords, optionNamed } from './sheet-complaints.ts'

test.each([
  [
    'no column says so: name it with --column prefix=HEADING; the headings are "A", "B"',
    'columns',
    'no column says so: choose it; the headings are "A", "B"',
    'no column says so: name it with columns=prefix=HEADING; the headings are "A", "B"',
  ],
  [
    'both "Peak rate" and "Rate" could be it: say which with --column per_minute=Peak rate',
    'columns',
    'both "Peak rate" and "Rate" could be it: say which.',
    'both "Peak rate" and "Rate" could be it: say which with columns=per_minute=Peak rate',
  ],
  [
    '"3/4/2026" could have the day or the month first: say which with --dates dmy or --dates mdy',
    'dates',
    '"3/4/2026" could have the day or the month first: say which',
    '"3/4/2026" could have the day or the month first: say which with dates=dmy or dates=mdy',
  ],
  [
    'has 7 decimals ("0.1234567") and a price has 6: shorten it, or allow --round half-up',
    'round',
    'has 7 decimals ("0.1234567") and a price has 6: shorten it, or allow rounding',
    'has 7 decimals ("0.1234567") and a price has 6: shorten it, or allow round=true',
  ],
  [
    'has a decimal comma in "0,1" where --decimal says point: put the sheet right, or say which with --decimal',
    'decimal',
    'has a decimal comma in "0,1" where you chose point: put the sheet right, or choose the other decimal mark',
    'has a decimal comma in "0,1" where decimal says point: put the sheet right, or say which with decimal',
  ],
  [
    'the sheet says USD where the deck is in AUD: say --currency USD, or convert it',
    'currency',
    'the sheet says USD where the deck is in AUD: choose that currency, or convert it',
    'the sheet says USD where the deck is in AUD: say currency=USD, or convert it',
  ],
  [
    'must be an amount such as 0.0125',
    undefined,
    'must be an amount such as 0.0125',
    'must be an amount such as 0.0125',
  ],
])('%s', (complaint, option, words, options) => {
  expect([optionNamed(complaint), inWords(complaint), inOptions(complaint)]).toEqual([option, words, options])
})
