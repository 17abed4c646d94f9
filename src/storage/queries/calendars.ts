import type pg from 'pg'
import type { CalendarProcess, CalendarTerms } from '#domain/porting/process-calendar.ts'

export interface CalendarRow extends CalendarTerms {
  readonly id: number
  readonly process: CalendarProcess
  readonly version: number
}

const CALENDAR = `SELECT id, process, name, time_zone AS "timeZone", weekdays, opens_at AS "opensAt",
    closes_at AS "closesAt", national_only AS "nationalOnly", states, closed_days AS "closedDays", version
  FROM calendars`

export async function listCalendars(db: pg.ClientBase): Promise<readonly CalendarRow[]> {
  const { rows } = await db.query<CalendarRow>(`${CALENDAR} ORDER BY id LIMIT 100`)
  return rows
}

export async function readCalendar(db: pg.ClientBase, calendarId: number): Promise<CalendarRow | undefined> {
  const { rows } = await db.query<CalendarRow>(`${CALENDAR} WHERE id = $1`, [calendarId])
  return rows[0]
}

/** The calendar a process of the reseller goes by. */
export async function readProcessCalendar(
  db: pg.ClientBase,
  process: CalendarProcess,
): Promise<CalendarRow | undefined> {
  const { rows } = await db.query<CalendarRow>(`${CALENDAR} WHERE process = $1`, [process])
  return rows[0]
}
