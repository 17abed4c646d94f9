import type { BusinessCalendar } from '#domain/time/business-days.ts'
import type { AustralianState } from '#domain/usage/geographic-areas.ts'
import { publicHolidays } from '#providers/calendar/public-holidays.ts'

const STATES: readonly AustralianState[] = ['ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA']
const kept = new Map<string, ReadonlySet<string>>()
/** States and years in use at once, generously. */
const MOST_KEPT = 50

/**
 * The working days of a customer: Monday to Friday but for public holidays of its state; where that is not known, of any state, so
 * that no notice is too short anywhere.
 */
export function workingDays(state: string | null, timeZone: string, now: Date): BusinessCalendar {
  const own = STATES.filter((one) => one === state)
  return {
    timeZone,
    weekdays: new Set([1, 2, 3, 4, 5]),
    opensAt: 9 * 60,
    closesAt: 17 * 60,
    holidayDates: holidays(own.length === 0 ? STATES : own, now.getUTCFullYear()),
    closedDates: new Set(),
  }
}

function holidays(states: readonly AustralianState[], year: number): ReadonlySet<string> {
  const key = `${year} ${states.join(' ')}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const dates = new Set(publicHolidays(states, year - 1, year + 2).keys())
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, dates)
  return dates
}
