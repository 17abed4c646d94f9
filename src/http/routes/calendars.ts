import { calendarsEndpoints as endpoints } from '#contract/calendars.ts'
import { minutesOf } from '#domain/porting/cut-over-date.ts'
import type { CalendarTerms } from '#domain/porting/process-calendar.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { closedDaysFrom } from '#operations/porting/desk.ts'
import { changeCalendar, createCalendar, removeCalendar } from '#operations/porting/keep-calendars.ts'
import { readCalendar } from '#storage/queries/calendars.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'
import { viewCalendars, viewCalendarsInForce, viewOneCalendar } from '../views/calendars.ts'

export const calendarsRoutes: readonly Route[] = [
  route(endpoints.listCalendars, ({ read }) => read(viewCalendars)),
  route(endpoints.createCalendar, ({ perform, body: { kind, carrierId, ...terms } }) =>
    perform(createCalendar, { kind, carrierId, terms: toTerms(terms) }, viewOneCalendar),
  ),
  route(endpoints.changeCalendar, ({ perform, params, body, ifMatch }) =>
    perform(changeCalendar, { ...params, terms: toTerms(body), ifVersion: ifMatch }, viewOneCalendar),
  ),
  route(endpoints.deleteCalendar, ({ perform, params }) => perform(removeCalendar, params, () => ({}))),
  route(endpoints.listClosedDays, ({ read, params, query, now }) =>
    read(async (db) => {
      const calendar = notFound('calendar', await readCalendar(db, params.calendarId))
      const from = query.from ?? dateAt(now.getTime(), calendar.timeZone).toString()
      return { items: closedDaysFrom(calendar, from) }
    }),
  ),
  route(endpoints.readCalendarsInForce, ({ read, query: { carrierId, ...query }, now }) =>
    read((db) => viewCalendarsInForce(db, { ...query, carrierId: carrierId ?? null }, now)),
  ),
]

interface WireTerms extends Omit<CalendarTerms, 'opensAt' | 'closesAt' | 'nationalOnly' | 'states'> {
  readonly opensAt: string
  readonly closesAt: string
  readonly holidays: Pick<CalendarTerms, 'nationalOnly' | 'states'>
}

function toTerms({ holidays, opensAt, closesAt, ...rest }: WireTerms): CalendarTerms {
  return { ...rest, ...holidays, opensAt: minutesOf(opensAt), closesAt: minutesOf(closesAt) }
}
