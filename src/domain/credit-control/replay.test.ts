import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { micros } from '#domain/money.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import type { CallFacts, CallRules } from './call-rules.ts'
import { createReplay, type PastCall } from './replay.ts'

const dollars = (amount: number) => micros(BigInt(Math.round(amount * 1e6)))
const limit = (amount: number) => ({ limit: dollars(amount), isTripped: false, countedSinceMs: undefined })

const NO_RULES: CallRules = {
  fraudSpendDay: undefined,
  fraudSpendHour: undefined,
  overseasCalls: undefined,
  countries: 'all',
  priceCeilingMicros: undefined,
  barPremium: false,
  barSatellite: false,
  channels: undefined,
  overseasChannels: undefined,
  callsPerMinute: undefined,
  firstSeen: undefined,
}

const HOME: CallFacts = {
  serviceType: SERVICE_TYPE_CODES.Mobile,
  isOverseas: false,
  country: undefined,
  isPremium: false,
  isSatellite: false,
  perMinuteMicros: dollars(0.1),
  firstMinuteMicros: dollars(0.1),
}

/** In Sydney: `10 14:30`, of July 2026. */
const at = (day: number, time: string): number =>
  Temporal.PlainDateTime.from(`2026-07-${String(day).padStart(2, '0')}T${time}`).toZonedDateTime('Australia/Sydney')
    .epochMilliseconds

function mobile(startedAtMs: number, seconds = 60): PastCall {
  return { startedAtMs, seconds, chargeMicros: Math.ceil(seconds / 60) * 100_000, facts: HOME }
}

function abroad(startedAtMs: number, country: string, perMinute: number, minutes: number): PastCall {
  const facts = {
    ...HOME,
    serviceType: SERVICE_TYPE_CODES.International,
    isOverseas: true,
    country,
    perMinuteMicros: dollars(perMinute),
    firstMinuteMicros: dollars(perMinute),
  }
  return { startedAtMs, seconds: minutes * 60, chargeMicros: Math.round(perMinute * minutes * 1e6), facts }
}

function refused(rules: Partial<CallRules>, calls: readonly PastCall[], known: readonly string[] = []) {
  const replay = createReplay({ rules: { ...NO_RULES, ...rules }, timeZone: 'Australia/Sydney', known: new Set(known) })
  const found = calls
    .toSorted((one, other) => one.startedAtMs - other.startedAtMs)
    .flatMap((call) => {
      const refusal = replay.judge(call)
      const when = Temporal.Instant.fromEpochMilliseconds(call.startedAtMs).toZonedDateTimeISO('Australia/Sydney')
      return refusal === undefined ? [] : [`${when.day} ${when.toPlainTime().toString().slice(0, 5)} ${refusal.rule}`]
    })
  return { found, trips: replay.trips }
}

test('a month of an office with one bad evening: what is refused is that evening', () => {
  const weekdays = [1, 2, 3, 6, 7, 8, 9, 10, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 27, 28, 29, 30, 31]
  const hours = ['09:05', '10:20', '11:40', '13:15', '14:30', '16:10']
  const ordinary = weekdays.flatMap((day) => [
    ...hours.map((time) => mobile(at(day, time), 240)),
    abroad(at(day, '15:00'), 'NZ', 0.2, 12),
  ])
  // Saturday night: every two minutes ten minutes to Cuba at $2.40, one after another on top of each other.
  const burst = Array.from({ length: 12 }, (_, nth) => abroad(at(18, '23:00') + nth * 120_000, 'CU', 2.4, 10))
  const morning = abroad(at(19, '09:00'), 'NZ', 0.2, 5)
  const rules = { fraudSpendDay: limit(60), overseasCalls: { ...limit(0), limit: 6 } }
  const { found, trips } = refused(rules, [...ordinary, ...burst, morning])
  // Five minutes ahead are held of each: $12, $16.80 after two, $21.60 after four, $24 at their end.
  expect(found).toEqual([
    '18 23:06 fraud-spend-day',
    '18 23:08 fraud-spend-day',
    '18 23:10 fraud-spend-day',
    '18 23:12 fraud-spend-day',
    '18 23:14 fraud-spend-day',
    '18 23:16 fraud-spend-day',
    '18 23:18 fraud-spend-day',
    '18 23:20 fraud-spend-day',
    '18 23:22 fraud-spend-day',
  ])
  expect(trips).toEqual([{ control: 'fraud-spend-day', atMs: at(18, '23:06') }])
})

