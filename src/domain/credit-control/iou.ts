import { divideHalfUp, gstOf, micros, type Micros } from '#domain/money.ts'
import { addBusinessDays, instantOn, isBusinessDay, type BusinessCalendar } from '#domain/time/business-days.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import type { AustralianState } from '#domain/usage/geographic-areas.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'

/** Why an IOU ended: a payment repaid it, its time was over, or somebody took it back. */
export const IOU_ENDS = ['paid', 'expired', 'stopped'] as const
export type IouEnd = (typeof IOU_ENDS)[number]

/** What decides whether a call that cannot be paid for begins an IOU. */
export interface IouCase {
  readonly paymentMode: 'prepaid' | 'postpaid'
  /** On for the account: its plan gives one, or somebody said so. */
  readonly isOn: boolean
  /** Ex GST. */
  readonly valueMicros: Micros
  /** With GST. */
  readonly balanceMicros: Micros
  /** An earlier one that no payment has repaid, over or not. */
  readonly isOwed: boolean
  /** Of the call: a code of SERVICE_TYPE_CODES. */
  readonly serviceType: number
  /** What its first minute costs, ex GST. */
  readonly firstMinuteMicros: Micros
}

/** Why no IOU begins. */
export type NoIou = 'postpaid' | 'off' | 'owed' | 'not-for-such-calls' | 'not-run-out'

/**
 * Why a call begins no IOU; undefined: it does. An account has run out where its balance is zero or below, or does not pay
 * for the first minute: cut at its last whole block, a balance seldom ends on nothing.
 */
export function whyNoIou(of: IouCase): NoIou | undefined {
  if (of.paymentMode === 'postpaid') return 'postpaid'
  if (!of.isOn || of.valueMicros === 0n) return 'off'
  if (of.isOwed) return 'owed'
  if (!isIouCall(of.serviceType)) return 'not-for-such-calls'
  const price = of.firstMinuteMicros + gstOf(of.firstMinuteMicros)
  return of.balanceMicros > 0n && of.balanceMicros >= price ? 'not-run-out' : undefined
}

const DOMESTIC: ReadonlySet<number> = new Set([
  SERVICE_TYPE_CODES.Local,
  SERVICE_TYPE_CODES.National,
  SERVICE_TYPE_CODES.Mobile,
])

/** Whether an IOU pays for calls of a service type: those to Australian landlines and mobiles. */
export function isIouCall(serviceType: number): boolean {
  return DOMESTIC.has(serviceType)
}

/** How far the balance may come down while an IOU is open, with GST: its value below where it began, and never above zero. */
export function iouFloor(valueMicros: Micros, balanceMicros: Micros): Micros {
  const from = balanceMicros < 0n ? balanceMicros : 0n
  return micros(from - valueMicros - gstOf(valueMicros))
}

/** What of an IOU's value is lent at a balance (with GST), ex GST and never more than the value. */
export function iouLent(valueMicros: Micros, startedAtMicros: Micros, balanceMicros: Micros): Micros {
  const from = startedAtMicros < 0n ? startedAtMicros : 0n
  if (balanceMicros >= from) return micros(0n)
  const lent = divideHalfUp((from - balanceMicros) * 10n, 11n)
  return micros(lent < valueMicros ? lent : valueMicros)
}

const MIDDAY = 12 * 60
const ONE_O_CLOCK = 13 * 60
const FRIDAY = 5

/**
 * When an IOU that begins at an instant is over: at midday of the next business day where it begins before one o'clock of
 * one, of the second next where later, so that it lasts a full business day; one that begins on a Friday or on a day
 * that is no business day, of the second next too: from a weekend on until Tuesday. In the zone of the calendar.
 */
export function iouExpiry(calendar: BusinessCalendar, startedAt: Date): Date {
  const date = dateAt(startedAt.getTime(), calendar.timeZone)
  const day = date.toString()
  const isEarly =
    date.dayOfWeek < FRIDAY &&
    isBusinessDay(calendar, day) &&
    startedAt.getTime() < instantOn(calendar, day, ONE_O_CLOCK)
  return new Date(instantOn(calendar, addBusinessDays(calendar, day, isEarly ? 1 : 2), MIDDAY))
}

const STATE_OF_ZONE: Readonly<Record<string, AustralianState>> = {
  'Australia/Sydney': 'NSW',
  'Australia/Broken_Hill': 'NSW',
  'Australia/Lord_Howe': 'NSW',
  'Australia/Melbourne': 'VIC',
  'Australia/Brisbane': 'QLD',
  'Australia/Lindeman': 'QLD',
  'Australia/Adelaide': 'SA',
  'Australia/Perth': 'WA',
  'Australia/Eucla': 'WA',
  'Australia/Hobart': 'TAS',
  'Australia/Darwin': 'NT',
}

/** The state whose public holidays an account keeps, by its time zone; undefined: those of the whole nation. */
export function holidayState(timeZone: string): AustralianState | undefined {
  return Object.hasOwn(STATE_OF_ZONE, timeZone) ? STATE_OF_ZONE[timeZone] : undefined
}
