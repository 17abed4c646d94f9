import { formatDollars, type Micros } from '#domain/money.ts'
import { countryName, isCountryKey } from '#domain/usage/countries.ts'
import type { CallRule, OwnCallRule } from './call-rule-names.ts'
import type { CallRuleSettings } from './call-rule-settings.ts'
import { CONTROL_NAMES } from './describe-control.ts'

/** What people call whatever may refuse a call. */
export const CALL_RULE_NAMES: Readonly<Record<CallRule, string>> = {
  premium: 'Premium numbers',
  satellite: 'Satellite numbers',
  'overseas-destinations': 'Countries',
  'price-ceiling': 'Price ceiling',
  channels: 'Channels',
  'overseas-channels': 'Channels overseas',
  velocity: 'Calls a minute',
  'first-seen': 'New countries',
  'overseas-calls': CONTROL_NAMES['overseas-calls'],
  'fraud-spend-hour': CONTROL_NAMES['fraud-spend-hour'],
  'fraud-spend-day': CONTROL_NAMES['fraud-spend-day'],
}

/**
 * What a rule does, in a sentence for people.
 *
 * @param channels what the plan includes and was bought beside it.
 */
export function describeCallRule(settings: CallRuleSettings, rule: OwnCallRule, channels: number): string {
  switch (rule) {
    case 'premium':
      return settings.premium.isOn
        ? 'Calls to 190 numbers, 19 numbers that charge for messages, +808 and +979 are refused.'
        : 'Premium numbers may be called.'
    case 'satellite':
      return settings.satellite.isOn
        ? 'Calls to satellite phones (+870, +881, +882, +883, +888, 0145, 0147) are refused.'
        : 'Satellite phones may be called.'
    case 'overseas-destinations':
      return describeCountries(settings[rule])
    case 'price-ceiling': {
      const { isOn, perMinuteMicros } = settings[rule]
      return isOn
        ? `Calls to other countries above ${dollars(perMinuteMicros)} a minute ex GST are refused.`
        : 'Calls to other countries may cost whatever they cost.'
    }
    case 'channels': {
      const calls = settings.channels.calls ?? channels
      if (!settings.channels.isOn || calls === 0) return 'Any number of calls may go on at once.'
      return `${calls} calls may go on at once, in and out${settings.channels.calls === undefined ? ', as many as there are channels' : ''}.`
    }
    case 'overseas-channels':
      return settings[rule].isOn
        ? `${settings[rule].calls} calls to other countries may go on at once.`
        : 'Any number of calls to other countries may go on at once.'
    case 'velocity':
      return settings.velocity.isOn
        ? `${settings.velocity.calls} calls out may begin within a minute.`
        : 'Any number of calls may begin within a minute.'
    case 'first-seen': {
      const { isOn, perMinuteMicros, action } = settings[rule]
      if (!isOn) return 'A country may be called for the first time like any other.'
      const dear = `above ${dollars(perMinuteMicros)} a minute ex GST that the account never called`
      return action === 'refuse'
        ? `Calls to a country ${dear} are refused until somebody says that they are wanted.`
        : `To a country ${dear}, one call goes through within a day, unless somebody says that more are wanted.`
    }
  }
}

const MOST_NAMED = 6

function describeCountries({ allow, countries }: CallRuleSettings['overseas-destinations']): string {
  if (allow === 'all') return 'All countries may be called.'
  if (allow === 'none' || countries.length === 0) return 'Calls to other countries are refused.'
  const named = countries.filter(isCountryKey).map(countryName).toSorted()
  const shown = named.slice(0, MOST_NAMED).join(', ')
  const more = named.length - MOST_NAMED
  return `Only these countries may be called: ${shown}${more > 0 ? ` and ${more} more` : ''}.`
}

function dollars(amount: Micros): string {
  return `$${formatDollars(amount, 2)}`
}
