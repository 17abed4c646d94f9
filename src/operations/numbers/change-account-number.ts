import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import { refuseCallLimit } from '#domain/numbers/channels.ts'
import { refuseLineType, type LineType } from '#domain/numbers/line-type.ts'
import { ProblemError } from '#domain/problem.ts'
import { changedMeanwhile, operation } from '#operations/operation.ts'
import { updateLine } from '#storage/tables/lines.ts'
import { lockKnownAccount, numberPlansToTake, readChannelLimit } from './account-terms.ts'
import { checkBundle } from './add-account-numbers.ts'
import { knownLine } from './known-lines.ts'

export interface LineChange {
  readonly accountId: number
  readonly number: string
  /** What is left out stays. */
  readonly lineType?: LineType | undefined
  /** null: the account's channels only. */
  readonly callLimit?: number | null | undefined
  readonly numberPlanId?: number | undefined
  readonly ifVersion: number | undefined
}

/**
 * Changes how an account holds a number. Another number plan is charged from the next bill anniversary on: this month is
 * paid already, and nothing is given back.
 *
 * @throws ProblemError 'channel_limit', 'bundle_full', 'plan_retired', 'invalid_value', 'changed_meanwhile'.
 */
export const changeAccountNumber = operation({
  name: 'account-numbers.change',
  permission: 'numbers.write',
  async run(context, { accountId, number, ifVersion, ...change }: LineChange) {
    const { db, audit, emit } = context
    requireNotCancelled(await lockKnownAccount(context, accountId))
    const line = await knownLine(context, accountId, number)
    const before = { lineType: line.lineType, callLimit: line.callLimit, numberPlanId: line.numberPlanId }
    const after = {
      lineType: change.lineType ?? line.lineType,
      callLimit: change.callLimit === undefined ? line.callLimit : change.callLimit,
      numberPlanId: change.numberPlanId ?? line.numberPlanId,
    }
    if (after.lineType !== before.lineType && line.kind !== 'other') {
      const refused = refuseLineType(number, line.kind, after.lineType)
      if (refused !== undefined) throw new ProblemError(refused)
    }
    if (after.callLimit !== before.callLimit) {
      const refused = refuseCallLimit(after.callLimit, await readChannelLimit(context, accountId))
      if (refused !== undefined) throw new ProblemError(refused)
    }
    if (after.numberPlanId !== before.numberPlanId) {
      const unit = line.blockId === null ? 'number' : 'block'
      const plans = await numberPlansToTake(context, [after.numberPlanId], unit)
      if (!line.isBundled) await checkBundle(context, accountId, [after], plans)
    }
    if (!(await updateLine(db, line.assignmentId, after, ifVersion ?? line.version))) {
      throw changedMeanwhile('this number')
    }
    audit({ subject: `number ${number}`, accountId, before, after })
    emit({ type: 'number.changed', accountId, payload: { number, ...after } })
    return number
  },
})
