import { describe, expect, test } from 'vitest'
import { readNumber } from '#domain/phone-number.ts'
import { writeDeckDigits } from './deck-digits.ts'

describe('the digits a deck is matched on', () => {
  test.each([
    ['+44 7911 123456', '447911123456'],
    ['0270101234', '61270101234'],
    ['131234', '61131234'],
    ['1223', '611223'],
    ['12456', '6112456'],
    ['anonymous', ''],
    ['banana', ''],
  ])('%s: %s', (written, digits) => {
    const target = new Uint8Array(32)
    const end = writeDeckDigits(readNumber(written, 'e164'), target, 3)
    expect(new TextDecoder().decode(target.subarray(3, end))).toBe(digits)
  })
})
