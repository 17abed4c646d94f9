import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { micros } from '#domain/money.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import {
  refusalByRules,
  type AllowedCountries,
  type CallFacts,
  type CallRules,
  type CountedLimit,
  type LiveUse,
} from './call-rules.ts'
import { CALL_RULES } from './call-rule-names.ts'

const { International, Premium, Mobile, Emergency } = SERVICE_TYPE_CODES
const dollars = (amount: number) => micros(BigInt(Math.round(amount * 1e6)))
const counted = <Amount>(limit: Amount, isTripped = false): CountedLimit<Amount> => ({
  limit,
  isTripped,
  countedSinceMs: undefined,
})

const NO_RULES: CallRules = {
  fraudSpendDay: undefined,
  fraudSpendHour: undefined,
  overseasCalls: undefined,
  countries: 'all',
  priceCeilingMicros: undefined,
  barPremium: false,
  barSatellite: false,
  channels: undefined,
  overseasChannels: undefined,
  callsPerMinute: undefined,
  firstSeen: undefined,
}
const QUIET: LiveUse = {
  liveCalls: 0,
  liveOverseasCalls: 0,
  spendDayMicros: dollars(0),
  spendHourMicros: dollars(0),
  overseasLastHour: 0,
  callsLastMinute: 0,
  countryStanding: () => 'known',
}
const MOBILE: CallFacts = {
  serviceType: Mobile,
  isOverseas: false,
  country: undefined,
  isPremium: false,
  isSatellite: false,
  perMinuteMicros: dollars(0.1),
  firstMinuteMicros: dollars(0.1),
}
const OVERSEAS: CallFacts = { ...MOBILE, serviceType: International, isOverseas: true, country: 'NZ' }
const DEAR: CallFacts = { ...OVERSEAS, country: 'CU', perMinuteMicros: dollars(3.01), firstMinuteMicros: dollars(3.01) }
const FIRST_ONE = { abovePerMinuteMicros: dollars(1), action: 'one-call' } as const
const FIRST_NONE = { abovePerMinuteMicros: dollars(1), action: 'refuse' } as const

test.each<[Partial<CallRules>, CallFacts, Partial<LiveUse>, string | undefined]>([
  [{}, MOBILE, {}, undefined],
  [{ barPremium: true }, { ...MOBILE, serviceType: Premium, isPremium: true }, {}, 'premium'],
  [{ barSatellite: true }, { ...MOBILE, serviceType: Premium, isPremium: true }, {}, undefined],
  [{ barSatellite: true }, { ...OVERSEAS, country: undefined, isSatellite: true }, {}, 'satellite'],
  [{ countries: 'none' }, OVERSEAS, {}, 'overseas-destinations'],
  [{ countries: 'none' }, MOBILE, {}, undefined],
  [{ countries: new Set(['NZ']) }, OVERSEAS, {}, undefined],
  [{ countries: new Set(['GB']) }, OVERSEAS, {}, 'overseas-destinations'],
  [{ countries: new Set(['GB']) }, { ...OVERSEAS, country: undefined }, {}, 'overseas-destinations'],
  [{ priceCeilingMicros: dollars(3) }, DEAR, {}, 'price-ceiling'],
  [{ priceCeilingMicros: dollars(3.01) }, DEAR, {}, undefined],
  [{ priceCeilingMicros: dollars(0.01) }, MOBILE, {}, undefined],
  [{ channels: 2 }, MOBILE, { liveCalls: 1 }, undefined],
  [{ channels: 2 }, MOBILE, { liveCalls: 2 }, 'channels'],
  [{ overseasChannels: 1 }, OVERSEAS, { liveOverseasCalls: 1 }, 'overseas-channels'],
  [{ overseasChannels: 1 }, MOBILE, { liveOverseasCalls: 1 }, undefined],
  [{ callsPerMinute: 10 }, MOBILE, { callsLastMinute: 9 }, undefined],
  [{ callsPerMinute: 10 }, MOBILE, { callsLastMinute: 10 }, 'velocity'],
  [{ overseasCalls: counted(50) }, OVERSEAS, { overseasLastHour: 49 }, undefined],
  [{ overseasCalls: counted(50) }, OVERSEAS, { overseasLastHour: 50 }, 'overseas-calls'],
  [{ overseasCalls: counted(50, true) }, OVERSEAS, {}, 'overseas-calls'],
  [{ overseasCalls: counted(50, true) }, MOBILE, {}, undefined],
  [{ fraudSpendDay: counted(dollars(100)) }, MOBILE, { spendDayMicros: dollars(99.9) }, undefined],
  [{ fraudSpendDay: counted(dollars(100)) }, MOBILE, { spendDayMicros: dollars(99.91) }, 'fraud-spend-day'],
  [{ fraudSpendDay: counted(dollars(100), true) }, MOBILE, {}, 'fraud-spend-day'],
  [{ fraudSpendDay: counted(dollars(100), true) }, { ...MOBILE, firstMinuteMicros: dollars(0) }, {}, undefined],
  [{ fraudSpendHour: counted(dollars(50)) }, MOBILE, { spendHourMicros: dollars(50) }, 'fraud-spend-hour'],
  [{ firstSeen: FIRST_NONE }, DEAR, { countryStanding: () => 'never' }, 'first-seen'],
  [{ firstSeen: FIRST_NONE }, DEAR, {}, undefined],
  [{ firstSeen: FIRST_NONE }, OVERSEAS, { countryStanding: () => 'never' }, undefined],
  [{ firstSeen: FIRST_ONE }, DEAR, { countryStanding: () => 'never' }, undefined],
  [{ firstSeen: FIRST_ONE }, DEAR, { countryStanding: () => 'new' }, 'first-seen'],
])('%o with %o while %o is refused by %s', (rules, call, use, rule) => {
  expect(refusalByRules({ ...NO_RULES, ...rules }, call, { ...QUIET, ...use })?.rule).toBe(rule)
})

