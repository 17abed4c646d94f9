import { describe, expect, test } from 'vitest'
import { readNumber } from '#domain/phone-number.ts'
import { isCallingPlan, parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import type { CallServiceType } from '#domain/usage/service-type.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { compileDeck } from './compile-deck.ts'
import { compilePlan, freshAllowances } from './compile-plan.ts'
import { writeDeckDigits } from './deck-digits.ts'
import { said } from './explain-words.ts'
import { explainPrice, explainUnreadable } from './explain-price.ts'
import type { PriceExplanation, PriceToExplain } from './explanation.ts'
import { newCallToPrice, newPriceResult, priceCall } from './price-call.ts'

const ROW = { flagfallMicros: 0, firstIncrement: 30, nextIncrement: 6, minimumChargeMicros: 0 }
const ALWAYS = { validFromMs: Number.NEGATIVE_INFINITY, validToMs: Number.POSITIVE_INFINITY }
const DECK: readonly DeckRow[] = [
  { ...ROW, ...ALWAYS, prefix: '44', destination: 'United Kingdom', perMinuteMicros: 20_000 },
  {
    ...ROW,
    prefix: '4479',
    destination: 'UK mobile',
    perMinuteMicros: 300_000,
    flagfallMicros: 50_000,
    validFromMs: Date.parse('2026-06-30T14:00:00Z'),
    validToMs: Number.POSITIVE_INFINITY,
  },
  { ...ROW, ...ALWAYS, prefix: '1900', destination: 'Premium USA', perMinuteMicros: undefined },
]

interface Case {
  readonly type: CallServiceType
  readonly b: string
  readonly seconds: number
  readonly terms?: object
}

function priced({ type, b, seconds, terms = {} }: Case): PriceToExplain {
  const plan = parseCallingPlan({ name: 'Office 30', type: 'bundle', international: 'deck', ...terms })
  if (!isCallingPlan(plan)) throw new Error(JSON.stringify(plan))
  const deck = compileDeck(DECK)
  const call = newCallToPrice()
  call.serviceType = SERVICE_TYPE_CODES[type]
  call.startedAtMs = Date.parse('2026-07-01T09:59:40Z')
  call.durationSeconds = seconds
  call.farTo = writeDeckDigits(readNumber(b, 'e164'), call.farDigits, 0)
  const state = freshAllowances(plan)
  const before = state.remaining.slice()
  const result = newPriceResult()
  priceCall(compilePlan(plan), deck, call, state, result)
  return {
    plan,
    planVersion: 'version 3',
    deck,
    direction: 'out',
    a: { written: '0270101234', code: 61270101234 },
    b: { written: b, code: readNumber(b, 'e164') },
    serviceType: call.serviceType,
    startedAtMs: call.startedAtMs,
    durationSeconds: seconds,
    result,
    allowances: { before, after: state.remaining },
  }
}

const texts = ({ steps }: PriceExplanation): readonly string[] => steps.map(({ text }) => text)

describe('an explanation in English', () => {
  test('of a call by the deck names the prefix and the next best', () => {
    expect(texts(explainPrice(priced({ type: 'International', b: '+44 7911 123456', seconds: 61 })))).toEqual([
      'Call made at 2026-07-01T19:59:40+10:00. A "0270101234" is read as 61270101234; B "+44 7911 123456" is read as 447911123456.',
      'It is International: B is a number outside Australia.',
      'The plan is "Office 30" (a bundle), version 3; its times are those of Australia/Sydney.',
      'The longest prefix in the deck is 4479 (UK mobile), $0.30 a minute, flagfall $0.05, in force from 2026-07-01T00:00+10:00. The next best is 44 (United Kingdom), $0.02 a minute.',
      '61 seconds, counted in a first block of 30 and then blocks of 6, are 66 billed seconds.',
      '66 / 60 × $0.30 is $0.33, rounded half up once to the micro-dollar; with the flagfall $0.05 that is $0.38. The charge is $0.38.',
      'GST is 10 % of $0.38, half up to the micro-dollar: $0.038.',
      'The call costs $0.418 with GST, $0.38 without.',
    ])
  })

  test('of a call over two bands and an allowance shows each share', () => {
    const call = priced({
      type: 'Mobile',
      b: '0491570156',
      seconds: 75,
      terms: {
        rates: { Mobile: { perMinute: '0.15', flagfall: '0.05', minimumCharge: '0.20' } },
        bands: [{ name: 'evening', days: ['wed'], from: '20:00', to: '24:00', factor: '0.8' }],
        bandRule: 'split',
        allowances: [{ name: 'Mobile minutes', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 20 }],
      },
    })
    expect(texts(explainPrice(call)).slice(3)).toEqual([
      'Mobile costs $0.15 a minute, flagfall $0.05, at least $0.20.',
      '75 seconds, counted in blocks of 30, are 90 billed seconds.',
      'Each block is priced in the band in which it starts: 10 seconds in no band, at the full price, 60 seconds in evening, at 0.8 of the price.',
      'Drawn from allowances: 20 seconds from "Mobile minutes" (20 seconds before, 0 seconds after). 20 of 90 billed seconds are covered. Such a call pays neither flagfall nor minimum charge.',
      '(10 / 60 + 60 / 60 × 0.8) × $0.15 is $0.145, rounded half up once to the micro-dollar. The charge is $0.145.',
      'GST is 10 % of $0.145, half up to the micro-dollar: $0.0145.',
      'The call costs $0.1595 with GST, $0.145 without.',
    ])
  })

  test.each<[string, Case, string]>([
    [
      'an untimed call beyond its limit',
      {
        type: 'Local',
        b: '0293334444',
        seconds: 130,
        terms: { rates: { Local: { untimed: { price: '0.10', maxSeconds: 60, overagePerMinute: '0.05' } } } },
      },
      '$0.10 and 90 / 60 × $0.05 for the time beyond the limit are $0.175. The charge is $0.175.',
    ],
    [
      'a flat call',
      { type: '6113', b: '1300975707', seconds: 5, terms: { rates: { '6113': { perCall: '0.30' } } } },
      'One call is $0.30. The charge is $0.30.',
    ],
    [
      'a minimum charge',
      {
        type: 'Mobile',
        b: '0491570156',
        seconds: 5,
        terms: { rates: { Mobile: { perMinute: '0.10', minimumCharge: '0.20' } } },
      },
      '30 / 60 × $0.10 is $0.05, rounded half up once to the micro-dollar; the minimum charge is $0.20. The charge is $0.20.',
    ],
    ['an emergency call', { type: 'Emergency', b: '000', seconds: 60 }, 'Calls to emergency services are always free.'],
    [
      'an unanswered call',
      { type: 'Mobile', b: '0491570156', seconds: 0 },
      'The call was not answered (0 seconds), and only answered calls are charged.',
    ],
    [
      'a destination not offered',
      { type: 'International', b: '+1 900 555 1212', seconds: 60 },
      'The call is suspended, not free: its price is not known. The rate deck marks this destination as not offered. Bar the destination at the switch, or give its prefix a price in the deck, then retry.',
    ],
  ])('of %s', (_, call, charge) => {
    const { steps } = explainPrice(priced(call))
    expect(steps.find(({ key }) => key === 'charge')?.text).toBe(charge)
  })

  test('of a row that is no call says what is wrong with it', () => {
    const { steps, totals } = explainUnreadable('started_at "x" is not an ISO 8601 time')
    expect(totals).toBeUndefined()
    expect(steps[0]?.text).toMatch(/^The row is suspended, not free: started_at "x" is not an ISO 8601 time\. Correct/)
  })
})

describe('an explanation is a check', () => {
  const mobile = priced({
    type: 'Mobile',
    b: '0491570156',
    seconds: 75,
    terms: {
      rates: { Mobile: { perMinute: '0.15' } },
      allowances: [{ name: 'pool', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 20 }],
    },
  })
  test.each([
    ['the charge', { chargeMicros: mobile.result.chargeMicros + 1 }],
    ['the billed seconds', { billedSeconds: 120 }],
    ['the draw', { allowanceSeconds: 10 }],
    ['the status', { status: 1 }],
    ['the cause', { status: 2, cause: 0 }],
  ])('%s must agree', (_, change) => {
    expect(() => explainPrice({ ...mobile, result: { ...mobile.result, ...change } })).toThrow(
      'the explanation comes to',
    )
  })

  test('without the state of the allowances the draw is taken as it is stored', () => {
    const { allowances: _unknown, ...stored } = mobile
    expect(texts(explainPrice(stored))[5]).toBe(
      'Drawn from allowances: 20 seconds from "pool". 20 of 90 billed seconds are covered. Such a call pays neither flagfall nor minimum charge.',
    )
  })

  test('a stored draw is from whichever allowances of its unit hold for the service type', () => {
    const { allowances: _unknown, ...stored } = priced({
      type: 'Mobile',
      b: '0491570156',
      seconds: 75,
      terms: {
        rates: { Mobile: { perMinute: '0.15' } },
        allowances: [
          { name: 'Abroad', serviceTypes: ['International'], unit: 'seconds', quantity: 600 },
          { name: 'Mobiles', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 20 },
          { name: 'Credit', serviceTypes: ['Mobile'], unit: 'money', quantity: '0.05' },
          { name: 'Anything', serviceTypes: ['Mobile', 'Local'], unit: 'seconds', quantity: 30 },
        ],
      },
    })
    expect(texts(explainPrice(stored))[5]).toMatch(
      /^Drawn from allowances: 50 seconds from "Mobiles" or "Anything", \$0\.05 from "Credit"\. 50 of 90 /,
    )
  })
})

test.each([
  [120_000n, '$0.12'],
  [-4_873n, '−$0.004873'],
  [0n, '$0.00'],
])('%d micro-dollars are said as %s', (amount, text) => expect(said(amount)).toBe(text))
