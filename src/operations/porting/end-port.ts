import { nameOf } from '#domain/access/actor.ts'
import { expiresAtOf, expiresUntouchedSince, warnsUntouchedSince } from '#domain/porting/expiry.ts'
import { formatDollars, micros } from '#domain/money.ts'
import { attemptFee, changeFee } from '#domain/porting/port-fees.ts'
import { DATE_IS_SET, stateWords, takePortStep } from '#domain/porting/port-state.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { postCharges } from '#operations/billing/post-charges.ts'
import { creditsFor } from '#operations/numbers/credit-lines.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { readLines } from '#storage/queries/lines.ts'
import { moveNumbers } from '#storage/tables/inventory.ts'
import { endHoldings } from '#storage/tables/numbers.ts'
import { settleAlarms, updateExpiryTold } from '#storage/tables/port-day.ts'
import { setNumbersOpen } from '#storage/tables/ports.ts'
import { chargePort } from './charge-port.ts'
import { movePort, takeInHand, type PortInHand, type Said } from './port-step.ts'
import { takeOffAccount } from './provision-numbers.ts'

interface PortEnd {
  readonly portId: number
  /** Why; the customer reads it. */
  readonly reason: string
  /** Whether the fee of it is charged; a customer always pays it. */
  readonly chargeFee: boolean
  readonly staffWords: string
}

/**
 * Takes a port back, until the cut-over begins. What was charged stays charged; once the date is set there is a fee more.
 *
 * @throws ProblemError 'illegal_transition'.
 */
export const withdrawPort = operation({
  name: 'ports.withdraw',
  permission: 'ports.request',
  async run(context, { portId, reason, chargeFee, staffWords }: PortEnd) {
    const inHand = await takeInHand(context, portId, 'withdraw')
    const { port } = inHand
    const isCharged = chargeFee || context.actor.accountId !== undefined
    if (isCharged && DATE_IS_SET.includes(port.state))
      await chargePort(context, port, port.attempt, { fee: changeFee(port.kind), what: 'withdrawal' })
    return withdraw(context, inHand, reason, staffWords)
  },
})

async function withdraw(
  context: WriteContext,
  inHand: PortInHand,
  reason: string,
  staffWords: string,
): Promise<number> {
  const { port } = inHand
  if (port.state === 'pre-provisioned') await takeOffAccount(context, port)
  await setNumbersOpen(context.db, port.id, false)
  return movePort(context, inHand, 'withdraw', {
    customerWords: reason,
    staffWords,
    // A rejection stays what came of its attempt.
    attempt: port.state === 'rejected' ? {} : { outcome: 'withdrawn' },
    payload: { reason },
  })
}

/**
 * Lets go of a request nobody went on with.
 *
 * @throws ProblemError 'illegal_transition', also for one somebody touched meanwhile.
 */
export const expirePort = operation({
  name: 'ports.expire',
  permission: 'ports.work',
  async run(context, { portId, ...said }: Said & { readonly portId: number }) {
    const inHand = await takeInHand(context, portId, 'expire')
    if (inHand.port.changedAt > expiresUntouchedSince(context.now)) {
      const message = `Port ${portId} was changed on ${inHand.port.changedAt.toISOString()}; it does not expire yet.`
      throw new ProblemError(problem('illegal_transition', message))
    }
    // One that was rejected had kept its numbers for the next attempt.
    await setNumbersOpen(context.db, portId, false)
    return movePort(context, inHand, 'expire', said)
  },
})

/**
 * Tells whom it concerns that a request expires in a week, once for as long as nobody touches it.
 *
 * @throws ProblemError 'illegal_transition' for one that does not.
 */
