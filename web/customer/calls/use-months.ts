import { useTimeZone, useToday } from '../../shared/format/figures.tsx'
import { useOverview } from '../shared/use-overview.ts'

/** Days of calls to choose, the latest first; both days included. */
export interface Month {
  readonly name: string
  readonly from: string
  readonly to: string
}

/** Calendar months looked back on by those who see no bills. */
const MONTHS_BACK = 6

/**
 * The months calls are looked at by: those of one's bills; for somebody who may not see bills, the calendar's. Empty until
 * it is known which.
 */
export function useMonths(): readonly Month[] {
  const overview = useOverview()
  const today = useToday(useTimeZone())
  if (overview.data !== undefined) {
    const { cycle, spend } = overview.data
    return [cycle, ...spend.cycles].map(({ from, to }, index) => ({ name: NAMES[index] ?? '', from, to }))
  }
  return overview.isEnabled && !overview.isError ? [] : calendarMonths(today)
}

const NAMES = ['This month', 'Last month']

function calendarMonths(today: string): readonly Month[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  return Array.from({ length: MONTHS_BACK }, (_, back) => ({
    name: NAMES[back] ?? '',
    from: dayAt(year, month - 1 - back, 1),
    to: dayAt(year, month - back, 0),
  }))
}

function dayAt(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)
}
