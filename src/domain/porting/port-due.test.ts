import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBusinessDay, type BusinessCalendar } from '#domain/time/business-days.ts'
import { businessDaysAfter, nextDue, provisionAt, type PortProgress } from './port-due.ts'
import { PORT_KINDS, type PortKind } from './port-kind.ts'
import { PORT_STATES, type PortState } from './port-state.ts'
import { milestonesOf, type Reached } from './milestones.ts'

/** Sydney, 8 to 5, over Easter, Anzac Day and Christmas 2026, with the Sydney substitute of Anzac Day. */
const calendar: BusinessCalendar = {
  timeZone: 'Australia/Sydney',
  weekdays: new Set([1, 2, 3, 4, 5]),
  opensAt: 480,
  closesAt: 1020,
  holidayDates: new Set(['2026-04-03', '2026-04-06', '2026-04-27', '2026-12-25', '2026-12-28', '2027-01-01']),
  closedDates: new Set(['2026-12-29', '2026-12-30', '2026-12-31']),
}

/** A carrier with a calendar of its own: which-calendar.test.ts. */
const desk = { desk: calendar, carrier: calendar }

const NOWHERE = { lodgedAt: null, cutOverAt: null, returnUntil: null }

function at(text: string): Date {
  return new Date(text)
}

describe('by when the next step is due', () => {
  test.each<[what: string, PortKind, PortState, since: string, lodgedAt: string | null, on: string, instant: string]>([
    [
      'submitted on Monday',
      'simple',
      'submitted',
      '2026-03-16T10:00+11:00',
      null,
      '2026-03-17',
      '2026-03-17T17:00+11:00',
    ],
    [
      'submitted on Friday',
      'simple',
      'submitted',
      '2026-03-20T10:00+11:00',
      null,
      '2026-03-23',
      '2026-03-23T17:00+11:00',
    ],
    [
      'submitted at five',
      'simple',
      'submitted',
      '2026-03-16T17:00+11:00',
      null,
      '2026-03-18',
      '2026-03-18T17:00+11:00',
    ],
    [
      'submitted on Sunday',
      'simple',
      'submitted',
      '2026-03-15T10:00+11:00',
      null,
      '2026-03-17',
      '2026-03-17T17:00+11:00',
    ],
    ['before Easter', 'simple', 'submitted', '2026-04-02T10:00+11:00', null, '2026-04-07', '2026-04-07T17:00+10:00'],
    ['over Anzac Day', 'simple', 'submitted', '2026-04-24T10:00+10:00', null, '2026-04-28', '2026-04-28T17:00+10:00'],
    [
      'over the shutdown',
      'simple',
      'submitted',
      '2026-12-24T10:00+11:00',
      null,
      '2027-01-04',
      '2027-01-04T17:00+11:00',
    ],
    [
      'lodged on Tuesday',
      'simple',
      'with-losing-carrier',
      '2026-03-18T10:00+11:00',
      '2026-03-17T10:00+11:00',
      '2026-03-19',
      '2026-03-19T17:00+11:00',
    ],
    [
      'a complex answer over Easter',
      'complex',
      'with-losing-carrier',
      '2026-03-30T10:00+11:00',
      '2026-03-30T10:00+11:00',
      '2026-04-15',
      '2026-04-15T17:00+10:00',
    ],
    [
      'a special answer',
      'special',
      'with-losing-carrier',
      '2026-03-16T10:00+11:00',
      '2026-03-16T10:00+11:00',
      '2026-03-26',
      '2026-03-26T17:00+11:00',
    ],
    ['accepted', 'simple', 'accepted', '2026-03-19T10:00+11:00', null, '2026-03-20', '2026-03-20T17:00+11:00'],
  ])('%s: %s %s', (_, kind, state, since, lodgedAt, on, instant) => {
    const progress = {
      ...NOWHERE,
      kind,
      state,
      stateSince: at(since),
      lodgedAt: lodgedAt === null ? null : at(lodgedAt),
    }
    expect(nextDue(progress, desk)).toEqual({ on, at: at(instant) })
  })

  test.each<[PortState, on: string | undefined]>([
    ['draft', undefined],
    ['rejected', undefined],
    ['closed', undefined],
    ['withdrawn', undefined],
    ['reversed', undefined],
    ['date-set', '2026-03-20'],
    ['pre-provisioned', '2026-03-20'],
    ['cutting-over', '2026-03-19'],
    ['completed', '2026-03-19'],
  ])('%s waits until %s', (state, on) => {
    const progress: PortProgress = {
      kind: 'simple',
      state,
      stateSince: at('2026-03-19T10:00+11:00'),
      lodgedAt: null,
      cutOverAt: at('2026-03-20T09:30+11:00'),
      returnUntil: at('2026-03-19T14:00+11:00'),
    }
    expect(nextDue(progress, desk)?.on).toBe(on)
  })

  test('no step is due on a closed day, nor before it began', () => {
    const instants = fc.date({ min: at('2026-01-01T00:00Z'), max: at('2027-06-01T00:00Z'), noInvalidDate: true })
    const waiting = PORT_STATES.filter(
      (state) => !['date-set', 'pre-provisioned', 'cutting-over', 'completed'].includes(state),
    )
    fc.assert(
      fc.property(instants, fc.constantFrom(...PORT_KINDS), fc.constantFrom(...waiting), (since, kind, state) => {
        const due = nextDue({ ...NOWHERE, kind, state, stateSince: since, lodgedAt: since }, desk)
        if (due === undefined) return
        expect(isBusinessDay(calendar, due.on)).toBe(true)
        expect(due.at > since).toBe(true)
      }),
    )
  })
})

