import { z } from 'zod'
import { CALENDAR_PROCESSES } from '#domain/porting/process-calendar.ts'
import { endpoint, type Endpoint } from './endpoint.ts'
import { australianState } from './numbers.ts'
import { portKind } from './port-shapes.ts'
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
    .array(
      z
        .object({
          date,
          until: date
            .nullable()
            .default(null)
            .meta({ description: 'The last day of a stretch, 60 days at the most; null: it is one day' }),
          name: words(80),
        })
        .strict(),
    )
    .max(200)
    .meta({ description: 'Days closed of one’s own: a Christmas shutdown is one entry' }),
}

const kind = portKind.meta({ description: 'The kind of port it is for; null: all' })

const side = z.object({
  no: z
    .int()
    .nullable()
    .meta({ description: 'The how manieth business day it is, today being the first; null: closed' }),
  closedFor: z.string().nullable(),
})

const inForce = z.object({ id, name: z.string(), timeZone })

const calendar = z
  .object({
    id,
    process: z.enum(CALENDAR_PROCESSES).meta({ description: 'What goes by it' }),
    kind: kind.nullable(),
    carrier: z
      .object({ id, name: z.string() })
      .nullable()
      .meta({ description: 'The losing carrier it is for; null: the desk, and carriers that have none' }),
    ...fields,
    openPorts: z.int().meta({ description: 'How many ports that are not over go by it' }),
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
  createCalendar: endpoint({
    id: 'calendars.create',
    method: 'POST',
    path: '/calendars',
    summary: 'Give a kind of port, a losing carrier, or both a calendar of their own',
    description:
      'What is due by it is reckoned anew. The most specific goes: kind and carrier, carrier, kind, the desk.',
    access: 'calendars.write',
    body: z
      .object({
        kind: kind.nullable(),
        carrierId: id.nullable().meta({ description: 'null: for the desk' }),
        ...fields,
      })
      .strict(),
    response: calendar,
    status: 201,
    etag: true,
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
  deleteCalendar: endpoint({
    id: 'calendars.delete',
    method: 'DELETE',
    path: '/calendars/{calendarId}',
    summary: 'Take a calendar away; what is due by it is reckoned anew by the next that goes for it',
    description: 'That of the desk for all kinds stays.',
    access: 'calendars.write',
    params: calendarParam,
  }),
  readCalendarsInForce: endpoint({
    id: 'calendars.in-force',
    method: 'GET',
    path: '/calendars/in-force',
    summary: 'Which calendars go for a kind of port and a losing carrier, and the days to come by them',
    description: 'What we do is due by the desk’s, what the losing carrier does by its own; a cut-over needs both.',
    access: 'calendars.read',
    query: z.object({
      kind: portKind.default('simple'),
      carrierId: id.optional().meta({ description: 'Left out: a carrier that has no calendar' }),
      businessDays: z.coerce.number().int().min(1).max(20).default(10),
    }),
    response: z.object({
      desk: inForce,
      carrier: inForce,
      days: z.array(
        z.object({
          date,
          desk: side,
          carrier: side,
          cutOver: z
            .object({ opensAt: z.string(), closesAt: z.string() })
            .nullable()
            .meta({ description: 'When one may begin, by the desk’s clocks: while both are open' }),
        }),
      ),
    }),
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
