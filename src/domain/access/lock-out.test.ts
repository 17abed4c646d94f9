import { expect, test } from 'vitest'
import { failuresLeft, lockOutMs } from './lock-out.ts'

test.each([
  [0, 0],
  [4, 0],
  [5, 1],
  [6, 2],
  [10, 32],
  [14, 512],
  [15, 900],
  [1_000_000, 900],
])('after %i failures the next attempt waits %i s', (failures, seconds) => {
  expect(lockOutMs(failures, { freeFailures: 5, longestSeconds: 900 })).toBe(seconds * 1000)
})

const RULE = { freeFailures: 5, longestSeconds: 900 }
test.each([
  [7, 23 * 3_600_000, undefined, 7],
  [7, 25 * 3_600_000, undefined, 0],
  [7, 3 * 60_000, 60_000, 4],
  [7, 60 * 60_000, 60_000, 0],
  [7, -5000, 60_000, 7],
])(
  'of %i failures, the last %i ms ago, one forgotten each %s ms, %i are left',
  (failures, agoMs, forgetOneMs, left) => {
    expect(failuresLeft(failures, agoMs, forgetOneMs === undefined ? RULE : { ...RULE, forgetOneMs })).toBe(left)
  },
)
