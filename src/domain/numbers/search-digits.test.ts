import { expect, test } from 'vitest'
import { readSearchDigits } from './search-digits.ts'

test.each([
  ['03 7010 1234', { beginning: '61370101234', within: '370101234' }],
  ['(03) 7010', { beginning: '6137010', within: '37010' }],
  ['+61 3 7010 1234', { beginning: '61370101234', within: '61370101234' }],
  ['0011 61 3 7010', { beginning: '6137010', within: '6137010' }],
  ['61370101234', { beginning: '61370101234', within: '61370101234' }],
  ['7010 1234', { beginning: undefined, within: '70101234' }],
  ['1300 975 701', { beginning: '611300975701', within: '1300975701' }],
  ['1300 FLOWER', { beginning: '611300356937', within: '1300356937' }],
  ['0491', { beginning: '61491', within: '491' }],
])('%s', (written, digits) => {
  expect(readSearchDigits(written)).toEqual(digits)
})

test.each(['', '03', 'Banksia', 'INV-000123', '12 Main Street', '1'.repeat(19)])('%s is no number', (written) => {
  expect(readSearchDigits(written)).toBeUndefined()
})
