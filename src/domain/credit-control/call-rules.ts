import type { Micros } from '#domain/money.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import type { CallRule } from './call-rule-names.ts'
import type { Control } from './controls.ts'

/** A limit that counts what goes on. Once it tripped it refuses until a person releases it. */
export interface CountedLimit<Amount> {
  readonly limit: Amount
  readonly isTripped: boolean
  /** Calls count that began after it: a release starts the count anew. Epoch milliseconds; undefined: the whole span. */
  readonly countedSinceMs: number | undefined
}

/** Which countries may be called, by the keys of domain/usage/countries.ts. */
export type AllowedCountries = 'all' | 'none' | ReadonlySet<string>

/** What holds an account back at an instant; undefined or false: that rule is off, or released. */
export interface CallRules {
  /** Within 24 hours, ex GST. */
  readonly fraudSpendDay: CountedLimit<Micros> | undefined
  /** Within 60 minutes, ex GST. */
  readonly fraudSpendHour: CountedLimit<Micros> | undefined
  /** Calls to other countries within 60 minutes. */
  readonly overseasCalls: CountedLimit<number> | undefined
  readonly countries: AllowedCountries
  /** The dearest minute of a call to another country, ex GST. */
  readonly priceCeilingMicros: Micros | undefined
  /** 190x and the 19x numbers that charge for messages; the shared and premium codes +808 and +979. */
  readonly barPremium: boolean
  /** +870, +881, +882, +883, +888; 0145 and 0147. */
  readonly barSatellite: boolean
  /** Calls at once, in and out. */
  readonly channels: number | undefined
  readonly overseasChannels: number | undefined
  /** Calls out begun within 60 seconds. */
  readonly callsPerMinute: number | undefined
  readonly firstSeen: FirstSeenRule | undefined
}

/** What happens to a call to a country the account never called, where a minute costs more than this. */
export interface FirstSeenRule {
  readonly abovePerMinuteMicros: Micros
  /** one-call: the first goes through, and no other for a day unless somebody says the country is theirs. */
  readonly action: 'refuse' | 'one-call'
}

/** A call out, as it is asked for. */
export interface CallFacts {
  /** A code of SERVICE_TYPE_CODES. */
  readonly serviceType: number
  readonly isOverseas: boolean
  /** The key of the country in domain/usage/countries.ts; undefined: within Australia, or nobody's. */
  readonly country: string | undefined
  readonly isPremium: boolean
  readonly isSatellite: boolean
  /** Ex GST, of the rate, whatever an allowance would cover. */
  readonly perMinuteMicros: Micros
  /** Flagfall and first minute, ex GST, likewise; 0: the call costs nothing. */
  readonly firstMinuteMicros: Micros
}

/** never: not in living memory; new: first within the last day, and nobody said it was theirs; known: the rest. */
export type CountryStanding = 'never' | 'new' | 'known'

/** What goes on at an account: what is rated, and what calls in progress have reserved. The call asked for is not in it. */
export interface LiveUse {
  readonly liveCalls: number
  readonly liveOverseasCalls: number
  /** Within 24 hours and since `countedSinceMs`, ex GST. */
  readonly spendDayMicros: Micros
  readonly spendHourMicros: Micros
  readonly overseasLastHour: number
  readonly callsLastMinute: number
  /** How well a country is known: asked last, and for a dear call overseas only ({@link asksForCountry}). */
  readonly countryStanding: (country: string) => CountryStanding
}

/** Why a call is refused. */
export interface RuleRefusal {
  readonly rule: CallRule
  /** The control that trips by it and is to be told of; undefined: the rule refuses this call and no more. */
  readonly control: Extract<Control, 'fraud-spend-day' | 'fraud-spend-hour' | 'overseas-calls'> | undefined
  /** For people who may see limits. */
  readonly words: string
  /** For the caller's phone: ASCII, without figures. */
  readonly sipReason: string
}

/**
 * Whether the rules of an account refuse a call out, and why. Emergency calls are refused by nothing.
 *
 * The first of these that holds is told: what the number is (premium, satellite, a country that is not allowed, a price above
 * the ceiling), for it would be refused at any time; then how much goes on at once (channels, overseas channels, calls a
 * minute), which passes by itself; then what waits for a person (overseas calls in an hour, spending in an hour, in a
 * day); at last a country never called before. Calls that cost nothing are not held back by what was spent.
 */
export function refusalByRules(rules: CallRules, call: CallFacts, use: LiveUse): RuleRefusal | undefined {
  if (call.serviceType === SERVICE_TYPE_CODES.Emergency) return undefined
  return refusalOfNumber(rules, call) ?? refusalOfCrowd(rules, call, use) ?? refusalOfFraud(rules, call, use)
}

/** Whether the standing of the country decides: it costs a look into the past. */
function asksForCountry({ firstSeen }: CallRules, call: CallFacts): call is CallFacts & { country: string } {
  return firstSeen !== undefined && call.country !== undefined && call.perMinuteMicros > firstSeen.abovePerMinuteMicros
}

