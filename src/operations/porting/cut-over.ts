import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import { formatDollars } from '#domain/money.ts'
import { isTried, untried } from '#domain/porting/cut-over-day.ts'
import { returnWindowEnds } from '#domain/porting/port-due.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { giveNumbers } from '#operations/numbers/give-numbers.ts'
import { operation } from '#operations/operation.ts'
import { readTestCalls } from '#storage/queries/port-day.ts'
import { setNumbersOpen } from '#storage/tables/ports.ts'
import { chargePort } from './charge-port.ts'
import { movePort, takeInHand, type Said } from './port-step.ts'
import { lockProvisioned, putOnAccount } from './provision-numbers.ts'
import { planUnit } from './pre-flight.ts'

interface SaidOfPort extends Said {
  readonly portId: number
}

/**
 * Puts the numbers on the account, on the morning of the cut-over or when staff say so: they are seen, phones may register,
 * and no call reaches them yet.
 *
 * @throws ProblemError 'illegal_transition', 'already_exists', 'account_not_active'.
 */
export const preProvisionPort = operation({
  name: 'ports.pre-provision',
  permission: 'ports.work',
  async run(context, { portId, ...said }: SaidOfPort) {
    const inHand = await takeInHand(context, portId, 'pre-provision')
    requireNotCancelled(inHand.account)
    await putOnAccount(context, inHand.port)
    return movePort(context, inHand, 'pre-provision', said)
  },
})

/** Notes that the cut-over has begun. One out of hours is charged for now. */
export const startCutOver = operation({
  name: 'ports.start-cut-over',
  permission: 'ports.work',
  async run(context, { portId, ...said }: SaidOfPort) {
    const inHand = await takeInHand(context, portId, 'start-cut-over')
    const { port } = inHand
    if (port.outOfHours) await chargePort(context, port, port.attempt, { fee: 'out-of-hours', what: 'out of hours' })
    return movePort(context, inHand, 'start-cut-over', said)
  },
})

/**
 * Puts the numbers in service on the account and charges the rest of their first month, all in one: the cut-over has
 * happened, so neither a missing credit nor a suspension of the account stops it.
 *
 * @param input.withoutTest whether it is meant although no call is known to have come in.
 * @throws ProblemError 'confirmation_needed' where it is not, 'illegal_transition', 'bundle_full' or 'plan_retired' where
 *   the number plan must be another first.
 */
export const completePort = operation({
  name: 'ports.complete',
  permission: 'ports.work',
  async run(context, { portId, withoutTest, ...said }: SaidOfPort & { readonly withoutTest: boolean }) {
    const { db, now } = context
    const inHand = await takeInHand(context, portId, 'complete')
    const { account, port } = inHand
    if (!withoutTest && !isTried(await readTestCalls(db, portId, port.attempt))) throw new ProblemError(untried())
    requireNotCancelled(account)
    const { numberPlanId, lineType } = port
    if (numberPlanId === null || lineType === null) {
      const field = numberPlanId === null ? 'numberPlanId' : 'lineType'
      throw new ProblemError(problem('invalid_value', 'Say what the numbers become first.', { field }))
    }
    const numbers = await lockProvisioned(context, port)
    const isBlock = (await planUnit(context, numberPlanId)) === 'block'
    const charged = await giveNumbers(context, account, { numbers, numberPlanId, lineType, isBlock })
    await setNumbersOpen(db, portId, false)
    const until = returnWindowEnds(now)
    const firstMonth = charged.reduce((sum, { amountMicros }) => sum + amountMicros, 0n)
    return movePort(context, inHand, 'complete', {
      ...said,
      place: { completed: { at: now, returnUntil: until } },
      attempt: { outcome: 'completed' },
      payload: { returnUntil: until.toISOString(), firstMonth: formatDollars(Number(firstMonth), 2) },
    })
  },
})

/**
 * Closes a port whose emergency-return window is over.
 *
 * @throws ProblemError 'illegal_transition' before that.
 */
export const closePort = operation({
  name: 'ports.close',
  permission: 'ports.work',
  async run(context, { portId, ...said }: SaidOfPort) {
    const inHand = await takeInHand(context, portId, 'close')
    const { port } = inHand
    if (port.returnUntil !== null && port.returnUntil > context.now) {
      const message =
        `The numbers of port ${portId} may go back until ${port.returnUntil.toISOString()}: it can be closed then, or ` +
        'be returned to the losing carrier now.'
      throw new ProblemError(problem('illegal_transition', message))
    }
    return movePort(context, inHand, 'close', said)
  },
})
