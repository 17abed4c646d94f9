import { micros, type Micros } from '#domain/money.ts'
import type { OwnCallRule } from './call-rule-names.ts'
import type { AllowedCountries, CallRules, CountedLimit, FirstSeenRule } from './call-rules.ts'
import type { ControlStanding } from './judge-controls.ts'

/** The rules of an account that refuse single calls, as people set them. */
export interface CallRuleSettings {
  /** On: barred. */
  readonly premium: { readonly isOn: boolean }
  readonly satellite: { readonly isOn: boolean }
  /** Which countries may be called; keys of domain/usage/countries.ts, where only some are. */
  readonly 'overseas-destinations': {
    readonly allow: 'all' | 'none' | 'only'
    readonly countries: readonly string[]
  }
  /** The dearest minute of a call to another country, ex GST. */
  readonly 'price-ceiling': { readonly isOn: boolean; readonly perMinuteMicros: Micros }
  /** Calls at once; undefined: as many as the plan includes and were bought beside it. */
  readonly channels: { readonly isOn: boolean; readonly calls: number | undefined }
  readonly 'overseas-channels': { readonly isOn: boolean; readonly calls: number }
  /** Calls begun within 60 seconds. */
  readonly velocity: { readonly isOn: boolean; readonly calls: number }
  /** Ex GST. */
  readonly 'first-seen': {
    readonly isOn: boolean
    readonly perMinuteMicros: Micros
    readonly action: FirstSeenRule['action']
  }
}

/** What was said of some of them; what was not said is the reseller's, else {@link DEFAULT_CALL_RULES}. */
export type SaidCallRules = { readonly [Rule in OwnCallRule]?: CallRuleSettings[Rule] | undefined }

/**
 * What holds until somebody says more. Countries are open, because accounts that call abroad are to go on calling: a
 * reseller that opens them one by one says `none` as its own default. What hacked phones are used for is barred: premium
 * and satellite numbers, and minutes of more than $3.00. What depends on the customer's trade is off: how many calls begin
 * in a minute, how many go abroad at once, whether a new dear country is a surprise.
 */
const DEFAULT_CALL_RULES: CallRuleSettings = {
  premium: { isOn: true },
  satellite: { isOn: true },
  'overseas-destinations': { allow: 'all', countries: [] },
  'price-ceiling': { isOn: true, perMinuteMicros: micros(3_000_000n) },
  channels: { isOn: true, calls: undefined },
  'overseas-channels': { isOn: false, calls: 2 },
  velocity: { isOn: false, calls: 30 },
  'first-seen': { isOn: false, perMinuteMicros: micros(1_000_000n), action: 'one-call' },
}

export const CALL_RULE_BOUNDS = { calls: 10_000, countries: 300 } as const

/** Each rule as the nearest who said anything of it has it: the account, its reseller, everybody. */
export function settleCallRules(ofReseller: SaidCallRules, ofAccount: SaidCallRules): CallRuleSettings {
  const nearest = <Rule extends OwnCallRule>(rule: Rule): CallRuleSettings[Rule] =>
    ofAccount[rule] ?? ofReseller[rule] ?? DEFAULT_CALL_RULES[rule]
  return {
    premium: nearest('premium'),
    satellite: nearest('satellite'),
    'overseas-destinations': nearest('overseas-destinations'),
    'price-ceiling': nearest('price-ceiling'),
    channels: nearest('channels'),
    'overseas-channels': nearest('overseas-channels'),
    velocity: nearest('velocity'),
    'first-seen': nearest('first-seen'),
  }
}

/** Whether a rule holds anything back. */
export function isRuleOn(settings: CallRuleSettings, rule: OwnCallRule): boolean {
  return rule === 'overseas-destinations' ? settings[rule].allow !== 'all' : settings[rule].isOn
}

/** What the engine goes by now, of what an account's settings are and what was lifted. */
export interface RulesInForce {
  readonly settings: CallRuleSettings
  /** Lifted by a person, and not yet over. */
  readonly released: ReadonlySet<OwnCallRule>
  /** Of the controls that count calls. */
  readonly standings: readonly Pick<ControlStanding, 'control' | 'state' | 'limit' | 'release' | 'countedSince'>[]
  /** What the plan includes and what was bought beside it; 0: nobody said, so nothing is held back. */
  readonly channels: number
}

/** The rules as {@link CallRules} asks for them. */
export function rulesInForce({ settings, released, standings, channels }: RulesInForce): CallRules {
  const isIn = (rule: OwnCallRule): boolean => isRuleOn(settings, rule) && !released.has(rule)
  const limited = (rule: 'overseas-channels' | 'velocity') => (isIn(rule) ? settings[rule].calls : undefined)
  const firstSeen = settings['first-seen']
  return {
    fraudSpendDay: mapLimit(countedLimit(standings, 'fraud-spend-day'), micros),
    fraudSpendHour: mapLimit(countedLimit(standings, 'fraud-spend-hour'), micros),
    overseasCalls: mapLimit(countedLimit(standings, 'overseas-calls'), Number),
    countries: isIn('overseas-destinations') ? allowedOf(settings['overseas-destinations']) : 'all',
    priceCeilingMicros: isIn('price-ceiling') ? settings['price-ceiling'].perMinuteMicros : undefined,
    barPremium: isIn('premium'),
    barSatellite: isIn('satellite'),
    channels: isIn('channels') ? (settings.channels.calls ?? (channels > 0 ? channels : undefined)) : undefined,
    overseasChannels: limited('overseas-channels'),
    callsPerMinute: limited('velocity'),
    firstSeen: isIn('first-seen')
      ? { abovePerMinuteMicros: firstSeen.perMinuteMicros, action: firstSeen.action }
      : undefined,
  }
}

function allowedOf({ allow, countries }: CallRuleSettings['overseas-destinations']): AllowedCountries {
  return allow === 'only' ? new Set(countries) : allow
}

function countedLimit(
  standings: RulesInForce['standings'],
  control: ControlStanding['control'],
): CountedLimit<bigint> | undefined {
  const standing = standings.find((one) => one.control === control)
  if (standing === undefined || standing.state === 'off' || standing.release !== undefined) return undefined
  return {
    limit: standing.limit,
    isTripped: standing.state === 'tripped',
    countedSinceMs: standing.countedSince?.getTime(),
  }
}

function mapLimit<Amount>(
  counted: CountedLimit<bigint> | undefined,
  toAmount: (limit: bigint) => Amount,
): CountedLimit<Amount> | undefined {
  return counted && { ...counted, limit: toAmount(counted.limit) }
}
