import { expect, test } from 'vitest'
import { formatDollars, gstOf, micros } from '#domain/money.ts'
import { readNumber } from '#domain/phone-number.ts'
import { isCallingPlan, parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { compileDeck } from '#domain/rating/compile-deck.ts'
import { compilePlan, freshAllowances } from '#domain/rating/compile-plan.ts'
import { writeDeckDigits } from '#domain/rating/deck-digits.ts'
import { explainPrice } from '#domain/rating/explain-price.ts'
import { newCallToPrice, newPriceResult, priceCall } from '#domain/rating/price-call.ts'
import { SERVICE_TYPE_CODES, type CallServiceType } from '#domain/usage/service-type.ts'
import { sumOf } from '../format/money.ts'
import { receiptOf, type Explanation } from './receipt.ts'
import { receiptText } from './receipt-text.ts'

const ROW = {
  flagfallMicros: 0,
  firstIncrement: 30,
  nextIncrement: 6,
  minimumChargeMicros: 0,
  validFromMs: Number.NEGATIVE_INFINITY,
  validToMs: Number.POSITIVE_INFINITY,
}
const DECK = compileDeck([
  { ...ROW, prefix: '44', destination: 'United Kingdom', perMinuteMicros: 20_000 },
  { ...ROW, prefix: '447', destination: 'UK mobile', perMinuteMicros: 300_000, flagfallMicros: 50_000 },
])

const STARTED_AT = '2026-07-01T09:59:40.000Z'

/** A call as the engine prices it and the API explains it. */
function explained(type: CallServiceType, b: string, seconds: number, terms: object = {}): Explanation {
  const plan = parseCallingPlan({ name: 'Office 30', type: 'bundle', international: 'deck', ...terms })
  if (!isCallingPlan(plan)) throw new Error(JSON.stringify(plan))
  const code = readNumber(b, 'e164')
  const call = newCallToPrice()
  call.serviceType = SERVICE_TYPE_CODES[type]
  call.startedAtMs = Date.parse(STARTED_AT)
  call.durationSeconds = seconds
  call.farTo = writeDeckDigits(code, call.farDigits, 0)
  const result = newPriceResult()
  priceCall(compilePlan(plan), DECK, call, freshAllowances(plan), result)
  const { steps } = explainPrice({
    plan,
    planVersion: 'version 3',
    deck: DECK,
    deckVersion: 'Abroad, version 2',
    direction: 'out',
    a: { written: '61270101234', code: readNumber('61270101234', 'e164') },
    b: { written: b, code },
    serviceType: call.serviceType,
    startedAtMs: call.startedAtMs,
    durationSeconds: seconds,
    result,
  })
  const charge = micros(BigInt(result.chargeMicros))
  const money = { charge, gst: gstOf(charge), total: micros(charge + gstOf(charge)) }
  const amounts = {
    charge: formatDollars(money.charge),
    gst: formatDollars(money.gst),
    total: formatDollars(money.total),
  }
  return {
    call: {
      kind: 'call',
      id: '1-x-y',
      accountId: '1',
      accountNumber: '1001',
      accountName: 'Acacia Dental',
      origin: '61270101234',
      destination: b,
      forwardedFrom: null,
      direction: 'out',
      serviceType: type,
      billingGroup: 'mobile',
      description: type,
      status: seconds === 0 ? 'no-answer' : 'answered',
      startedAt: STARTED_AT,
      date: '2026-07-01',
      time: '19:59:40',
      timeZone: 'Australia/Sydney',
      durationSeconds: seconds,
      billedSeconds: result.billedSeconds,
      ...amounts,
      currency: 'AUD',
    },
    sentences: steps.map(({ text }) => text),
    steps: steps.map(({ key, text, data }) => ({ key, text, data: { ...data } })),
    ...amounts,
    currency: 'AUD',
  }
}

const EVENING = {
  rates: { Mobile: { perMinute: '0.15', flagfall: '0.05', minimumCharge: '0.20' } },
  bands: [{ name: 'evening', days: ['wed'], from: '20:00', to: '24:00', factor: '0.8' }],
  bandRule: 'split',
}
const MINUTES = [{ name: 'Mobile minutes', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 20 }]

test.each<[string, Explanation, readonly string[]]>([
  ['by the deck', explained('International', '447911123456', 61), ['66 sec at $0.30 a minute', 'Flagfall']],
  [
    'over two bands',
    explained('Mobile', '61491570156', 75, EVENING),
    ['(30 sec + 60 sec × 0.8) at $0.15 a minute', 'Flagfall'],
  ],
  [
    'partly from an allowance',
    explained('Mobile', '61491570156', 75, { ...EVENING, allowances: MINUTES }),
    ['(10 sec + 60 sec × 0.8) at $0.15 a minute'],
  ],
  [
    'brought up to the least',
    explained('Mobile', '61491570156', 5, { rates: { Mobile: { perMinute: '0.10', minimumCharge: '0.20' } } }),
    ['30 sec at $0.10 a minute', 'Up to the minimum charge'],
  ],
  ['a flat call', explained('6113', '611300975707', 5, { rates: { '6113': { perCall: '0.30' } } }), ['One call']],
  [
    'untimed beyond its limit',
    explained('Local', '61293334444', 130, {
      rates: { Local: { untimed: { price: '0.10', maxSeconds: 60, overagePerMinute: '0.05' } } },
    }),
    ['One call, and 90 sec at $0.05 a minute'],
  ],
  [
    'paid by an allowance of money',
    explained('Mobile', '61491570156', 75, {
      rates: { Mobile: { perMinute: '0.20' } },
      allowances: [{ name: '$0.10 of calls', serviceTypes: ['Mobile'], unit: 'money', quantity: '0.10' }],
    }),
    ['90 sec at $0.20 a minute', 'Paid by your allowance'],
  ],
])('the lines of a call %s add up to its charge', (_name, explanation, labels) => {
  const { parts, free } = receiptOf(explanation)
  expect(parts.map(({ label }) => label)).toEqual(labels)
  expect(sumOf(parts.map(({ amount }) => amount))).toBe(explanation.charge)
  expect(free).toBeUndefined()
})

test('the steps name the prefix matched and the next best, and the allowance drawn on', () => {
  const abroad = receiptOf(explained('International', '447911123456', 61)).steps
  expect(abroad.find(({ label }) => label === 'Rate for UK mobile')).toEqual({
    label: 'Rate for UK mobile',
    value: '$0.30 a minute + $0.05 flagfall',
    words: 'The longest prefix that matches is 447. Next best: 44 United Kingdom, $0.02 a minute.',
  })
  const covered = receiptOf(explained('Mobile', '61491570156', 75, { ...EVENING, allowances: MINUTES })).steps
  expect(covered.find(({ label }) => label === 'Taken from your allowances')).toMatchObject({
    value: '20 sec',
    words: 'Mobile minutes. 20 of 90 sec are covered. Such a call pays no flagfall.',
  })
})

test('a call that costs nothing says why', () => {
  const { parts, free } = receiptOf(explained('Mobile', '61491570156', 0))
  expect(parts).toEqual([])
  expect(free).toBe('The call was not answered, and only answered calls are charged.')
})

test('as text it is readable in any mail, and never says what the call cost the reseller', () => {
  const explanation = explained('International', '447911123456', 61)
  const known = {
    ...explanation,
    steps: [...explanation.steps, { key: 'wholesale', text: '', data: { cost: '0.1', margin: '0.28', basis: 'plan' } }],
  }
  const receipt = receiptOf(known)
  expect(receipt.wholesale).toMatchObject({ cost: '0.1', margin: '0.28' })
  expect(receiptText(known, receipt)).toBe(`Call from 02 7010 1234 to +447911123456
1 Jul 2026, 7:59:40 pm AEST, 1 min 1 sec

Dialled +447911123456: International
  That is a number outside Australia.
Calling plan: Office 30, version 3
  Rates by destination: Abroad, version 2.
Rate for UK mobile: $0.30 a minute + $0.05 flagfall
  The longest prefix that matches is 447. Next best: 44 United Kingdom, $0.02 a minute.
Time counted: 66 sec
  The call lasted 1 min 1 sec, counted in a first block of 30 sec, then of 6 sec.

66 sec at $0.30 a minute  $0.330
Flagfall                  $0.050
Charge ex GST             $0.380
GST (10 %)                $0.038
Total inc. GST            $0.418
`)
})