function refusalOfNumber(rules: CallRules, call: CallFacts): RuleRefusal | undefined {
  if (rules.barPremium && call.isPremium) return REFUSALS.premium
  if (rules.barSatellite && call.isSatellite) return REFUSALS.satellite
  if (!call.isOverseas) return undefined
  if (!isAllowed(rules.countries, call.country)) return REFUSALS['overseas-destinations']
  const ceiling = rules.priceCeilingMicros
  return ceiling !== undefined && call.perMinuteMicros > ceiling ? REFUSALS['price-ceiling'] : undefined
}

/** Satellites and shared codes are nobody's country: their own bars decide, and a list of countries does not let them in. */
function isAllowed(countries: AllowedCountries, country: string | undefined): boolean {
  if (typeof countries === 'string') return countries === 'all'
  return country !== undefined && countries.has(country)
}

function refusalOfCrowd(rules: CallRules, call: CallFacts, use: LiveUse): RuleRefusal | undefined {
  if (reached(use.liveCalls, rules.channels)) return REFUSALS.channels
  if (call.isOverseas && reached(use.liveOverseasCalls, rules.overseasChannels)) return REFUSALS['overseas-channels']
  return reached(use.callsLastMinute, rules.callsPerMinute) ? REFUSALS.velocity : undefined
}

function refusalOfFraud(rules: CallRules, call: CallFacts, use: LiveUse): RuleRefusal | undefined {
  const { overseasCalls, fraudSpendDay, fraudSpendHour, firstSeen } = rules
  if (call.isOverseas && overseasCalls !== undefined) {
    if (overseasCalls.isTripped || use.overseasLastHour >= overseasCalls.limit) return REFUSALS['overseas-calls']
  }
  if (isSpent(fraudSpendHour, use.spendHourMicros, call)) return REFUSALS['fraud-spend-hour']
  if (isSpent(fraudSpendDay, use.spendDayMicros, call)) return REFUSALS['fraud-spend-day']
  if (firstSeen === undefined || !asksForCountry(rules, call)) return undefined
  const standing = use.countryStanding(call.country)
  const isRefused = standing === (firstSeen.action === 'refuse' ? 'never' : 'new')
  return isRefused ? REFUSALS['first-seen'] : undefined
}

/** The first minute has to fit as well: a limit is not passed by the call that would reach it. */
function isSpent(rule: CountedLimit<Micros> | undefined, spent: Micros, { firstMinuteMicros }: CallFacts): boolean {
  if (rule === undefined || firstMinuteMicros === 0n) return false
  return rule.isTripped || spent >= rule.limit || spent + firstMinuteMicros > rule.limit
}

function reached(count: number, limit: number | undefined): boolean {
  return limit !== undefined && count >= limit
}

/** Made once: a flood of calls that are refused is answered without making anything. */
const REFUSALS: Readonly<Record<CallRule, RuleRefusal>> = {
  premium: refusal('premium', 'Premium numbers are barred.', 'Premium numbers are barred'),
  satellite: refusal('satellite', 'Satellite numbers are barred.', 'Satellite numbers are barred'),
  'overseas-destinations': refusal(
    'overseas-destinations',
    'Calls to this country are not allowed.',
    'Calls to this country are barred',
  ),
  'price-ceiling': refusal(
    'price-ceiling',
    'A minute costs more than the price ceiling allows.',
    'Calls to this destination are barred',
  ),
  channels: refusal('channels', 'All channels are in use.', 'All channels are in use'),
  'overseas-channels': refusal(
    'overseas-channels',
    'All channels for calls overseas are in use.',
    'All overseas channels are in use',
  ),
  velocity: refusal('velocity', 'Too many calls were begun within a minute.', 'Too many calls, try again soon'),
  'overseas-calls': refusal(
    'overseas-calls',
    'The limit of overseas calls in an hour is reached; somebody has to look at the calls and release it.',
    'Calls overseas are barred, contact support',
    'overseas-calls',
  ),
  'fraud-spend-hour': refusal(
    'fraud-spend-hour',
    'The fraud limit of spending in an hour is reached; somebody has to look at the calls and release it.',
    'Calls are barred, contact support',
    'fraud-spend-hour',
  ),
  'fraud-spend-day': refusal(
    'fraud-spend-day',
    'The fraud limit of spending in a day is reached; somebody has to look at the calls and release it.',
    'Calls are barred, contact support',
    'fraud-spend-day',
  ),
  'first-seen': refusal(
    'first-seen',
    'This country was never called before and is dear; somebody has to say that the calls are theirs.',
    'Calls to this country are barred, contact support',
  ),
}

function refusal(rule: CallRule, words: string, sipReason: string, control?: RuleRefusal['control']): RuleRefusal {
  return { rule, control, words, sipReason }
}
