import { nameOf } from '#domain/access/actor.ts'
import { needsConfirmation, type ConfirmationMethod, type CustomerAnswer } from '#domain/porting/port-out-check.ts'
import { PORT_OUT_REFUSALS, type PortOutRefusal } from '#domain/porting/port-out-refusal.ts'
import type { CancelledBy } from '#domain/porting/port-out-state.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { insertConfirmation, updateAnswer, updateWarningSeen } from '#storage/tables/port-outs.ts'
import { examine } from './claim.ts'
import { addToOutTimeline, movePortOut, takeOutInHand } from './port-out-step.ts'
import type { Said } from './port-step.ts'

interface SaidOfPortOut extends Said {
  readonly portOutId: number
}

/** Takes a request up: who asks for the numbers is looked into. */
export const startVerifying = operation({
  name: 'port-outs.start-verifying',
  permission: 'ports.work',
  async run(context, { portOutId, ...said }: SaidOfPortOut) {
    return movePortOut(context, await takeOutInHand(context, portOutId, 'start-verifying'), 'start-verifying', said)
  },
})

export interface RecordedConfirmation {
  readonly portOutId: number
  readonly method: ConfirmationMethod
  /** Who confirmed. */
  readonly person: string
  readonly reference: string
}

/**
 * Records that the customer confirmed the move, and how; it is kept. More than one may be recorded.
 *
 * @throws ProblemError 'illegal_transition' once it is verified or over.
 */
export const confirmPortOut = operation({
  name: 'port-outs.confirm',
  permission: 'ports.work',
  async run(context, { portOutId, method, person, reference }: RecordedConfirmation) {
    const { db, resellerId, now, actor, audit } = context
    const { portOut } = await takeOutInHand(context, portOutId)
    if (portOut.state !== 'received' && portOut.state !== 'verifying') {
      const message = `Port-out ${portOutId} is ${portOut.state}: a confirmation belongs before it is verified.`
      throw new ProblemError(problem('illegal_transition', message))
    }
    const { accountId } = portOut
    const confirmation = { method, person, reference, at: now, recordedBy: nameOf(actor) }
    await insertConfirmation(db, { resellerId, accountId, portOutId }, confirmation)
    const staffWords = `${person}, ${reference}`
    await addToOutTimeline(context, portOut, { what: 'confirmed', state: null, customerWords: '', staffWords })
    audit({ subject: `port-out ${portOutId}`, accountId, after: { confirmation: { method, person, reference } } })
    return portOutId
  },
})

/**
 * Accepts a request: who asked is entitled to.
 *
 * @param despite why it is let go though something speaks against it.
 * @throws ProblemError 'illegal_transition'; 'confirmation_needed' for a mobile number whose customer has not confirmed, and
 *   where something found speaks against it and nobody said why it is let go all the same.
 */
export const verifyPortOut = operation({
  name: 'port-outs.verify',
  permission: 'ports.work',
  async run(context, { portOutId, despite, ...said }: SaidOfPortOut & { readonly despite: string }) {
    const { db, now } = context
    const inHand = await takeOutInHand(context, portOutId, 'verify')
    const { claim, findings } = await examine(db, inHand.portOut, now)
    if (needsConfirmation(claim)) {
      const message = 'A mobile number moves only once its customer has confirmed it: record how, and then verify it.'
      throw new ProblemError(problem('confirmation_needed', message))
    }
    const against = findings.filter(({ level }) => level === 'stop')
    if (against.length > 0 && despite === '') {
      const found = against.map(({ words }) => words).join(' ')
      const message = `${found} Refuse it for that, or say why it is let go all the same.`
      throw new ProblemError(problem('confirmation_needed', message, { field: 'despite' }))
    }
    const why = despite === '' ? '' : `Let go despite what was found: ${despite}`
    const staffWords = [why, said.staffWords].filter((words) => words !== '').join('\n')
    return movePortOut(context, inHand, 'verify', { ...said, staffWords })
  },
})

/**
 * Sets when the numbers leave, or moves it.
 *
 * @throws ProblemError 'illegal_transition', 'invalid_value' for an instant that is past.
 */
export const schedulePortOut = operation({
  name: 'port-outs.schedule',
  permission: 'ports.work',
  async run(context, { portOutId, cutOverAt, ...said }: SaidOfPortOut & { readonly cutOverAt: Date }) {
    const inHand = await takeOutInHand(context, portOutId, 'schedule')
    if (cutOverAt < context.now) {
      const message = 'The cut-over cannot be in the past: say when the numbers are to leave.'
      throw new ProblemError(problem('invalid_value', message, { field: 'cutOverAt' }))
    }
    const payload = { cutOverAt: cutOverAt.toISOString() }
    return movePortOut(context, inHand, 'schedule', { ...said, place: { cutOverAt }, payload })
  },
})

/**
 * Refuses a request, for one of the few reasons there are: debt and a running contract are none.
 *
 * @throws ProblemError 'illegal_transition'.
 */
