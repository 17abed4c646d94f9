import { problem, ProblemError } from '#domain/problem.ts'
import { bringIn } from '#operations/numbers/bring-in.ts'
import { lockForStep } from '#operations/numbers/known-numbers.ts'
import type { WriteContext } from '#operations/operation.ts'
import { lockNumbers } from '#storage/queries/numbers.ts'
import type { PortRow } from '#storage/queries/ports.ts'
import { letGoOfIncoming, moveNumbers } from '#storage/tables/inventory.ts'

/**
 * Puts the numbers of a port into the inventory as its account's, on their way in: seen, not reachable.
 *
 * @throws ProblemError 'already_exists' for one that is in service here by now.
 */
export async function putOnAccount(context: WriteContext, port: PortRow): Promise<void> {
  const { db, now } = context
  const numbers = port.numbers.map(({ number }) => number)
  // Those somebody wrote down as on their way in before there was a port for them.
  const expected = new Set(
    (await lockNumbers(db, numbers, now))
      .filter(({ status, accountId }) => status === 'porting' && accountId === null)
      .map(({ number }) => number),
  )
  const fresh = port.numbers
    .filter(({ number }) => !expected.has(number))
    .map((described) => ({ ...described, status: 'porting' as const }))
  const { refused } = await bringIn(context, fresh, '')
  if (refused.size > 0) throw new ProblemError(...refused.values())
  await moveNumbers(db, numbers, { status: 'porting', accountId: port.accountId }, now)
}

/** Takes the numbers of a port that is not completed off its account again: they stay with the losing carrier. */
export async function takeOffAccount(context: WriteContext, port: PortRow): Promise<void> {
  const numbers = port.numbers.map(({ number }) => number)
  await lockForStep(context, numbers, 'retire')
  await letGoOfIncoming(context.db, numbers, context.now)
}

/**
 * Locks the numbers of a port that are on its account and on their way in, to put them in service.
 *
 * @throws ProblemError 'illegal_transition', 'conflict' where one is not the account's any more.
 */
export async function lockProvisioned(context: WriteContext, port: PortRow): Promise<readonly string[]> {
  const numbers = port.numbers.map(({ number }) => number)
  const rows = await lockForStep(context, numbers, 'activate')
  const stray = rows.find(({ accountId }) => accountId !== port.accountId)
  if (stray === undefined) return rows.map(({ number }) => number)
  const message = `${stray.number} is not on the account any more; move the cut-over and pre-provision it again.`
  throw new ProblemError(problem('conflict', message, { field: 'numbers' }))
}
