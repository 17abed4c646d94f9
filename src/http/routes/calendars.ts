import type pg from 'pg'
import { calendarsEndpoints as endpoints } from '#contract/calendars.ts'
import { minutesOf, timeOfDay } from '#domain/porting/cut-over-date.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { changeCalendar } from '#operations/porting/change-calendar.ts'
import { closedDaysFrom } from '#operations/porting/desk.ts'
import { listCalendars, readCalendar, type CalendarRow } from '#storage/queries/calendars.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

export const calendarsRoutes: readonly Route[] = [
  route(endpoints.listCalendars, ({ read }) =>
    read(async (db) => ({ items: (await listCalendars(db)).map(viewCalendar) })),
  ),
  route(endpoints.changeCalendar, ({ perform, params, body, ifMatch }) => {
    const { holidays, opensAt, closesAt, ...rest } = body
    const hours = { opensAt: minutesOf(opensAt), closesAt: minutesOf(closesAt) }
    return perform(
      changeCalendar,
      { ...params, terms: { ...rest, ...holidays, ...hours }, ifVersion: ifMatch },
      readOne,
    )
  }),
  route(endpoints.listClosedDays, ({ read, params, query, now }) =>
    read(async (db) => {
      const calendar = notFound('calendar', await readCalendar(db, params.calendarId))
      const from = query.from ?? dateAt(now.getTime(), calendar.timeZone).toString()
      return { items: closedDaysFrom(calendar, from, now) }
    }),
  ),
]

async function readOne(calendarId: number, db: pg.ClientBase) {
  return viewCalendar(notFound('calendar', await readCalendar(db, calendarId)))
}

function viewCalendar({ opensAt, closesAt, nationalOnly, states, ...rest }: CalendarRow) {
  return {
    ...rest,
    opensAt: timeOfDay(opensAt),
    closesAt: timeOfDay(closesAt),
    holidays: { nationalOnly, states },
  }
}
