import { expect, test } from 'vitest'
import { micros } from '#domain/money.ts'
import { checkTopUp, describeTopUp } from './top-up.ts'

const cents = (amount: number) => micros(BigInt(amount) * 10_000n)

test.each([
  ['fixed', 1_99, 50_00, 200_00, ['autoTopUp.threshold']],
  ['fixed', 2_00, 50_00, 200_00, []],
  ['fixed', 10_00, 50_00, 50_00, []],
  ['fixed', 10_00, 50_00, 49_99, ['autoTopUp.weeklyMaximum']],
  ['restore', 10_00, 10_00, 50_00, ['autoTopUp.amount']],
  ['restore', 10_00, 100_00, 90_00, []],
  ['restore', 10_00, 100_00, 89_99, ['autoTopUp.weeklyMaximum']],
] as const)('%s below %i with %i and at most %i cents a week', (mode, threshold, amount, week, fields) => {
  const topUp = {
    mode,
    thresholdMicros: cents(threshold),
    amountMicros: cents(amount),
    weeklyMaximumMicros: cents(week),
  }
  expect(checkTopUp(topUp).map(({ field }) => field)).toEqual(fields)
})

test('what it does is said in words', () => {
  const topUp = {
    isOn: true,
    mode: 'restore',
    thresholdMicros: cents(200_00),
    amountMicros: cents(2000_00),
    weeklyMaximumMicros: cents(4000_00),
  } as const
  expect(describeTopUp(topUp)).toBe(
    'Brings the balance back to $2000.00 when the balance falls below $200.00 and at the end of the billing month, at most $4000.00 in seven days.',
  )
})
