import { expect, test } from 'vitest'
import { micros } from '#domain/money.ts'
import type { Control } from './controls.ts'
import { defaultControls, type ControlUse } from './control-settings.ts'
import { describeControl } from './describe-control.ts'
import { judgeControls, type ControlMemory } from './judge-controls.ts'

const NOW = new Date('2026-07-10T04:00:00Z')
const DOLLAR = 1_000_000n

/** Nothing owed, nothing called. */
const QUIET: ControlUse = {
  balanceMicros: micros(50n * DOLLAR),
  spendDayMicros: micros(0n),
  spendHourMicros: micros(0n),
  overseasCalls: 0,
  iouMicros: micros(0n),
  cardRefusals: 0,
  isChargingStopped: false,
}

function judged(
  control: Control,
  use: Partial<ControlUse>,
  memory: ControlMemory = {},
  settings = defaultControls('postpaid'),
) {
  const standing = judgeControls(settings, { ...QUIET, ...use }, new Map([[control, memory]]), NOW).find(
    (one) => one.control === control,
  )
  if (standing === undefined) throw new RangeError(control)
  return standing
}

const dollars = (amount: number) => micros(BigInt(Math.round(amount * 1_000_000)))

test.each([
  ['postpaid', 0, 'armed'],
  ['postpaid', -499.999999, 'armed'],
  ['postpaid', -500, 'tripped'],
  ['prepaid', 0.000001, 'armed'],
  ['prepaid', 0, 'tripped'],
  ['prepaid', -3, 'tripped'],
] as const)('the credit limit of a %s account with a balance of %d is %s', (mode, balance, state) => {
  const use = { balanceMicros: dollars(balance) }
  expect(judged('credit-limit', use, {}, defaultControls(mode)).state).toBe(state)
})

test.each([
  ['fraud-spend-day', 99.999999, 'armed'],
  ['fraud-spend-day', 100, 'tripped'],
  ['fraud-spend-hour', 1000, 'off'],
  ['iou', 1000, 'off'],
  ['card-failures', 1000, 'armed'],
] as const)('%s with calls of %d dollars is %s', (control, spent, state) => {
  expect(judged(control, { spendDayMicros: dollars(spent), spendHourMicros: dollars(spent) }).state).toBe(state)
})

test.each([
  [49, 'armed'],
  [50, 'tripped'],
])('with %i calls abroad within an hour the overseas control is %s', (overseasCalls, state) => {
  expect(judged('overseas-calls', { overseasCalls }).state).toBe(state)
})

test('a limit of nothing trips at the first cent, not before there is one', () => {
  const settings = { ...defaultControls('postpaid'), 'fraud-spend-day': { isOn: true, limit: 0n } }
  expect(judged('fraud-spend-day', {}, {}, settings).state).toBe('armed')
  expect(judged('fraud-spend-day', { spendDayMicros: dollars(0.01) }, {}, settings).state).toBe('tripped')
})

test('an IOU is used up at its value, and comes back with the next one', () => {
  const settings = { ...defaultControls('prepaid'), iou: { isOn: true, limit: 20n * DOLLAR } }
  expect(judged('iou', { iouMicros: dollars(19.99) }, {}, settings)).toMatchObject({
    state: 'armed',
    used: 19_990_000n,
  })
  expect(judged('iou', { iouMicros: dollars(20) }, {}, settings).state).toBe('tripped')
  expect(judged('iou', {}, TRIPPED, settings).state).toBe('armed')
})

const TRIPPED: ControlMemory = { trippedAt: new Date('2026-07-01T00:00:00Z') }

test('a limit of calls stays tripped when they are long over; a credit limit follows the balance', () => {
  expect(judged('fraud-spend-day', {}, TRIPPED)).toMatchObject({ state: 'tripped', since: TRIPPED.trippedAt })
  expect(judged('overseas-calls', {}, TRIPPED).state).toBe('tripped')
  expect(judged('credit-limit', {}, TRIPPED)).toMatchObject({ state: 'armed', since: undefined })
  expect(judged('credit-limit', { balanceMicros: dollars(-600) }, TRIPPED).since).toEqual(TRIPPED.trippedAt)
})

test('off, it is not tripped whatever it was', () => {
  const settings = { ...defaultControls('postpaid'), 'fraud-spend-day': { isOn: false, limit: 1n } }
  const standing = judged('fraud-spend-day', { spendDayMicros: dollars(100) }, TRIPPED, settings)
  expect(standing).toMatchObject({ state: 'off', since: undefined, limit: 1n })
})

test.each([
  ['2026-07-10T04:00:00.001Z', 'armed'],
  ['2026-07-10T04:00:00.000Z', 'tripped'],
])('released until %s it is %s', (until, state) => {
  const release = { releasedAt: new Date('2026-07-10T00:00:00Z'), until: new Date(until), by: 'Mia', words: 'Known.' }
  const standing = judged('credit-limit', { balanceMicros: dollars(-900) }, { release })
  expect([standing.state, standing.release]).toEqual([state, state === 'armed' ? release : undefined])
})

test('what people read has the figures only for those who may know them', () => {
  const standing = judged('fraud-spend-day', { spendDayMicros: dollars(105.3) })
  expect(describeControl(standing, true)).toContain(
    '$100.00 ex GST within 24 hours; the last 24 hours come to $105.30.',
  )
  expect(describeControl(standing, false)).not.toMatch(/\d/)
  const release = { releasedAt: new Date('2026-07-09T05:00:00Z'), until: NOW, by: 'Mia', words: 'Known.' }
  const released = judged('overseas-calls', { overseasCalls: 3 }, { release })
  expect(describeControl(released, true)).toContain('comes to 3, counted since its release.')
  const prepaid = judged('credit-limit', { balanceMicros: dollars(-3.2) }, {}, defaultControls('prepaid'))
  expect(describeControl(prepaid, true)).toBe('The balance may not go below zero, and that is reached: $3.20 is owed.')
})

test.each([
  [0, false, 'armed', 'Automatic charges stop after 3 refusals in a row; there is none.'],
  [1, false, 'armed', 'Automatic charges stop after 3 refusals in a row; there is one so far.'],
  [2, false, 'armed', 'Automatic charges stop after 3 refusals in a row; there are 2 so far.'],
  [3, true, 'tripped', 'Automatic charges are switched off after 3 refusals in a row.'],
  [1, true, 'tripped', 'Automatic charges are switched off after a refusal.'],
  [0, true, 'tripped', 'Automatic charges are switched off after a charge the bank took back.'],
])('%i refusals of a card, switched off: %s', (cardRefusals, isChargingStopped, state, words) => {
  const standing = judged('card-failures', { cardRefusals, isChargingStopped })
  expect([standing.state, standing.used]).toEqual([state, BigInt(cardRefusals)])
  expect(describeControl(standing, true)).toContain(words)
})
