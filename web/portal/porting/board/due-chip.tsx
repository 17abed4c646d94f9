import type { ReactNode } from 'react'
import { dateText, dayOf, nextDay, timeText, weekdayText } from '../../../shared/format/dates.ts'
import { useTimeZone, useToday } from '../../../shared/format/figures.tsx'
import type { PortLine } from '../../../shared/porting/port-words.ts'
import classes from './board.module.css'

/** By when the next step of a port is due, or when it is cut over. */
export function DueChip({ port }: { readonly port: PortLine }): ReactNode {
  const timeZone = useTimeZone()
  const today = useToday(timeZone)
  const words = dueWords(port, timeZone, today)
  if (words === undefined) return null
  return (
    <span
      className={classes['due']}
      data-overdue={port.isOverdue || undefined}
      data-today={port.dueOn === today || undefined}
    >
      {words}
    </span>
  )
}

/** `Overdue since Thu 3 Dec`, `Due today`, `Cut-over Fri 4 Dec, 9:00 am`; undefined: nobody waits for the desk. */
export function dueWords(
  { state, dueOn, isOverdue, cutOverAt, stateSince }: PortLine,
  timeZone: string,
  today: string,
): string | undefined {
  if (state === 'draft') return `Begun ${dateText(stateSince, timeZone)}`
  if (dueOn === null) return undefined
  if (isOverdue) return dueOn === today ? 'Overdue since today' : `Overdue since ${weekdayText(dueOn)}`
  const day = dueOn === today ? 'today' : dueOn === nextDay(today) ? 'tomorrow' : weekdayText(dueOn)
  const isCutOver = (state === 'date-set' || state === 'pre-provisioned') && cutOverAt !== null
  if (isCutOver) {
    const cutOverDay = dayOf(new Date(cutOverAt), timeZone)
    const on = cutOverDay === today ? 'today' : cutOverDay === nextDay(today) ? 'tomorrow' : weekdayText(cutOverDay)
    return `Cut-over ${on}, ${timeText(cutOverAt, timeZone)}`
  }
  return state === 'completed' ? `May go back until ${day}` : `Due ${day}`
}
