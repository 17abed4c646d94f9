import type pg from 'pg'
import { cutOverHours, earliestCutOver, refuseCutOverDay, timeOfDay } from '#domain/porting/cut-over-date.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import { PORT_STAGE_NAMES, PORT_STAGES } from '#domain/porting/port-stage.ts'
import type { PortState } from '#domain/porting/port-state.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { isBusinessDay, type BusinessCalendar } from '#domain/time/business-days.ts'
import { dateAt, startOfDate } from '#domain/time/calendar-date.ts'
import { closedDayNames, closedDaysOfPort, loadCalendars, loadDesk } from '#operations/porting/desk.ts'
import { countPortsByState, listCutOvers, listPorts, readPort } from '#storage/queries/ports.ts'
import { notFound } from '../not-found.ts'
import { viewPortLine } from './port.ts'

const CARDS = 50
const MOST_DAYS = 62

/** Ports by stage, as many cards of each as a board shows; overdue first. */
export async function viewBoard(
  db: pg.ClientBase,
  { kind, accountId }: { readonly kind?: PortKind | undefined; readonly accountId?: number | undefined },
  now: Date,
) {
  const filter = { accountId, kind: kind === undefined ? undefined : [kind] }
  const counted = new Map((await countPortsByState(db, filter, now)).map((row) => [row.state, row]))
  const columns = []
  for (const stage of PORT_STAGE_NAMES) {
    const states: readonly PortState[] = PORT_STAGES[stage]
    const counts = states.flatMap((state) => counted.get(state) ?? [])
    const count = counts.reduce((sum, row) => sum + row.count, 0)
    const { items } =
      count === 0 ? { items: [] } : await listPorts(db, { ...filter, state: states, sort: 'due', limit: CARDS }, now)
    columns.push({
      stage,
      states,
      count,
      overdue: counts.reduce((sum, row) => sum + row.overdue, 0),
      items: items.map((row) => viewPortLine(row, now)),
    })
  }
  return { columns }
}

/** The days of a stretch, each with its cut-overs; the zone is that of the desk. */
export async function viewCutOvers(
  db: pg.ClientBase,
  asked: { readonly from: string; readonly to: string; readonly accountId?: number | undefined },
  now: Date,
) {
  const desk = await loadDesk(db, now)
  const names = await closedDayNames(db, now)
  const dates = daysBetween(asked.from, asked.to)
  const [from, to] = [Temporal.PlainDate.from(asked.from), Temporal.PlainDate.from(asked.to).add({ days: 1 })]
  const rows = await listCutOvers(db, {
    from: new Date(startOfDate(from, desk.timeZone)),
    to: new Date(startOfDate(to, desk.timeZone)),
    accountId: asked.accountId,
  })
  const dayOf = (at: Date | null): string => (at === null ? '' : dateAt(at.getTime(), desk.timeZone).toString())
  return {
    timeZone: desk.timeZone,
    days: dates.map((date) => ({
      date,
      ...openness(date, desk, names),
      items: rows.filter(({ cutOverAt }) => dayOf(cutOverAt) === date).map((row) => viewPortLine(row, now)),
    })),
  }
}

function openness(date: string, desk: BusinessCalendar, names: ReadonlyMap<string, string>) {
  const isOpen = isBusinessDay(desk, date)
  return { isOpen, closedFor: isOpen ? null : (names.get(date) ?? 'Not a working day') }
}

/** The days from today or another on, each with whether the port may be cut over then. */
export async function viewAllowedDates(
  db: pg.ClientBase,
  portId: number,
  { from, days }: { readonly from?: string | undefined; readonly days: number },
  now: Date,
) {
  const port = notFound('port', await readPort(db, portId))
  const calendars = await loadCalendars(db, port, now)
  const names = await closedDaysOfPort(db, port, now)
  const isAccepted = port.rejectReason === null && port.decidedAt !== null
  const terms = { kind: port.kind, acceptedAt: isAccepted && port.decidedAt !== null ? port.decidedAt : now, now }
  const { timeZone, ...deskHours } = calendars.desk
  const first = from === undefined ? dateAt(now.getTime(), timeZone) : Temporal.PlainDate.from(from)
  const dates = Array.from({ length: days }, (_, index) => first.add({ days: index }).toString())
  const earliest = earliestCutOver(terms, calendars)
  return {
    timeZone,
    ...hoursOf(cutOverHours(earliest, calendars) ?? deskHours),
    earliest,
    days: dates.map((date) => {
      const refused = refuseCutOverDay(date, terms, calendars)
      const reason = refused === undefined ? null : (names.get(date) ?? refused)
      const hours = refused === undefined ? cutOverHours(date, calendars) : undefined
      return { date, isAllowed: refused === undefined, reason, hours: hours === undefined ? null : hoursOf(hours) }
    }),
  }
}

function hoursOf({ opensAt, closesAt }: { readonly opensAt: number; readonly closesAt: number }) {
  return { opensAt: timeOfDay(opensAt), closesAt: timeOfDay(closesAt) }
}

function daysBetween(from: string, to: string): readonly string[] {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)]
  const count = first.until(last, { largestUnit: 'day' }).days + 1
  if (count < 1 || count > MOST_DAYS) {
    const message = count < 1 ? `${to} is before ${from}: swap them.` : `Ask for ${MOST_DAYS} days at the most.`
    throw new ProblemError(problem('invalid_value', message, { field: 'to' }))
  }
  return Array.from({ length: count }, (_, index) => first.add({ days: index }).toString())
}
