import type pg from 'pg'
import type { CalendarProcess, CalendarTerms } from '#domain/porting/process-calendar.ts'

export async function insertCalendar(
  db: pg.ClientBase,
  resellerId: number,
  process: CalendarProcess,
  terms: CalendarTerms,
): Promise<void> {
  await db.query(
    `INSERT INTO calendars (reseller_id, process, name, time_zone, weekdays, opens_at, closes_at, national_only, states,
                            closed_days)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [resellerId, process, ...valuesOf(terms)],
  )
}

/** Writes a calendar anew, if it is still at this version; false: it is not. */
export async function updateCalendar(
  db: pg.ClientBase,
  calendarId: number,
  terms: CalendarTerms,
  version: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE calendars SET name = $3, time_zone = $4, weekdays = $5, opens_at = $6, closes_at = $7, national_only = $8,
                          states = $9, closed_days = $10, version = version + 1
      WHERE id = $1 AND version = $2`,
    [calendarId, version, ...valuesOf(terms)],
  )
  return rowCount === 1
}

function valuesOf(terms: CalendarTerms): readonly unknown[] {
  const { name, timeZone, weekdays, opensAt, closesAt, nationalOnly, states, closedDays } = terms
  return [name, timeZone, weekdays, opensAt, closesAt, nationalOnly, states, JSON.stringify(closedDays)]
}
