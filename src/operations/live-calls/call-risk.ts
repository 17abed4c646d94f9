import { describeFarEnd } from '#domain/usage/countries.ts'
import {
  refusalByRules,
  type CallFacts,
  type CountryStanding,
  type RuleRefusal,
} from '#domain/credit-control/call-rules.ts'
import { micros } from '#domain/money.ts'
import { formatNumber } from '#domain/phone-number.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import type { LiveAccount } from './live-account.ts'
import type { CallAhead, PriceAhead } from './price-ahead.ts'
import { begunThisMinute, isOverseas, overseasThisHour, spentThisHour, spentToday } from './recent-use.ts'

const DAY_MS = 86_400_000

/** What the rules look at of a call that is asked for. */
export function factsOf({ b }: CallAhead, ahead: PriceAhead): CallFacts {
  const first = Math.round(ahead.fullMicros(60))
  return {
    ...describeFarEnd(ahead.serviceType, formatNumber(b)),
    serviceType: ahead.serviceType,
    perMinuteMicros: micros(BigInt(Math.round(ahead.fullMicros(120)) - first)),
    firstMinuteMicros: micros(BigInt(first)),
  }
}

/** Whether the rules of the account refuse the call now. Calls in hold a channel and are held back by nothing else. */
export function refusalByRisk(
  account: LiveAccount,
  call: CallAhead,
  facts: CallFacts,
  now: Date,
): RuleRefusal | undefined {
  const liveCalls = account.live.size
  if (call.leg === DIRECTION.in) {
    const { channels } = account.rules
    return channels !== undefined && liveCalls >= channels
      ? refusalByRules({ ...NO_RULES, channels }, facts, idleUse(liveCalls))
      : undefined
  }
  return refusalByRules(account.rules, facts, {
    liveCalls,
    liveOverseasCalls: [...account.live.values()].filter(isOverseas).length,
    spendDayMicros: spentToday(account, now),
    spendHourMicros: spentThisHour(account, now),
    overseasLastHour: overseasThisHour(account, now),
    callsLastMinute: begunThisMinute(account, now),
    countryStanding: (country) => standingOf(account, country, now),
  })
}

const NO_RULES = {
  fraudSpendDay: undefined,
  fraudSpendHour: undefined,
  overseasCalls: undefined,
  countries: 'all',
  priceCeilingMicros: undefined,
  barPremium: false,
  barSatellite: false,
  overseasChannels: undefined,
  callsPerMinute: undefined,
  firstSeen: undefined,
} as const

function idleUse(liveCalls: number) {
  const nothing = micros(0n)
  return {
    liveCalls,
    liveOverseasCalls: 0,
    spendDayMicros: nothing,
    spendHourMicros: nothing,
    overseasLastHour: 0,
    callsLastMinute: 0,
    countryStanding: (): CountryStanding => 'known',
  }
}

function standingOf({ countries }: LiveAccount, country: string, now: Date): CountryStanding {
  const known = countries.get(country)
  if (known === undefined) return 'never'
  const { firstCalledAt, confirmedAt } = known
  if (confirmedAt !== null) return 'known'
  if (firstCalledAt === null) return 'never'
  return firstCalledAt.getTime() > now.getTime() - DAY_MS ? 'new' : 'known'
}
