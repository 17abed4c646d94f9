import { describe, expect, test } from 'vitest'
import { isProblem } from '#domain/problem.ts'
import { dayRange } from './day-range.ts'

const HOUR_MS = 3_600_000

describe('days of a filter', () => {
  test.each<[what: string, from: string, to: string, timeZone: string, begins: string, hours: number]>([
    ['one day', '2026-07-01', '2026-07-01', 'Australia/Sydney', '2026-06-30T14:00:00Z', 24],
    ['a month', '2026-07-01', '2026-07-31', 'Australia/Perth', '2026-06-30T16:00:00Z', 31 * 24],
    ['a day that loses an hour', '2026-10-04', '2026-10-04', 'Australia/Sydney', '2026-10-03T14:00:00Z', 23],
    ['a day that gains an hour', '2026-04-05', '2026-04-05', 'Australia/Sydney', '2026-04-04T13:00:00Z', 25],
    ['a day that gains half an hour', '2026-04-05', '2026-04-05', 'Australia/Lord_Howe', '2026-04-04T13:00:00Z', 24.5],
    ['a leap day', '2028-02-29', '2028-02-29', 'UTC', '2028-02-29T00:00:00Z', 24],
  ])('%s', (_, from, to, timeZone, begins, hours) => {
    const fromMs = Date.parse(begins)
    expect(dayRange(from, to, timeZone)).toEqual({ fromMs, toMs: fromMs + hours * HOUR_MS })
  })

  test.each<[from: string, to: string, field: string]>([
    ['2026-02-29', '2026-03-01', 'dateFrom'],
    ['2026-3-1', '2026-03-01', 'dateFrom'],
    ['2026-00-01', '2026-03-01', 'dateFrom'],
    ['2026-03-01', '01/03/2026', 'dateTo'],
    ['2026-03-01', '2026-03-01T00:00', 'dateTo'],
    ['2026-03-01', '', 'dateTo'],
    ['2026-03-02', '2026-03-01', 'dateTo'],
  ])('from %j to %j is refused at %s', (from, to, field) => {
    const refused = dayRange(from, to, 'UTC')
    expect(isProblem(refused) ? refused.field : refused).toBe(field)
  })
})
