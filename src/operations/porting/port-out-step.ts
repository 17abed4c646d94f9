import { nameOf } from '#domain/access/actor.ts'
import { portOutDue } from '#domain/porting/port-out-due.ts'
import { takePortOutStep, type PortOutState, type PortOutStep } from '#domain/porting/port-out-state.ts'
import { isProblem, problem, ProblemError } from '#domain/problem.ts'
import { lockKnownAccount } from '#operations/numbers/account-terms.ts'
import type { WriteContext } from '#operations/operation.ts'
import type { AccountRow } from '#storage/queries/accounts.ts'
import { lockPortOut, readPortOut, type PortOutEventRow, type PortOutRow } from '#storage/queries/port-outs.ts'
import { insertPortOutEvent, updatePortOutPlace, type PortOutPlace } from '#storage/tables/port-outs.ts'
import { loadOutDesk } from './port-out-desk.ts'
import type { Said } from './port-step.ts'

/** A request that is about to take a step, locked with its account. */
export interface PortOutInHand {
  readonly account: AccountRow
  readonly portOut: PortOutRow
}

/**
 * Locks a request: the account first, as closing an account does it, so that nobody waits in a circle.
 *
 * @param step what it is to take; left out: none.
 * @throws ProblemError 'not_found'; 'illegal_transition', which says what would be possible.
 */
export async function takeOutInHand(
  context: WriteContext,
  portOutId: number,
  step?: PortOutStep,
): Promise<PortOutInHand> {
  const seen = await readPortOut(context.db, portOutId)
  if (seen === undefined) throw noSuchPortOut()
  const account = await lockKnownAccount(context, seen.accountId)
  const portOut = await lockPortOut(context.db, portOutId)
  if (portOut === undefined) throw noSuchPortOut()
  if (step !== undefined) stateAfter(context, portOut, step)
  return { account, portOut }
}

function noSuchPortOut(): ProblemError {
  return new ProblemError(problem('not_found', 'There is no such port-out.'))
}

function stateAfter({ now }: Pick<WriteContext, 'now'>, portOut: PortOutRow, step: PortOutStep): PortOutState {
  const reached = takePortOutStep(portOut.id, portOut, step, now)
  if (isProblem(reached)) throw new ProblemError(reached)
  return reached
}

/** What a step changes beside the state. */
interface Move extends Partial<Said> {
  readonly place?: Omit<PortOutPlace, 'state' | 'due'>
  /** For those who listen: never what is for staff. */
  readonly payload?: Readonly<Record<string, unknown>>
}

/** Takes a request in hand a step on: its state and when the next is due, its timeline, the audit line and the event. */
export async function movePortOut(
  context: WriteContext,
  { portOut }: Pick<PortOutInHand, 'portOut'>,
  step: PortOutStep,
  { customerWords = '', staffWords = '', place = {}, payload = {} }: Move = {},
): Promise<number> {
  const { db, now, actor, audit, emit } = context
  const state = stateAfter(context, portOut, step)
  const cutOverAt = place.cutOverAt === undefined ? portOut.cutOverAt : place.cutOverAt
  const due = portOutDue({ ...portOut, state, stateSince: now, cutOverAt }, await loadOutDesk(db, portOut.kind, now))
  await updatePortOutPlace(db, portOut.id, { ...place, state, due }, now)
  const said = { customerWords, staffWords: actor.accountId === undefined ? staffWords : '' }
  await addToOutTimeline(context, portOut, { what: step, state, ...said })
  audit({
    subject: `port-out ${portOut.id}`,
    accountId: portOut.accountId,
    before: { state: portOut.state },
    after: { state, ...payload, ...wordsOf(said) },
  })
  const { id: portOutId, kind, accountId, numbers, gainingCarrier } = portOut
  const type = step === 'undo-release' ? 'port-out.undone' : (`port-out.${state}` as const)
  emit({ type, accountId, payload: { portOutId, kind, numbers, gainingCarrier, ...payload } })
  return portOut.id
}

/** Adds a line to the timeline of a request. */
export async function addToOutTimeline(
  { db, resellerId, now, actor }: WriteContext,
  { id: portOutId, accountId }: Pick<PortOutRow, 'id' | 'accountId'>,
  event: Pick<PortOutEventRow, 'what' | 'state' | 'customerWords' | 'staffWords'>,
): Promise<void> {
  // Staff who act in a customer's name are staff on the timeline.
  const isCustomer = actor.accountId !== undefined && actor.onBehalf === undefined
  const owner = { resellerId, accountId, portOutId }
  await insertPortOutEvent(db, owner, { ...event, at: now, actorName: nameOf(actor), isCustomer })
}

function wordsOf({ customerWords, staffWords }: Said): Partial<Said> {
  return { ...(customerWords !== '' && { customerWords }), ...(staffWords !== '' && { staffWords }) }
}
