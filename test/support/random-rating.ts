import * as fc from 'fast-check'
import type {
  ReferenceAllowance,
  ReferenceBand,
  ReferenceCall,
  ReferenceDeckRow,
  ReferencePlan,
  ReferenceRate,
  ReferenceTerms,
} from './reference-rater.ts'

/** Random plans, decks and calls in which the hard cases are common: few prefixes, small allowances, clocks changing. */

const TYPES = ['Local', 'National', 'Mobile', 'International', '6113', 'Inbound', 'Inbound 6113', 'Onnet'] as const
const INBOUND: readonly string[] = ['Inbound', 'Inbound 6113']
const ZONES = [
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Australia/Perth',
  'Europe/London',
  'America/New_York',
] as const

/** Hours around the instants at which those clocks change in 2026, and an ordinary week. */
const CLOCK_CHANGES = [
  '2026-04-04T16:00:00Z',
  '2026-10-03T16:00:00Z',
  '2026-04-04T15:00:00Z',
  '2026-10-03T15:30:00Z',
  '2026-03-29T01:00:00Z',
  '2026-10-25T01:00:00Z',
  '2026-03-08T07:00:00Z',
  '2026-11-01T06:00:00Z',
  '2026-06-30T14:00:00Z',
]

const dollars = (mostMicros: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: mostMicros }).map((micros) => (micros / 1e6).toFixed(6).replace(/\.?0+$/, ''))

const optional = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined })

/** Fields that may be undefined as fields that may be left out. */
type Given<Fields> = { [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name] } & {
  [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], undefined>
}

/** JSON has no undefined: fields without a value are left out. */
function without<Fields extends object>(fields: Fields): Given<Fields> {
  return JSON.parse(JSON.stringify(fields))
}

const increment = fc.record({
  first: fc.constantFrom(1, 6, 30, 37, 60, 90),
  next: fc.constantFrom(1, 6, 7, 30, 60),
})

const band: fc.Arbitrary<ReferenceBand> = fc
  .record({
    name: fc.constantFrom('night', 'weekend', 'peak'),
    days: fc.subarray(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], { minLength: 1 }),
    times: fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 2 }),
    factor: fc.integer({ min: 0, max: 30_000 }).map((units) => (units / 10_000).toFixed(4)),
  })
  .map(({ name, days, times, factor }) => {
    const [from = 0, to = 0] = times.toSorted((one, other) => one - other)
    return { name, days, from: clock(from), to: clock(to), factor }
  })

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

const perMinute = fc.record({
  perMinute: dollars(2_000_000),
  minimumCharge: optional(dollars(500_000)),
  flagfall: optional(dollars(300_000)),
  increment: optional(increment),
  bands: optional(fc.array(band, { maxLength: 2 })),
})
const perCall = fc.record({
  perCall: dollars(500_000),
  flagfall: optional(dollars(100_000)),
  increment: optional(increment),
})
const untimed = fc.record({
  untimed: fc.oneof(
    fc.record({ price: dollars(500_000) }),
    fc.record({
      price: dollars(500_000),
      maxSeconds: fc.integer({ min: 1, max: 900 }),
      overagePerMinute: dollars(1_000_000),
    }),
  ),
  flagfall: optional(dollars(100_000)),
  increment: optional(increment),
})
const terms: fc.Arbitrary<ReferenceTerms> = fc.oneof(
  { weight: 4, arbitrary: perMinute.map(without) },
  { weight: 1, arbitrary: perCall.map(without) },
  { weight: 2, arbitrary: untimed.map(without) },
)

const rates: fc.Arbitrary<Record<string, ReferenceRate>> = fc
  .tuple(...TYPES.map((type) => fc.tuple(fc.constant(type), optional(terms), optional(terms))))
  .map((entries) =>
    Object.fromEntries(
      entries.flatMap(([type, rate, fromMobile]) => {
        if (rate === undefined) return []
        return [[type, INBOUND.includes(type) && fromMobile !== undefined ? { ...rate, fromMobile } : rate]]
      }),
    ),
  )

const allowance = fc.record({
  serviceTypes: fc.subarray([...TYPES], { minLength: 3 }),
  pool: fc.oneof(
    fc.record({ unit: fc.constant('seconds' as const), quantity: fc.integer({ min: 0, max: 900 }) }),
    fc.record({ unit: fc.constant('calls' as const), quantity: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ unit: fc.constant('money' as const), quantity: dollars(1_500_000) }),
  ),
})

const allowances: fc.Arbitrary<ReferenceAllowance[]> = fc
  .array(allowance, { maxLength: 3 })
  .map((pools) => pools.map(({ serviceTypes, pool }, index) => ({ name: `pool ${index}`, serviceTypes, ...pool })))

export const randomPlan: fc.Arbitrary<ReferencePlan & { name: string; type: string }> = fc
  .record({
    name: fc.constant('random'),
    type: fc.constantFrom('bundle', 'payg'),
    timeZone: fc.constantFrom(...ZONES),
    increment: optional(increment),
    rates,
    bands: fc.array(band, { maxLength: 3 }),
    bandRule: fc.constantFrom('start' as const, 'split' as const),
    allowances,
    deckCovers: fc.subarray([...TYPES], { maxLength: 3 }),
  })
  .map(without)

const DIGITS = fc.stringMatching(/^[12]{1,4}$/)
const DATES = ['', '2026-03-29T00:00:00Z', '2026-06-30T14:00:00Z', '2026-10-03T16:00:00Z'] as const
const cell = (seconds: readonly number[]): fc.Arbitrary<string> => fc.constantFrom('', ...seconds.map(String))

const deckRow: fc.Arbitrary<ReferenceDeckRow> = fc
  .record({
    prefix: DIGITS,
    perMinute: fc.option(dollars(3_000_000), { nil: '', freq: 5 }),
    flagfall: fc.option(dollars(200_000), { nil: '' }),
    firstIncrement: cell([1, 30, 60]),
    nextIncrement: cell([1, 6, 60]),
    minimumCharge: fc.option(dollars(300_000), { nil: '' }),
    validFrom: fc.constantFrom(...DATES),
    validTo: fc.constantFrom(...DATES),
  })
  .filter(({ validFrom, validTo }) => validFrom === '' || validTo === '' || validFrom < validTo)

export const randomDeck: fc.Arbitrary<ReferenceDeckRow[]> = fc.array(deckRow, { maxLength: 15 })

const started = fc
  .tuple(fc.constantFrom(...CLOCK_CHANGES), fc.integer({ min: -7200, max: 7200 }), fc.integer({ min: 0, max: 999 }))
  .map(([change, seconds, milliseconds]) => Date.parse(change) + seconds * 1000 + milliseconds)

export const randomCall: fc.Arbitrary<ReferenceCall> = fc
  .record({
    serviceType: fc.constantFrom(...TYPES, ...TYPES, 'Emergency', 'Premium', ''),
    startedAtMs: started,
    durationSeconds: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 1, max: 900 }) },
      { weight: 2, arbitrary: fc.integer({ min: 900, max: 12_000 }) },
      { weight: 1, arbitrary: fc.constantFrom(0, 604_801, 30, 60) },
    ),
    far: fc.stringMatching(/^[12]{4}[0-9]{5}$/),
    isMobile: fc.boolean(),
  })
  .map(({ far, isMobile, ...call }) => {
    const originIsMobile = isMobile && INBOUND.includes(call.serviceType)
    // Only a real mobile number is one to the explanation, which reads the caller itself.
    return { ...call, originIsMobile, farDigits: originIsMobile ? `614${far.slice(0, 8)}` : far }
  })
