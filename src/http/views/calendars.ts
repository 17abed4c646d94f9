import type pg from 'pg'
import { cutOverHours, timeOfDay } from '#domain/porting/cut-over-date.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import { whichCalendar } from '#domain/porting/which-calendar.ts'
import { isBusinessDay, type BusinessCalendar } from '#domain/time/business-days.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { namesOf, reckonable, termsFor } from '#operations/porting/desk.ts'
import { countOpenPorts, listCalendars, type CalendarRow } from '#storage/queries/calendars.ts'
import { notFound } from '../not-found.ts'

/** A calendar may be closed for two months; what is looked at ends with that. */
const MOST_DAYS = 62

/** All calendars, each with how many open ports go by it. */
export async function viewCalendars(db: pg.ClientBase) {
  const rows = await listCalendars(db)
  const counts = await portsByCalendar(db, rows)
  return { items: rows.map((row) => viewCalendar(row, counts.get(row.id) ?? 0)) }
}

export async function viewOneCalendar(calendarId: number, db: pg.ClientBase) {
  const { items } = await viewCalendars(db)
  return notFound(
    'calendar',
    items.find(({ id }) => id === calendarId),
  )
}

/** Each open port goes by the desk's calendar and by that of its losing carrier, where it has another. */
async function portsByCalendar(db: pg.ClientBase, rows: readonly CalendarRow[]): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>()
  for (const { kind, carrierId, count } of await countOpenPorts(db)) {
    const ids = new Set([whichCalendar(rows, kind, null)?.id, whichCalendar(rows, kind, carrierId)?.id])
    for (const id of ids) if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + count)
  }
  return counts
}

function viewCalendar(row: CalendarRow, openPorts: number) {
  const { opensAt, closesAt, nationalOnly, states, carrierId, carrierName, closedDays, ...rest } = row
  return {
    ...rest,
    carrier: carrierId === null ? null : { id: carrierId, name: carrierName ?? '' },
    opensAt: timeOfDay(opensAt),
    closesAt: timeOfDay(closesAt),
    holidays: { nationalOnly, states },
    closedDays: closedDays.map(({ date, until, name }) => ({ date, until: until ?? null, name })),
    openPorts,
  }
}

/**
 * Which calendars go for a kind of port and a carrier, and the days from today on: which of them are worked by whom, counted,
 * and when a cut-over may begin. As many days as hold so many business days of both.
 */
export async function viewCalendarsInForce(
  db: pg.ClientBase,
  asked: { readonly kind: PortKind; readonly carrierId: number | null; readonly businessDays: number },
  now: Date,
) {
  const rows = await listCalendars(db)
  const terms = { desk: termsFor(rows, asked.kind, null), carrier: termsFor(rows, asked.kind, asked.carrierId) }
  const calendars = { desk: reckonable(terms.desk, now), carrier: reckonable(terms.carrier, now) }
  const names = { desk: namesOf(terms.desk, now), carrier: namesOf(terms.carrier, now) }
  const today = dateAt(now.getTime(), calendars.desk.timeZone)
  const counted = { desk: 0, carrier: 0 }
  const days = []
  for (let ahead = 0; ahead < MOST_DAYS; ahead++) {
    if (Math.min(counted.desk, counted.carrier) >= asked.businessDays) break
    const date = today.add({ days: ahead }).toString()
    const side = (whose: 'desk' | 'carrier') => {
      const isOpen = isBusinessDay(calendars[whose], date)
      if (isOpen) counted[whose]++
      return { no: isOpen ? counted[whose] : null, closedFor: isOpen ? null : (names[whose].get(date) ?? 'Not worked') }
    }
    const hours = cutOverHours(date, calendars)
    const cutOver = hours && { opensAt: timeOfDay(hours.opensAt), closesAt: timeOfDay(hours.closesAt) }
    days.push({ date, desk: side('desk'), carrier: side('carrier'), cutOver: cutOver ?? null })
  }
  return { desk: viewRef(terms.desk, calendars.desk), carrier: viewRef(terms.carrier, calendars.carrier), days }
}

function viewRef({ id, name }: CalendarRow, { timeZone }: BusinessCalendar) {
  return { id, name, timeZone }
}
