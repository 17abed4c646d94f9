import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { micros } from '#domain/money.ts'
import { isBusinessDay, type BusinessCalendar } from '#domain/time/business-days.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { holidayState, iouExpiry, iouFloor, iouLent, whyNoIou, type IouCase } from './iou.ts'

const { Local, National, Mobile, International, Premium, Directory } = SERVICE_TYPE_CODES
const cents = (amount: number) => micros(BigInt(amount) * 10_000n)

const CASE: IouCase = {
  paymentMode: 'prepaid',
  isOn: true,
  valueMicros: cents(2000),
  balanceMicros: cents(0),
  isOwed: false,
  serviceType: Mobile,
  firstMinuteMicros: cents(10),
}

test.each<[Partial<IouCase>, string | undefined]>([
  [{}, undefined],
  [{ balanceMicros: cents(-500) }, undefined],
  [{ serviceType: Local }, undefined],
  [{ serviceType: National }, undefined],
  [{ serviceType: International }, 'not-for-such-calls'],
  [{ serviceType: Premium }, 'not-for-such-calls'],
  [{ serviceType: Directory }, 'not-for-such-calls'],
  [{ paymentMode: 'postpaid' }, 'postpaid'],
  [{ isOn: false }, 'off'],
  [{ valueMicros: cents(0) }, 'off'],
  [{ isOwed: true }, 'owed'],
  // With GST the minute is 11 cents.
  [{ balanceMicros: cents(10) }, undefined],
  [{ balanceMicros: cents(11) }, 'not-run-out'],
  [{ balanceMicros: cents(0), firstMinuteMicros: cents(0) }, undefined],
])('%o: %s', (of, why) => {
  expect(whyNoIou({ ...CASE, ...of })).toBe(why)
})

test.each([
  [2000, 0, -2200],
  [2000, 5, -2200],
  [2000, -500, -2700],
])('%i cents lent at a balance of %i: no lower than %i', (value, balance, floor) => {
  expect(iouFloor(cents(value), cents(balance))).toBe(cents(floor))
})

test.each([
  ['nothing yet', 2000, 0, 0, 0],
  ['eleven cents with GST', 2000, 0, -11, 10],
  ['from a balance that was left', 2000, 7, -22, 20],
  ['from a debt it began with', 2000, -500, -610, 100],
  ['all of it', 2000, 0, -2200, 2000],
  ['never more, whatever else is charged', 2000, 0, -9900, 2000],
  ['paid back', 2000, 0, 4000, 0],
])('of an IOU is lent %s', (_, value, before, now, lent) => {
  expect(iouLent(cents(value), cents(before), cents(now)) / 10_000n).toBe(BigInt(lent))
})

const SYDNEY: BusinessCalendar = {
  timeZone: 'Australia/Sydney',
  weekdays: new Set([1, 2, 3, 4, 5]),
  opensAt: 540,
  closesAt: 1020,
  // The Monday of a long weekend, a Wednesday, and the two days of Easter.
  holidayDates: new Set(['2026-10-05', '2026-11-18', '2026-04-03', '2026-04-06']),
  closedDates: new Set(),
}
const local = (text: string): Date =>
  new Date(Temporal.PlainDateTime.from(text).toZonedDateTime('Australia/Sydney').epochMilliseconds)

test.each([
  ['Friday evening', '2026-11-06T20:00', '2026-11-10T12:00'],
  ['Friday morning', '2026-11-06T09:00', '2026-11-10T12:00'],
  ['Saturday', '2026-11-07T09:00', '2026-11-10T12:00'],
  ['Sunday night', '2026-11-08T23:59', '2026-11-10T12:00'],
  ['Monday before one', '2026-11-09T12:59', '2026-11-10T12:00'],
  ['Monday at one', '2026-11-09T13:00', '2026-11-11T12:00'],
  ['Tuesday before one', '2026-11-10T12:59', '2026-11-11T12:00'],
  ['Thursday before one', '2026-11-12T08:00', '2026-11-13T12:00'],
  ['Thursday after one', '2026-11-12T13:30', '2026-11-16T12:00'],
  ['Tuesday before a holiday', '2026-11-17T09:00', '2026-11-19T12:00'],
  ['a holiday', '2026-11-18T09:00', '2026-11-20T12:00'],
  ['Friday before a Monday off, and the clocks go forward', '2026-10-02T20:00', '2026-10-07T12:00'],
  ['the night before Easter', '2026-04-02T20:00', '2026-04-08T12:00'],
])('an IOU from %s, %s, lasts until %s', (_, from, until) => {
  expect(iouExpiry(SYDNEY, local(from))).toEqual(local(until))
})

test('whenever it begins, it ends at midday of a business day, after at least 22 hours', () => {
  const hours = fc.integer({ min: 0, max: 366 * 24 * 4 })
  fc.assert(
    fc.property(hours, (quarter) => {
      const from = new Date(Date.UTC(2026, 0, 1) + quarter * 900_000)
      const until = Temporal.Instant.fromEpochMilliseconds(iouExpiry(SYDNEY, from).getTime())
      const there = until.toZonedDateTimeISO(SYDNEY.timeZone)
      expect(there.toPlainTime().toString()).toBe('12:00:00')
      expect(isBusinessDay(SYDNEY, there.toPlainDate().toString())).toBe(true)
      expect(until.epochMilliseconds - from.getTime()).toBeGreaterThanOrEqual(22 * 3_600_000)
    }),
  )
})

test.each([
  ['Australia/Perth', 'WA'],
  ['Australia/Sydney', 'NSW'],
  ['Pacific/Auckland', undefined],
])('in %s the holidays are those of %s', (zone, state) => {
  expect(holidayState(zone)).toBe(state)
})
