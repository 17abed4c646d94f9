import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { billPeriodAt, billPeriodsBetween, nextPeriod } from './bill-period.ts'

const SYDNEY = 'Australia/Sydney'

describe('the period of an anniversary', () => {
  test.each<[anchorDay: number, timeZone: string, at: string, startDate: string, from: string, to: string]>([
    [20, SYDNEY, '2026-03-20T12:00:00+11:00', '2026-03-20', '2026-03-19T13:00:00.000Z', '2026-04-19T14:00:00.000Z'],
    [20, SYDNEY, '2026-03-19T23:59:59+11:00', '2026-02-20', '2026-02-19T13:00:00.000Z', '2026-03-19T13:00:00.000Z'],
    [20, SYDNEY, '2026-03-20T00:00:00+11:00', '2026-03-20', '2026-03-19T13:00:00.000Z', '2026-04-19T14:00:00.000Z'],
    [
      1,
      'Australia/Perth',
      '2026-12-31T15:59:59Z',
      '2026-12-01',
      '2026-11-30T16:00:00.000Z',
      '2026-12-31T16:00:00.000Z',
    ],
    [31, 'UTC', '2026-02-10T00:00:00Z', '2026-01-31', '2026-01-31T00:00:00.000Z', '2026-02-28T00:00:00.000Z'],
    [31, 'UTC', '2026-02-28T00:00:00Z', '2026-02-28', '2026-02-28T00:00:00.000Z', '2026-03-31T00:00:00.000Z'],
    [31, 'UTC', '2028-02-29T00:00:00Z', '2028-02-29', '2028-02-29T00:00:00.000Z', '2028-03-31T00:00:00.000Z'],
    [30, 'UTC', '2026-01-05T00:00:00Z', '2025-12-30', '2025-12-30T00:00:00.000Z', '2026-01-30T00:00:00.000Z'],
    // Midnight does not exist on the day Lebanon's clocks go forward.
    [29, 'Asia/Beirut', '2026-03-29T12:00:00Z', '2026-03-29', '2026-03-28T22:00:00.000Z', '2026-04-28T21:00:00.000Z'],
  ])('%s in %s at %s starts %s', (anchorDay, timeZone, at, startDate, from, to) => {
    const period = billPeriodAt(anchorDay, timeZone, Date.parse(at))
    expect(period).toEqual({ startDate, fromMs: Date.parse(from), toMs: Date.parse(to) })
  })

  test('31 January is followed by 28 February and 31 March, in a leap year by 29 February', () => {
    const starts = (from: string, to: string) =>
      Array.from(billPeriodsBetween(31, SYDNEY, Date.parse(from), Date.parse(to)), (period) => period.startDate)
    expect(starts('2027-01-31T00:00:00+11:00', '2027-04-30T00:00:01+10:00')).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
    ])
    expect(starts('2028-02-10T00:00:00+11:00', '2028-03-31T00:00:00+11:00')).toEqual(['2028-01-31', '2028-02-29'])
  })

  test('periods follow one another without a gap, and every instant lies in its own', () => {
    const timeZone = fc.constantFrom(SYDNEY, 'Australia/Lord_Howe', 'Australia/Perth', 'Asia/Beirut', 'Pacific/Apia')
    const instant = fc.integer({ min: Date.UTC(2008, 0, 1), max: Date.UTC(2040, 0, 1) })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), timeZone, instant, (anchorDay, zone, atMs) => {
        const period = billPeriodAt(anchorDay, zone, atMs)
        const next = nextPeriod(anchorDay, zone, period)
        expect(period.fromMs <= atMs && atMs < period.toMs).toBe(true)
        expect(next.fromMs).toBe(period.toMs)
        expect(billPeriodAt(anchorDay, zone, period.toMs - 1)).toEqual(period)
      }),
      { numRuns: 300 },
    )
  })

  test.each([0, 32, 1.5, NaN])('there is no anniversary on day %s', (anchorDay) => {
    expect(() => billPeriodAt(anchorDay, SYDNEY, 0)).toThrow(RangeError)
  })
})
