import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createZoneClock } from './zone-clock.ts'

const ZONES = [
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Australia/Brisbane',
  'Australia/Broken_Hill',
  'Australia/Darwin',
  'Australia/Eucla',
  'Australia/Perth',
  'Indian/Cocos',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'America/St_Johns',
  'Europe/Dublin',
  'Africa/Casablanca',
  'UTC',
]

function wallClock(year: number, month: number, day: number, hour: number, minute = 0, second = 0) {
  return { year, month, day, hour, minute, second }
}

type WallClock = ReturnType<typeof wallClock>

function toInstant(zone: string, { year, month, day, hour, minute, second }: WallClock): string {
  const atMs = createZoneClock(zone).localToInstant(year, month, day, hour, minute, second)
  return new Date(atMs).toISOString()
}

describe('a wall clock read without a zone', () => {
  test.each<[what: string, zone: string, local: WallClock, instant: string]>([
    ['in winter', 'Australia/Sydney', wallClock(2026, 7, 1, 9, 30, 15), '2026-06-30T23:30:15.000Z'],
    ['in summer', 'Australia/Sydney', wallClock(2026, 1, 1, 0), '2025-12-31T13:00:00.000Z'],
    ['shown twice: the earlier', 'Australia/Sydney', wallClock(2026, 4, 5, 2, 30), '2026-04-04T15:30:00.000Z'],
    ['after both', 'Australia/Sydney', wallClock(2026, 4, 5, 3), '2026-04-04T17:00:00.000Z'],
    ['skipped: counted on', 'Australia/Sydney', wallClock(2026, 10, 4, 2, 30), '2026-10-03T16:30:00.000Z'],
    ['shown twice for half an hour', 'Australia/Lord_Howe', wallClock(2026, 4, 5, 1, 45), '2026-04-04T14:45:00.000Z'],
    ['skipped for half an hour', 'Australia/Lord_Howe', wallClock(2026, 10, 4, 2, 15), '2026-10-03T15:45:00.000Z'],
    ['in a zone without daylight saving', 'Australia/Eucla', wallClock(2026, 4, 5, 2, 30), '2026-04-04T17:45:00.000Z'],
    ['in UTC', 'UTC', wallClock(2026, 2, 28, 23, 59, 59), '2026-02-28T23:59:59.000Z'],
    ['in a day that was left out', 'Pacific/Apia', wallClock(2011, 12, 30, 12), '2011-12-30T22:00:00.000Z'],
  ])('%s', (_, zone, local, instant) => {
    expect(toInstant(zone, local)).toBe(instant)
  })
})

describe('the minute of the week', () => {
  test.each<[zone: string, at: string, minute: number]>([
    ['UTC', '2026-11-23T00:00:00Z', 0],
    ['UTC', '2026-11-22T23:59:59Z', 10_079],
    ['UTC', '1969-12-28T23:59:59.999Z', 10_079],
    ['Australia/Sydney', '2026-11-22T13:00:00Z', 0],
    ['Australia/Sydney', '2026-10-03T15:59:59Z', 6 * 1440 + 119],
    ['Australia/Sydney', '2026-10-03T16:00:00Z', 6 * 1440 + 180],
    ['Australia/Sydney', '2026-04-04T16:00:00Z', 6 * 1440 + 120],
    ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', 6 * 1440 + 150],
    ['Australia/Eucla', '2026-11-22T15:15:00Z', 0],
  ])('in %s at %s is %s', (zone, at, minute) => {
    expect(createZoneClock(zone).minuteOfWeek(Date.parse(at))).toBe(minute)
  })
})

describe('Temporal says the same', () => {
  const zone = fc.constantFrom(...ZONES)
  const anyInstant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) })
  /** Close to a change of the clocks, where the mistakes are. */
  const nearChange = fc
    .record({ timeZone: zone, near: anyInstant, seconds: fc.integer({ min: -10_000, max: 10_000 }) })
    .map(({ timeZone, near, seconds }) => {
      const change = Temporal.Instant.fromEpochMilliseconds(near)
        .toZonedDateTimeISO(timeZone)
        .getTimeZoneTransition('next')
      return { timeZone, atMs: (change?.epochMilliseconds ?? near) + seconds * 1000 }
    })
  const moment = fc.oneof(nearChange, fc.record({ timeZone: zone, atMs: anyInstant }))

  test('of offsets and minutes, also for one clock asked to and fro', () => {
    fc.assert(
      fc.property(zone, fc.array(moment, { minLength: 1, maxLength: 8 }), (timeZone, moments) => {
        const clock = createZoneClock(timeZone)
        for (const { atMs } of moments) {
          const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone)
          expect(clock.offsetMs(atMs)).toBe(at.offsetNanoseconds / 1e6)
          expect(clock.minuteOfWeek(atMs)).toBe((at.dayOfWeek - 1) * 1440 + at.hour * 60 + at.minute)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('of wall clocks, with those shown twice or never', () => {
    fc.assert(
      fc.property(moment, ({ timeZone, atMs }) => {
        const offsetMs = createZoneClock(timeZone).offsetMs(atMs - 7_200_000)
        const local = new Date(atMs + offsetMs)
        const fields = wallClock(
          local.getUTCFullYear(),
          local.getUTCMonth() + 1,
          local.getUTCDate(),
          local.getUTCHours(),
          local.getUTCMinutes(),
          local.getUTCSeconds(),
        )
        const expected = Temporal.PlainDateTime.from(fields).toZonedDateTime(timeZone, { disambiguation: 'compatible' })
        expect(toInstant(timeZone, fields)).toBe(new Date(expected.epochMilliseconds).toISOString())
      }),
      { numRuns: 2_000 },
    )
  })
})

test('a clock that was asked about one side of a change is right about the other', () => {
  const change = Date.parse('2026-10-03T16:00:00Z')
  const winterFirst = createZoneClock('Australia/Sydney')
  const summerFirst = createZoneClock('Australia/Sydney')
  expect([change - 1, change].map((atMs) => winterFirst.offsetMs(atMs))).toEqual([36_000_000, 39_600_000])
  expect([change, change - 1].map((atMs) => summerFirst.offsetMs(atMs))).toEqual([39_600_000, 36_000_000])
})

test('more changes than a clock remembers are still answered', () => {
  const clock = createZoneClock('Australia/Sydney')
  const years = Array.from({ length: 500 }, (_, index) => 2000 + index)
  const offsets = new Set(
    years.map((year) => clock.offsetMs(Date.UTC(year, 0, 1)) - clock.offsetMs(Date.UTC(year, 6, 1))),
  )
  expect(offsets).toEqual(new Set([3_600_000]))
})

test('a zone that does not exist is refused', () => {
  expect(() => createZoneClock('Australia/Canberry')).toThrow(RangeError)
})
