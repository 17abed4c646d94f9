import { requireActive } from '#domain/accounts/account-status.ts'
import { nameOf } from '#domain/access/actor.ts'
import { formatDollars, type Micros } from '#domain/money.ts'
import { isBlock } from '#domain/numbers/number-order.ts'
import { attemptFee } from '#domain/porting/port-fees.ts'
import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import { stateWords } from '#domain/porting/port-state.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { numberPlansToTake, requireCredit } from '#operations/numbers/account-terms.ts'
import { checkBundle } from '#operations/numbers/add-account-numbers.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { readNumberPlanTerms } from '#storage/queries/number-plan-terms.ts'
import { readNumbersInService, readPort, readPortsOfNumbers, requestOf, type PortRow } from '#storage/queries/ports.ts'
import { insertAttempt, setNumbersOpen, updateAttempt } from '#storage/tables/ports.ts'
import { attemptPrice, chargePort } from './charge-port.ts'
import { movePort, takeInHand } from './port-step.ts'
import { faultsOfPort } from './request-faults.ts'
import { toStored } from './request-port.ts'

export interface Submission {
  readonly portId: number
  /** The fee, ex GST, that was shown and accepted; left out: whatever it is. */
  readonly acceptFee?: Micros | undefined
}

/**
 * Submits a draft, or a rejected port that was mended: as its next attempt. A simple or special port is charged now, each
 * attempt anew; a complex one when the losing carrier accepts it. Source: the platform's help pages on porting.
 *
 * @throws ProblemError 'illegal_transition', 'account_not_active', 'invalid_value' for each field that is missing or wrong,
 *   'number_not_available' for a number that is here already or on its way, 'bundle_full', 'plan_retired',
 *   'confirmation_needed' where the fee is another by now, 'insufficient_credit'.
 */
export const submitPort = operation({
  name: 'ports.submit',
  permission: 'ports.request',
  async run(context, { portId, acceptFee }: Submission) {
    const { db, resellerId, now, actor } = context
    const inHand = await takeInHand(context, portId, 'submit')
    const { account, port, calendars } = inHand
    requireActive(account)
    const today = dateAt(now.getTime(), calendars.desk.timeZone).toString()
    const faults = await faultsOfPort(db, port, today)
    if (faults.length > 0) throw new ProblemError(...faults)
    await checkTarget(context, port)
    await checkNumbers(context, port)
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
    return movePort(context, inHand, 'submit', { place: { attempt: no, cutOver: null } })
  },
})

/** Sees that the number plan may be taken, as whole blocks or single numbers, and that the bundle has room. */
async function checkTarget(context: WriteContext, port: PortRow): Promise<void> {
  const { numberPlanId } = port
  if (numberPlanId === null) return
  const unit = await planUnit(context, numberPlanId)
  if (unit === 'block' && !isBlock(port.numbers)) {
    const message = 'That number plan prices whole 100-number blocks, from one that ends in 00; choose another.'
    throw new ProblemError(problem('invalid_value', message, { field: 'numberPlanId' }))
  }
  const plans = await numberPlansToTake(context, [numberPlanId], unit)
  await checkBundle(
    context,
    port.accountId,
    port.numbers.map(() => ({ numberPlanId })),
    plans,
  )
}

/** What a number plan prices: one number, or a whole block. */
export async function planUnit(
  { db, now }: Pick<WriteContext, 'db' | 'now'>,
  numberPlanId: number,
): Promise<'number' | 'block'> {
  return (await readNumberPlanTerms(db, [numberPlanId], now)).get(numberPlanId)?.unit ?? 'number'
}

/** Sees that no number is here or on its way, and keeps it for this port. */
async function checkNumbers({ db }: WriteContext, port: PortRow): Promise<void> {
  const numbers = port.numbers.map(({ number }) => number)
  const refuse = (number: string, why: string): ProblemError =>
    new ProblemError(problem('number_not_available', `${number} ${why}`, { field: 'numbers' }))
  const [here] = await readNumbersInService(db, numbers)
  if (here !== undefined) throw refuse(here, 'is in service here already; leave it out.')
  for (const [number, otherId] of await readPortsOfNumbers(db, numbers)) {
    const other = otherId === port.id ? undefined : await readPort(db, otherId)
    if (other !== undefined) throw refuse(number, `is in port ${otherId}, which is ${stateWords(other.state)}.`)
  }
  if (await setNumbersOpen(db, port.id, true)) return
  const which = numbers.length === 1 ? (numbers[0] ?? '') : 'One of the numbers'
  throw refuse(which, 'is on its way by another port already; leave it out.')
}
