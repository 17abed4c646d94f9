import { describe, expect, test } from 'vitest'
import type { BusinessCalendar } from '#domain/time/business-days.ts'
import { earliestCutOver, refuseCutOver, refuseCutOverDay } from './cut-over-date.ts'
import type { PortKind } from './port-kind.ts'

/** Melbourne's desk in the spring of 2026: the Friday before the Grand Final, then the clocks go forward, then the Cup. */
const calendar: BusinessCalendar = {
  timeZone: 'Australia/Melbourne',
  weekdays: new Set([1, 2, 3, 4, 5]),
  opensAt: 480,
  closesAt: 1020,
  holidayDates: new Set(['2026-09-25', '2026-11-03']),
  closedDates: new Set(),
}

const desk = { desk: calendar, carrier: calendar }

const NOW = new Date('2026-09-14T10:00:00+10:00')

function terms(kind: PortKind, acceptedAt: Date = NOW, now: Date = NOW) {
  return { kind, acceptedAt, now }
}

describe('the first day there is', () => {
  test.each<[what: string, PortKind, acceptedAt: string, now: string, earliest: string]>([
    [
      'complex on a Monday, over the Grand Final',
      'complex',
      '2026-09-14T10:00+10:00',
      '2026-09-14T10:00+10:00',
      '2026-09-29',
    ],
    ['complex at five', 'complex', '2026-09-14T10:00+10:00', '2026-09-14T17:00+10:00', '2026-09-30'],
    ['complex on a Saturday', 'complex', '2026-09-14T10:00+10:00', '2026-09-19T10:00+10:00', '2026-10-06'],
    ['complex accepted long ago', 'complex', '2026-08-03T10:00+10:00', '2026-09-14T10:00+10:00', '2026-09-29'],
    ['simple accepted on Thursday', 'simple', '2026-09-17T10:00+10:00', '2026-09-17T10:00+10:00', '2026-09-18'],
    ['simple accepted on Friday', 'simple', '2026-09-18T10:00+10:00', '2026-09-18T10:00+10:00', '2026-09-21'],
    ['simple accepted long ago', 'simple', '2026-09-01T10:00+10:00', '2026-09-14T10:00+10:00', '2026-09-14'],
    ['special', 'special', '2026-09-14T10:00+10:00', '2026-09-14T10:00+10:00', '2026-09-15'],
  ])('%s', (_, kind, acceptedAt, now, earliest) => {
    expect(earliestCutOver(terms(kind, new Date(acceptedAt), new Date(now)), desk)).toBe(earliest)
  })
})

test.each<[date: string, refused: boolean]>([
  // Nine business days ahead: the 25th is the holiday.
  ['2026-09-28', true],
  ['2026-09-29', false],
  ['2026-10-03', true],
  ['2026-11-03', true],
])('a complex port on %s is refused: %s', (date, refused) => {
  expect(refuseCutOverDay(date, terms('complex'), desk) !== undefined).toBe(refused)
})

describe('the moment', () => {
  test.each<[what: string, at: string, outOfHours: boolean, field: string | undefined]>([
    ['in hours', '2026-09-15T09:30:00+10:00', false, undefined],
    ['at closing time', '2026-09-15T17:00:00+10:00', false, 'cutOverAt'],
    ['at night', '2026-09-15T22:00:00+10:00', false, 'cutOverAt'],
    ['at night, arranged', '2026-09-15T22:00:00+10:00', true, undefined],
    ['on a Sunday, arranged', '2026-09-20T09:30:00+10:00', true, undefined],
    ['in hours, said to be out of them', '2026-09-15T09:30:00+10:00', true, 'outOfHours'],
    ['that has passed', '2026-09-14T09:59:00+10:00', false, 'cutOverAt'],
    ['today', '2026-09-14T16:00:00+10:00', false, 'cutOverAt'],
    ['after the clocks went forward', '2026-10-05T08:00:00+11:00', false, undefined],
    ['an hour early, by the clocks of before', '2026-10-05T08:00:00+12:00', false, 'cutOverAt'],
  ])('%s', (_, at, outOfHours, field) => {
    expect(refuseCutOver(new Date(at), terms('simple'), desk, outOfHours)?.field).toBe(field)
  })

  test('a complex port arranged out of hours has its ten days all the same', () => {
    const night = new Date('2026-09-28T22:00:00+10:00')
    expect(refuseCutOver(night, terms('complex'), desk, true)?.message).toBe('2026-09-29 is the first day there is.')
  })
})
