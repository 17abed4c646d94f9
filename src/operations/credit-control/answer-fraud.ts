import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import { CONTROL_NAMES } from '#domain/credit-control/describe-control.ts'
import { endOfDay, isFraudControl, type FraudControl } from '#domain/credit-control/fraud-answer.ts'
import { controlKey } from '#domain/credit-control/watch.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { signature } from '#operations/accounts/signature.ts'
import { operation } from '#operations/operation.ts'
import { deleteCrossings, insertRelease } from '#storage/tables/account-controls.ts'
import { insertFraudAnswer, settleFraudAnswers } from '#storage/tables/fraud-answers.ts'
import { readAccountControls, type AccountControls } from './read-controls.ts'
import { isCustomer, whyNotNow } from './read-fraud-answers.ts'

export interface FraudAnswer {
  readonly accountId: number
  readonly wasMe: boolean
  readonly words: string
}

/** What `account.calls-confirmed` and `account.calls-denied` say. */
export interface CallsAnswered {
  readonly controls: readonly FraudControl[]
  /** What people call them. */
  readonly names: readonly string[]
  /** Until when they are lifted; null: they stay. */
  readonly until: Date | null
  readonly byCustomer: boolean
  readonly by: string
  readonly words: string
}

/**
 * Somebody says whose the calls were that tripped the fraud limits of an account: their own, which lifts what is tripped
 * until the end of the account's day; or not, which leaves it and sends the account to the office.
 *
 * @throws ProblemError 'not_found', 'account_not_active', 'conflict' where no fraud limit is tripped, 'forbidden' where a
 *   customer has lifted one within 24 hours or the office is at it.
 */
export const answerFraud = operation({
  name: 'credit-control.answer-fraud',
  permission: 'fraud-answers.write',
  async run(context, { accountId, wasMe, words }: FraudAnswer): Promise<AccountControls> {
    const { db, resellerId, actor, now, audit, emit } = context
    const account = await lockedAccount(db, accountId)
    requireNotCancelled(account)
    const before = await readAccountControls(db, accountId, now)
    const tripped = before.standings.flatMap(({ control, state }): readonly FraudControl[] =>
      state === 'tripped' && isFraudControl(control) ? [control] : [],
    )
    if (tripped.length === 0)
      throw new ProblemError(problem('conflict', 'No fraud limit is tripped; there is nothing to answer.'))
    const byCustomer = isCustomer(actor)
    const whyNot = wasMe ? await whyNotNow(db, accountId, actor, now) : undefined
    if (whyNot !== undefined) throw new ProblemError(problem('forbidden', whyNot))
    const until = wasMe ? endOfDay(account.timeZone, now) : null
    for (const control of tripped) {
      const answer = { accountId, control, wasMe, answeredAt: now, byCustomer, releasedUntil: until, words }
      await insertFraudAnswer(db, resellerId, { ...answer, ...signature(actor) })
      if (until === null) continue
      const said = words === '' ? 'It was me.' : words
      await insertRelease(db, resellerId, {
        accountId,
        control,
        releasedAt: now,
        until,
        words: said,
        ...signature(actor),
      })
    }
    if (wasMe) await deleteCrossings(db, accountId, tripped.map(controlKey))
    audit({
      subject: `account ${accountId}`,
      accountId,
      before: { tripped },
      after: { wasMe, releasedUntil: until, words },
    })
    const names = tripped.map((control) => CONTROL_NAMES[control])
    const { actorName: by } = signature(actor)
    const payload: CallsAnswered = { controls: tripped, names, until, byCustomer, by, words }
    emit({ type: wasMe ? 'account.calls-confirmed' : 'account.calls-denied', accountId, payload })
    return readAccountControls(db, accountId, now)
  },
})

/**
 * The office is done with calls that were not the customer's: passwords are changed, the calls are dealt with.
 *
 * @throws ProblemError 'not_found', 'conflict' where nothing is open.
 */
export const settleDeniedCalls = operation({
  name: 'credit-control.settle-denied-calls',
  permission: 'credit-control.write',
  async run({ db, actor, now, audit, emit }, { accountId, words }: { accountId: number; words: string }) {
    await lockedAccount(db, accountId)
    const settled = await settleFraudAnswers(db, { accountId, at: now, by: signature(actor).actorName, words })
    if (settled === 0)
      throw new ProblemError(
        problem('conflict', 'No calls of this account are with the office; there is nothing to settle.'),
      )
    audit({ subject: `account ${accountId}`, accountId, after: { settled: words } })
    emit({ type: 'account.calls-settled', accountId, payload: { words } })
    return {}
  },
})
