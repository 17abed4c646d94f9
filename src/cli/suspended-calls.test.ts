import { expect, test } from 'vitest'
import { describeRetry } from './suspended-calls.ts'

const REPORT = { rated: 1, free: 0, duplicates: 0, stillSuspended: 0, chargeMicros: 120_000 }

test.each([
  [1, '1 row'],
  [0, '0 rows'],
  [1200, '1,200 rows'],
])('a retry of %d says %s', (tried, words) => {
  expect(describeRetry({ ...REPORT, tried })).toBe(
    `Tried ${words}: 1 rated ($0.120000 ex GST), 0 free, 0 in already, 0 still suspended.\n`,
  )
})