test.each<[string, Partial<CallRules>, readonly PastCall[], readonly string[]]>([
  [
    'calls that go on at once take channels, and free them at their end',
    { channels: 2 },
    [
      mobile(at(1, '10:00'), 600),
      { ...mobile(at(1, '10:01'), 600), facts: undefined },
      mobile(at(1, '10:09'), 60),
      mobile(at(1, '10:10'), 60),
    ],
    ['1 10:09 channels'],
  ],
  [
    'an unanswered call takes none, and counts as begun',
    { channels: 1, callsPerMinute: 2 },
    [mobile(at(1, '10:00'), 0), mobile(at(1, '10:00') + 20_000), mobile(at(1, '10:00') + 59_000)],
    ['1 10:00 channels'],
  ],
  [
    'what is refused does not count',
    { callsPerMinute: 1 },
    [mobile(at(1, '10:00'), 1), mobile(at(1, '10:00') + 30_000, 1), mobile(at(1, '10:00') + 60_000, 1)],
    ['1 10:00 velocity'],
  ],
  [
    'a limit of calls stays tripped until midnight, and counts from there',
    { overseasCalls: { limit: 1, isTripped: false, countedSinceMs: undefined } },
    [
      abroad(at(1, '21:30'), 'NZ', 0.2, 1),
      abroad(at(1, '21:40'), 'NZ', 0.2, 1),
      abroad(at(1, '23:59'), 'NZ', 0.2, 1),
      abroad(at(2, '00:10'), 'NZ', 0.2, 1),
    ],
    ['1 21:40 overseas-calls', '1 23:59 overseas-calls'],
  ],
  [
    'spending of a day is that of 24 hours',
    { fraudSpendDay: limit(10) },
    [abroad(at(1, '20:00'), 'NZ', 1, 9), abroad(at(2, '19:00'), 'NZ', 1, 2), abroad(at(2, '20:01'), 'NZ', 1, 9)],
    [],
  ],
  [
    'a new dear country gets one call a day; one that was known any number',
    { firstSeen: { abovePerMinuteMicros: dollars(1), action: 'one-call' } },
    [
      abroad(at(1, '10:00'), 'CU', 2, 1),
      abroad(at(1, '11:00'), 'CU', 2, 1),
      abroad(at(2, '10:01'), 'CU', 2, 1),
      abroad(at(2, '10:02'), 'KI', 2, 1),
      abroad(at(2, '10:03'), 'KI', 2, 1),
      abroad(at(2, '10:04'), 'NZ', 0.2, 1),
      abroad(at(2, '10:05'), 'NZ', 0.2, 1),
    ],
    ['1 11:00 first-seen'],
  ],
])('%s', (_, rules, calls, expected) => {
  expect(refused(rules, calls, ['KI']).found).toEqual(expected)
})

test('whatever the calls, only the last of a day that is let through passes the limit, and by no more than itself', () => {
  const anyCall = fc.record({
    minute: fc.nat(4000),
    minutes: fc.integer({ min: 1, max: 5 }),
    price: fc.integer({ min: 1, max: 300 }),
  })
  fc.assert(
    fc.property(fc.array(anyCall, { maxLength: 60 }), fc.integer({ min: 100, max: 2000 }), (drawn, cents) => {
      const calls = drawn
        .map(({ minute, minutes, price }) => abroad(at(1, '00:00') + minute * 60_000, 'NZ', price / 100, minutes))
        .toSorted((one, other) => one.startedAtMs - other.startedAtMs)
      const replay = createReplay({
        rules: { ...NO_RULES, fraudSpendDay: limit(cents / 100) },
        timeZone: 'UTC',
        known: new Set(),
      })
      const through = calls.filter((call) => replay.judge(call) === undefined)
      const midnight = (ms: number): number => Math.floor(ms / 86_400_000)
      for (const day of new Set(through.map(({ startedAtMs }) => midnight(startedAtMs)))) {
        const ofDay = through.filter(({ startedAtMs }) => midnight(startedAtMs) === day)
        const before = ofDay.slice(0, -1).reduce((sum, { chargeMicros }) => sum + chargeMicros, 0)
        expect(before).toBeLessThanOrEqual(cents * 10_000)
      }
    }),
  )
})
