import { dateAt, startOfDate } from '#domain/time/calendar-date.ts'

/**
 * Until when a released number rests: the beginning of the day so many months later in the account's zone, so that every
 * number released on one day comes back together. Six months by default, as is usual in Australia; 0: at once.
 */
export function quarantineEnds(released: Date, months: number, timeZone: string): Date {
  if (months === 0) return released
  return new Date(startOfDate(dateAt(released.getTime(), timeZone).add({ months }), timeZone))
}