describe('when numbers are put on the account', () => {
  test.each<[cutOverAt: string, expected: string]>([
    ['2026-03-20T09:30+11:00', '2026-03-20T06:00+11:00'],
    ['2026-03-20T16:30+11:00', '2026-03-20T06:00+11:00'],
    // Out of hours.
    ['2026-03-21T04:00+11:00', '2026-03-21T02:00+11:00'],
  ])('%s', (cutOverAt, expected) => {
    expect(provisionAt(calendar, at(cutOverAt))).toEqual(at(expected))
  })
})

describe('milestones', () => {
  const base: Reached = {
    ...NOWHERE,
    kind: 'simple',
    state: 'submitted',
    stateSince: at('2026-03-16T10:00+11:00'),
    submittedAt: at('2026-03-16T10:00+11:00'),
    validatedAt: null,
    passedOnAt: null,
    decidedAt: null,
    dateSetAt: null,
    cutOverStartedAt: null,
    completedAt: null,
  }
  const daysOf = (port: Reached, now: string) => milestonesOf(port, desk, at(now)).map(({ dueOn }) => dueOn)
  const statusOf = (port: Reached, now: string) => milestonesOf(port, desk, at(now)).map(({ status }) => status)

  test('submitted Monday, lodged Tuesday, accepted Thursday, cut over on Monday at the latest: inside 4 to 6 business days', () => {
    const days = daysOf(base, '2026-03-16T10:00+11:00')
    expect(days).toEqual([null, '2026-03-17', '2026-03-17', '2026-03-19', '2026-03-20', '2026-03-23', '2026-03-23'])
    expect(businessDaysAfter(calendar, at('2026-03-16T10:00+11:00'), 5)).toBe('2026-03-23')
  })

  test('what is overdue moves what follows', () => {
    const [, next, , accepted] = milestonesOf(base, desk, at('2026-03-19T10:00+11:00'))
    expect([next?.isOverdue, next?.dueOn, accepted?.dueOn]).toEqual([true, '2026-03-17', '2026-03-23'])
  })

  test('a date that is set stands, whatever was reckoned before', () => {
    const set: Reached = {
      ...base,
      state: 'date-set',
      lodgedAt: at('2026-03-17T10:00+11:00'),
      passedOnAt: at('2026-03-17T10:00+11:00'),
      decidedAt: at('2026-03-19T10:00+11:00'),
      dateSetAt: at('2026-03-19T10:00+11:00'),
      cutOverAt: at('2026-03-24T09:30+11:00'),
    }
    expect(daysOf(set, '2026-03-19T11:00+11:00')).toEqual([null, null, null, null, null, '2026-03-24', '2026-03-24'])
    expect(statusOf(set, '2026-03-19T11:00+11:00').slice(-3)).toEqual(['done', 'next', 'to-come'])
  })

  test.each<[PortState, readonly string[]]>([
    ['draft', ['to-come', 'to-come', 'to-come', 'to-come', 'to-come', 'to-come', 'to-come']],
    ['rejected', ['done', 'to-come', 'to-come', 'failed', 'to-come', 'to-come', 'to-come']],
    ['withdrawn', ['done', 'dropped', 'dropped', 'dropped', 'dropped', 'dropped', 'dropped']],
  ])('%s', (state, expected) => {
    const port = { ...base, state, ...(state === 'draft' && { submittedAt: null }) }
    expect(statusOf(port, '2026-03-16T10:00+11:00')).toEqual(expected)
  })
})
