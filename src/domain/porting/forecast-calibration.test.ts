import { describe, expect, test } from 'vitest'
import { addBusinessDays, businessDateAt, type BusinessCalendar } from '#domain/time/business-days.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { forecastPort, type PortHistory } from './forecast.ts'
import { samplesOf, type PaceSample, type Stay } from './pace.ts'
import type { PortState } from './port-state.ts'

/** Sydney, 8 to 5, with the holidays all states share and a Christmas shutdown. */
const desk: BusinessCalendar = {
  timeZone: 'Australia/Sydney',
  weekdays: new Set([1, 2, 3, 4, 5]),
  opensAt: 480,
  closesAt: 1020,
  holidayDates: new Set(
    (
      '2025-01-01 2025-01-27 2025-04-18 2025-04-21 2025-04-25 2025-12-25 2025-12-26 ' +
      '2026-01-01 2026-01-26 2026-04-03 2026-04-06 2026-12-25'
    ).split(' '),
  ),
  closedDates: new Set(['2025-12-29', '2025-12-30', '2025-12-31']),
}

/** How a losing carrier of the simulation works: its ports, and the share of each number of days it takes to answer. */
interface Carrier {
  readonly name: string
  readonly ports: number
  readonly answers: readonly number[]
  readonly rejected: number
}

const CARRIERS: readonly Carrier[] = [
  { name: 'Quick Telecom', ports: 600, answers: [0.35, 0.4, 0.15, 0.1], rejected: 0.08 },
  { name: 'Steady Telecom', ports: 600, answers: [0.02, 0.1, 0.5, 0.2, 0.1, 0.05, 0.03], rejected: 0.15 },
  {
    name: 'Slow Telecom',
    ports: 500,
    answers: [0, 0, 0.05, 0.1, 0.2, 0.2, 0.15, 0.1, 0.05, 0.05, 0.05, 0.05],
    rejected: 0.35,
  },
  { name: 'Seldom Telecom', ports: 15, answers: [0, 0, 0.5, 0.5], rejected: 0.2 },
]

interface SimulatedPort {
  readonly id: number
  readonly carrier: string
  readonly stays: readonly Stay[]
  readonly completedAt: Date
}

/** The mulberry32 generator: the same history every time. */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Two years of ports, in the order they were submitted: any hour of any day, worked on in the hours of the desk. */
function simulate(random: () => number): readonly SimulatedPort[] {
  const drawn = (shares: readonly number[]): number => {
    let left = random()
    const found = shares.findIndex((share) => (left -= share) < 0)
    return found === -1 ? shares.length - 1 : found
  }
  const begins = Date.parse('2025-01-06T00:00:00Z')
  const submissions = CARRIERS.flatMap((carrier) =>
    Array.from({ length: carrier.ports }, () => ({ carrier, at: new Date(begins + random() * 650 * 86_400_000) })),
  ).toSorted((one, other) => one.at.getTime() - other.at.getTime())
  /** Some business days on, at a minute of the working day; on the same day never before it began. */
  const after = (at: Date, days: number): Date => {
    const from = businessDateAt(desk, at.getTime())
    const day = Temporal.PlainDate.from(addBusinessDays(desk, from, days))
    const opens = day.toZonedDateTime({ timeZone: desk.timeZone, plainTime: '08:00' }).epochMilliseconds
    const earliest = Math.max(opens, at.getTime())
    return new Date(earliest + random() * (opens + 9 * 3_600_000 - earliest))
  }
  return submissions.map(({ carrier, at }, index) => {
    const visits: { state: PortState; at: Date }[] = []
    let now = at
    const come = (state: PortState, shares: readonly number[]): void => {
      visits.push({ state, at: now })
      now = after(now, drawn(shares))
    }
    for (let isRejected = true; isRejected;) {
      come('submitted', [0.5, 0.4, 0.1])
      come('lodged', [0.7, 0.3])
      come('with-losing-carrier', carrier.answers)
      isRejected = random() < carrier.rejected
      if (isRejected) come('rejected', [0.2, 0.3, 0.2, 0.1, 0.1, 0, 0, 0.1])
    }
    come('accepted', [0.4, 0.4, 0.2])
    come('date-set', [0, 0.3, 0.4, 0.2, 0.1])
    const stays = visits.map(({ state, at: enteredAt }, visit) => ({
      state,
      enteredAt,
      leftAt: visits[visit + 1]?.at ?? now,
      completedAt: now,
    }))
    return { id: index + 1, carrier: carrier.name, stays, completedAt: now }
  })
}

