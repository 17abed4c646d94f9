import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import type { ControlSetting } from '#domain/credit-control/control-settings.ts'
import { CONTROLS, type Control } from '#domain/credit-control/controls.ts'
import { controlFigure } from '#domain/credit-control/describe-control.ts'
import { controlKey } from '#domain/credit-control/watch.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { changedMeanwhile, operation } from '#operations/operation.ts'
import { resumeAutomaticCharges } from '#operations/payments/automatic/resume.ts'
import { deleteCrossings, saveControls } from '#storage/tables/account-controls.ts'
import { endOpenIou } from './iou.ts'
import { readAccountControls, type AccountControls } from './read-controls.ts'

export interface ControlChange {
  readonly accountId: number
  /** The controls to set, each as a whole; the others stay. */
  readonly controls: Readonly<Partial<Record<Control, ControlSetting>>>
  /** The version the change was made against; undefined: whatever there is. */
  readonly ifVersion: number | undefined
}

/**
 * Sets limits of an account. One that is set forgets that it tripped: it is measured anew.
 *
 * @throws ProblemError 'not_found', 'account_not_active', 'changed_meanwhile', 'invalid_value'.
 */
export const setControls = operation({
  name: 'credit-control.set',
  permission: 'credit-control.write',
  async run(context, { accountId, controls, ifVersion }: ControlChange): Promise<AccountControls> {
    const { db, resellerId, now, audit, emit } = context
    const account = await lockedAccount(db, accountId)
    requireNotCancelled(account)
    const before = await readAccountControls(db, accountId, now)
    if (ifVersion !== undefined && ifVersion !== before.account.version) throw changedMeanwhile('the limits')
    if (controls.iou?.isOn === true && account.paymentMode === 'postpaid') {
      const message = 'An IOU is for prepaid accounts; a postpaid one has its credit limit.'
      throw new ProblemError(problem('invalid_value', message, { field: 'iou.isOn' }))
    }
    const changed = CONTROLS.filter((control) => {
      const wanted = controls[control]
      const had = before.settings[control]
      return wanted !== undefined && (wanted.isOn !== had.isOn || wanted.limit !== had.limit)
    })
    if (changed.length === 0) return before
    await saveControls(db, resellerId, accountId, controls)
    await deleteCrossings(db, accountId, changed.map(controlKey))
    if (changed.includes('card-failures')) await resumeAutomaticCharges(context, accountId, { isByStaff: true })
    if (controls.iou?.isOn === false) await endOpenIou(context, accountId, 'stopped')
    const after = await readAccountControls(db, accountId, now)
    audit({
      subject: `account ${accountId}`,
      accountId,
      before: Object.fromEntries(changed.map((control) => [control, said(control, before)])),
      after: Object.fromEntries(changed.map((control) => [control, said(control, after)])),
    })
    emit({ type: 'account.credit-control-changed', accountId, payload: { controls: changed } })
    return after
  },
})

function said(control: Control, { settings }: AccountControls) {
  const { isOn, limit } = settings[control]
  return { isOn, limit: controlFigure(control, limit) }
}
