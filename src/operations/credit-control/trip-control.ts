import type { Control } from '#domain/credit-control/controls.ts'
import { isFraudControl } from '#domain/credit-control/fraud-answer.ts'
import { controlFigure } from '#domain/credit-control/describe-control.ts'
import { controlKey } from '#domain/credit-control/watch.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { operation } from '#operations/operation.ts'
import { insertCrossings } from '#storage/tables/account-controls.ts'
import type { ControlTripped } from './crossing-events.ts'
import { readRemembered } from './read-controls.ts'

/** A call was refused because a fraud limit is reached. */
export interface Trip {
  readonly accountId: number
  readonly control: Control
  /** What is rated and what calls in progress hold, in the unit of the control. */
  readonly used: bigint
}

/**
 * Trips a fraud limit on the word of who answers calls: people are told at once, and it stays tripped until somebody
 * releases it. Once, however many calls say so.
 *
 * @returns whether it was new.
 */
export const tripControl = operation({
  name: 'credit-control.trip',
  permission: 'credit-control.write',
  async run({ db, resellerId, now, audit, emit }, { accountId, control, used }: Trip): Promise<boolean> {
    if (!isFraudControl(control)) return false
    await lockedAccount(db, accountId)
    const [controls] = await readRemembered(db, [accountId], now)
    const standing = controls?.standings.find((one) => one.control === control)
    if (standing?.state !== 'armed' || standing.release !== undefined) return false
    const fresh = await insertCrossings(db, resellerId, accountId, [controlKey(control)], now)
    if (fresh.length === 0) return false
    const { limit } = standing
    const payload: ControlTripped = {
      control,
      limit: controlFigure(control, limit),
      used: controlFigure(control, used),
    }
    audit({ subject: `account ${accountId}`, accountId, after: { tripped: payload } })
    emit({ type: 'account.control-tripped', accountId, payload })
    return true
  },
})
