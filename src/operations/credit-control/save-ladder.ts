import { checkLadder, type DunningLadder } from '#domain/credit-control/dunning-ladder.ts'
import { formatDollars } from '#domain/money.ts'
import { ProblemError } from '#domain/problem.ts'
import { changedMeanwhile, operation } from '#operations/operation.ts'
import { saveLadder as write } from '#storage/tables/dunning.ts'
import { readDunningLadder } from './read-dunning.ts'

/**
 * Sets how the reseller goes about what is overdue.
 *
 * @throws ProblemError 'invalid_value' for steps out of order, 'changed_meanwhile'.
 */
export const saveLadder = operation({
  name: 'dunning.save-ladder',
  permission: 'dunning.write',
  async run(
    { db, resellerId, audit },
    { ladder, ifVersion }: { readonly ladder: DunningLadder; readonly ifVersion: number | undefined },
  ): Promise<void> {
    const before = await readDunningLadder(db)
    if (ifVersion !== undefined && ifVersion !== before.version) throw changedMeanwhile('the steps')
    const faults = checkLadder(ladder)
    if (faults.length > 0) throw new ProblemError(...faults)
    await write(db, resellerId, ladder)
    audit({ subject: 'dunning ladder', before: said(before), after: said(ladder) })
  },
})

function said({ isOn, minimumMicros, steps }: DunningLadder) {
  return { isOn, minimum: formatDollars(minimumMicros, 2), steps }
}
