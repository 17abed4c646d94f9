import { describe, expect, test } from 'vitest'
import type { BusinessCalendar } from '#domain/time/business-days.ts'
import { apartFrom, cutOverHours, earliestCutOver, firstCommonDay, refuseCutOver } from './cut-over-date.ts'
import { milestonesOf, type Reached } from './milestones.ts'
import { nextDue } from './port-due.ts'
import type { PortKind } from './port-kind.ts'
import { PORT_STATES, type PortState } from './port-state.ts'
import { turnOf, whichCalendar, type CalendarScope } from './which-calendar.ts'

describe('which calendar goes', () => {
  const all = scope(null, null)
  const desk = scope('complex', null)
  const carrier = scope(null, 7)
  const both = scope('complex', 7)
  const other = scope('complex', 8)

  test.each<
    [what: string, calendars: readonly CalendarScope[], kind: PortKind, carrierId: number | null, CalendarScope]
  >([
    ['kind and carrier before all else', [all, desk, carrier, both], 'complex', 7, both],
    ['the carrier before the kind', [all, desk, carrier], 'complex', 7, carrier],
    ['the kind before the desk', [all, desk], 'complex', 7, desk],
    ['the desk where there is nothing else', [all], 'complex', 7, all],
    ['the desk of a kind for the desk itself', [both, carrier, desk, all], 'complex', null, desk],
    ['never a carrier’s for the desk', [both, carrier, all], 'complex', null, all],
    ['the carrier’s for all kinds, of another kind', [all, desk, carrier, both], 'simple', 7, carrier],
    ['not that of another carrier', [all, other], 'complex', 7, all],
    ['not that of another kind', [all, desk], 'mobile', null, all],
    ['of a carrier that is not written down, the desk’s of the kind', [all, desk, carrier, both], 'complex', 9, desk],
  ])('%s', (_, calendars, kind, carrierId, expected) => {
    expect(whichCalendar(calendars, kind, carrierId)).toBe(expected)
    expect(whichCalendar(calendars.toReversed(), kind, carrierId)).toBe(expected)
  })

  test('none where the reseller has none', () => {
    expect(whichCalendar([carrier], 'simple', null)).toBeUndefined()
  })
})

test('the losing carrier answers the validation and the request; everything else is the desk’s', () => {
  const ofCarrier: readonly PortState[] = PORT_STATES.filter((state) => turnOf(state) === 'carrier')
  expect(ofCarrier).toEqual(['validating', 'with-losing-carrier'])
})

/** Sydney from 8 to 5, which keeps the substitute of Anzac Day 2026 on Monday 27 April. */
const SYDNEY = hours('Australia/Sydney', 8, 17, ['2026-04-03', '2026-04-06', '2026-04-27'])
/** Brisbane from 8 to 5, which does not, and knows no daylight saving. */
const BRISBANE = hours('Australia/Brisbane', 8, 17, ['2026-04-03', '2026-04-06'])
const PERTH = hours('Australia/Perth', 8, 17, ['2026-04-03', '2026-04-06', '2026-04-27'])
const calendars = { desk: SYDNEY, carrier: BRISBANE }

test.each<[PortState, PortKind, on: string, at: string]>([
  // Friday 24 April 2026, three in the afternoon; Monday the 27th is closed in Sydney only.
  ['submitted', 'simple', '2026-04-28', '2026-04-28T17:00+10:00'],
  ['validating', 'complex', '2026-05-01', '2026-05-01T17:00+10:00'],
  ['with-losing-carrier', 'simple', '2026-04-28', '2026-04-28T17:00+10:00'],
  ['with-losing-carrier', 'special', '2026-05-06', '2026-05-06T17:00+10:00'],
  ['accepted', 'simple', '2026-04-28', '2026-04-28T17:00+10:00'],
  ['accepted', 'complex', '2026-05-04', '2026-05-04T17:00+10:00'],
])('over Anzac Day, %s of a %s port is due by whoever takes the step', (state, kind, on, at) => {
  const since = new Date('2026-04-24T15:00+10:00')
  const due = nextDue(
    { kind, state, stateSince: since, lodgedAt: since, cutOverAt: null, returnUntil: null },
    calendars,
  )
  expect(due).toEqual({ on, at: new Date(at) })
})

test('what comes is reckoned from one calendar into the other', () => {
  const at = new Date('2026-04-24T15:00+10:00')
  const port: Reached = {
    kind: 'simple',
    state: 'lodged',
    stateSince: at,
    submittedAt: at,
    lodgedAt: at,
    validatedAt: null,
    passedOnAt: null,
    decidedAt: null,
    dateSetAt: null,
    cutOverAt: null,
    cutOverStartedAt: null,
    completedAt: null,
    returnUntil: null,
  }
  // Passed on by Sydney on Tuesday; Brisbane has worked on Monday and answers that day, too; the date a day after, the cut-over
  // on the next day both work.
  expect(milestonesOf(port, calendars, at).map(({ dueOn }) => dueOn)).toEqual([
    null,
    null,
    '2026-04-28',
    '2026-04-28',
    '2026-04-29',
    '2026-04-30',
    '2026-04-30',
  ])
})

