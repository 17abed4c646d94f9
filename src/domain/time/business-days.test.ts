import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addBusinessDays,
  type BusinessCalendar,
  businessDateAt,
  businessDaysBetween,
  isBusinessDay,
  isOpenAt,
} from './business-days.ts'

/** A porting desk: Monday to Friday, 9 to 5 in Sydney, over Easter 2026 and a closed day of its own. */
const desk: BusinessCalendar = {
  timeZone: 'Australia/Sydney',
  weekdays: new Set([1, 2, 3, 4, 5]),
  opensAt: 540,
  closesAt: 1020,
  holidayDates: new Set(['2026-04-03', '2026-04-06', '2026-04-27']),
  closedDates: new Set(['2026-04-24']),
}

describe('business days', () => {
  test.each<[date: string, is: boolean]>([
    ['2026-04-02', true],
    ['2026-04-03', false],
    ['2026-04-04', false],
    ['2026-04-24', false],
    ['2026-04-25', false],
    ['2026-04-28', true],
  ])('%s is one: %s', (date, is) => {
    expect(isBusinessDay(desk, date)).toBe(is)
  })

  test.each<[date: string, days: number, result: string]>([
    ['2026-04-02', 1, '2026-04-07'],
    ['2026-04-02', 0, '2026-04-02'],
    ['2026-04-04', 0, '2026-04-07'],
    ['2026-04-04', 1, '2026-04-07'],
    ['2026-04-23', 2, '2026-04-29'],
    ['2026-04-07', -1, '2026-04-02'],
    ['2026-04-28', -2, '2026-04-22'],
    ['2026-11-23', 1, '2026-11-24'],
    ['2026-11-23', 6, '2026-12-01'],
  ])('%s and %s more is %s', (date, days, result) => {
    expect(addBusinessDays(desk, date, days)).toBe(result)
  })

  test.each<[from: string, to: string, days: number]>([
    ['2026-04-02', '2026-04-02', 0],
    ['2026-04-02', '2026-04-06', 0],
    ['2026-04-02', '2026-04-07', 1],
    ['2026-04-07', '2026-04-02', -1],
    ['2026-04-05', '2026-04-04', 0],
    ['2026-11-23', '2026-12-01', 6],
  ])('from %s to %s are %s', (from, to, days) => {
    expect(businessDaysBetween(desk, from, to)).toBe(days)
  })

  test('counting and adding undo each other', () => {
    const anyDate = fc.nat(2000).map((days) => Temporal.PlainDate.from('2025-01-01').add({ days }).toString())
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -60, max: 60 }), (date, days) => {
        fc.pre(days !== 0)
        const result = addBusinessDays(desk, date, days)
        expect(isBusinessDay(desk, result)).toBe(true)
        expect(businessDaysBetween(desk, date, result)).toBe(days)
      }),
    )
  })

  test('a calendar that never opens is refused instead of searched for ever', () => {
    expect(() => addBusinessDays({ ...desk, weekdays: new Set() }, '2026-04-02', 1)).toThrow(RangeError)
  })
})

describe('opening hours', () => {
  test.each<[at: string, isOpen: boolean, takenUp: string]>([
    ['2026-04-02T08:59:59+11:00', false, '2026-04-02'],
    ['2026-04-02T09:00:00+11:00', true, '2026-04-02'],
    ['2026-04-02T16:59:59+11:00', true, '2026-04-02'],
    ['2026-04-02T17:00:00+11:00', false, '2026-04-07'],
    ['2026-04-03T10:00:00+11:00', false, '2026-04-07'],
    ['2026-04-07T09:00:00+10:00', true, '2026-04-07'],
    ['2026-04-06T23:30:00Z', true, '2026-04-07'],
  ])('at %s open: %s, taken up %s', (at, isOpen, takenUp) => {
    expect([isOpenAt(desk, Date.parse(at)), businessDateAt(desk, Date.parse(at))]).toEqual([isOpen, takenUp])
  })
})
