import type pg from 'pg'
import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import { checkOf, checksOf, refuseTick } from '#domain/porting/cut-over-checklist.ts'
import { adviceAfter, isReached, isTried, refuseAlarm } from '#domain/porting/cut-over-day.ts'
import { dateAt, startOfDate } from '#domain/time/calendar-date.ts'
import { loadDesk } from '#operations/porting/desk.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { readAlarms, readCutOverStart, readTestCalls, readTicks, type TickRow } from '#storage/queries/port-day.ts'
import { listCutOvers, readPort, type PortRow } from '#storage/queries/ports.ts'
import { notFound } from '../not-found.ts'
import { viewPortLine, type Viewer } from './port.ts'

/** The day of the cut-over of one port, as the viewer may see it. */
export async function viewCutOverDay(portId: number, db: pg.ClientBase, { actor, now }: Viewer) {
  const port = notFound('port', await readPort(db, portId))
  const brand = await readBrand(db, actor.resellerId ?? 0)
  const { attempt, state, cutOverAt, completedAt, returnUntil } = port
  const nameFor = namer(actor, brand?.name ?? '')
  const checks = viewChecks(port, await readTicks(db, portId, attempt), actor, nameFor)
  const calls = await readTestCalls(db, portId, attempt)
  return {
    portId,
    state,
    cutOverAt,
    startedAt: (await readCutOverStart(db, portId, attempt)) ?? null,
    completedAt,
    returnUntil,
    contact: contactOf(port),
    checks,
    progress: progressOf(checks),
    testCalls: calls.map(({ id, number, direction, isGood, heard, ...done }) => ({
      id,
      number,
      direction,
      result: isGood ? ('good' as const) : ('failed' as const),
      heard,
      ...viewDone(done, nameFor),
    })),
    isTried: isTried(calls),
    advice: isReached('cutting-over', state) ? (adviceAfter(calls, port, now) ?? null) : null,
    mayTestCall: isReached('cutting-over', state) && may(actor, 'ports.request'),
    mayRaiseAlarm: refuseAlarm(port) === undefined && may(actor, 'ports.request'),
    alarms: (await readAlarms(db, portId)).map(({ id, words, settledAt, settledBy, ...done }) => ({
      id,
      words,
      ...viewDone(done, nameFor),
      settledAt,
      settledBy: settledBy === null ? null : nameFor(settledBy, false),
    })),
  }
}

/** The cut-overs of a day of the desk, the present one where none is named. */
export async function viewCutOversOfDay(db: pg.ClientBase, asked: string | undefined, { actor, now }: Viewer) {
  const { timeZone } = await loadDesk(db, now)
  const day = asked === undefined ? dateAt(now.getTime(), timeZone) : Temporal.PlainDate.from(asked)
  const rows = await listCutOvers(db, {
    from: new Date(startOfDate(day, timeZone)),
    to: new Date(startOfDate(day.add({ days: 1 }), timeZone)),
    accountId: undefined,
  })
  const items = []
  for (const row of rows) {
    const port = notFound('port', await readPort(db, row.id))
    const checks = viewChecks(port, await readTicks(db, row.id, row.attempt), actor, (name) => name)
    items.push({
      port: viewPortLine(row, now),
      contact: contactOf(port),
      progress: progressOf(checks),
      isTried: isTried(await readTestCalls(db, row.id, row.attempt)),
      returnUntil: port.returnUntil,
      openAlarms: (await readAlarms(db, row.id)).filter(({ settledAt }) => settledAt === null).length,
    })
  }
  return { date: day.toString(), timeZone, items }
}

type NameFor = (actorName: string, isCustomer: boolean) => string

/** To a customer, whoever of the staff did it is the brand. */
function namer({ accountId }: Actor, brandName: string): NameFor {
  return (actorName, isCustomer) => (accountId !== undefined && !isCustomer ? brandName : actorName)
}

interface Done {
  readonly at: Date
  readonly actorName: string
  readonly isCustomer: boolean
}

function viewDone({ at, actorName, isCustomer }: Done, nameFor: NameFor) {
  return { at, by: nameFor(actorName, isCustomer), isCustomer }
}

function viewChecks(port: PortRow, ticks: readonly TickRow[], actor: Actor, nameFor: NameFor) {
  if (!isReached('accepted', port.state)) return []
  const isCustomer = actor.accountId !== undefined
  return checksOf(port).flatMap((item) => {
    const { phase, title, ownTitle, help } = checkOf(item)
    const shown = isCustomer ? ownTitle : title
    if (shown === null) return []
    const tick = ticks.find((one) => one.item === item)
    return {
      item,
      phase,
      title: shown,
      help,
      mayTick: refuseTick(port, item, isCustomer) === undefined && may(actor, 'ports.request'),
      done: tick === undefined ? null : { ...viewDone(tick, nameFor), note: tick.note },
    }
  })
}

function progressOf(checks: readonly { readonly done: unknown }[]) {
  return { done: checks.filter(({ done }) => done !== null).length, total: checks.length }
}

function contactOf({ details: { dayContact, authorisedPerson } }: PortRow) {
  if (dayContact !== null) return dayContact
  return authorisedPerson === null ? null : { name: authorisedPerson.name, phone: authorisedPerson.phone }
}
