import { describe, expect, test } from 'vitest'
import { micros } from '#domain/money.ts'
import { DEFAULT_BOUNDS, refuseAmount } from './amount-bounds.ts'
import { explainDecline } from './decline.ts'
import { isExpired, methodName } from './payment-method.ts'

test.each([
  [{ kind: 'card', brand: 'visa', last4: '4242' }, 'Visa ending 4242'],
  [{ kind: 'card', brand: 'constructor', last4: '0001' }, 'Card ending 0001'],
  [{ kind: 'becs', brand: '', last4: '3456' }, 'Bank account ending 3456'],
] as const)('%o is called %s', (method, name) => {
  expect(methodName(method)).toBe(name)
})

test.each([
  [12, 2026, '2026-12-31', false],
  [12, 2026, '2027-01-01', true],
  [9, 2026, '2026-10-01', true],
  [null, null, '2099-01-01', false],
])('a card of %s/%s on %s', (expMonth, expYear, today, isOver) => {
  expect(isExpired({ expMonth, expYear }, today)).toBe(isOver)
})

describe('a decline', () => {
  test.each([
    ['insufficient_funds', true],
    ['stolen_card', false],
    ['authentication_required', false],
    ['a_code_nobody_knows', true],
    ['constructor', true],
  ])('%s: another try may help: %s', (code, mayRetry) => {
    expect(explainDecline(code)).toMatchObject({ code, mayRetry })
  })

  test('never says why the bank is suspicious', () => {
    expect(explainDecline('stolen_card').words).toBe(explainDecline('lost_card').words)
    expect(explainDecline('stolen_card').words).not.toMatch(/stolen|lost/)
  })
})

test.each([
  [4_990_000n, 'Pay between $5.00 and $5000.00 at once.'],
  [5_000_000n, undefined],
  [5_000_000_000n, undefined],
  [5_000_010_000n, 'Pay between $5.00 and $5000.00 at once.'],
  [5_005_000n, 'Payments are in whole cents.'],
])('an amount of %s micro-dollars', (amount, refusal) => {
  expect(refuseAmount(micros(amount), DEFAULT_BOUNDS)?.message).toBe(refusal)
})
