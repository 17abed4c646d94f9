import { z } from 'zod'
import { CALENDAR_PROCESSES } from '#domain/porting/process-calendar.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { australianState } from './numbers.ts'
import { date, id, timeZone, words } from './wire.ts'

const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Write a time like 08:30.')
  .meta({ examples: ['08:00'] })

const fields = {
  name: words(80),
  timeZone,
  weekdays: z
    .array(z.int().min(1).max(7))
    .min(1, 'Choose at least one day of the week.')
    .max(7)
    .meta({ description: 'Days of the week worked, 1 Monday to 7 Sunday' }),
  opensAt: timeOfDay,
  closesAt: timeOfDay,
  holidays: z
    .object({
      nationalOnly: z.boolean().meta({ description: 'Only those that all states and territories share' }),
      states: z.array(australianState).max(8).meta({ description: 'Else those of any of these' }),
    })
    .strict(),
  closedDays: z
    .array(z.object({ date, name: words(80) }).strict())
    .max(200)
    .meta({ description: 'Days closed of one’s own' }),
}

const calendar = z
  .object({
    id,
    process: z.enum(CALENDAR_PROCESSES).meta({ description: 'What goes by it' }),
    ...fields,
    version: z.int(),
  })
  .meta({ id: 'BusinessCalendar' })

const calendarParam = z.object({ calendarId: id })

export const calendarsEndpoints = {
  listCalendars: endpoint({
    id: 'calendars.list',
    method: 'GET',
    path: '/calendars',
    summary: 'On which days and in which hours the desks work',
    access: 'calendars.read',
    response: z.object({ items: z.array(calendar) }),
  }),
  changeCalendar: endpoint({
    id: 'calendars.change',
    method: 'PUT',
    path: '/calendars/{calendarId}',
    summary: 'Change a calendar; what is due by it is reckoned anew',
    access: 'calendars.write',
    params: calendarParam,
    body: z.object(fields).strict(),
    response: calendar,
    etag: true,
  }),
  listClosedDays: endpoint({
    id: 'calendars.closed-days',
    method: 'GET',
    path: '/calendars/{calendarId}/closed-days',
    summary: 'The days of the coming year on which a desk is closed, beside those of every week',
    access: 'calendars.read',
    params: calendarParam,
    query: z.object({ from: date.optional().meta({ description: 'Left out: today' }) }),
    response: z.object({
      items: z.array(
        z.object({
          date,
          name: z.string(),
          isPublicHoliday: z.boolean().meta({ description: 'Else a day of one’s own' }),
        }),
      ),
    }),
  }),
} satisfies Record<string, Endpoint>
