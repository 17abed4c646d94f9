import { describe, expect, test } from 'vitest'
import { describeProblem } from '#domain/problem.ts'
import { isCallingPlan, parseCallingPlan } from './parse-calling-plan.ts'

const PLAN = { name: 'Small office', type: 'payg' }
const BAND = { name: 'evening', days: ['mon'], from: '19:00', to: '24:00', factor: '0.8' }
const POOL = { name: 'minutes', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 600 }

/** What is said of a plan: its faults, or nothing. */
function faults(json: unknown): readonly string[] {
  const result = parseCallingPlan(json)
  return isCallingPlan(result) ? [] : result.map(describeProblem)
}

describe('a plan that leaves out all it can', () => {
  test('is billed in 30-second blocks, in Sydney time, by E.164 numbers, by the band at the start, without a deck', () => {
    expect(parseCallingPlan(PLAN)).toEqual({
      name: 'Small office',
      type: 'payg',
      timeZone: 'Australia/Sydney',
      numberFormat: 'e164',
      homeNumbers: [],
      increment: { first: 30, next: 30 },
      rates: {},
      bands: [],
      bandRule: 'start',
      allowances: [],
      minimumMonthlySpend: undefined,
      deckCovers: [],
    })
  })
})

describe('a plan that says all it can', () => {
  test('is read to the micro-dollar and the minute', () => {
    const json = {
      name: 'Office 30',
      type: 'bundle',
      timeZone: 'Australia/Perth',
      numberFormat: 'national',
      homeNumbers: ['61861234567', '1300 975 707'],
      increment: { first: 60, next: 1 },
      rates: {
        Mobile: { perMinute: '0.123456', flagfall: '0.05', minimumCharge: '0.1', bands: [BAND] },
        '6113': { perCall: '0.30', increment: { first: 30, next: 6 } },
        Local: { untimed: { price: '0.10', maxSeconds: 5400, overagePerMinute: '0.02' }, flagfall: '0.01' },
        National: { untimed: { price: '0' } },
        'Inbound 6113': { perMinute: '0.04', fromMobile: { perCall: '0.22' } },
      },
      bands: [{ name: 'weekend', days: ['sat', 'sun'], from: '00:00', to: '24:00', factor: '0.5' }],
      bandRule: 'split',
      allowances: [POOL, { name: 'credit', serviceTypes: ['International'], unit: 'money', quantity: '12.50' }],
      minimumMonthlySpend: '10.00',
      international: 'deck',
      deckCovers: ['Premium'],
    }
    const evening = { name: 'evening', days: ['mon'], fromMinute: 1140, toMinute: 1440, factor: 8000 }
    const none = { flagfall: 0n, increment: undefined, bands: [], fromMobile: undefined }
    expect(parseCallingPlan(json)).toEqual({
      name: 'Office 30',
      type: 'bundle',
      timeZone: 'Australia/Perth',
      numberFormat: 'national',
      homeNumbers: [61861234567, 611300975707],
      increment: { first: 60, next: 1 },
      rates: {
        Mobile: {
          ...none,
          pricing: { kind: 'perMinute', perMinute: 123_456n, minimumCharge: 100_000n },
          flagfall: 50_000n,
          bands: [evening],
        },
        '6113': { ...none, pricing: { kind: 'perCall', perCall: 300_000n }, increment: { first: 30, next: 6 } },
        Local: {
          ...none,
          pricing: { kind: 'untimed', price: 100_000n, maxSeconds: 5400, overagePerMinute: 20_000n },
          flagfall: 10_000n,
        },
        National: { ...none, pricing: { kind: 'untimed', price: 0n, maxSeconds: undefined, overagePerMinute: 0n } },
        'Inbound 6113': {
          ...none,
          pricing: { kind: 'perMinute', perMinute: 40_000n, minimumCharge: 0n },
          fromMobile: {
            pricing: { kind: 'perCall', perCall: 220_000n },
            flagfall: 0n,
            increment: undefined,
            bands: [],
          },
        },
      },
      bands: [{ name: 'weekend', days: ['sat', 'sun'], fromMinute: 0, toMinute: 1440, factor: 5000 }],
      bandRule: 'split',
      allowances: [
        { name: 'minutes', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 600 },
        { name: 'credit', serviceTypes: ['International'], unit: 'money', quantity: 12_500_000 },
      ],
      minimumMonthlySpend: 10_000_000n,
      deckCovers: ['International', 'Premium'],
    })
  })

  test.each([
    ['"*" in the list', { deckCovers: ['*'] }],
    ['"*" alone', { deckCovers: '*' }],
  ])('%s puts everything on the deck but Emergency', (_, more) => {
    const plan = parseCallingPlan({ ...PLAN, ...more })
    expect(isCallingPlan(plan) && plan.deckCovers).toEqual([
      'Local',
      'National',
      'Mobile',
      'International',
      '6113',
      'TollFree',
      'Directory',
      'Onnet',
      'Inbound',
      'Inbound 6113',
      'Inbound 611800',
      'Premium',
    ])
  })

  test.each([
    ['seconds as digits in a string', { ...POOL, quantity: '600' }, 600],
    ['calls as a number', { ...POOL, unit: 'calls', quantity: 20 }, 20],
  ])('an allowance of %s', (_, pool, quantity) => {
    const plan = parseCallingPlan({ ...PLAN, allowances: [pool] })
    expect(isCallingPlan(plan) && plan.allowances[0]?.quantity).toBe(quantity)
  })

  test('a rate for Emergency that costs nothing is no fault, and no rate', () => {
    const plan = parseCallingPlan({ ...PLAN, rates: { Emergency: { perCall: '0' } } })
    expect(isCallingPlan(plan) && plan.rates).toEqual({})
  })
})

