import type pg from 'pg'
import type { CalendarProcess, CalendarTerms } from '#domain/porting/process-calendar.ts'
import type { CalendarScope } from '#domain/porting/which-calendar.ts'

/** Writes down a calendar. Returns its id; undefined: there is one for that kind and carrier already. */
export async function insertCalendar(
  db: pg.ClientBase,
  resellerId: number,
  process: CalendarProcess,
  { kind, carrierId }: CalendarScope,
  terms: CalendarTerms,
): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO calendars (reseller_id, process, kind, carrier_id, name, time_zone, weekdays, opens_at, closes_at,
                            national_only, states, closed_days)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (reseller_id, process, kind, carrier_id) DO NOTHING RETURNING id`,
    [resellerId, process, kind, carrierId, ...valuesOf(terms)],
  )
  return rows[0]?.id
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

export async function deleteCalendar(db: pg.ClientBase, calendarId: number): Promise<void> {
  await db.query('DELETE FROM calendars WHERE id = $1', [calendarId])
}

function valuesOf(terms: CalendarTerms): readonly unknown[] {
  const { name, timeZone, weekdays, opensAt, closesAt, nationalOnly, states, closedDays } = terms
  return [name, timeZone, weekdays, opensAt, closesAt, nationalOnly, states, JSON.stringify(closedDays)]
}
