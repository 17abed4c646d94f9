import { expect, test } from 'vitest'
import { digitSearch, storedForms } from './number-search.ts'

test.each([
  ['0370101234', '61370101234'],
  ['+61 3 7010 1234', '61370101234'],
  ['61370101234', '61370101234'],
  ['1300 975 700', '611300975700'],
  ['000', '000'],
])('%s is looked for as %s', (written, stored) => {
  expect(storedForms(written)).toContain(stored)
})

test('what is no number has no form', () => {
  expect(storedForms('reception')).toEqual([])
})

test.each([
  ['1012', { digits: '1012', beginning: null }],
  ['0370 10', { digits: '037010', beginning: '6137010' }],
  ['0011', { digits: '0011', beginning: null }],
  ['101', undefined],
  ['10a2', undefined],
  ['1234567890123456', undefined],
])('the part "%s"', (written, search) => {
  expect(digitSearch(written)).toEqual(search)
})
