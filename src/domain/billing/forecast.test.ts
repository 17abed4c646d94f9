import { describe, expect, test } from 'vitest'
import { micros, parseDollars, type Micros } from '#domain/money.ts'
import { forecastSpend, forecastUse, runsOutAtMs, type Spend } from './forecast.ts'

const JUNE_MS = Date.UTC(2026, 5, 1)
const JULY_MS = Date.UTC(2026, 6, 1)
const onDay = (day: number) => ({ fromMs: JUNE_MS, toMs: JULY_MS, nowMs: Date.UTC(2026, 5, day) })
const dollars = (text: string): Micros => parseDollars(text) ?? micros(0n)

describe('use by the end of the cycle', () => {
  test.each([
    ['a third of the month, a third of the use', 100, 11, 300],
    ['nothing used is nothing to come', 0, 11, 0],
    ['rounded to a whole', 10, 8, 43],
    ['after three days', 3, 4, 30],
    ['not before', 3, 3, undefined],
    ['once the month is over, what it was', 100, 31, 100],
  ])('%s', (_, used, day, forecast) => {
    expect(forecastUse(used, onDay(day))).toBe(forecast)
  })
})

describe('the end of an allowance', () => {
  test.each([
    ['within the cycle: on the 16th at noon', 100, 155, 11, '2026-06-16T12:00:00.000Z'],
    ['just enough for the month', 100, 300, 11, undefined],
    ['used up already', 300, 300, 11, undefined],
    ['nothing used', 0, 300, 11, undefined],
    ['too early', 200, 300, 3, undefined],
  ])('%s', (_, used, included, day, at) => {
    const found = runsOutAtMs(used, included, onDay(day))
    expect(found === undefined ? undefined : new Date(found).toISOString()).toBe(at)
  })
})

describe('spend by the end of the cycle', () => {
  const soFar: Spend = {
    callsMicros: dollars('12.00'),
    callsGstMicros: dollars('1.20'),
    chargesMicros: dollars('49.00'),
    chargesGstMicros: dollars('4.90'),
  }

  test.each([
    ['calls grow, charges are known', soFar, '0', ['36.00', '3.60', '49.00', '4.90']],
    ['to the cent', { ...soFar, callsMicros: dollars('1.001') }, '0', ['3.00', '3.60', '49.00', '4.90']],
    ['a minimum that will be reached', soFar, '36.00', ['36.00', '3.60', '49.00', '4.90']],
    ['a minimum that will not: the rest is charged', soFar, '40.00', ['36.00', '3.60', '53.00', '5.30']],
    ['a credit is known, too', { ...soFar, chargesMicros: dollars('-5') }, '0', ['36.00', '3.60', '-5', '4.90']],
  ])('%s', (_, spent, minimum, [calls = '', callsGst = '', charges = '', chargesGst = '']) => {
    expect(forecastSpend(spent, dollars(minimum), onDay(11))).toEqual({
      callsMicros: dollars(calls),
      callsGstMicros: dollars(callsGst),
      chargesMicros: dollars(charges),
      chargesGstMicros: dollars(chargesGst),
    })
  })

  test('is not said in the first three days', () => {
    expect(forecastSpend(soFar, micros(0n), onDay(3))).toBeUndefined()
  })
})