const rate = (terms: object): object => ({ ...PLAN, rates: { Mobile: terms } })
const band = (change: object): object => ({ ...PLAN, bands: [{ ...BAND, ...change }] })
const pool = (change: object): object => ({ ...PLAN, allowances: [{ ...POOL, ...change }] })

describe('a fault is said with its field', () => {
  test.each<[unknown, string | RegExp]>([
    [[], /^must be an object with name, type,/],
    [{ type: 'payg' }, 'name: must be a text of 1 to 200 characters; it is missing'],
    [{ ...PLAN, type: 'prepaid' }, 'type: must be "bundle" or "payg"; it is "prepaid"'],
    [{ ...PLAN, timezone: 'UTC' }, 'timezone: is not a field here; did you mean "timeZone"?'],
    [{ ...PLAN, timeZone: 'Australia/Canbera' }, /^timeZone: must be an IANA time zone.*"Australia\/Canbera"/],
    [{ ...PLAN, timeZone: '+10:00' }, /^timeZone: must be an IANA time zone/],
    [{ ...PLAN, numberFormat: 'E164' }, /^numberFormat: must be "e164" or "national"; it is "E164"/],
    [{ ...PLAN, homeNumbers: ['61270101234', 'banana'] }, /^homeNumbers\[1\]: must be a phone number/],
    [{ ...PLAN, increment: { first: 30 } }, 'increment.next: must be a whole number from 1 to 86400; it is missing'],
    [{ ...PLAN, increment: { first: 0, next: 1 } }, /^increment.first: must be a whole number from 1/],
    [{ ...PLAN, increment: { first: 1.5, next: 1 } }, /^increment.first: .*it is 1.5/],
    [{ ...PLAN, rates: { Mobil: { perMinute: '1' } } }, 'rates.Mobil: is not a field here; did you mean "Mobile"?'],
    [rate({}), 'rates.Mobile: must have one of perMinute, perCall and untimed; it has none of them'],
    [
      rate({ perMinute: '1', perCall: '1' }),
      'rates.Mobile: must have one of perMinute, perCall and untimed; it has perMinute and perCall',
    ],
    [
      rate({ perMinute: 0.05 }),
      'rates.Mobile.perMinute: must be dollars as a decimal string with up to 6 places, such as "0.05"; it is 0.05',
    ],
    [rate({ perMinute: '0.0000001' }), /^rates.Mobile.perMinute: must be dollars.*"0.0000001"/],
    [rate({ perMinute: '-1' }), 'rates.Mobile.perMinute: must not be negative; it is "-1"'],
    [rate({ perMinute: '1000.01' }), 'rates.Mobile.perMinute: must be at most 1000 dollars; it is "1000.01"'],
    [rate({ perMinute: '1', flagfal: '1' }), 'rates.Mobile.flagfal: is not a field here; did you mean "flagfall"?'],
    [rate({ perCall: '1', minimumCharge: '2' }), /^rates.Mobile.minimumCharge: goes with perMinute only/],
    [rate({ perCall: '1', bands: [BAND] }), /^rates.Mobile.bands: only change a perMinute price/],
    [rate({ perMinute: '1', fromMobile: { perMinute: '2' } }), /^rates.Mobile.fromMobile: is not a field here/],
    [rate({ untimed: { price: '1', maxSeconds: 60 } }), /^rates.Mobile.untimed.overagePerMinute: must be dollars/],
    [rate({ untimed: { price: '1', overagePerMinute: '1' } }), /^rates.Mobile.untimed.overagePerMinute: has no effect/],
    [
      { ...PLAN, rates: { Inbound: { perMinute: '1', fromMobile: { perMinute: 'x' } } } },
      /^rates.Inbound.fromMobile.perMinute: must be dollars/,
    ],
    [{ ...PLAN, rates: { Emergency: { perCall: '0.10' } } }, /^rates.Emergency: must be left out or cost nothing/],
    [band({ days: [] }), 'bands[0].days: must list one or more of mon, tue, wed, thu, fri, sat, sun'],
    [band({ days: ['monday'] }), /^bands\[0\].days\[0\]: it can be|did you mean/],
    [band({ from: '7:00' }), /^bands\[0\].from: must be a time of day/],
    [band({ to: '24:01' }), /^bands\[0\].to: must be a time of day/],
    [band({ from: '22:00', to: '06:00' }), /^bands\[0\].to: must be later than from; a band over midnight/],
    [band({ factor: '0.80001' }), /^bands\[0\].factor: must be a decimal string/],
    [band({ factor: '100.1' }), /^bands\[0\].factor: must be a decimal string/],
    [band({ factor: 0.8 }), /^bands\[0\].factor: must be a decimal string/],
    [{ ...PLAN, bandRule: 'both' }, 'bandRule: must be "start" or "split"; it is "both"'],
    [pool({ serviceTypes: [] }), 'allowances[0].serviceTypes: must list one or more service types'],
    [pool({ serviceTypes: ['Mobiles'] }), /^allowances\[0\].serviceTypes\[0\]: is not a service type.*"Mobile"\?/],
    [pool({ unit: 'minutes' }), /^allowances\[0\].unit: must be "seconds", "calls" or "money"/],
    [pool({ quantity: -1 }), /^allowances\[0\].quantity: must be a whole number from 0/],
    [pool({ unit: 'money', quantity: 10 }), /^allowances\[0\].quantity: must be dollars as a decimal string/],
    [{ ...PLAN, allowances: [POOL, POOL] }, 'allowances: must have different names; two are called "minutes"'],
    [{ ...PLAN, minimumMonthlySpend: 10 }, /^minimumMonthlySpend: must be dollars as a decimal string/],
    [{ ...PLAN, international: 'table' }, 'international: must be "deck"; it is "table"'],
    [{ ...PLAN, deckCovers: ['Emergency'] }, /^deckCovers: must not have "Emergency"/],
    [{ ...PLAN, rates: [] }, /^rates: must be an object/],
    [{ ...PLAN, bands: {} }, 'bands: must be a list; it is {}'],
  ])('%j', (json, fault) => {
    const said = faults(json)
    expect(said.some((line) => (typeof fault === 'string' ? line === fault : fault.test(line)))).toBe(true)
  })

  test('and all faults are said at once', () => {
    expect(faults({ type: 'x', rates: { Mobile: { perMinute: 'x' } }, bandRule: 'y' })).toHaveLength(4)
  })
})
