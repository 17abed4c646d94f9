import { requireActive } from '#domain/accounts/account-status.ts'
import { nameOf } from '#domain/access/actor.ts'
import { formatDollars, type Micros } from '#domain/money.ts'
import { attemptFee } from '#domain/porting/port-fees.ts'
import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import { takenFaults } from '#domain/porting/pre-flight/number-taken.ts'
import { problem, ProblemError, type Problem } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { requireCredit } from '#operations/numbers/account-terms.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { requestOf, type PortRow } from '#storage/queries/ports.ts'
import { insertAttempt, setNumbersOpen, updateAttempt } from '#storage/tables/ports.ts'
import { attemptPrice, chargePort } from './charge-port.ts'
import { confirmFindings } from './confirm-findings.ts'
import { movePort, takeInHand } from './port-step.ts'
import { readTaken, targetProblems } from './pre-flight.ts'
import { faultsOfPort } from './request-faults.ts'
import { toStored } from './request-port.ts'

export interface Submission {
  readonly portId: number
  /** The fee, ex GST, that was shown and accepted; left out: whatever it is. */
  readonly acceptFee?: Micros | undefined
  /** Codes of findings of the check beforehand that were seen and are taken into account. */
  readonly confirmed?: readonly string[] | undefined
  /** Why staff submit it although a carrier would reject it. */
  readonly overrideReason?: string | undefined
}

/**
 * Submits a draft, or a rejected port that was mended: as its next attempt. A simple or special port is charged now, each
 * attempt anew; a complex one when the losing carrier accepts it. Source: the platform's help pages on porting.
 *
 * @throws ProblemError 'illegal_transition', 'account_not_active', 'invalid_value' for each field that is missing or wrong,
 *   'number_not_available' for a number that is here already or on its way, 'bundle_full', 'plan_retired',
 *   'confirmation_needed' where the fee is another by now, or something a carrier would reject was not confirmed,
 *   'insufficient_credit'.
 */
export const submitPort = operation({
  name: 'ports.submit',
  permission: 'ports.request',
  async run(context, asked: Submission) {
    const { portId, acceptFee } = asked
    const { db, resellerId, now, actor } = context
    const inHand = await takeInHand(context, portId, 'submit')
    const { account, port, calendars } = inHand
    requireActive(account)
    const today = dateAt(now.getTime(), calendars.desk.timeZone).toString()
    refuse(await faultsOfPort(db, port, today))
    refuse(await targetProblems(context, port))
    refuse(takenFaults(port.numbers, await readTaken(db, port)))
    const said = await confirmFindings(context, port, asked)
    await keepNumbers(context, port)
    const fee = attemptFee(port.kind, port.numbers.length)
    const feeMicros = await attemptPrice(context, port.kind, port.numbers.length)
    if (acceptFee !== undefined && acceptFee !== feeMicros) {
      const message = `The fee is $${formatDollars(feeMicros, 2)} ex GST by now; look at it again and accept that.`
      throw new ProblemError(problem('confirmation_needed', message, { field: 'acceptFee' }))
    }
    const no = port.attempt + 1
    const numbers = port.numbers.map(({ number }) => number)
    const attempt = { no, kind: port.kind, numbers, request: toStored(requestOf(port)), submittedBy: nameOf(actor) }
    await insertAttempt(db, { resellerId, accountId: account.id, portId }, attempt, now)
    if (PORT_KIND_TERMS[port.kind].chargedOn === 'submission') {
      const charged = await chargePort(context, port, no, { fee, what: 'attempt' })
      await updateAttempt(db, portId, no, { feeMicros })
      await requireCredit(context, account, charged)
    }
    return movePort(context, inHand, 'submit', { place: { attempt: no, cutOver: null }, ...said })
  },
})

/** Keeps the numbers for this port, unless somebody was quicker. */
async function keepNumbers({ db }: WriteContext, port: PortRow): Promise<void> {
  if (await setNumbersOpen(db, port.id, true)) return
  const which = port.numbers.length === 1 ? (port.numbers[0]?.number ?? '') : 'One of the numbers'
  const message = `${which} is on its way by another port already; leave it out.`
  throw new ProblemError(problem('number_not_available', message, { field: 'numbers' }))
}

/** @throws ProblemError where there is any. */
function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ProblemError(...problems)
}
