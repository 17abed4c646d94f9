import { array, assert, property, stringMatching } from 'fast-check'
import { expect, test } from 'vitest'
import { compareAccountNumbers, compareNames, type Likeness } from './same-holder.ts'

test.each<[stated: string, ours: string, likeness: Likeness]>([
  ['1000015', '1000015', 'same'],
  [' 100-0015 ', '1000015', 'same'],
  ['ab 12/7', 'AB-127', 'same'],
  ['0001000015', '1000015', 'close'],
  ['1000051', '1000015', 'different'],
  ['', '1000015', 'not-stated'],
  [' - ', '1000015', 'not-stated'],
])('account number %j against %j is %s', (stated, ours, likeness) => {
  expect(compareAccountNumbers(stated, ours)).toBe(likeness)
})

const ACACIA = ['Acacia Dental Pty Ltd', 'Acacia Dental', null]

test.each<[stated: string, ours: readonly (string | null)[], likeness: Likeness]>([
  ['Acacia Dental Pty Ltd', ACACIA, 'same'],
  ['ACACIA  DENTAL PTY. LIMITED', ACACIA, 'same'],
  ['acacia dental', ['Acacia Dental P/L'], 'same'],
  ['The Acacia-Dental Proprietary Limited', ACACIA, 'same'],
  ['Marlow & Sons', ['Marlow and Sons Pty Ltd'], 'same'],
  ['O’Brien Plumbing', ["O'Brien Plumbing"], 'same'],
  ['Café Zoë', ['Cafe Zoe'], 'same'],
  ['Acacia Dentla', ACACIA, 'close'],
  ['Dental Acacia', ACACIA, 'close'],
  ['Acacia Dental Carlton', ACACIA, 'close'],
  ['Acacia Bakery', ACACIA, 'different'],
  ['Banksia Dental', ACACIA, 'different'],
  ['', ACACIA, 'not-stated'],
  ['  ', ACACIA, 'not-stated'],
  ['!', ACACIA, 'different'],
  ['The Company Ltd', ['Company Co'], 'different'],
  ['Acacia Dental', [null, ''], 'different'],
])('name %j against %j is %s', (stated, ours, likeness) => {
  expect(compareNames(stated, ours)).toBe(likeness)
})

test('case, spaces and the legal form never tell two names apart', () => {
  const word = stringMatching(/^[a-z]{3,9}$/).filter((text) => !['pty', 'ltd', 'inc', 'the'].includes(text))
  assert(
    property(array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const ours = words.join(' ')
      for (const stated of [`${ours.toUpperCase()} PTY LTD`, `The ${words.join('  ')}`, `${words.join('-')} P/L`])
        expect(compareNames(stated, [ours])).toBe('same')
    }),
  )
})
