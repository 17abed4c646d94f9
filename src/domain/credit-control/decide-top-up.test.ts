import { array, assert, constantFrom, integer, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { micros, type Micros } from '#domain/money.ts'
import { decideTopUp, type TopUpCharge, type TopUpSituation } from './decide-top-up.ts'

const NOW = new Date('2026-11-23T01:00:00Z')
const HOUR_MS = 3_600_000
const WEEK_MS = 168 * HOUR_MS
const dollars = (amount: number): Micros => micros(BigInt(Math.round(amount * 1_000_000)))
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR_MS)
const charge = (amount: number, hours: number): TopUpCharge => ({ amountMicros: dollars(amount), at: hoursAgo(hours) })

const FIXED = {
  isOn: true,
  mode: 'fixed',
  thresholdMicros: dollars(10),
  amountMicros: dollars(50),
  weeklyMaximumMicros: dollars(100),
} as const
const RESTORE = { ...FIXED, mode: 'restore', amountMicros: dollars(80) } as const

function decided(situation: Partial<TopUpSituation>) {
  return decideTopUp({
    topUp: FIXED,
    paymentMode: 'prepaid',
    availableMicros: dollars(5),
    onItsWayMicros: dollars(0),
    charged: [],
    charging: { is: 'ready' },
    cause: 'low',
    now: NOW,
    ...situation,
  })
}

test.each<[string, Partial<TopUpSituation>, number | string]>([
  ['below the threshold', {}, 50],
  ['to the micro', { availableMicros: micros(9_999_999n) }, 50],
  ['at the threshold', { availableMicros: dollars(10) }, 'not-needed'],
  ['switched off', { topUp: { ...FIXED, isOn: false } }, 'off'],
  ['postpaid', { paymentMode: 'postpaid' }, 'off'],
  ['far below zero', { availableMicros: dollars(-500) }, 50],
  ['with something on its way', { onItsWayMicros: dollars(1) }, 'on-its-way'],
  ['with nothing stored', { charging: { is: 'without-method' } }, 'without-method'],
  ['after a refusal', { charging: { is: 'on-hold', until: NOW } }, 'on-hold'],
  ['after three', { charging: { is: 'stopped', since: NOW } }, 'stopped'],
  ['a second time in the week', { charged: [charge(50, 1)] }, 50],
  ['a third time in the week', { charged: [charge(50, 1), charge(50, 2)] }, 'weekly-maximum'],
  ['with one just out of the week', { charged: [charge(50, 1), charge(50, 168)] }, 50],
  ['with one just in the week', { charged: [charge(50, 1), charge(50, 167.99)] }, 'weekly-maximum'],
  ['at the end of the month', { cause: 'month-end' }, 'off'],
  ['to a level', { topUp: RESTORE }, 75],
  ['to a level, the fraction of a cent rounded', { topUp: RESTORE, availableMicros: micros(5_004_999n) }, 75],
  ['to a level, above the threshold', { topUp: RESTORE, availableMicros: dollars(30) }, 'not-needed'],
  ['to a level at the end of the month', { topUp: RESTORE, availableMicros: dollars(30), cause: 'month-end' }, 50],
  ['to a level that is there', { topUp: RESTORE, availableMicros: dollars(80), cause: 'month-end' }, 'not-needed'],
  ['for cents', { topUp: RESTORE, availableMicros: dollars(79.01), cause: 'month-end' }, 'not-needed'],
  ['to a level as far as the week lets it', { topUp: RESTORE, charged: [charge(60, 5)] }, 40],
  ['to a level from far below', { topUp: RESTORE, availableMicros: dollars(-500) }, 100],
  ['to a level in a full week', { topUp: RESTORE, charged: [charge(99.01, 5)] }, 'weekly-maximum'],
])('an account %s', (_, situation, outcome) => {
  const decision = decided(situation)
  expect(decision.is === 'charge' ? Number(decision.amountMicros) / 1e6 : decision.is).toBe(outcome)
})

test('a full week says what would fit, and when there is room again', () => {
  expect(decided({ charged: [charge(30, 100), charge(10, 160), charge(40, 1)] })).toEqual({
    is: 'weekly-maximum',
    neededMicros: dollars(50),
    fitsMicros: dollars(20),
    // Of ten and thirty dollars, the ten are out first and are not enough.
    until: hoursAgo(100 - 168),
  })
})

test('a maximum that is lowered below what was charged leaves no room and no debt', () => {
  const decision = decided({ topUp: { ...FIXED, weeklyMaximumMicros: dollars(20) }, charged: [charge(50, 5)] })
  expect(decision).toMatchObject({ is: 'weekly-maximum', fitsMicros: 0n, until: undefined })
})

test('whatever an account spends, no seven days hold more top-ups than its maximum', () => {
  const step = record({ minutes: integer({ min: 1, max: 2000 }), spends: integer({ min: 0, max: 9_000 }) })
  const settings = record({
    mode: constantFrom('fixed' as const, 'restore' as const),
    amount: integer({ min: 1_100, max: 9_000 }),
    most: integer({ min: 100, max: 40_000 }),
  })
  const cents = (amount: number): Micros => micros(BigInt(amount) * 10_000n)
  assert(
    property(settings, array(step, { maxLength: 150 }), ({ mode, amount, most }, steps) => {
      const topUp = { ...FIXED, mode, amountMicros: cents(amount), weeklyMaximumMicros: cents(most) }
      const charged: TopUpCharge[] = []
      const balances: bigint[] = []
      let [available, at] = [cents(2_000), NOW]
      for (const { minutes, spends } of steps) {
        at = new Date(at.getTime() + minutes * 60_000)
        available = micros(available - cents(spends))
        const decision = decided({ topUp, availableMicros: available, charged, now: at })
        if (decision.is !== 'charge') continue
        charged.push({ amountMicros: decision.amountMicros, at })
        available = micros(available + decision.amountMicros)
        balances.push(available)
      }
      const weeks = charged.map(({ at: end }) =>
        charged.filter((one) => one.at <= end && one.at.getTime() > end.getTime() - WEEK_MS),
      )
      const sums = weeks.map((week) => week.reduce((all, { amountMicros }) => all + amountMicros, 0n))
      expect(sums.filter((sum) => sum > topUp.weeklyMaximumMicros)).toEqual([])
      const asAgreed = mode === 'fixed' ? charged.map((one) => one.amountMicros === topUp.amountMicros) : []
      expect(asAgreed).not.toContain(false)
      const tooMuch = mode === 'restore' ? balances.filter((balance) => balance > topUp.amountMicros) : []
      expect(tooMuch).toEqual([])
    }),
  )
})