export const warnOfExpiry = operation({
  name: 'ports.warn-of-expiry',
  permission: 'ports.work',
  async run(context, { portId }: { readonly portId: number }) {
    const { db, now, audit, emit } = context
    const { port } = await takeInHand(context, portId)
    if (takePortStep(portId, port, 'expire') !== 'expired' || port.changedAt > warnsUntouchedSince(now)) {
      const message = `Port ${portId} is ${stateWords(port.state)}; it does not expire soon.`
      throw new ProblemError(problem('illegal_transition', message))
    }
    await updateExpiryTold(db, portId, now)
    const expiresAt = expiresAtOf(port.changedAt).toISOString()
    const { kind, accountId, attempt } = port
    const numbers = port.numbers.map(({ number }) => number)
    audit({ subject: `port ${portId}`, accountId, after: { toldThatItExpires: expiresAt } })
    emit({ type: 'port.expires-soon', accountId, payload: { portId, kind, numbers, attempt, expiresAt } })
  },
})

/**
 * Sends the numbers back to the losing carrier: while they are cut over, or within the emergency-return window after. What
 * was charged for their first month is given back; the return has its own fee.
 *
 * @throws ProblemError 'illegal_transition', also once the window is over.
 */
export const reversePort = operation({
  name: 'ports.reverse',
  permission: 'ports.work',
  async run(context, { portId, reason, chargeFee, ...said }: PortEnd & { readonly customerWords: string }) {
    const inHand = await takeInHand(context, portId, 'reverse')
    const { port } = inHand
    if (port.returnUntil !== null && port.returnUntil <= context.now) {
      const ended = port.returnUntil.toISOString()
      const message = `The numbers of port ${portId} could go back until ${ended}. Now it can be closed.`
      throw new ProblemError(problem('illegal_transition', message))
    }
    if (chargeFee) {
      const fee = attemptFee(port.kind, port.numbers.length)
      await chargePort(context, port, port.attempt, { fee, what: 'return' })
    }
    return reverse(
      context,
      inHand,
      [reason, said.customerWords].filter((words) => words !== '').join('\n'),
      said.staffWords,
    )
  },
})

async function reverse(
  context: WriteContext,
  inHand: PortInHand,
  customerWords: string,
  staffWords: string,
): Promise<number> {
  const { port } = inHand
  const givenBack = port.state === 'completed' ? await takeOutOfService(context, inHand) : 0n
  if (port.state !== 'completed') await takeOffAccount(context, port)
  await setNumbersOpen(context.db, port.id, false)
  // Whatever was badly wrong, this was the answer to it.
  await settleAlarms(context.db, port.id, { at: context.now, actorName: nameOf(context.actor) })
  return movePort(context, inHand, 'reverse', {
    customerWords,
    staffWords,
    attempt: { outcome: 'reversed' },
    payload: givenBack === 0n ? {} : { givenBack: formatDollars(micros(givenBack), 2) },
  })
}

/**
 * Ends what the account holds of a completed port, gives its charge back, and takes the numbers out of the inventory.
 * Returns what was given back, ex GST.
 */
async function takeOutOfService(context: WriteContext, { account, port }: PortInHand): Promise<bigint> {
  const { db, now, emit } = context
  const numbers = port.numbers.map(({ number }) => number)
  const lines = await readLines(db, account.id, numbers, now)
  await endHoldings(db, { accountId: account.id, numbers, at: now, quarantinedUntil: undefined })
  await moveNumbers(db, numbers, { status: 'retired' }, now)
  const credits = await postCharges(context, await creditsFor(context, account, lines))
  emit({ type: 'number.removed', accountId: account.id, payload: { numbers } })
  return credits.reduce((sum, { amountMicros }) => sum - amountMicros, 0n)
}

/**
 * Lets go of a port whose account is closed, wherever it stands: no fee of its own, and numbers that are being cut over go
 * back. A completed one keeps its numbers in the hands of whoever closes the account.
 */
export async function dropPort(context: WriteContext, portId: number): Promise<void> {
  const inHand = await takeInHand(context, portId)
  const reason = 'The account was closed.'
  if (inHand.port.state === 'completed') await movePort(context, inHand, 'close', { customerWords: reason })
  else if (inHand.port.state === 'cutting-over') await reverse(context, inHand, reason, '')
  else await withdraw(context, inHand, reason, '')
}
