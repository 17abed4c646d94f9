import { divideHalfUp, micros, type Micros } from '#domain/money.ts'
import { parseDate } from '#domain/time/calendar-date.ts'

/** Part of a billing cycle, as dates `yyyy-mm-dd` in the account's zone. Every end is exclusive. */
export interface PartOfCycle {
  readonly cycleFrom: string
  readonly cycleTo: string
  readonly from: string
  /** Left out: to the cycle's end. */
  readonly to?: string
}

const CENT = 10_000n

/**
 * A monthly price for part of a cycle: by days, the first day counted whole, half up to the cent, so that what is charged
 * is what stands on the bill. A whole cycle is the monthly price, to the micro. What lies outside the cycle counts for
 * nothing. A price below zero is a credit and rounds away from zero too. Source of the method: our default; the platform's
 * help pages name part-month charges on the first statement without one.
 *
 * @throws RangeError for what is no date, or a cycle of no days.
 */
export function proRata(monthlyMicros: Micros, { cycleFrom, cycleTo, from, to = cycleTo }: PartOfCycle): Micros {
  if (from <= cycleFrom && to >= cycleTo && cycleFrom < cycleTo) return monthlyMicros
  const cycleDays = daysBetween(cycleFrom, cycleTo)
  if (cycleDays <= 0) throw new RangeError(`proRata: the cycle from ${cycleFrom} to ${cycleTo} has no days`)
  const first = from > cycleFrom ? from : cycleFrom
  const end = to < cycleTo ? to : cycleTo
  const days = Math.max(0, daysBetween(first, end))
  return micros(divideHalfUp(monthlyMicros * BigInt(days), BigInt(cycleDays) * CENT) * CENT)
}

function daysBetween(from: string, to: string): number {
  return dateOf(from).until(dateOf(to)).total('days')
}

function dateOf(text: string): Temporal.PlainDate {
  const date = parseDate(text)
  if (date === undefined) throw new RangeError(`proRata: "${text}" is no date`)
  return date
}
