import { nameOf } from '#domain/access/actor.ts'
import { nextDue } from '#domain/porting/port-due.ts'
import { changesEntry } from '#domain/porting/cut-over-entry.ts'
import { stepsOf, takePortStep, type PortStep, type ReachedState } from '#domain/porting/port-state.ts'
import type { PortCalendars } from '#domain/porting/which-calendar.ts'
import { isProblem, problem, ProblemError } from '#domain/problem.ts'
import { lockKnownAccount } from '#operations/numbers/account-terms.ts'
import type { WriteContext } from '#operations/operation.ts'
import type { AccountRow } from '#storage/queries/accounts.ts'
import type { PortEventRow } from '#storage/queries/port-history.ts'
import { lockPort, readPort, type PortRow } from '#storage/queries/ports.ts'
import {
  insertPortEvent,
  updateAttempt,
  updatePlace,
  type AttemptChange,
  type PortPlace,
} from '#storage/tables/ports.ts'
import { loadCalendars } from './desk.ts'

/** What is said with a step: to the customer, and among staff. */
export interface Said {
  readonly customerWords: string
  readonly staffWords: string
}

export const NOTHING_SAID: Said = { customerWords: '', staffWords: '' }

/** A port that is about to take a step, locked with its account, and the calendars it goes by. */
export interface PortInHand {
  readonly account: AccountRow
  readonly port: PortRow
  readonly calendars: PortCalendars
}

/**
 * Locks a port: the account first, as closing an account does it, so that nobody waits in a circle.
 *
 * @param step what it is to take, and the actor asks for; left out: none, or one that nobody asked for.
 * @throws ProblemError 'not_found'; 'illegal_transition', which says what would be possible; 'forbidden'.
 */
export async function takeInHand(context: WriteContext, portId: number, step?: PortStep): Promise<PortInHand> {
  const { db, now } = context
  const seen = await readPort(db, portId)
  if (seen === undefined) throw noSuchPort()
  const account = await lockKnownAccount(context, seen.accountId)
  const port = await lockPort(db, portId)
  if (port === undefined) throw noSuchPort()
  if (step !== undefined) checkPortStep(context, port, step)
  return { account, port, calendars: await loadCalendars(db, port, now) }
}

function noSuchPort(): ProblemError {
  return new ProblemError(problem('not_found', 'There is no such port.'))
}

function checkPortStep({ actor }: Pick<WriteContext, 'actor'>, port: PortRow, step: PortStep): void {
  stateAfter(port, step)
  if (step === 'expire' ? actor.role === 'system' : stepsOf(actor, port).includes(step)) return
  const message = 'Only your provider can do that with this port; leave a note on it to ask for it.'
  throw new ProblemError(problem('forbidden', message))
}

function stateAfter(port: PortRow, step: PortStep): ReachedState {
  const reached = takePortStep(port.id, port, step)
  if (isProblem(reached)) throw new ProblemError(reached)
  return reached
}

/** What a step changes beside the state. */
export interface Move extends Partial<Said> {
  readonly place?: Omit<PortPlace, 'state' | 'due'>
  readonly attempt?: AttemptChange
  /** For those who listen: never what is for staff. */
  readonly payload?: Readonly<Record<string, unknown>>
}

/**
 * Takes a port in hand a step on: its state and when the next is due, its attempt, its timeline, the audit line and the event.
 *
 * @throws ProblemError 'illegal_transition'.
 */
export async function movePort(
  context: WriteContext,
  { port, calendars }: PortInHand,
  step: PortStep,
  { customerWords = '', staffWords = '', place = {}, attempt = {}, payload = {} }: Move = {},
): Promise<number> {
  const { db, now, actor, audit, emit } = context
  const state = stateAfter(port, step)
  const no = place.attempt ?? port.attempt
  const due = nextDue(
    {
      kind: port.kind,
      state,
      stateSince: now,
      lodgedAt: step === 'submit' ? null : (attempt.lodgedAt ?? port.lodgedAt),
      cutOverAt: place.cutOver === undefined ? port.cutOverAt : (place.cutOver?.at ?? null),
      returnUntil: place.completed?.returnUntil ?? port.returnUntil,
    },
    calendars,
  )
  const calendarSequence = changesEntry(step, port.cutOverAt) ? port.calendarSequence + 1 : undefined
  await updatePlace(db, port.id, { ...place, state, due, calendarSequence }, now)
  if (no > 0) await updateAttempt(db, port.id, no, attempt)
  const isCustomer = actor.accountId !== undefined
  const said = { customerWords, staffWords: isCustomer ? '' : staffWords }
  await addToTimeline(context, port, { what: step, state, attempt: no, ...said })
  audit({
    subject: `port ${port.id}`,
    accountId: port.accountId,
    before: { state: port.state },
    after: { state, attempt: no, ...payload, ...wordsOf(said) },
  })
  const { id: portId, kind, accountId } = port
  const numbers = port.numbers.map(({ number }) => number)
  emit({
    type: `port.${state}`,
    accountId,
    payload: {
      portId,
      kind,
      numbers,
      attempt: no,
      ...(customerWords !== '' && { words: customerWords }),
      ...(calendarSequence !== undefined && { calendarSequence, cutOverWas: port.cutOverAt?.toISOString() ?? null }),
      ...payload,
    },
  })
  return port.id
}

/** Adds a line to the timeline of a port. */
export async function addToTimeline(
  { db, resellerId, now, actor }: WriteContext,
  { id: portId, accountId }: Pick<PortRow, 'id' | 'accountId'>,
  event: Pick<PortEventRow, 'what' | 'state' | 'attempt' | 'customerWords' | 'staffWords'>,
): Promise<void> {
  // Staff who act in a customer's name are staff on the timeline.
  const isCustomer = actor.accountId !== undefined && actor.onBehalf === undefined
  const owner = { resellerId, accountId, portId }
  await insertPortEvent(db, owner, { ...event, at: now, actorName: nameOf(actor), isCustomer })
}

function wordsOf({ customerWords, staffWords }: Said): Partial<Said> {
  return { ...(customerWords !== '' && { customerWords }), ...(staffWords !== '' && { staffWords }) }
}
