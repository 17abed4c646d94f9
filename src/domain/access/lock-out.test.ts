import { expect, test } from 'vitest'
import { lockOutMs } from './lock-out.ts'

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
