import { expect, test } from 'vitest'
import { SUSPENSE_CAUSE_CODES, suspenseCauseOf, SUSPENSE_CAUSES } from './suspense-cause.ts'

test('the stored codes never change', () => {
  expect(SUSPENSE_CAUSE_CODES).toEqual({
    unreadable_row: 1,
    bad_number: 2,
    no_owner: 3,
    no_plan: 4,
    no_rate: 5,
    not_offered: 6,
    unclassified: 7,
    implausible_duration: 8,
    implausible_time: 9,
  })
})

test('a code leads back to its cause', () => {
  expect([0, 1, 9, 10].map(suspenseCauseOf)).toEqual([undefined, 'unreadable_row', 'implausible_time', undefined])
})

test('every cause is a sentence, and so is what puts it right', () => {
  const sentences = Object.values(SUSPENSE_CAUSES).flatMap(({ meaning, fix }) => [meaning, fix])
  expect(sentences.filter((sentence) => !/^[A-Z].*\.$/.test(sentence))).toEqual([])
})