export const refusePortOut = operation({
  name: 'port-outs.refuse',
  permission: 'ports.work',
  async run(context, { portOutId, reason, ...said }: SaidOfPortOut & { readonly reason: PortOutRefusal }) {
    const inHand = await takeOutInHand(context, portOutId, 'refuse')
    return movePortOut(context, inHand, 'refuse', {
      ...said,
      place: { refusal: reason, cutOverAt: null },
      payload: { reason },
    })
  },
})

/**
 * Notes that whoever asked for the numbers wants them no more.
 *
 * @throws ProblemError 'illegal_transition'.
 */
export const cancelPortOut = operation({
  name: 'port-outs.cancel',
  permission: 'ports.work',
  async run(
    context,
    { portOutId, by, ...said }: SaidOfPortOut & { readonly by: Exclude<CancelledBy, 'account-closed'> },
  ) {
    const inHand = await takeOutInHand(context, portOutId, 'cancel')
    return movePortOut(context, inHand, 'cancel', {
      ...said,
      place: { cancelledBy: by, cutOverAt: null },
      payload: { by },
    })
  },
})

/** Lets go of a request whose account is closed: what is disconnected cannot be ported. */
export async function dropPortOut(context: WriteContext, portOutId: number): Promise<void> {
  const inHand = await takeOutInHand(context, portOutId, 'cancel')
  await movePortOut(context, inHand, 'cancel', {
    customerWords: 'The account was closed.',
    place: { cancelledBy: 'account-closed', cutOverAt: null },
    payload: { by: 'account-closed' },
  })
}

/** Adds a note to the timeline of a request, whatever its state. */
export const noteOnPortOut = operation({
  name: 'port-outs.note',
  permission: 'ports.work',
  async run(context, { portOutId, note, forCustomer }: { portOutId: number; note: string; forCustomer: boolean }) {
    const { portOut } = await takeOutInHand(context, portOutId)
    const said = forCustomer ? { customerWords: note, staffWords: '' } : { customerWords: '', staffWords: note }
    await addToOutTimeline(context, portOut, { what: 'note', state: null, ...said })
    context.audit({ subject: `port-out ${portOutId}`, accountId: portOut.accountId, after: { note, forCustomer } })
    return portOutId
  },
})

/** Somebody of the staff has seen that the customer did not ask for it, and takes care of it. */
export const seeWarning = operation({
  name: 'port-outs.see-warning',
  permission: 'ports.work',
  async run(context, { portOutId }: { readonly portOutId: number }) {
    const { db, now, audit } = context
    const { portOut } = await takeOutInHand(context, portOutId)
    if (portOut.answer !== 'no' || portOut.warningSeenAt !== null) return portOutId
    await updateWarningSeen(db, portOutId, now)
    await addToOutTimeline(context, portOut, { what: 'warning-seen', state: null, customerWords: '', staffWords: '' })
    audit({ subject: `port-out ${portOutId}`, accountId: portOut.accountId, after: { warningSeen: true } })
    return portOutId
  },
})

/**
 * The customer says whether it asked for the move. A no stops it, and warns the staff; where the numbers are gone already, it
 * warns as long as they can be brought back.
 *
 * @throws ProblemError 'forbidden' for everybody but the customer itself; 'illegal_transition' where it is over.
 */
export const answerPortOut = operation({
  name: 'port-outs.answer',
  permission: 'ports.request',
  async run(context, { portOutId, answer }: { readonly portOutId: number; readonly answer: CustomerAnswer }) {
    const { db, now, actor, audit, emit } = context
    if (actor.accountId === undefined || actor.onBehalf !== undefined || actor.kind !== 'user') {
      const message = 'Only the customer can say so, signed in as itself; record how it confirmed it instead.'
      throw new ProblemError(problem('forbidden', message))
    }
    const inHand = await takeOutInHand(context, portOutId)
    const { portOut } = inHand
    const { state, undoUntil, accountId } = portOut
    const isGone = state === 'released' && undoUntil !== null && now < undoUntil
    const isOver = state === 'refused' || state === 'cancelled' || (state === 'released' && !isGone)
    if (isOver || (isGone && answer === 'yes')) {
      const message = `This is over: the request is ${state}. Call your provider if something is wrong.`
      throw new ProblemError(problem('illegal_transition', message))
    }
    await updateAnswer(db, portOutId, answer, nameOf(actor), now)
    const words = answer === 'yes' ? 'It was us.' : 'It was not us.'
    await addToOutTimeline(context, portOut, { what: 'answered', state: null, customerWords: words, staffWords: '' })
    audit({ subject: `port-out ${portOutId}`, accountId, before: { answer: portOut.answer }, after: { answer } })
    emit({ type: 'port-out.answered', accountId, payload: { portOutId, numbers: portOut.numbers, answer } })
    if (answer === 'yes' || isGone) return portOutId
    const reason: PortOutRefusal = 'not-authorised'
    return movePortOut(context, inHand, 'refuse', {
      customerWords: PORT_OUT_REFUSALS[reason].customerText,
      place: { refusal: reason, cutOverAt: null },
      payload: { reason },
    })
  },
})
