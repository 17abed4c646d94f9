import { problem, ProblemError } from '#domain/problem.ts'
import { refuseStep, type NumberStep } from '#domain/numbers/number-status.ts'
import type { WriteContext } from '#operations/operation.ts'
import { lockNumbers, type InventoryRow } from '#storage/queries/numbers.ts'

/**
 * Locks numbers of the reseller's inventory that all are to take a step.
 *
 * @throws ProblemError 'not_found' for numbers it does not have, or the refusals of the step, one each.
 */
export async function lockForStep(
  { db, now }: Pick<WriteContext, 'db' | 'now'>,
  numbers: readonly string[],
  step: NumberStep,
): Promise<readonly InventoryRow[]> {
  const wanted = [...new Set(numbers)]
  const rows = await lockNumbers(db, wanted, now)
  const found = new Set(rows.map(({ number }) => number))
  const missing = wanted.filter((number) => !found.has(number))
  if (missing.length > 0) {
    throw new ProblemError(
      ...missing.map((number) => problem('not_found', `${number} is not in your inventory; add it first.`)),
    )
  }
  const refusals = rows.flatMap(({ number, status }) => refuseStep(number, status, step) ?? [])
  if (refusals.length > 0) throw new ProblemError(...refusals)
  return rows
}
