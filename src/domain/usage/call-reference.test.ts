import { expect, test } from 'vitest'
import { readCallReference, writeCallReference } from './call-reference.ts'

test.each([
  { accountId: 17, startedAtMs: 1_784_000_000_123, callKey: -2n },
  { accountId: 2_147_483_647, startedAtMs: 0, callKey: 9_223_372_036_854_775_807n },
  { accountId: 1, startedAtMs: 1e14, callKey: -9_223_372_036_854_775_808n },
])('a reference is read again as itself: $startedAtMs', (reference) => {
  expect(readCallReference(writeCallReference(reference))).toEqual(reference)
})

test.each(['', '17', '0-a-0000000000000000', '2147483648-a-0000000000000000', '1-a-00'])(
  'anything else is none: "%s"',
  (text) => {
    expect(readCallReference(text)).toBeUndefined()
  },
)