const EVERYTHING: CallRules = {
  fraudSpendDay: counted(dollars(0)),
  fraudSpendHour: counted(dollars(0)),
  overseasCalls: counted(0),
  countries: 'none',
  priceCeilingMicros: dollars(0),
  barPremium: true,
  barSatellite: true,
  channels: 0,
  overseasChannels: 0,
  callsPerMinute: 0,
  firstSeen: { abovePerMinuteMicros: dollars(0), action: 'refuse' },
}

test('what the number is comes first, then what goes on at once, then what was spent, then a country never called', () => {
  const call = { ...OVERSEAS, isPremium: true, isSatellite: true }
  const use: LiveUse = { ...QUIET, countryStanding: () => 'never' }
  const rules = { ...EVERYTHING }
  const told: string[] = []
  const off: Readonly<Record<string, Partial<CallRules>>> = {
    premium: { barPremium: false },
    satellite: { barSatellite: false },
    'overseas-destinations': { countries: 'all' },
    'price-ceiling': { priceCeilingMicros: undefined },
    channels: { channels: undefined },
    'overseas-channels': { overseasChannels: undefined },
    velocity: { callsPerMinute: undefined },
    'overseas-calls': { overseasCalls: undefined },
    'fraud-spend-hour': { fraudSpendHour: undefined },
    'fraud-spend-day': { fraudSpendDay: undefined },
    'first-seen': { firstSeen: undefined },
  }
  for (;;) {
    const refusal = refusalByRules(rules, call, use)
    if (refusal === undefined) break
    told.push(refusal.rule)
    expect(refusal.sipReason).toMatch(/^[A-Za-z ,]{1,60}$/)
    Object.assign(rules, off[refusal.rule])
  }
  expect(told).toEqual(CALL_RULES)
})

const anyMoney = fc.bigInt({ min: 0n, max: 5_000_000n }).map(micros)
const anyCount = fc.nat(3)
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
const anyCounted = <T>(limits: fc.Arbitrary<T>) =>
  maybe(fc.record({ limit: limits, isTripped: fc.boolean(), countedSinceMs: fc.constant(undefined) }))
const anyRules: fc.Arbitrary<CallRules> = fc.record({
  fraudSpendDay: anyCounted(anyMoney),
  fraudSpendHour: anyCounted(anyMoney),
  overseasCalls: anyCounted(anyCount),
  countries: fc.constantFrom<AllowedCountries[]>('all', 'none', new Set(['NZ'])),
  priceCeilingMicros: maybe(anyMoney),
  barPremium: fc.boolean(),
  barSatellite: fc.boolean(),
  channels: maybe(anyCount),
  overseasChannels: maybe(anyCount),
  callsPerMinute: maybe(anyCount),
  firstSeen: maybe(
    fc.record({ abovePerMinuteMicros: anyMoney, action: fc.constantFrom('refuse' as const, 'one-call' as const) }),
  ),
})
const anyCall: fc.Arbitrary<CallFacts> = fc.record({
  serviceType: fc.constantFrom(International, Premium, Mobile),
  isOverseas: fc.boolean(),
  country: fc.constantFrom('NZ', 'CU', undefined),
  isPremium: fc.boolean(),
  isSatellite: fc.boolean(),
  perMinuteMicros: anyMoney,
  firstMinuteMicros: anyMoney,
})
const anyUse: fc.Arbitrary<LiveUse> = fc.record({
  liveCalls: anyCount,
  liveOverseasCalls: anyCount,
  spendDayMicros: anyMoney,
  spendHourMicros: anyMoney,
  overseasLastHour: anyCount,
  callsLastMinute: anyCount,
  countryStanding: fc
    .constantFrom('never' as const, 'new' as const, 'known' as const)
    .map((standing) => () => standing),
})

test('emergency calls are refused by nothing', () => {
  fc.assert(
    fc.property(anyRules, anyCall, anyUse, (rules, call, use) => {
      expect(refusalByRules(rules, { ...call, serviceType: Emergency }, use)).toBeUndefined()
    }),
  )
})

test('switching a rule off refuses nothing that was let through before', () => {
  const keys = Object.keys(NO_RULES)
  fc.assert(
    fc.property(anyRules, anyCall, anyUse, fc.constantFrom(...keys), (rules, call, use, key) => {
      const fewer = { ...rules, ...Object.fromEntries(Object.entries(NO_RULES).filter(([name]) => name === key)) }
      const refused = refusalByRules(rules, call, use) !== undefined
      expect(refused || refusalByRules(fewer, call, use) === undefined).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

test('spending never passes a fraud limit, whatever calls are let through', () => {
  fc.assert(
    fc.property(anyMoney, fc.array(anyMoney, { maxLength: 30 }), (limit, calls) => {
      const rules = { ...NO_RULES, fraudSpendDay: counted(limit) }
      let spent = 0n
      for (const price of calls) {
        const call = { ...MOBILE, firstMinuteMicros: price }
        if (refusalByRules(rules, call, { ...QUIET, spendDayMicros: micros(spent) }) === undefined) spent += price
      }
      expect(spent).toBeLessThanOrEqual(limit)
    }),
  )
})
