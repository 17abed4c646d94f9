import { expect, test } from 'vitest'
import { sharedQuantity } from './allowance-share.ts'
import { partMonthAt } from './part-month.ts'
import { kindOfChange, refuseNow, refuseOverfull } from './plan-change.ts'
import { micros } from '#domain/money.ts'

test.each([
  ['the anniversary itself', 1, 'Australia/Sydney', '2026-05-31T14:00:00Z', '2026-06-01', 30, 30],
  ['the last day', 1, 'Australia/Sydney', '2026-06-30T13:59:59Z', '2026-06-30', 1, 30],
  ['the 31st in February', 31, 'Australia/Sydney', '2026-02-27T22:00:00Z', '2026-02-28', 31, 31],
  ['a leap day', 29, 'Australia/Perth', '2028-02-28T16:00:00Z', '2028-02-29', 29, 29],
  ['a day of 25 hours', 1, 'Australia/Sydney', '2026-04-05T13:59:59Z', '2026-04-05', 26, 30],
  ['a day of 23 hours', 1, 'Australia/Sydney', '2026-10-03T14:00:00Z', '2026-10-04', 28, 31],
])('%s', (_, billDay, timeZone, at, from, days, cycleDays) => {
  expect(partMonthAt({ billDay, timeZone }, new Date(at))).toMatchObject({ from, days, cycleDays })
})

test('an allowance is shared by days, rounded down', () => {
  expect(sharedQuantity(1000, { days: 1, cycleDays: 3 })).toBe(333)
  expect(sharedQuantity(999_999_999_999, { days: 30, cycleDays: 31 })).toBe(967_741_935_482)
  expect(sharedQuantity(1000, undefined)).toBe(1000)
})

test('only a higher price is an upgrade, and only an upgrade is made at once', () => {
  const [five, six] = [micros(5_000_000n), micros(6_000_000n)]
  expect([kindOfChange(five, six), kindOfChange(six, five), kindOfChange(six, six)]).toEqual([
    'upgrade',
    'downgrade',
    'same-price',
  ])
  const change = { fromMicros: six, toMicros: five, anniversary: '2026-07-01' }
  expect(refuseNow('upgrade', change)).toBeUndefined()
  expect(refuseNow('downgrade', change)?.message).toContain('2026-07-01')
  expect(refuseNow('same-price', change)?.field).toBe('when')
})

test('a plan that includes too few numbers is refused with the way out', () => {
  const plan = { name: 'Small', includedNumbers: 3 }
  expect(refuseOverfull(plan, 3, 'Additional Line')).toBeUndefined()
  const refused = refuseOverfull(plan, 5, 'Additional Line')
  expect(refused?.code).toBe('bundle_full')
  expect(refused?.message).toContain('put 2 of them on "Additional Line"')
})
