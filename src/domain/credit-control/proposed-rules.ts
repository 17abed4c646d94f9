import type { OwnCallRule } from './call-rule-names.ts'
import { rulesInForce, settleCallRules, type CallRuleSettings, type SaidCallRules } from './call-rule-settings.ts'
import type { CallRules } from './call-rules.ts'
import type { ControlSettings } from './control-settings.ts'
import type { FraudControl } from './fraud-answer.ts'

/** What is to be tried beside what is in force: a rule or a limit that is left out stays, null takes back what was said. */
export interface ProposedRules {
  readonly rules: { readonly [Rule in OwnCallRule]?: CallRuleSettings[Rule] | null | undefined }
  readonly limits: {
    readonly [Limit in FraudControl]?: { readonly isOn: boolean; readonly limit: bigint } | null | undefined
  }
}

/** An account as it is, before anything is tried. */
export interface RulesAsTheyAre {
  readonly ofReseller: SaidCallRules
  readonly ofAccount: SaidCallRules
  readonly controls: ControlSettings
  /** Which limits the account has of its own. */
  readonly ownLimits: Readonly<Record<FraudControl, boolean>> | undefined
  readonly channels: number
}

/** The rules as they are in force now, tripped by nothing and with nothing lifted. */
export function rulesAsTheyAre({ ofReseller, ofAccount, controls, channels }: RulesAsTheyAre): CallRules {
  return inForce(settleCallRules(ofReseller, ofAccount), controls, channels)
}

/**
 * The rules as they would be with a proposal: tried on one account, as that account's own; on all, as their reseller's, so
 * that what an account says for itself stays.
 */
export function rulesAsProposed(now: RulesAsTheyAre, { rules, limits }: ProposedRules, forOne: boolean): CallRules {
  const settings = forOne
    ? settleCallRules(now.ofReseller, changed(now.ofAccount, rules))
    : settleCallRules(changed(now.ofReseller, rules), now.ofAccount)
  const controls = { ...now.controls }
  for (const name of ['fraud-spend-day', 'fraud-spend-hour', 'overseas-calls'] as const) {
    const proposed = limits[name]
    const isOwn = now.ownLimits?.[name] ?? false
    if (proposed !== undefined && proposed !== null && (forOne || !isOwn)) controls[name] = proposed
  }
  return inForce(settings, controls, now.channels)
}

/** What was said, with changes: a rule that is given replaces it, null takes it back, one that is left out stays. */
export function changed(said: SaidCallRules, rules: ProposedRules['rules']): SaidCallRules {
  const one = <Rule extends OwnCallRule>(rule: Rule): CallRuleSettings[Rule] | undefined => {
    const given: CallRuleSettings[Rule] | null | undefined = rules[rule]
    const before: CallRuleSettings[Rule] | undefined = said[rule]
    return given === undefined ? before : (given ?? undefined)
  }
  return {
    premium: one('premium'),
    satellite: one('satellite'),
    'overseas-destinations': one('overseas-destinations'),
    'price-ceiling': one('price-ceiling'),
    channels: one('channels'),
    'overseas-channels': one('overseas-channels'),
    velocity: one('velocity'),
    'first-seen': one('first-seen'),
  }
}

function inForce(settings: CallRuleSettings, controls: ControlSettings, channels: number): CallRules {
  const standings = (['fraud-spend-day', 'fraud-spend-hour', 'overseas-calls'] as const).map((control) => ({
    control,
    state: controls[control].isOn ? ('armed' as const) : ('off' as const),
    limit: controls[control].limit,
    release: undefined,
    countedSince: undefined,
  }))
  return rulesInForce({ settings, released: new Set(), standings, channels })
}
