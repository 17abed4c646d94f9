import { quarantineEnds } from '#domain/numbers/quarantine.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import type { WriteContext } from '#operations/operation.ts'
import { dropPort } from '#operations/porting/end-port.ts'
import { dropPortOut } from '#operations/porting/work-port-out.ts'
import { readQuarantineTerms } from '#storage/queries/number-holders.ts'
import { readOpenOrderIds } from '#storage/queries/number-orders.ts'
import { readOpenPortIds } from '#storage/queries/ports.ts'
import { readOpenPortOutIds } from '#storage/queries/port-outs.ts'
import { releaseReservedFor } from '#storage/tables/inventory.ts'
import { endHoldings } from '#storage/tables/numbers.ts'
import { dropOrder } from './move-order.ts'
import { lockKnownOrder } from './order-step.ts'

export interface Release {
  readonly accountId: number
  /** E.164 digits; left out: every number the account has. One it does not have is passed over. */
  readonly numbers?: readonly string[]
  /** When the account stops holding them; the quarantine counts from here. */
  readonly at: Date
}

/**
 * Takes numbers back from an account: a cancellation that is due, the end of the account, a removal. They rest as long as
 * the reseller says (six months from the start), then anybody may have them. All of them: what is reserved, ordered or
 * ported for the account is let go as well. No money moves.
 *
 * @returns the numbers released, in order.
 * @throws ProblemError 'not_found' for an account the session does not see.
 */
export async function releaseNumbers(
  context: WriteContext,
  { accountId, numbers, at }: Release,
): Promise<readonly string[]> {
  const { db, audit, emit } = context
  const terms = await readQuarantineTerms(db, accountId)
  if (terms === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
  const quarantinedUntil = quarantineEnds(at, terms.months, terms.timeZone)
  const ended = await endHoldings(db, { accountId, numbers, at, quarantinedUntil })
  if (numbers === undefined) await letGo(context, accountId)
  const released = ended.map(({ number }) => number)
  if (released.length === 0) return released
  const after = { numbers: released, quarantinedUntil: quarantinedUntil.toISOString() }
  audit({ subject: `account ${accountId}`, accountId, before: { numbers: released }, after: { released: after } })
  emit({ type: 'number.released', accountId, payload: after })
  return released
}

async function letGo(context: WriteContext, accountId: number): Promise<void> {
  for (const orderId of await readOpenOrderIds(context.db, accountId)) {
    await dropOrder(context, await lockKnownOrder(context, orderId), 'withdraw', 'The account was closed.')
  }
  for (const portId of await readOpenPortIds(context.db, accountId)) await dropPort(context, portId)
  for (const portOutId of await readOpenPortOutIds(context.db, accountId)) await dropPortOut(context, portOutId)
  await releaseReservedFor(context.db, accountId, context.now)
}
