import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { base32, codeOf, openSteps, otpauthUri, stepBytes, totpStep } from './totp.ts'

const SECRET = Buffer.from('12345678901234567890')

// RFC 6238, appendix B, the last six of its eight digits.
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %i s the code is %s', (seconds, code) => {
  const hmac = createHmac('sha1', SECRET)
    .update(stepBytes(totpStep(seconds * 1000)))
    .digest()
  expect(codeOf(hmac)).toBe(code)
})

// RFC 4648, section 10.
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('%s in base 32 is %s', (text, coded) => {
  expect(base32(Buffer.from(text))).toBe(coded)
})

test('a clock may differ by one step, and no step is taken twice', () => {
  expect(openSteps(300_000, undefined)).toEqual([10, 9, 11])
  expect(openSteps(300_000, 10)).toEqual([11])
  expect(openSteps(0, undefined)).toEqual([0, 1])
})

test('the app reads whose login it is', () => {
  expect(otpauthUri('Wattle: Voice', 'mia@example.com', SECRET)).toBe(
    'otpauth://totp/Wattle%20%20Voice:mia%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Wattle%20%20Voice',
  )
})