describe('when a port may be cut over', () => {
  const accepted = (acceptedAt: string, kind: PortKind = 'simple') => ({
    kind,
    acceptedAt: new Date(acceptedAt),
    now: new Date(acceptedAt),
  })

  test('the lead is the carrier’s, the day both’s', () => {
    // A business day of Brisbane after Friday is Monday, on which nobody is at the desk in Sydney.
    expect(earliestCutOver(accepted('2026-04-24T10:00+10:00'), calendars)).toBe('2026-04-28')
    // Ten of Brisbane from Tuesday 14 April end on Tuesday the 28th; of Sydney they would on the 29th.
    expect(earliestCutOver(accepted('2026-04-14T10:00+10:00', 'complex'), calendars)).toBe('2026-04-28')
    expect(earliestCutOver(accepted('2026-04-14T10:00+10:00', 'complex'), { desk: BRISBANE, carrier: SYDNEY })).toBe(
      '2026-04-29',
    )
    expect(firstCommonDay('2026-04-25', calendars)).toBe('2026-04-28')
  })

  test.each<
    [what: string, date: string, carrier: BusinessCalendar, opens: string | undefined, closes: string | undefined]
  >([
    ['in winter Brisbane’s hours are Sydney’s', '2026-08-03', BRISBANE, '08:00', '17:00'],
    ['in summer they begin an hour later', '2026-11-30', BRISBANE, '09:00', '17:00'],
    ['Perth, two hours behind in winter', '2026-08-03', PERTH, '10:00', '17:00'],
    ['and three in summer', '2026-11-30', PERTH, '11:00', '17:00'],
    ['not when the desk is closed', '2026-04-27', BRISBANE, undefined, undefined],
    ['not on a Sunday', '2026-08-02', BRISBANE, undefined, undefined],
  ])('%s', (_, date, carrier, opens, closes) => {
    const shared = cutOverHours(date, { desk: SYDNEY, carrier })
    expect(shared).toEqual(
      opens === undefined || closes === undefined ? undefined : { opensAt: minutes(opens), closesAt: minutes(closes) },
    )
  })

  test.each<[what: string, at: string, outOfHours: boolean, message: string | undefined]>([
    [
      'before Brisbane opens',
      '2026-11-30T08:30+11:00',
      false,
      'Cut-overs begin from 09:00 to 17:00, Australia/Sydney time.',
    ],
    ['once it has', '2026-11-30T09:00+11:00', false, undefined],
    ['before Brisbane opens, arranged', '2026-11-30T08:30+11:00', true, undefined],
    [
      'after the desk closed',
      '2026-11-30T17:00+11:00',
      false,
      'Cut-overs begin from 09:00 to 17:00, Australia/Sydney time.',
    ],
  ])('%s', (_, at, outOfHours, message) => {
    const terms = accepted('2026-11-23T10:00+11:00')
    expect(refuseCutOver(new Date(at), terms, calendars, outOfHours)?.message).toBe(message)
  })

  test('on a day the carrier is closed there is none, but out of hours', () => {
    const shut = { ...BRISBANE, closedDates: new Set(['2026-11-30']) }
    const terms = accepted('2026-11-23T10:00+11:00')
    const at = new Date('2026-11-30T10:00+11:00')
    expect(refuseCutOver(at, terms, { desk: SYDNEY, carrier: shut }, false)?.message).toBe(
      '2026-11-30 cannot be chosen. The losing carrier is closed that day.',
    )
    expect(refuseCutOver(at, terms, { desk: SYDNEY, carrier: shut }, true)).toBeUndefined()
  })
})

test('calendars that drift apart are found before anybody goes by them', () => {
  const early = hours('Australia/Perth', 6, 8, [])
  const late = hours('Australia/Sydney', 8, 10, [])
  expect(apartFrom('2026-11-30', 400, calendars)).toBeUndefined()
  // 6 to 8 in Perth is 8 to 10 in Sydney in winter, and 9 to 11 in summer: always an hour together.
  expect(apartFrom('2026-11-30', 400, { desk: late, carrier: early })).toBeUndefined()
  // An hour less, and the summer has none: from the weekend of Sunday 4 October on.
  const earlier = hours('Australia/Perth', 7, 8, [])
  const shorter = hours('Australia/Sydney', 8, 10, [])
  expect(apartFrom('2026-08-03', 400, { desk: shorter, carrier: earlier })).toBe('2026-10-03')
})

function scope(kind: PortKind | null, carrierId: number | null): CalendarScope {
  return { kind, carrierId }
}

function hours(timeZone: string, from: number, to: number, holidays: readonly string[]): BusinessCalendar {
  return {
    timeZone,
    weekdays: new Set([1, 2, 3, 4, 5]),
    opensAt: from * 60,
    closesAt: to * 60,
    holidayDates: new Set(holidays),
    closedDates: new Set(),
  }
}

function minutes(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':')
  return Number(hour) * 60 + Number(minute)
}
