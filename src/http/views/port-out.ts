import type pg from 'pg'
import { micros } from '#domain/money.ts'
import { needsConfirmation } from '#domain/porting/port-out-check.ts'
import { allowedPortOutSteps, PORT_OUT_ENDED, type PortOutState } from '#domain/porting/port-out-state.ts'
import { may } from '#domain/access/may.ts'
import { examine } from '#operations/porting/claim.ts'
import { consequencesOf } from '#operations/porting/port-out-consequences.ts'
import type { findTyped } from '#operations/porting/receive-port-out.ts'
import { readBrand } from '#storage/queries/brand.ts'
import {
  readConfirmations,
  readPortOut,
  readPortOutCharges,
  readPortOutEvents,
  type PortOutEventRow,
  type PortOutRow,
} from '#storage/queries/port-outs.ts'
import { notFound } from '../not-found.ts'
import type { Viewer } from './port.ts'

/** A request of another carrier in a list. */
export function viewPortOutLine(row: PortOutRow, now: Date) {
  const { id, kind, state, stateSince, accountId, accountNumber, accountName, numbers, gainingCarrier } = row
  const { receivedAt, dueOn, dueAt, cutOverAt, refusal, answer, releasedAt, undoUntil, changedAt } = row
  const who = { id, kind, state, stateSince, accountId, accountNumber, accountName, numbers, gainingCarrier }
  const when = { receivedAt, dueOn, dueAt, cutOverAt, releasedAt, undoUntil, changedAt }
  return {
    ...who,
    ...when,
    refusal,
    answer,
    isOverdue: dueAt !== null && dueAt < now,
    isWarning: answer === 'no' && row.warningSeenAt === null,
  }
}

/** One request with everything the viewer may see of it. */
export async function viewPortOut(portOutId: number, db: pg.ClientBase, viewer: Viewer) {
  const { actor, now } = viewer
  const row = notFound('port-out', await readPortOut(db, portOutId))
  const isCustomer = actor.accountId !== undefined
  const events = await readPortOutEvents(db, portOutId)
  const charges = await readPortOutCharges(db, row.accountId, portOutId)
  const staffName = (await readBrand(db, actor.resellerId ?? 0))?.name ?? ''
  return {
    ...viewPortOutLine(row, now),
    wantedAt: row.wantedAt,
    answeredAt: row.answeredAt,
    cancelledBy: row.cancelledBy,
    canAnswer: isCustomer && actor.onBehalf === undefined && may(actor, 'ports.request') && isAnswerable(row, now),
    staff: isCustomer ? null : await viewStaff(row, db, viewer),
    events: events
      .filter((event) => !isCustomer || isForCustomer(event))
      .map((event) => viewEvent(event, isCustomer, staffName)),
    charges: charges.map(({ chargeId, description, chargedAt, amountMicros, gstMicros }) => ({
      chargeId,
      description,
      chargedAt,
      amount: amountMicros,
      gst: gstMicros,
    })),
    chargesTotal: micros(charges.reduce((sum, { amountMicros }) => sum + amountMicros, 0n)),
    currency: 'AUD' as const,
    version: row.version,
  }
}

function isAnswerable({ state, undoUntil, answer }: PortOutRow, now: Date): boolean {
  if (state === 'released') return answer !== 'no' && undoUntil !== null && now < undoUntil
  return !isEnded(state)
}

function isEnded(state: PortOutState): boolean {
  const ended: readonly PortOutState[] = PORT_OUT_ENDED
  return ended.includes(state)
}

async function viewStaff(row: PortOutRow, db: pg.ClientBase, { actor, now }: Viewer) {
  const { carrierReference, receivedBy, statedAccountNumber, statedName, authorisedOn } = row
  const { claim, findings } = await examine(db, row, now)
  return {
    carrierReference,
    receivedBy,
    statedAccountNumber,
    statedName,
    authorisedOn,
    // Of one that is over, the numbers are gone: what was found then is history.
    findings: isEnded(row.state) ? [] : findings,
    needsConfirmation: !isEnded(row.state) && needsConfirmation(claim),
    confirmations: await readConfirmations(db, row.id),
    allowedSteps: may(actor, 'ports.work') ? allowedPortOutSteps(row, now) : [],
  }
}

/** Notes among staff, and what staff did to find out, are not. */
function isForCustomer({ what, customerWords }: PortOutEventRow): boolean {
  if (what === 'confirmed' || what === 'warning-seen') return false
  return what !== 'note' || customerWords !== ''
}

function viewEvent(event: PortOutEventRow, isCustomer: boolean, staffName: string) {
  const { at, actorName, what, state, customerWords, staffWords } = event
  return {
    at,
    what,
    state,
    by: isCustomer && !event.isCustomer ? staffName : actorName,
    isCustomer: event.isCustomer,
    words: customerWords,
    staffWords: isCustomer ? null : staffWords,
  }
}

/** What ends with the numbers of a request, and what stays. */
export async function viewConsequences(portOutId: number, db: pg.ClientBase, { actor, now }: Viewer) {
  const row = notFound('port-out', await readPortOut(db, portOutId))
  const { resellerId = 0 } = actor
  const { charges, monthlyMicros, bundle, channels, uses, balanceMicros, numbersLeft, fee } = await consequencesOf(
    { db, now, resellerId },
    row,
  )
  return {
    charges: charges.map(({ description, monthlyMicros: monthly }) => ({ description, monthly })),
    monthly: monthlyMicros,
    bundle,
    channels: { limit: channels.limit, extra: channels.extra, monthly: channels.monthlyMicros },
    uses,
    balance: balanceMicros,
    numbersLeft,
    fee: fee.amountMicros,
    feeGst: fee.gstMicros,
    currency: 'AUD' as const,
  }
}

/** Whose numbers are that somebody types. */
export function viewFound({ numbers, kind, unreadable }: Awaited<ReturnType<typeof findTyped>>) {
  return {
    items: numbers.map(({ problem, ...number }) => ({ ...number, problem: problem?.message ?? null })),
    kind: kind ?? null,
    unreadable: unreadable.map(({ written, problem }) => ({ written, problem: problem.message })),
  }
}
