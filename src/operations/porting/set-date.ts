import { refuseCutOver } from '#domain/porting/cut-over-date.ts'
import { provisionAt } from '#domain/porting/port-due.ts'
import { changeFee } from '#domain/porting/port-fees.ts'
import { ProblemError, problem } from '#domain/problem.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { chargePort } from './charge-port.ts'
import { movePort, takeInHand, type PortInHand, type Said } from './port-step.ts'
import { takeOffAccount } from './provision-numbers.ts'

interface CutOverDate extends Said {
  readonly cutOverAt: Date
  /** Meant to be outside the desk's days or hours, for a fee. */
  readonly outOfHours: boolean
  /** Whether moving a date that is set costs its fee; a customer always pays it. */
  readonly chargeFee: boolean
}

/**
 * Sets when a port is cut over, or moves it for a fee; to say once more when it is costs none. A complex port takes ten
 * business days from today at the least, which its customer may pick from; the others have their date from the carrier, a
 * business day after its acceptance at the earliest.
 *
 * @throws ProblemError 'illegal_transition', 'forbidden', 'invalid_value' for a moment that cannot be chosen.
 */
export const setPortDate = operation({
  name: 'ports.set-date',
  permission: 'ports.request',
  async run(context, { portId, ...date }: CutOverDate & { readonly portId: number }) {
    return setDateOf(context, await takeInHand(context, portId, 'set-date'), date)
  },
})

/** Sets the date of a port in hand. */
export async function setDateOf(
  context: WriteContext,
  inHand: PortInHand,
  { cutOverAt, outOfHours, chargeFee, ...said }: CutOverDate,
): Promise<number> {
  const { actor, now } = context
  const { port, calendars } = inHand
  const isCustomer = actor.accountId !== undefined
  if (isCustomer && outOfHours) {
    const message = 'Choose a time the porting desk works; a cut-over out of hours is arranged with your provider.'
    throw new ProblemError(problem('invalid_value', message, { field: 'outOfHours' }))
  }
  const terms = { kind: port.kind, acceptedAt: port.decidedAt ?? now, now }
  const refused = refuseCutOver(cutOverAt, terms, calendars, outOfHours)
  if (refused !== undefined) throw new ProblemError(refused)
  const isMoved =
    port.state !== 'accepted' && (port.cutOverAt?.getTime() !== cutOverAt.getTime() || port.outOfHours !== outOfHours)
  if (isMoved && (chargeFee || isCustomer)) {
    const fee = changeFee(port.kind)
    await chargePort(context, port, port.attempt, { fee, what: 'date change', distinct: String(port.version) })
  }
  if (port.state === 'pre-provisioned') await takeOffAccount(context, port)
  return movePort(context, inHand, 'set-date', {
    ...said,
    place: {
      cutOver: { at: cutOverAt, provisionAt: provisionAt(calendars.desk, cutOverAt), isOutOfHours: outOfHours },
    },
    attempt: { dateSetAt: now },
    payload: { cutOverAt: cutOverAt.toISOString(), outOfHours },
  })
}
