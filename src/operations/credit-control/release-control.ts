import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import { CONTROL_LIMITS, type Control } from '#domain/credit-control/controls.ts'
import { CONTROL_NAMES } from '#domain/credit-control/describe-control.ts'
import { controlKey } from '#domain/credit-control/watch.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { signature } from '#operations/accounts/signature.ts'
import { operation } from '#operations/operation.ts'
import { resumeAutomaticCharges } from '#operations/payments/automatic/resume.ts'
import { deleteCrossings, endRelease, insertRelease } from '#storage/tables/account-controls.ts'
import { readAccountControls, type AccountControls } from './read-controls.ts'

export interface Release {
  readonly accountId: number
  readonly control: Control
  /** Undefined: a day from now. */
  readonly until: Date | undefined
  readonly words: string
}

const DAY_MS = 86_400_000

/**
 * Lifts a control that has tripped until an instant: somebody looked, and it is well.
 *
 * @throws ProblemError 'not_found', 'account_not_active', 'invalid_value' for an instant that is past or too far away,
 *   'conflict' where there is nothing to lift.
 */
export const releaseControl = operation({
  name: 'credit-control.release',
  permission: 'credit-control.write',
  async run(context, { accountId, control, words, until: asked }: Release): Promise<AccountControls> {
    const { db, resellerId, actor, now, audit, emit } = context
    requireNotCancelled(await lockedAccount(db, accountId))
    const until = releaseEnd(asked, now)
    const before = await readAccountControls(db, accountId, now)
    const standing = before.standings.find((one) => one.control === control)
    if (standing?.state !== 'tripped') throw new ProblemError(problem('conflict', notTripped(control)))
    await insertRelease(db, resellerId, { accountId, control, releasedAt: now, until, words, ...signature(actor) })
    await deleteCrossings(db, accountId, [controlKey(control)])
    if (control === 'card-failures') await resumeAutomaticCharges(context, accountId, { isByStaff: true })
    audit({
      subject: `account ${accountId}`,
      accountId,
      before: { control, state: 'tripped', since: standing.since },
      after: { control, state: 'armed', releasedUntil: until, words },
    })
    emit({ type: 'account.control-released', accountId, payload: { control, until } })
    return readAccountControls(db, accountId, now)
  },
})

/** Until when something is lifted. @throws ProblemError 'invalid_value' for an instant that is past or too far away. */
export function releaseEnd(asked: Date | undefined, now: Date): Date {
  const until = asked ?? new Date(now.getTime() + DAY_MS)
  if (until <= now) throw fault('Choose a time to come.')
  if (until.getTime() > now.getTime() + CONTROL_LIMITS.releaseDays * DAY_MS)
    throw fault(`A control is released for ${CONTROL_LIMITS.releaseDays} days at the most; set its limit instead.`)
  return until
}

/**
 * Arms a released control again before its time.
 *
 * @throws ProblemError 'not_found', 'account_not_active', 'conflict' where no release is in force.
 */
export const endControlRelease = operation({
  name: 'credit-control.end-release',
  permission: 'credit-control.write',
  async run({ db, now, audit }, { accountId, control }: Pick<Release, 'accountId' | 'control'>) {
    requireNotCancelled(await lockedAccount(db, accountId))
    const { standings } = await readAccountControls(db, accountId, now)
    const release = standings.find((one) => one.control === control)?.release
    if (release === undefined)
      throw new ProblemError(problem('conflict', `${CONTROL_NAMES[control]} is not released; there is nothing to end.`))
    await endRelease(db, accountId, control, now)
    audit({
      subject: `account ${accountId}`,
      accountId,
      before: { control, releasedUntil: release.until },
      after: { control, releasedUntil: now },
    })
    return {}
  },
})

function notTripped(control: Control): string {
  return `${CONTROL_NAMES[control]} has not tripped; there is nothing to release. To allow more, set its limit.`
}

function fault(message: string): ProblemError {
  return new ProblemError(problem('invalid_value', message, { field: 'until' }))
}
