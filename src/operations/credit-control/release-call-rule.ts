import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import type { OwnCallRule } from '#domain/credit-control/call-rule-names.ts'
import { isRuleOn } from '#domain/credit-control/call-rule-settings.ts'
import { CALL_RULE_NAMES } from '#domain/credit-control/describe-call-rule.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { signature } from '#operations/accounts/signature.ts'
import { operation } from '#operations/operation.ts'
import { endRelease, insertRelease } from '#storage/tables/account-controls.ts'
import type { AccountCallRules } from './read-call-rules.ts'
import { releaseEnd } from './release-control.ts'
import { rulesOfAccount } from './set-call-rules.ts'

export interface RuleRelease {
  readonly accountId: number
  readonly rule: OwnCallRule
  /** Undefined: a day from now. */
  readonly until: Date | undefined
  readonly words: string
}

/**
 * Lifts a rule of an account until an instant: a country for a business trip, channels for a campaign.
 *
 * @throws ProblemError 'not_found', 'account_not_active', 'invalid_value' for an instant that is past or too far away,
 *   'conflict' where the rule is off.
 */
export const releaseCallRule = operation({
  name: 'credit-control.release-call-rule',
  permission: 'credit-control.write',
  async run(context, { accountId, rule, words, until: asked }: RuleRelease): Promise<AccountCallRules> {
    const { db, resellerId, actor, now, audit, emit } = context
    requireNotCancelled(await lockedAccount(db, accountId))
    const until = releaseEnd(asked, now)
    const { settings, releases } = await rulesOfAccount(context, accountId)
    if (!isRuleOn(settings, rule))
      throw new ProblemError(problem('conflict', `${CALL_RULE_NAMES[rule]}: this is off; there is nothing to lift.`))
    if (releases.has(rule)) await endRelease(db, accountId, rule, now)
    await insertRelease(db, resellerId, {
      accountId,
      control: rule,
      releasedAt: now,
      until,
      words,
      ...signature(actor),
    })
    audit({ subject: `account ${accountId}`, accountId, after: { rule, releasedUntil: until, words } })
    emit({ type: 'account.call-rule-released', accountId, payload: { rule, until } })
    return rulesOfAccount(context, accountId)
  },
})

/**
 * Puts a rule that was lifted in force again before its time.
 *
 * @throws ProblemError 'not_found', 'account_not_active', 'conflict' where it is not lifted.
 */
export const endCallRuleRelease = operation({
  name: 'credit-control.end-call-rule-release',
  permission: 'credit-control.write',
  async run(context, { accountId, rule }: Pick<RuleRelease, 'accountId' | 'rule'>) {
    const { db, now, audit } = context
    requireNotCancelled(await lockedAccount(db, accountId))
    const release = (await rulesOfAccount(context, accountId)).releases.get(rule)
    if (release === undefined)
      throw new ProblemError(
        problem('conflict', `${CALL_RULE_NAMES[rule]}: this is not lifted; there is nothing to end.`),
      )
    await endRelease(db, accountId, rule, now)
    audit({
      subject: `account ${accountId}`,
      accountId,
      before: { rule, releasedUntil: release.until },
      after: { rule, releasedUntil: now },
    })
    return {}
  },
})
