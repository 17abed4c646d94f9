import { describe, expect, test } from 'vitest'
import type { BusinessCalendar } from '#domain/time/business-days.ts'
import { forecastPort, paceTable, type ForecastPort, type PortHistory } from './forecast.ts'
import { basisWords, forecastWords } from './forecast-words.ts'
import { daysWithin, placeOf, samplesOf, type PaceSample } from './pace.ts'

/** Sydney, 8 to 5, with the holidays all states share and a Christmas shutdown. */
const desk: BusinessCalendar = {
  timeZone: 'Australia/Sydney',
  weekdays: new Set([1, 2, 3, 4, 5]),
  opensAt: 480,
  closesAt: 1020,
  holidayDates: new Set([
    '2025-01-01',
    '2025-01-27',
    '2025-04-18',
    '2025-04-21',
    '2025-04-25',
    '2025-12-25',
    '2025-12-26',
    '2026-01-01',
    '2026-01-26',
    '2026-04-03',
    '2026-04-06',
    '2026-12-25',
  ]),
  closedDates: new Set(['2025-12-29', '2025-12-30', '2025-12-31']),
}

const PORT: ForecastPort = {
  id: 1,
  kind: 'simple',
  state: 'submitted',
  stateSince: new Date('2026-11-27T00:00:00Z'),
  cutOverAt: null,
}
const NOW = new Date('2026-11-27T00:30:00Z')

/** So many ports of a carrier that took 4, 5, 6, 7 … days in turn from each of these states, standing there for one. */
function historyOf(count: number, from: PortHistory['from'] = 'carrier', states = ['submitted'] as const): PortHistory {
  const samples = states.flatMap((state) =>
    Array.from({ length: count }, (_, index): PaceSample => ({ state, stayed: 1, total: 4 + (index % 5) })),
  )
  return { from, count, since: '2026-03-02', samples }
}

describe('on what a forecast rests', () => {
  test.each<[what: string, histories: readonly PortHistory[], from: string, count: number]>([
    ['nothing yet', [], 'rules', 0],
    ['19 ports of the carrier', [historyOf(19)], 'rules', 0],
    ['19 and 19', [historyOf(19), historyOf(19, 'kind')], 'rules', 19],
    ['20 of the carrier', [historyOf(20)], 'carrier', 20],
    ['19 of the carrier, 60 of the kind', [historyOf(19), historyOf(60, 'kind')], 'kind', 60],
    ['20 of the carrier, 60 of the kind', [historyOf(20), historyOf(60, 'kind')], 'carrier', 20],
  ])('%s', (_, histories, from, count) => {
    expect(forecastPort(PORT, histories, desk, NOW)?.basis).toMatchObject({ from, count })
  })

  test('by the rules a simple port takes 5 business days, and 8 of 10 are done in 8: the published target', () => {
    const forecast = forecastPort(PORT, [], desk, NOW)
    expect(forecast).toMatchObject({ typicalOn: '2026-12-04', likelyBy: '2026-12-09', ifSubmittedNow: false })
  })

  test('what stands too long by the rules still has its later steps ahead of it', () => {
    const late = forecastPort(PORT, [], desk, new Date('2026-12-14T00:00:00Z'))
    expect(late).toMatchObject({ typicalOn: '2026-12-18', likelyBy: '2026-12-23' })
  })

  test('who has stood there for days is compared with those who stood as long', () => {
    const quick = Array.from({ length: 90 }, (): PaceSample => ({ state: 'submitted', stayed: 1, total: 4 }))
    const slow = Array.from({ length: 10 }, (): PaceSample => ({ state: 'submitted', stayed: 8, total: 12 }))
    const history: PortHistory = { from: 'carrier', count: 100, since: '2026-03-02', samples: [...quick, ...slow] }
    expect(forecastPort(PORT, [history], desk, NOW)?.likelyBy).toBe('2026-12-03')
    const later = new Date('2026-12-02T00:00:00Z')
    expect(forecastPort(PORT, [history], desk, later)).toMatchObject({
      typicalOn: '2026-12-15',
      likelyBy: '2026-12-15',
    })
    // Nobody stood for nine days: nothing to compare with.
    expect(forecastPort(PORT, [history], desk, new Date('2026-12-10T00:00:00Z'))?.basis).toMatchObject({
      from: 'rules',
    })
  })

  test('a date that is set is the forecast; one that has passed is today', () => {
    const set = { ...PORT, state: 'date-set', cutOverAt: new Date('2026-12-02T23:00:00Z') } as const
    expect(forecastPort(set, [historyOf(60)], desk, NOW)).toMatchObject({
      typicalOn: '2026-12-03',
      likelyBy: '2026-12-03',
      basis: { from: 'date' },
    })
    expect(forecastPort(set, [], desk, new Date('2026-12-05T00:00:00Z'))?.likelyBy).toBe('2026-12-05')
  })

  test('a draft is forecast as if it were submitted now; a rejected one, too, until history knows repairs', () => {
    const draft = forecastPort({ ...PORT, state: 'draft', stateSince: new Date('2026-09-01T00:00:00Z') }, [], desk, NOW)
    expect(draft).toMatchObject({ typicalOn: '2026-12-04', ifSubmittedNow: true })
    const rejected = { ...PORT, state: 'rejected' } as const
    expect(forecastPort(rejected, [historyOf(40)], desk, NOW)).toMatchObject({ ifSubmittedNow: true })
    const repairs = Array.from({ length: 12 }, (_, index): PaceSample => ({
      state: 'rejected',
      stayed: 2,
      total: 6 + index,
    }))
    const known = { ...historyOf(40), samples: [...historyOf(40).samples, ...repairs] }
    expect(forecastPort(rejected, [known], desk, NOW)).toMatchObject({
      ifSubmittedNow: false,
      basis: { from: 'carrier' },
    })
  })

  test.each(['completed', 'closed', 'withdrawn', 'reversed', 'expired'] as const)(
    'nothing is forecast of one that is %s',
    (state) => {
      expect(forecastPort({ ...PORT, state }, [historyOf(60)], desk, NOW)).toBeUndefined()
    },
  )
})

