import { describe, expect, test } from 'vitest'
import type { AustralianState } from '#domain/usage/geographic-areas.ts'
import { publicHolidays } from './public-holidays.ts'

const STATES: readonly AustralianState[] = ['ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA']

function statesOn(date: string): AustralianState[] {
  const year = Number(date.slice(0, 4))
  return STATES.filter((state) => publicHolidays([state], year, year).has(date))
}

describe('public holidays', () => {
  test.each<[what: string, date: string, states: AustralianState[]]>([
    ['the Monday for Anzac Day on a Saturday', '2026-04-27', ['ACT', 'NSW', 'WA']],
    ['Christmas Eve, a holiday from the evening in NT, QLD, SA', '2026-12-24', []],
    ["New Year's Eve, a holiday from the evening in NT, SA", '2026-12-31', []],
    ['the bank holiday of NSW, with Picnic Day of NT', '2026-08-03', ['NT']],
    ['Easter Tuesday, optional in TAS', '2026-04-07', []],
    ["Mother's Day, an observance", '2026-05-10', []],
    ['Melbourne Cup', '2026-11-03', ['VIC']],
    ['the Monday for Boxing Day on a Saturday', '2026-12-28', [...STATES]],
    ["King's Birthday in spring", '2026-09-28', ['WA']],
    // A day of 25 hours: daylight saving ends.
    ['Easter Sunday', '2026-04-05', ['ACT', 'NSW', 'NT', 'QLD', 'SA', 'VIC', 'WA']],
  ])('%s', (_, date, states) => {
    expect(statesOn(date)).toEqual(states)
  })

  test.each<[year: number, dates: string[]]>([
    [2026, ['2026-01-01', '2026-01-26', '2026-04-03', '2026-04-06', '2026-04-25', '2026-12-25', '2026-12-28']],
    [2027, ['2027-01-01', '2027-01-26', '2027-03-26', '2027-03-29', '2027-12-27', '2027-12-28']],
  ])('of the whole nation in %s', (year, dates) => {
    expect([...publicHolidays('national_only', year, year).keys()]).toEqual(dates)
  })

  test('of several states are those of any of them, over all the years', () => {
    const dates = publicHolidays(['VIC', 'WA'], 2026, 2027)
    expect(['2026-03-02', '2026-03-09', '2027-11-02', '2026-05-04'].map((date) => dates.has(date))).toEqual([
      true,
      true,
      true,
      false,
    ])
  })
})
