import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import { OWN_CALL_RULES, type OwnCallRule } from '#domain/credit-control/call-rule-names.ts'
import type { SaidCallRules } from '#domain/credit-control/call-rule-settings.ts'
import { changed, type ProposedRules } from '#domain/credit-control/proposed-rules.ts'
import { controlFigure } from '#domain/credit-control/describe-control.ts'
import { formatDollars } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { changedMeanwhile, operation } from '#operations/operation.ts'
import { readRuleDefaults, type DefaultsRow } from '#storage/queries/call-rules.ts'
import { saveCallRuleDefaults, saveCallRules, type DefaultLimits } from '#storage/tables/call-rules.ts'
import { learnPastCountries } from './new-countries.ts'
import { readCallRules, type AccountCallRules } from './read-call-rules.ts'

export interface CallRulesChange {
  readonly accountId: number
  readonly rules: ProposedRules['rules']
  /** The version the change was made against; undefined: whatever there is. */
  readonly ifVersion: number | undefined
}

/**
 * Sets rules of an account that refuse calls, where they are to differ from its reseller's.
 *
 * @throws ProblemError 'not_found', 'account_not_active', 'changed_meanwhile'.
 */
export const setCallRules = operation({
  name: 'credit-control.set-call-rules',
  permission: 'credit-control.write',
  async run(context, { accountId, rules, ifVersion }: CallRulesChange): Promise<AccountCallRules> {
    const { db, resellerId, now, audit, emit } = context
    requireNotCancelled(await lockedAccount(db, accountId))
    const { said } = await rulesOfAccount(context, accountId)
    if (ifVersion !== undefined && ifVersion !== said.version) throw changedMeanwhile('the rules')
    const wanted = changed(said.ofAccount, rules)
    const names = differing(said.ofAccount, wanted)
    if (names.length > 0) {
      await saveCallRules(db, resellerId, accountId, wanted)
      if (wanted['first-seen']?.isOn === true) await learnPastCountries(db, now, accountId)
      audit({
        subject: `account ${accountId}`,
        accountId,
        before: onRecord(said.ofAccount, names),
        after: onRecord(wanted, names),
      })
      emit({ type: 'account.call-rules-changed', accountId, payload: { rules: names } })
    }
    return rulesOfAccount({ db, now }, accountId)
  },
})

/** @throws ProblemError 'not_found' for an account the session does not see. */
export async function rulesOfAccount(
  { db, now }: { readonly db: Parameters<typeof readCallRules>[0]; readonly now: Date },
  accountId: number,
): Promise<AccountCallRules> {
  const found = (await readCallRules(db, [accountId], now)).get(accountId)
  if (found === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
  return found
}

export interface RuleDefaultsChange {
  readonly rules: ProposedRules['rules']
  readonly limits: { readonly [Limit in keyof DefaultLimits]?: DefaultLimits[Limit] | undefined }
  readonly ifVersion: number | undefined
}

/**
 * Sets what holds for all accounts of the reseller that say nothing else.
 *
 * @throws ProblemError 'changed_meanwhile'.
 */
export const setCallRuleDefaults = operation({
  name: 'credit-control.set-call-rule-defaults',
  permission: 'risk.write',
  async run(
    { db, resellerId, now, audit, emit },
    { rules, limits, ifVersion }: RuleDefaultsChange,
  ): Promise<DefaultsRow> {
    const before = await readRuleDefaults(db, resellerId)
    const wanted = changed(before.rules, rules)
    const limit = <Name extends keyof DefaultLimits>(name: Name): DefaultLimits[Name] => {
      const given = limits[name]
      return given === undefined ? before.limits[name] : given
    }
    const wantedLimits: DefaultLimits = {
      'fraud-spend-day': limit('fraud-spend-day'),
      'fraud-spend-hour': limit('fraud-spend-hour'),
      'overseas-calls': limit('overseas-calls'),
    }
    if (!(await saveCallRuleDefaults(db, resellerId, wanted, wantedLimits, ifVersion)))
      throw changedMeanwhile('the rules')
    // What was called before the rule began is not new.
    if (wanted['first-seen']?.isOn === true && before.rules['first-seen']?.isOn !== true)
      await learnPastCountries(db, now)
    const names = differing(before.rules, wanted)
    audit({
      subject: 'rules of all accounts',
      before: { ...onRecord(before.rules, names), ...limitsOnRecord(before.limits) },
      after: { ...onRecord(wanted, names), ...limitsOnRecord(wantedLimits) },
    })
    emit({ type: 'call-rule-defaults.changed', payload: { rules: names } })
    return readRuleDefaults(db, resellerId)
  },
})

function differing(before: SaidCallRules, after: SaidCallRules): readonly OwnCallRule[] {
  return OWN_CALL_RULES.filter((rule) => JSON.stringify(spelt(before[rule])) !== JSON.stringify(spelt(after[rule])))
}

function onRecord(said: SaidCallRules, names: readonly OwnCallRule[]) {
  return Object.fromEntries(names.map((name) => [name, spelt(said[name])]))
}

/** null: nothing said. Money in decimal dollars. */
function spelt(rule: SaidCallRules[OwnCallRule]): unknown {
  if (rule === undefined) return null
  return 'perMinuteMicros' in rule ? { ...rule, perMinuteMicros: formatDollars(rule.perMinuteMicros) } : rule
}

function limitsOnRecord(limits: DefaultLimits) {
  return Object.fromEntries(
    (['fraud-spend-day', 'fraud-spend-hour', 'overseas-calls'] as const).map((name) => {
      const one = limits[name]
      return [name, one && { isOn: one.isOn, limit: controlFigure(name, one.limit) }]
    }),
  )
}