describe('in words', () => {
  const words = (histories: readonly PortHistory[], isForCustomer = false): string => {
    const forecast = forecastPort(PORT, histories, desk, NOW)
    if (forecast === undefined) throw new Error('no forecast')
    return `${forecastWords(forecast)} ${basisWords(forecast, 'Example Telecom', isForCustomer)}`
  }
  test.each<[readonly PortHistory[], boolean, string]>([
    [
      [historyOf(43)],
      false,
      'Likely Fri 4 Dec, by Tue 8 Dec in 8 of 10 cases. From 43 ports from Example Telecom since March 2026.',
    ],
    [
      [historyOf(43)],
      true,
      'Likely Fri 4 Dec, by Tue 8 Dec in 8 of 10 cases. From what earlier moves from Example Telecom took.',
    ],
    [
      [historyOf(7), historyOf(7, 'kind')],
      false,
      'Likely Fri 4 Dec, by Wed 9 Dec in 8 of 10 cases. From how long the steps take, as only 7 ports of this kind are ' +
        'finished yet.',
    ],
  ])('%#', (histories, isForCustomer, expected) => {
    expect(words(histories, isForCustomer)).toBe(expected)
  })
})

test('the table behind a forecast: by the steps, or from what others took', () => {
  expect(paceTable('simple', undefined).map(({ state, half, eightOfTen }) => [state, half, eightOfTen])).toEqual([
    ['submitted', 5, 8],
    ['lodged', 4, 7],
    ['with-losing-carrier', 3, 5],
    ['accepted', 2, 4],
  ])
  expect(paceTable('simple', historyOf(40))).toEqual([
    { state: 'submitted', count: 40, half: 6, eightOfTen: 7, nineteenOfTwenty: 8 },
  ])
})

test('stays are counted in business days: over a weekend and a holiday, from after hours, and to a Saturday', () => {
  const stay = (entered: string, left: string, completed: string) => ({
    state: 'lodged' as const,
    enteredAt: new Date(entered),
    leftAt: new Date(left),
    completedAt: new Date(completed),
  })
  expect(
    samplesOf(
      [
        // Thursday before Easter to the Tuesday after, done on Thursday.
        stay('2026-04-02T10:00+11:00', '2026-04-07T10:00+10:00', '2026-04-09T10:00+10:00'),
        stay('2026-03-16T18:00+11:00', '2026-03-17T10:00+11:00', '2026-03-19T10:00+11:00'),
        stay('2026-03-19T10:00+11:00', '2026-03-20T10:00+11:00', '2026-03-21T02:00+11:00'),
        stay('2026-03-19T18:00+11:00', '2026-03-19T19:00+11:00', '2026-03-19T20:00+11:00'),
      ],
      desk,
    ).map(({ stayed, total }) => [stayed, total]),
  ).toEqual([
    [1, 3],
    [0, 2],
    [1, 2],
    [0, 0],
  ])
})

test('whole days keep their share over many ports, however coarse they are', () => {
  // Two in three after 4 days, nine in ten after 5: no day has 80 %.
  const days = [
    ...Array.from({ length: 66 }, () => 4),
    ...Array.from({ length: 24 }, () => 5),
    ...Array.from({ length: 9 }, () => 9),
  ]
  const told = Array.from({ length: 1000 }, (_, id) => daysWithin(days, 0.8, placeOf(id)))
  const done = told.map((within) => days.filter((day) => day <= within).length / 100)
  expect(new Set(told)).toEqual(new Set([4, 5]))
  expect(done.reduce((sum, share) => sum + share, 0) / 1000).toBeCloseTo(0.8, 2)
  // Four in ten after 4 days and all but a few after 5: nobody is told 4.
  const steep = [...Array.from({ length: 40 }, () => 4), ...Array.from({ length: 59 }, () => 5)]
  expect(new Set(Array.from({ length: 100 }, (_, id) => daysWithin(steep, 0.8, placeOf(id))))).toEqual(new Set([5]))
})
