import {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator'
import type { CutOverEntry } from '#domain/porting/cut-over-entry.ts'

/** Who says so, and to whom. */
export interface CalendarParties {
  readonly organiser: { readonly name: string; readonly email: string }
  /** The address of the one it is mailed to; undefined: it is taken from a page. */
  readonly attendee: string | undefined
}

/** How long ahead the calendar reminds of it: the day before, and an hour. */
const REMINDERS_S = [24 * 3600, 3600]

/**
 * A calendar file (RFC 5545) of one entry. Mailed, it is a request or a cancellation by RFC 5546, so that a calendar that has
 * the entry changes it; taken from a page, it is published.
 */
export function calendarFile(entry: CutOverEntry, { organiser, attendee }: CalendarParties, now: Date): Buffer {
  const mailed = entry.isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST
  const calendar = new ICalCalendar({
    prodId: { company: organiser.name, product: 'Number moves', language: 'EN' },
    method: attendee === undefined ? ICalCalendarMethod.PUBLISH : mailed,
  })
  const event = calendar.createEvent({
    id: entry.uid,
    sequence: entry.sequence,
    stamp: now,
    start: entry.startsAt,
    end: entry.endsAt,
    summary: entry.summary,
    description: entry.description,
    organizer: { name: organiser.name, email: organiser.email },
    status: entry.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  if (attendee !== undefined)
    event.createAttendee({
      email: attendee,
      rsvp: false,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
      type: ICalAttendeeType.INDIVIDUAL,
    })
  if (!entry.isCancelled)
    for (const trigger of REMINDERS_S)
      event.createAlarm({ type: ICalAlarmType.display, trigger, description: entry.summary })
  return Buffer.from(calendar.toString(), 'utf8')
}
