import { nameOf } from '#domain/access/actor.ts'
import { checksOf, refuseTick, type CheckName } from '#domain/porting/cut-over-checklist.ts'
import { refuseAlarm, refuseTestCall, type TestCall } from '#domain/porting/cut-over-day.ts'
import { phoneText } from '#domain/phone-text.ts'
import { ProblemError } from '#domain/problem.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import type { PortRow } from '#storage/queries/ports.ts'
import {
  deleteTick,
  insertAlarm,
  insertTestCall,
  settleAlarms,
  upsertTick,
  type DoneBy,
} from '#storage/tables/port-day.ts'
import { addToTimeline, takeInHand } from './port-step.ts'

/** A check to tick, or to take the tick off. */
export interface Tick {
  readonly portId: number
  readonly item: CheckName
  readonly isDone: boolean
  readonly note: string
}

/**
 * Ticks a check of the day of a cut-over, or takes the tick off.
 *
 * @throws ProblemError 'invalid_value' for a check this port has not, 'illegal_transition' for one of later.
 */
export const tickCheck = operation({
  name: 'ports.tick',
  permission: 'ports.request',
  async run(context, { portId, item, isDone, note }: Tick) {
    const { port } = await takeInHand(context, portId)
    const refused = refuseTick(port, item, isByCustomer(context))
    if (refused !== undefined) throw new ProblemError(refused)
    const { attempt } = port
    if (isDone) await upsertTick(context.db, ownerOf(context, port), { attempt, item, note, ...doneBy(context) })
    else await deleteTick(context.db, portId, { attempt, item })
    context.audit({ subject: `port ${portId}`, accountId: port.accountId, after: { check: item, isDone, note } })
    return portId
  },
})

/** The checks a good call ticks by itself. */
const TICKED_BY: Readonly<Record<TestCall['direction'], readonly CheckName[]>> = {
  in: ['test-call-in', 'answer-point-reached'],
  out: ['test-call-out'],
}

/**
 * Writes down a call that was made to see whether a number works; it stands on the timeline, and a good one ticks its check.
 *
 * @throws ProblemError 'invalid_value', 'illegal_transition' before the cut-over has begun.
 */
export const recordTestCall = operation({
  name: 'ports.test-call',
  permission: 'ports.request',
  async run(context, { portId, ...call }: TestCall & { readonly portId: number }) {
    const { port } = await takeInHand(context, portId)
    const numbers = numbersOf(port)
    const refused = refuseTestCall({ ...port, numbers }, call)
    if (refused !== undefined) throw new ProblemError(refused)
    const { attempt } = port
    const owner = ownerOf(context, port)
    await insertTestCall(context.db, owner, { ...call, attempt, ...doneBy(context) })
    const ticked = call.isGood ? TICKED_BY[call.direction].filter((item) => checksOf(port).includes(item)) : []
    for (const item of ticked) await upsertTick(context.db, owner, { attempt, item, note: '', ...doneBy(context) })
    await say(context, port, testCallWords(call))
    context.audit({ subject: `port ${portId}`, accountId: port.accountId, after: { testCall: call } })
    const { direction, number, isGood, heard } = call
    context.emit({
      type: 'port.tested',
      accountId: port.accountId,
      payload: { portId, attempt, numbers, number, direction, result: isGood ? 'good' : 'failed', heard },
    })
    return portId
  },
})

function testCallWords({ number, direction, isGood, heard }: TestCall): string {
  const way = direction === 'in' ? 'to' : 'from'
  return `Test call ${way} ${phoneText(number)}: ${isGood ? 'good.' : `failed. Heard: ${heard}`}`
}

/**
 * Says that something is badly wrong while the numbers may still go back: it stands on the timeline, and staff are warned
 * by mail and on their screens until one of them has settled it.
 *
 * @throws ProblemError 'illegal_transition'.
 */
export const raiseAlarm = operation({
  name: 'ports.raise-alarm',
  permission: 'ports.request',
  async run(context, { portId, words }: { readonly portId: number; readonly words: string }) {
    const { port } = await takeInHand(context, portId)
    const refused = refuseAlarm(port)
    if (refused !== undefined) throw new ProblemError(refused)
    await insertAlarm(context.db, ownerOf(context, port), { words, ...doneBy(context) })
    await say(context, port, `Urgent: ${words}`)
    context.audit({ subject: `port ${portId}`, accountId: port.accountId, after: { urgent: words } })
    context.emit({
      type: 'port.urgent',
      accountId: port.accountId,
      payload: { portId, attempt: port.attempt, numbers: numbersOf(port), words, byCustomer: isByCustomer(context) },
    })
    return portId
  },
})

/** Writes that somebody has looked after what was urgent; what was done about it stands on the timeline. */
export const settleAlarm = operation({
  name: 'ports.settle-alarm',
  permission: 'ports.work',
  async run(context, { portId, words }: { readonly portId: number; readonly words: string }) {
    const { port } = await takeInHand(context, portId)
    const settled = await settleAlarms(context.db, portId, doneBy(context))
    if (settled === 0) return portId
    await say(context, port, words === '' ? 'Looked after.' : `Looked after: ${words}`)
    context.audit({ subject: `port ${portId}`, accountId: port.accountId, after: { settled, words } })
    return portId
  },
})

function isByCustomer({ actor }: WriteContext): boolean {
  return actor.accountId !== undefined
}

function doneBy({ now, actor }: WriteContext): DoneBy {
  // Staff who act in a customer's name are staff, as on the timeline.
  return {
    at: now,
    actorName: nameOf(actor),
    isCustomer: actor.accountId !== undefined && actor.onBehalf === undefined,
  }
}

function ownerOf({ resellerId }: WriteContext, { id, accountId }: PortRow) {
  return { resellerId, accountId, portId: id }
}

function numbersOf({ numbers }: PortRow): readonly string[] {
  return numbers.map(({ number }) => number)
}

function say(context: WriteContext, port: PortRow, customerWords: string): Promise<void> {
  return addToTimeline(context, port, {
    what: 'note',
    state: null,
    attempt: port.attempt,
    customerWords,
    staffWords: '',
  })
}
