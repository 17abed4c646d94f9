import type pg from 'pg'
import type { PortKind } from '#domain/porting/port-kind.ts'
import { ENDED_STATES } from '#domain/porting/port-state.ts'
import type { CalendarProcess, CalendarTerms } from '#domain/porting/process-calendar.ts'
import type { CalendarScope } from '#domain/porting/which-calendar.ts'

export interface CalendarRow extends CalendarTerms, CalendarScope {
  readonly id: number
  readonly process: CalendarProcess
  /** Of the carrier it is for. */
  readonly carrierName: string | null
  readonly version: number
}

const CALENDAR = `SELECT c.id, c.process, c.kind, c.carrier_id AS "carrierId", k.name AS "carrierName", c.name,
    c.time_zone AS "timeZone", c.weekdays, c.opens_at AS "opensAt", c.closes_at AS "closesAt",
    c.national_only AS "nationalOnly", c.states, c.closed_days AS "closedDays", c.version
  FROM calendars c LEFT JOIN carriers k ON k.id = c.carrier_id`

/** All of them: the desk's first, then those of the carriers by their names. */
export async function listCalendars(db: pg.ClientBase): Promise<readonly CalendarRow[]> {
  const { rows } = await db.query<CalendarRow>(
    `${CALENDAR} ORDER BY lower(k.name) NULLS FIRST, c.kind NULLS FIRST, c.id LIMIT 1000`,
  )
  return rows
}

export async function readCalendar(db: pg.ClientBase, calendarId: number): Promise<CalendarRow | undefined> {
  const { rows } = await db.query<CalendarRow>(`${CALENDAR} WHERE c.id = $1`, [calendarId])
  return rows[0]
}

/** The row of a carrier by the name a request has it under; null: none is written down. */
export async function readCarrierId(db: pg.ClientBase, name: string | null): Promise<number | null> {
  if (name === null) return null
  const { rows } = await db.query<{ id: number }>('SELECT id FROM carriers WHERE lower(name) = lower($1)', [name])
  return rows[0]?.id ?? null
}

/** The name of a carrier; undefined: there is none. */
export async function readCarrierName(db: pg.ClientBase, carrierId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ name: string }>('SELECT name FROM carriers WHERE id = $1', [carrierId])
  return rows[0]?.name
}

/** Ports that are not over, counted by their kind and the row of their losing carrier. */
export async function countOpenPorts(
  db: pg.ClientBase,
): Promise<readonly { readonly kind: PortKind; readonly carrierId: number | null; readonly count: number }[]> {
  const { rows } = await db.query<{ kind: PortKind; carrierId: number | null; count: number }>(
    `SELECT p.kind, k.id AS "carrierId", count(*)::int4 AS count
       FROM ports p LEFT JOIN carriers k ON k.reseller_id = p.reseller_id AND lower(k.name) = lower(p.losing_carrier)
      WHERE NOT (p.state = ANY ($1)) GROUP BY p.kind, k.id`,
    [ENDED_STATES],
  )
  return rows
}
