import { dayOf, nextDay, timeText, weekdayText } from '../../../shared/format/dates.ts'
import type { PortOutLine } from '../../../shared/porting/port-out-words.ts'

/** `Answer by Thu 3 Dec`, `Leaves Fri 4 Dec, 9:00 am`; undefined: it is over. */
export function dueText(
  { state, dueOn, isOverdue, cutOverAt }: PortOutLine,
  timeZone: string,
  today: string,
): string | undefined {
  if (dueOn === null) return undefined
  if (isOverdue) return dueOn === today ? 'Overdue since today' : `Overdue since ${weekdayText(dueOn)}`
  if (state === 'scheduled' && cutOverAt !== null) {
    const day = nearDay(dayOf(new Date(cutOverAt), timeZone), today)
    return `Leaves ${day}, ${timeText(cutOverAt, timeZone)}`
  }
  return `${state === 'verified' ? 'Set the day by' : 'Answer by'} ${nearDay(dueOn, today)}`
}

function nearDay(day: string, today: string): string {
  if (day === today) return 'today'
  return day === nextDay(today) ? 'tomorrow' : weekdayText(day)
}