interface Told {
  readonly carrier: string
  readonly state: PortState
  readonly when: 'on entry' | 'two days later'
  readonly from: string
  readonly byTypical: boolean
  readonly byLikely: boolean
}

/** Forecasts every stay of every port as it began, and once more where it lasted, from what was finished by then. */
function backTest(ports: readonly SimulatedPort[]): readonly Told[] {
  const finished = ports
    .map((port) => ({ ...port, samples: samplesOf(port.stays, desk) }))
    .toSorted((one, other) => one.completedAt.getTime() - other.completedAt.getTime())
  const asked = ports
    .flatMap((port) =>
      port.stays.flatMap((stay) => [
        { port, stay, at: stay.enteredAt, when: 'on entry' as const },
        { port, stay, at: new Date(stay.enteredAt.getTime() + 2 * 86_400_000), when: 'two days later' as const },
      ]),
    )
    .filter(({ stay, at }) => stay.state !== 'date-set' && at < stay.leftAt)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
  const known = new Map<string, (typeof finished)[number][]>()
  const keep = (key: string, port: (typeof finished)[number]): void => {
    const kept = known.get(key) ?? []
    kept.push(port)
    known.set(key, kept.slice(-500))
  }
  const historyOf = (key: string, from: PortHistory['from']): PortHistory => {
    const kept = known.get(key) ?? []
    return {
      from,
      count: kept.length,
      since: '2025-01-06',
      samples: kept.flatMap(({ samples }): readonly PaceSample[] => samples),
    }
  }
  let next = 0
  return asked.flatMap(({ port, stay, at, when }) => {
    for (let done = finished[next]; done !== undefined && done.completedAt < at; done = finished[++next]) {
      keep(done.carrier, done)
      keep('', done)
    }
    const subject = {
      id: port.id,
      kind: 'simple',
      state: stay.state,
      stateSince: stay.enteredAt,
      cutOverAt: null,
    } as const
    const told = forecastPort(subject, [historyOf(port.carrier, 'carrier'), historyOf('', 'kind')], desk, at)
    if (told === undefined) return []
    const completed = dateAt(port.completedAt.getTime(), desk.timeZone).toString()
    const byTypical = completed <= told.typicalOn
    return {
      carrier: port.carrier,
      state: stay.state,
      when,
      from: told.basis.from,
      byTypical,
      byLikely: completed <= told.likelyBy,
    }
  })
}

function shareOf(told: readonly Told[], is: (one: Told) => boolean): number {
  return told.filter(is).length / told.length
}

describe('two years of ports, each forecast from those that were finished by then', () => {
  const told = backTest(simulate(numbersFrom(20_261_101)))
  const learnt = told.filter(({ from }) => from === 'carrier')

  test.each<[what: string, is: (one: Told) => boolean, fewest: number]>([
    ['all', () => true, 10_000],
    ['of Quick Telecom', ({ carrier }) => carrier === 'Quick Telecom', 2000],
    ['of Steady Telecom', ({ carrier }) => carrier === 'Steady Telecom', 2000],
    ['of Slow Telecom', ({ carrier }) => carrier === 'Slow Telecom', 2000],
    ['as they were submitted', ({ state, when }) => state === 'submitted' && when === 'on entry', 1500],
    ['as they were passed on', ({ state, when }) => state === 'with-losing-carrier' && when === 'on entry', 1500],
    ['as they were rejected', ({ state, when }) => state === 'rejected' && when === 'on entry', 200],
    ['that have stood for two days', ({ when }) => when === 'two days later', 1500],
  ])('%s: 8 of 10 are done by the likely day, half by the typical one', (_, is, fewest) => {
    const its = learnt.filter(is)
    expect(its.length).toBeGreaterThan(fewest)
    expect(Math.abs(shareOf(its, ({ byLikely }) => byLikely) - 0.8)).toBeLessThan(0.05)
    expect(Math.abs(shareOf(its, ({ byTypical }) => byTypical) - 0.5)).toBeLessThan(0.07)
  })

  test('a carrier with few ports is forecast as the others of its kind, and the first ports by the rules', () => {
    const seldom = told.filter(({ carrier }) => carrier === 'Seldom Telecom')
    expect(new Set(seldom.map(({ from }) => from))).not.toContain('carrier')
    expect(seldom.at(-1)?.from).toBe('kind')
    expect(told.slice(0, 20).map(({ from }) => from)).toEqual(Array.from({ length: 20 }, () => 'rules'))
  })
})
