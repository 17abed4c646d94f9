import { expect, test } from 'vitest'
import { readChange, readIncrementPair, readSeconds, saysNotOffered } from './sheet-terms.ts'

test.each([
  ['30', 30],
  ['60s', 60],
  ['6 sec', 6],
  ['1m', 60],
  ['1m30s', 90],
  ['0', 0],
  ['86400', 86_400],
  ['86401', 'must be at most 86400 seconds; it is "86401"'],
  ['1.5', 'must be whole seconds such as 30; it is "1.5"'],
  ['-6', 'must be whole seconds such as 30; it is "-6"'],
  ['', 'must be whole seconds such as 30; it is ""'],
])('seconds %j', (text, expected) => {
  expect(readSeconds(text, 86_400)).toBe(expected)
})

test.each([
  ['30/6', [30, 6]],
  ['60-60', [60, 60]],
  ['1+1', [1, 1]],
  ['30:6', [30, 6]],
  ['60 / 1', [60, 1]],
  ['6', [6, 6]],
  ['30/6/1', 'must be first and next increment such as 30/6; it is "30/6/1"'],
  ['30/', 'must be first and next increment in seconds such as 30/6; it is "30/"'],
])('increments %j', (text, expected) => {
  expect(readIncrementPair(text, 86_400)).toEqual(expected)
})

test.each([
  ['Current', 'offered'],
  ['INCREASE', 'offered'],
  ['no_change', 'offered'],
  ['', 'offered'],
  ['Blocked', 'blocked'],
  ['not-offered', 'blocked'],
  ['Code Removed', 'deleted'],
  ['discontinued', 'deleted'],
  // Deleted or decreased?
  ['d', undefined],
  ['something', undefined],
])('change %j', (text, expected) => {
  expect(readChange(text)).toBe(expected)
})

test.each([
  ['', true],
  ['  ', true],
  ['-', true],
  ['N/A', true],
  ['Blocked', true],
  ['0', false],
  ['0.00', false],
  ['free', false],
])('%j says not offered: %s', (text, expected) => {
  expect(saysNotOffered(text)).toBe(expected)
})
