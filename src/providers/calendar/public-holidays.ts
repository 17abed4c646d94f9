import Holidays from 'date-holidays'
import type { AustralianState } from '#domain/usage/geographic-areas.ts'

const ALL_STATES: readonly AustralianState[] = ['ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA']

/** Shorter than any whole day, even one that loses an hour to daylight saving; the part-day holidays last five to seven. */
const WHOLE_DAY_MS = 20 * 3_600_000

/**
 * The dates (`yyyy-mm-dd`) of public holidays from one year to another, both included, each with its name: those of any of
 * the states, or with `national_only` those that all eight states and territories share. Substitute days are in. Bank, school
 * and optional days and observances are not, nor are holidays of part of a day (Christmas Eve and New Year's Eve in SA
 * and NT, Christmas Eve in QLD), on which offices work. Local show days are not in the data.
 * Source: date-holidays (CC-BY-3.0).
 */
export function publicHolidays(
  states: readonly AustralianState[] | 'national_only',
  fromYear: number,
  toYear: number,
): ReadonlyMap<string, string> {
  if (states !== 'national_only') {
    return new Map(states.flatMap((state) => [...holidaysOfState(state, fromYear, toYear)]))
  }
  const [first = new Map<string, string>(), ...others] = ALL_STATES.map((state) =>
    holidaysOfState(state, fromYear, toYear),
  )
  return new Map([...first].filter(([date]) => others.every((dates) => dates.has(date))))
}

function holidaysOfState(state: AustralianState, fromYear: number, toYear: number): Map<string, string> {
  const calendar = new Holidays('AU', state, { types: ['public'] })
  const dates = new Map<string, string>()
  for (let year = fromYear; year <= toYear; year++) {
    for (const { date, start, end, name } of calendar.getHolidays(year)) {
      if (end.getTime() - start.getTime() >= WHOLE_DAY_MS) dates.set(date.slice(0, 10), name)
    }
  }
  return dates
}
