import type { z } from 'zod'
import type { callRuleChanges, callRuleSettings, defaultLimits } from '#contract/call-rules.ts'
import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import { OWN_CALL_RULES, type OwnCallRule } from '#domain/credit-control/call-rule-names.ts'
import { isRuleOn, settleCallRules, type CallRuleSettings } from '#domain/credit-control/call-rule-settings.ts'
import { CALL_RULE_NAMES, describeCallRule } from '#domain/credit-control/describe-call-rule.ts'
import { micros } from '#domain/money.ts'
import { countryName, isCountryKey, type CountryKey } from '#domain/usage/countries.ts'
import type { AccountCallRules } from '#operations/credit-control/read-call-rules.ts'
import type { ProposedRules } from '#domain/credit-control/proposed-rules.ts'
import type { AccountCountryRow } from '#storage/queries/account-countries.ts'
import type { DefaultsRow } from '#storage/queries/call-rules.ts'
import type { LiveCounts } from '#storage/queries/risk.ts'

type Settings = z.output<z.ZodObject<typeof callRuleSettings>>

/** What is read beside the rules to say how they stand. */
export interface RuleUse {
  readonly live: LiveCounts
  readonly refused: readonly { readonly rule: string; readonly calls: number; readonly lastAt: Date }[]
}

export function accountRulesView(found: AccountCallRules, use: RuleUse, actor: Actor) {
  const { account, settings, said } = found
  return {
    accountId: account.id,
    rules: OWN_CALL_RULES.map((rule) => ruleView(found, rule, use, actor)),
    settings: actor.accountId === undefined ? settingsView(settings) : null,
    channels: said.channels,
    currency: 'AUD' as const,
    version: said.version,
  }
}

function ruleView({ settings, said, releases }: AccountCallRules, rule: OwnCallRule, use: RuleUse, actor: Actor) {
  const isStaff = actor.accountId === undefined
  const isOn = isRuleOn(settings, rule)
  const release = isOn ? releases.get(rule) : undefined
  const refused = use.refused.find((one) => one.rule === rule)
  const state = release === undefined ? ('armed' as const) : ('released' as const)
  const saidBy = said.ofReseller[rule] === undefined ? ('nobody' as const) : ('reseller' as const)
  return {
    rule,
    name: CALL_RULE_NAMES[rule],
    state: isOn ? state : ('off' as const),
    saidBy: said.ofAccount[rule] === undefined ? saidBy : ('account' as const),
    ...countOf(settings, rule, said.channels, use.live),
    refused: refused?.calls ?? 0,
    lastRefusedAt: refused?.lastAt ?? null,
    releasedUntil: release?.until ?? null,
    releasedBy: isStaff ? (release?.by ?? null) : null,
    releaseWords: isStaff ? (release?.words ?? null) : null,
    canRelease: isOn && may(actor, 'credit-control.write'),
    explanation: describeCallRule(settings, rule, said.channels),
  }
}

function countOf(settings: CallRuleSettings, rule: OwnCallRule, channels: number, live: LiveCounts) {
  if (rule === 'channels') {
    const limit = settings.channels.calls ?? channels
    return { used: live.calls, limit: settings.channels.isOn && limit > 0 ? limit : null }
  }
  if (rule !== 'overseas-channels' && rule !== 'velocity') return { used: null, limit: null }
  const { isOn, calls } = settings[rule]
  return { used: rule === 'velocity' ? live.callsLastMinute : live.overseasCalls, limit: isOn ? calls : null }
}

/** Rules as they hold, in the API's words. */
function settingsView(settings: CallRuleSettings): Settings {
  const { 'overseas-destinations': destinations, 'price-ceiling': ceiling, 'first-seen': firstSeen } = settings
  return {
    premium: { isOn: settings.premium.isOn },
    satellite: { isOn: settings.satellite.isOn },
    overseasDestinations: { allow: destinations.allow, countries: destinations.countries.filter(isCountryKey) },
    priceCeiling: { isOn: ceiling.isOn, perMinute: ceiling.perMinuteMicros },
    channels: { isOn: settings.channels.isOn, calls: settings.channels.calls ?? null },
    overseasChannels: { ...settings['overseas-channels'] },
    velocity: { ...settings.velocity },
    firstSeen: { isOn: firstSeen.isOn, perMinute: firstSeen.perMinuteMicros, action: firstSeen.action },
  }
}

type Changes = z.output<typeof callRuleChanges>

/** What is asked for, as the domain has it. */
export function changesOf(body: Changes): ProposedRules['rules'] {
  const { overseasDestinations, priceCeiling, channels, overseasChannels, firstSeen } = body
  return {
    premium: body.premium,
    satellite: body.satellite,
    'overseas-destinations': overseasDestinations,
    'price-ceiling': priceCeiling && { isOn: priceCeiling.isOn, perMinuteMicros: priceCeiling.perMinute },
    channels: channels && { isOn: channels.isOn, calls: channels.calls ?? undefined },
    'overseas-channels': overseasChannels,
    velocity: body.velocity,
    'first-seen': firstSeen && {
      isOn: firstSeen.isOn,
      perMinuteMicros: firstSeen.perMinute,
      action: firstSeen.action,
    },
  }
}

type Limits = z.output<z.ZodObject<typeof defaultLimits>>

/** Limits as a reseller has them; null: built in. */
function limitsView({ limits }: DefaultsRow): Limits {
  const [day, hour, overseas] = [limits['fraud-spend-day'], limits['fraud-spend-hour'], limits['overseas-calls']]
  return {
    fraudSpendDay: day && { isOn: day.isOn, amount: micros(day.limit) },
    fraudSpendHour: hour && { isOn: hour.isOn, amount: micros(hour.limit) },
    overseasCalls: overseas && { isOn: overseas.isOn, calls: Number(overseas.limit) },
  }
}

/** Those asked for; left out: as they are. */
export function limitsOf({
  fraudSpendDay,
  fraudSpendHour,
  overseasCalls,
}: { readonly [Limit in keyof Limits]?: Limits[Limit] | undefined }) {
  return {
    'fraud-spend-day': fraudSpendDay && { isOn: fraudSpendDay.isOn, limit: fraudSpendDay.amount },
    'fraud-spend-hour': fraudSpendHour && { isOn: fraudSpendHour.isOn, limit: fraudSpendHour.amount },
    'overseas-calls': overseasCalls && { isOn: overseasCalls.isOn, limit: BigInt(overseasCalls.calls) },
  }
}

export function defaultsView(row: DefaultsRow) {
  return {
    rules: settingsView(settleCallRules(row.rules, {})),
    said: OWN_CALL_RULES.filter((rule) => row.rules[rule] !== undefined),
    limits: limitsView(row),
    currency: 'AUD' as const,
    version: row.version,
  }
}

export function countryView(row: AccountCountryRow & { readonly country: CountryKey }) {
  return { ...row, name: countryName(row.country) }
}
