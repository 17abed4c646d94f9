import type pg from 'pg'
import { apartFrom } from '#domain/porting/cut-over-date.ts'
import { PORT_KINDS } from '#domain/porting/port-kind.ts'
import { calendarFaults, type CalendarTerms } from '#domain/porting/process-calendar.ts'
import { isEveryDay, type CalendarScope } from '#domain/porting/which-calendar.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { changedMeanwhile, operation } from '#operations/operation.ts'
import { listCalendars, readCalendar, readCarrierName, type CalendarRow } from '#storage/queries/calendars.ts'
import { deleteCalendar, insertCalendar, updateCalendar } from '#storage/tables/calendars.ts'
import { reckonable, termsFor } from './desk.ts'
import { reckonDueAnew } from './reckon-due.ts'

/** How far calendars are looked at together. */
const DAYS_TOGETHER = 2 * 366

/**
 * Gives one kind of port, one losing carrier, or both a calendar of their own. What is due by it is reckoned anew. Returns its id.
 *
 * @throws ProblemError 'not_found' for the carrier, 'already_exists' for a kind and carrier that have one, 'invalid_value'.
 */
export const createCalendar = operation({
  name: 'calendars.create',
  permission: 'calendars.write',
  async run(
    { db, resellerId, now, audit },
    { kind, carrierId, terms }: CalendarScope & { readonly terms: CalendarTerms },
  ) {
    const carrier = carrierId === null ? null : await readCarrierName(db, carrierId)
    if (carrier === undefined) throw new ProblemError(problem('not_found', 'There is no such carrier.'))
    checkTerms(terms, now)
    const id = await insertCalendar(db, resellerId, 'porting', { kind, carrierId }, terms)
    if (id === undefined) {
      const message = `There is a calendar for ${scopeWords(kind, carrier)} already: change that one.`
      throw new ProblemError(problem('already_exists', message, { field: carrierId === null ? 'kind' : 'carrierId' }))
    }
    await checkTogether(db, id, now)
    await reckonDueAnew(db, now)
    audit({ subject: `calendar ${id}`, before: {}, after: { kind, carrier, ...terms } })
    return id
  },
})

interface CalendarChange {
  readonly calendarId: number
  readonly terms: CalendarTerms
  readonly ifVersion: number | undefined
}

/**
 * Changes on which days and in which hours a process works. What is due by it is reckoned anew; dates people agreed on stay.
 *
 * @throws ProblemError 'not_found', 'invalid_value', 'changed_meanwhile'.
 */
export const changeCalendar = operation({
  name: 'calendars.change',
  permission: 'calendars.write',
  async run({ db, now, audit }, { calendarId, terms, ifVersion }: CalendarChange) {
    const calendar = await knownCalendar(db, calendarId)
    checkTerms(terms, now)
    if (!(await updateCalendar(db, calendarId, terms, ifVersion ?? calendar.version)))
      throw changedMeanwhile('this calendar')
    await checkTogether(db, calendarId, now)
    await reckonDueAnew(db, now)
    audit({ subject: `calendar ${calendarId}`, before: termsOf(calendar), after: terms })
    return calendarId
  },
})

/**
 * Takes a calendar away: what is due by it is reckoned anew, by the next that goes for it. That of the desk for all kinds stays.
 *
 * @throws ProblemError 'not_found', 'in_use' for the desk's.
 */
export const removeCalendar = operation({
  name: 'calendars.delete',
  permission: 'calendars.write',
  async run({ db, now, audit }, { calendarId }: { readonly calendarId: number }) {
    const calendar = await knownCalendar(db, calendarId)
    if (isEveryDay(calendar)) {
      const message = 'Everything else falls back on this calendar: it can be changed, and not deleted.'
      throw new ProblemError(problem('in_use', message))
    }
    await deleteCalendar(db, calendarId)
    await reckonDueAnew(db, now)
    const { kind, carrierName } = calendar
    audit({
      subject: `calendar ${calendarId}`,
      before: { kind, carrier: carrierName, ...termsOf(calendar) },
      after: {},
    })
    return calendarId
  },
})

async function knownCalendar(db: pg.ClientBase, calendarId: number): Promise<CalendarRow> {
  const calendar = await readCalendar(db, calendarId)
  if (calendar === undefined) throw new ProblemError(problem('not_found', 'There is no such calendar.'))
  return calendar
}

function termsOf(calendar: CalendarRow): CalendarTerms {
  const { name, timeZone, weekdays, opensAt, closesAt, nationalOnly, states, closedDays } = calendar
  return { name, timeZone, weekdays, opensAt, closesAt, nationalOnly, states, closedDays }
}

/** `simple ports that leave Example Telecom`. */
function scopeWords(kind: CalendarScope['kind'], carrier: string | null): string {
  const ports = kind === null ? 'all ports' : `${kind} ports`
  return carrier === null ? `the desk and ${ports}` : `${ports} that leave ${carrier}`
}

function checkTerms(terms: CalendarTerms, now: Date): void {
  const faults = calendarFaults(terms, reckonable(terms, now).holidayDates)
  if (faults.length > 0) throw new ProblemError(...faults)
}

/** Sees that the desk and each carrier still share some hours: else no port could be cut over. */
async function checkTogether(db: pg.ClientBase, calendarId: number, now: Date): Promise<void> {
  const rows = await listCalendars(db)
  const seen = new Set<string>()
  for (const { carrierId } of rows) {
    if (carrierId === null) continue
    for (const kind of PORT_KINDS) {
      const [desk, carrier] = [termsFor(rows, kind, null), termsFor(rows, kind, carrierId)]
      const pair = `${desk.id} ${carrier.id}`
      if (seen.has(pair) || (desk.id !== calendarId && carrier.id !== calendarId)) continue
      seen.add(pair)
      const calendars = { desk: reckonable(desk, now), carrier: reckonable(carrier, now) }
      const apart = apartFrom(dateAt(now.getTime(), desk.timeZone).toString(), DAYS_TOGETHER, calendars)
      if (apart === undefined) continue
      const message =
        `From ${apart} on “${desk.name}” and “${carrier.name}” would share no hour for two months, and no port ` +
        'could be cut over: leave them some hours together.'
      throw new ProblemError(problem('invalid_value', message, { field: 'opensAt' }))
    }
  }
}
