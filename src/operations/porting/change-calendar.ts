import type pg from 'pg'
import { nextDue } from '#domain/porting/port-due.ts'
import { calendarFaults, type CalendarTerms } from '#domain/porting/process-calendar.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { changedMeanwhile, operation } from '#operations/operation.ts'
import { readCalendar } from '#storage/queries/calendars.ts'
import { lockDuePorts } from '#storage/queries/ports.ts'
import { updateCalendar } from '#storage/tables/calendars.ts'
import { updateDue } from '#storage/tables/ports.ts'
import { holidaysOf, loadCalendars } from './desk.ts'

export interface CalendarChange {
  readonly calendarId: number
  readonly terms: CalendarTerms
  readonly ifVersion: number | undefined
}

/**
 * Changes on which days and in which hours a process works. What is due by it is reckoned anew; dates people agreed on stay.
 *
 * @throws ProblemError 'not_found', 'invalid_value', 'changed_meanwhile'.
 */
export const changeCalendar = operation({
  name: 'calendars.change',
  permission: 'calendars.write',
  async run({ db, now, audit }, { calendarId, terms, ifVersion }: CalendarChange) {
    const calendar = await readCalendar(db, calendarId)
    if (calendar === undefined) throw new ProblemError(problem('not_found', 'There is no such calendar.'))
    const faults = calendarFaults(terms, new Set(holidaysOf(terms, now).keys()))
    if (faults.length > 0) throw new ProblemError(...faults)
    if (!(await updateCalendar(db, calendarId, terms, ifVersion ?? calendar.version)))
      throw changedMeanwhile('this calendar')
    await reckonDueAnew(db, now)
    const { id: _, process: __, version: ___, ...before } = calendar
    audit({ subject: `calendar ${calendarId}`, before, after: terms })
    return calendarId
  },
})

/** Reckons anew by when the next step of each port is due: after a calendar, or whose it is, changed. */
export async function reckonDueAnew(db: pg.ClientBase, now: Date): Promise<void> {
  for (const port of await lockDuePorts(db)) {
    await updateDue(db, port.id, nextDue(port, await loadCalendars(db, port, now)))
  }
}
