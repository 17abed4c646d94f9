import type { Answer, Body } from '../../../shared/api/wire-types.ts'
import { countText, plural } from '../../../shared/format/counts.ts'
import { moneyText } from '../../../shared/format/money.ts'
import { countryNames } from './country-groups.ts'

export type RuleSettings = Answer<'readCallRuleDefaults'>['rules']
export type RuleKey = keyof RuleSettings
export type DefaultLimits = Answer<'readCallRuleDefaults'>['limits']
export type LimitKey = keyof DefaultLimits
export type Rule = Answer<'readCallRules'>['rules'][number]

/** What is changed and not in force yet: of rules, and of the limits all customers have. */
export type RuleChanges = Body<'writeCallRuleDefaults'>
export type ChangeKey = RuleKey | LimitKey

/** The rules in the order in which they are looked at, by the name of their path. */
export const RULE_KEYS: Readonly<Record<Rule['rule'], RuleKey>> = {
  premium: 'premium',
  satellite: 'satellite',
  'overseas-destinations': 'overseasDestinations',
  'price-ceiling': 'priceCeiling',
  channels: 'channels',
  'overseas-channels': 'overseasChannels',
  velocity: 'velocity',
  'first-seen': 'firstSeen',
}

export const RULE_NAMES: Readonly<Record<ChangeKey, string>> = {
  premium: 'Premium numbers',
  satellite: 'Satellite numbers',
  overseasDestinations: 'Countries',
  priceCeiling: 'Price ceiling',
  channels: 'Channels',
  overseasChannels: 'Channels overseas',
  velocity: 'Calls a minute',
  firstSeen: 'New countries',
  fraudSpendDay: 'Fraud spend in a day',
  fraudSpendHour: 'Fraud spend in an hour',
  overseasCalls: 'Overseas calls in an hour',
}

/** What a rule is for, in a sentence. */
export const RULE_PURPOSES: Readonly<Record<ChangeKey, string>> = {
  premium: 'Numbers that pay whoever answers: 190, 19 numbers that charge for messages, +808 and +979.',
  satellite: 'Calls to satellite phones cost several dollars a minute: +870, +881, +882, +883, +888, 0145 and 0147.',
  overseasDestinations: 'Whoever calls five countries has no use for two hundred.',
  priceCeiling: 'Refuses any call to another country that costs more a minute, wherever it goes.',
  channels: 'Calls at once, in and out. A phone system that was broken into uses all it can get.',
  overseasChannels: 'Calls to other countries at once.',
  velocity: 'Calls out that begin within a minute: people cannot dial faster, machines can.',
  firstSeen: 'A dear country the customer never called is a surprise worth a question.',
  fraudSpendDay: 'What calls out may come to within 24 hours, with those that go on, before they are held back.',
  fraudSpendHour: 'The same within an hour, for what happens in one night.',
  overseasCalls: 'Calls to other countries within an hour before calls overseas are held back.',
}

/** How a rule is set, short: `refused`, `up to $3.00 a minute`. */
export function settingText(key: ChangeKey, settings: Partial<RuleSettings & DefaultLimits>): string {
  const setting = settings[key]
  if (setting === undefined) return ''
  if (setting === null) return settingText(key, BUILT_IN_LIMITS)
  switch (key) {
    case 'premium':
    case 'satellite':
      return settings[key]?.isOn === true ? 'refused' : 'allowed'
    case 'overseasDestinations':
      return countriesText(settings.overseasDestinations)
    case 'priceCeiling': {
      const { priceCeiling } = settings
      return priceCeiling?.isOn === true ? `up to ${moneyText(priceCeiling.perMinute)} a minute` : 'any price'
    }
    case 'channels': {
      const { channels } = settings
      if (channels?.isOn !== true) return 'any number'
      return channels.calls === null ? 'as many as the plan has' : plural(channels.calls, 'call')
    }
    case 'overseasChannels':
      return countOf(settings.overseasChannels, 'call')
    case 'velocity':
      return countOf(settings.velocity, 'call')
    case 'firstSeen': {
      const { firstSeen } = settings
      if (firstSeen?.isOn !== true) return 'like any other'
      const above = `above ${moneyText(firstSeen.perMinute)} a minute`
      return firstSeen.action === 'refuse' ? `${above} refused` : `${above} one call a day`
    }
    case 'fraudSpendDay':
    case 'fraudSpendHour': {
      const limit = settings[key]
      return limit?.isOn === true ? `${moneyText(limit.amount)} ex GST` : 'not watched'
    }
    case 'overseasCalls':
      return countOf(settings.overseasCalls ?? undefined, 'call', 'not watched')
  }
}

/** The limits of a customer nobody said anything of. */
export const BUILT_IN_LIMITS = {
  fraudSpendDay: { isOn: true, amount: '100.00' },
  fraudSpendHour: { isOn: false, amount: '50.00' },
  overseasCalls: { isOn: true, calls: 50 },
} as const satisfies DefaultLimits

function countriesText(setting: RuleSettings['overseasDestinations'] | undefined): string {
  if (setting === undefined || setting.allow === 'all') return 'all allowed'
  if (setting.allow === 'none') return 'none allowed'
  const names = countryNames(setting.countries)
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${shown} and ${countText(names.length - 3)} more` : shown
}

function countOf(
  setting: { readonly isOn: boolean; readonly calls: number } | undefined,
  what: string,
  off = 'any number',
): string {
  return setting?.isOn === true ? plural(setting.calls, what) : off
}
