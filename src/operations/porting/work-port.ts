import { attemptFee } from '#domain/porting/port-fees.ts'
import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import type { RejectReason } from '#domain/porting/reject-reasons.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { readAttemptFamily } from '#storage/queries/port-history.ts'
import { updateAttempt } from '#storage/tables/ports.ts'
import { updateRejectionWords } from '#storage/tables/reject-codes.ts'
import { attemptPrice, chargePort } from './charge-port.ts'
import { handOver, upstreamFor } from './hand-over.ts'
import { movePort, takeInHand, type PortInHand, type Said } from './port-step.ts'
import { decideRejection } from './rejection.ts'
import { setDateOf } from './set-date.ts'

interface PortHandover extends Said {
  readonly portId: number
  /** The upstream carrier's number for the order. */
  readonly carrierReference?: string | undefined
}

interface Lodgement extends PortHandover {
  /** The carrier it is lodged with; left out: the default one, or one that is not written down where there is none. */
  readonly upstreamId?: number | undefined
  /** The carrier has it already, and nothing is handed over: its own answer says so. */
  readonly isThere?: boolean | undefined
}

/**
 * Lodges a port with the upstream carrier: hands it over where the carrier takes orders that way, and notes it.
 *
 * @throws ProblemError 'illegal_transition'; 'not_found', 'invalid_value' for a carrier that takes no orders.
 */
export const lodgePort = operation({
  name: 'ports.lodge',
  permission: 'ports.work',
  async run(context, { portId, isThere = false, ...lodgement }: Lodgement) {
    const inHand = await takeInHand(context, portId, 'lodge')
    const carrier = await upstreamFor(context, lodgement.upstreamId)
    const handover =
      carrier === undefined || isThere ? undefined : await handOver(context, inHand.port, carrier, inHand.calendars)
    const carrierReference = lodgement.carrierReference ?? handover?.reference
    const staffWords = [lodgement.staffWords, handover?.words ?? ''].filter((words) => words !== '').join('\n')
    return movePort(context, inHand, 'lodge', {
      customerWords: lodgement.customerWords,
      staffWords,
      place: { carrierReference, upstreamId: carrier?.id },
      attempt: { lodgedAt: context.now, carrierReference },
    })
  },
})

/** Notes that the losing carrier has it. */
export const passOnPort = operation({
  name: 'ports.pass-on',
  permission: 'ports.work',
  async run(context, { portId, carrierReference, ...said }: PortHandover) {
    const inHand = await takeInHand(context, portId, 'pass-on')
    const attempt = { passedOnAt: context.now, carrierReference }
    return movePort(context, inHand, 'pass-on', { ...said, place: { carrierReference }, attempt })
  },
})

export interface Acceptance extends Said {
  readonly portId: number
  /** Where the carrier gave the date with it. */
  readonly cutOverAt?: Date | undefined
  readonly outOfHours: boolean
}

/**
 * Notes that the losing carrier accepts, and the date where it gave one with it. A complex port is charged now: that the
 * account has no credit for it stops nothing any more.
 *
 * @throws ProblemError 'illegal_transition', 'invalid_value' for a date that cannot be.
 */
export const acceptPort = operation({
  name: 'ports.accept',
  permission: 'ports.work',
  async run(context, { portId, cutOverAt, outOfHours, ...said }: Acceptance) {
    const inHand = await takeInHand(context, portId, 'accept')
    const { port } = inHand
    if (PORT_KIND_TERMS[port.kind].chargedOn === 'acceptance') await chargeAccepted(context, inHand)
    const attempt = { decidedAt: context.now, outcome: 'accepted' } as const
    const payload = { hasDate: cutOverAt !== undefined }
    await movePort(context, inHand, 'accept', { ...said, attempt, payload })
    if (cutOverAt === undefined) return portId
    const accepted = await takeInHand(context, portId, 'set-date')
    return setDateOf(context, accepted, { cutOverAt, outOfHours, chargeFee: true, customerWords: '', staffWords: '' })
  },
})

/** An attempt that was split is charged once, as the batch it was submitted as, when the first of its ports is accepted. */
async function chargeAccepted(context: WriteContext, { port }: PortInHand): Promise<void> {
  const { isCharged, count } = await readAttemptFamily(context.db, port.id, port.attempt)
  if (isCharged) return
  await chargePort(context, port, port.attempt, { fee: attemptFee(port.kind, count), what: 'attempt' })
  const feeMicros = await attemptPrice(context, port.kind, count)
  await updateAttempt(context.db, port.id, port.attempt, { feeMicros })
}

export interface Rejection extends Said {
  readonly portId: number
  /** Left out: what the code means. */
  readonly reason?: RejectReason | undefined
  /** As the carrier gave it. */
  readonly code?: string | undefined
}

/**
 * Notes that a port was rejected, by whomever, and opens it to be mended. What was charged stays charged; of a complex port
 * the rejection itself is charged, too. What it was rejected with, and in what words, stays with the attempt.
 *
 * @throws ProblemError 'illegal_transition', 'invalid_value' where nobody knows what the code means and no reason is said.
 */
export const rejectPort = operation({
  name: 'ports.reject',
  permission: 'ports.work',
  async run(context, { portId, code, ...asked }: Rejection) {
    const { reason: asReason, ...said } = asked
    const inHand = await takeInHand(context, portId, 'reject')
    const { port } = inHand
    const { reason, words, rejectCodeId } = await decideRejection(context.db, port, { reason: asReason, code })
    if (port.kind === 'complex')
      await chargePort(context, port, port.attempt, { fee: 'complex-reject', what: 'reject' })
    const { customerText, fix } = words
    await updateRejectionWords(context.db, port.id, port.attempt, words, rejectCodeId)
    return movePort(context, inHand, 'reject', {
      ...said,
      place: { cutOver: null },
      attempt: {
        decidedAt: context.now,
        outcome: 'rejected',
        rejectReason: reason,
        rejectWords: said.customerWords,
        rejectCode: code,
      },
      payload: { reason, customerText, fix },
    })
  },
})
