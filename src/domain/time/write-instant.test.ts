import { expect, test } from 'vitest'
import { writeInstant } from './write-instant.ts'

test.each([
  ['2026-11-19T22:30:00Z', 'Australia/Sydney', '20 November 2026 at 9:30 am AEDT'],
  ['2026-07-01T02:00:00Z', 'Australia/Brisbane', '1 July 2026 at 12:00 pm AEST'],
  ['2026-07-01T02:00:00Z', 'Australia/Perth', '1 July 2026 at 10:00 am AWST'],
])('%s in %s is %s', (instant, timeZone, written) => {
  expect(writeInstant(new Date(instant), timeZone)).toBe(written)
})
