import { describe, expect, test } from 'vitest'
import { isCallingPlan, parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import type { CallServiceType } from '#domain/usage/service-type.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { SUSPENSE_CAUSE_CODES } from '#domain/usage/suspense-cause.ts'
import { compilePlan, freshAllowances } from './compile-plan.ts'
import { newCallToPrice, newPriceResult, PRICE_STATUS, priceCall, suspendCall } from './price-call.ts'
import type { PriceResult } from './price-call.ts'

interface Call {
  readonly seconds: number
  readonly type?: CallServiceType
  readonly at?: string
  readonly fromMobile?: boolean
}

/** Prices calls in their order under one plan, drawing on its allowances. */
function price(terms: object, ...calls: readonly Call[]): readonly PriceResult[] {
  const plan = parseCallingPlan({ name: 'vector', type: 'payg', ...terms })
  if (!isCallingPlan(plan)) throw new Error(JSON.stringify(plan))
  const compiled = compilePlan(plan)
  const state = freshAllowances(plan)
  return calls.map(({ seconds, type = 'Mobile', at = '2026-07-01T00:00:00Z', fromMobile = false }) => {
    const call = newCallToPrice()
    call.serviceType = SERVICE_TYPE_CODES[type]
    call.startedAtMs = Date.parse(at)
    call.durationSeconds = seconds
    call.originIsMobile = fromMobile
    const result = newPriceResult()
    priceCall(compiled, undefined, call, state, result)
    return result
  })
}

const micros = (result: PriceResult | undefined): number => Number(result?.chargeMicros)
const mobile = (rate: object): object => ({ rates: { Mobile: rate } })

describe('all calls are billed in 30-second blocks: the platform’s help pages', () => {
  test.each([
    [31, 60, 100_000],
    [30, 30, 50_000],
    [29, 30, 50_000],
    [1, 30, 50_000],
    [61, 90, 150_000],
    [0, 0, 0],
  ])('%i s at $0.10 a minute: %i billed seconds', (seconds, billed, charge) => {
    const [result] = price(mobile({ perMinute: '0.10' }), { seconds })
    expect([result?.billedSeconds, micros(result)]).toEqual([billed, charge])
  })
})

describe('an untimed call has one price up to its limit, and is charged by the minute beyond it', () => {
  const untimed = mobile({
    untimed: { price: '0.10', maxSeconds: 5400, overagePerMinute: '0.05' },
    flagfall: '0.01',
  })
  test.each([
    ['a second', 1, 30, 110_000],
    ['90 minutes', 90 * 60, 5400, 110_000],
    ['a second more', 90 * 60 + 1, 5430, 135_000],
    ['95 minutes', 95 * 60, 5700, 360_000],
  ])('%s', (_, seconds, billed, charge) => {
    const [result] = price(untimed, { seconds })
    expect([result?.billedSeconds, micros(result)]).toEqual([billed, charge])
  })

  test('the last block before the limit ends at the limit', () => {
    const [result] = price(mobile({ untimed: { price: '0.10', maxSeconds: 100, overagePerMinute: '0.05' } }), {
      seconds: 95,
    })
    expect([result?.billedSeconds, micros(result)]).toEqual([100, 100_000])
  })
})

describe('a 1300 plan with 500 minutes in, then 4 cents a minute', () => {
  const plan = {
    rates: { 'Inbound 6113': { perMinute: '0.04', fromMobile: { perMinute: '0.09' } } },
    allowances: [{ name: 'minutes', serviceTypes: ['Inbound 6113'], unit: 'seconds', quantity: 500 * 60 }],
  }
  test('the 501st minute is the first that costs', () => {
    const [first, second, third] = price(
      plan,
      { seconds: 499 * 60, type: 'Inbound 6113' },
      { seconds: 120, type: 'Inbound 6113' },
      { seconds: 60, type: 'Inbound 6113', fromMobile: true },
    )
    expect([micros(first), micros(second), micros(third)]).toEqual([0, 40_000, 90_000])
    expect([first?.coveredSeconds, second?.coveredSeconds, third?.coveredSeconds]).toEqual([499 * 60, 60, 0])
  })
})

describe('flagfall and minimum charge', () => {
  test.each([
    [{ perMinute: '0.10', flagfall: '0.05' }, 60, 150_000],
    [{ perMinute: '0.10', flagfall: '0.05', minimumCharge: '0.20' }, 30, 200_000],
    [{ perMinute: '0.10', flagfall: '0.05', minimumCharge: '0.20' }, 120, 250_000],
    [{ perCall: '0.30', flagfall: '0.05' }, 7200, 350_000],
    [{ perMinute: '0' }, 60, 0],
  ])('%j for %i s', (rate, seconds, charge) => {
    const [result] = price(mobile(rate), { seconds })
    expect([result?.status, micros(result)]).toEqual([PRICE_STATUS.rated, charge])
  })
})

describe('bands', () => {
  const evening = { name: 'evening', days: ['wed'], from: '19:00', to: '20:00', factor: '0.5' }
  const plan = { ...mobile({ perMinute: '0.60', flagfall: '0.10' }), bands: [evening] }
  test.each([
    ['start', '2026-07-01T18:59:59+10:00', 700_000],
    ['start', '2026-07-01T19:00:00+10:00', 400_000],
    ['start', '2026-07-01T19:59:59+10:00', 400_000],
    ['start', '2026-07-01T20:00:00+10:00', 700_000],
    ['start', '2026-07-02T19:00:00+10:00', 700_000],
    ['split', '2026-07-01T18:59:31+10:00', 550_000],
    ['split', '2026-07-01T18:59:30+10:00', 550_000],
    ['split', '2026-07-01T18:59:29+10:00', 700_000],
    ['split', '2026-07-01T19:59:31+10:00', 550_000],
  ])('by %s, at %s', (bandRule, at, charge) => {
    expect(micros(price({ ...plan, bandRule }, { seconds: 60, at })[0])).toBe(charge)
  })

  test('a rate’s own come before the plan’s', () => {
    const own = { ...evening, factor: '2' }
    const terms = { bands: [evening], rates: { Mobile: { perMinute: '0.60', bands: [own] } } }
    expect(micros(price(terms, { seconds: 60, at: '2026-07-01T19:30:00+10:00' })[0])).toBe(1_200_000)
  })

  test('and touch neither flagfall, nor an untimed price, nor its overage', () => {
    const rate = { untimed: { price: '0.10', maxSeconds: 60, overagePerMinute: '0.60' }, flagfall: '0.01' }
    const terms = { ...mobile(rate), bands: [evening] }
    expect(micros(price(terms, { seconds: 120, at: '2026-07-01T19:30:00+10:00' })[0])).toBe(710_000)
  })

  test('a night with 25 hours has two hours from two to three', () => {
    const night = { name: 'two to three', days: ['sun'], from: '02:00', to: '03:00', factor: '0' }
    const terms = { ...mobile({ perMinute: '0.60' }), bands: [night], bandRule: 'split' }
    const threeHours = { seconds: 3 * 3600, at: '2026-04-05T01:30:00+11:00' }
    expect(micros(price(terms, threeHours)[0])).toBe(36_000_000)
  })

  test('a night with 23 hours has none', () => {
    const night = { name: 'two to three', days: ['sun'], from: '02:00', to: '03:00', factor: '0' }
    const terms = { ...mobile({ perMinute: '0.60' }), bands: [night], bandRule: 'split' }
    const anHour = { seconds: 3600, at: '2026-10-04T01:30:00+10:00' }
    expect(micros(price(terms, anHour)[0])).toBe(36_000_000)
  })
})

describe('allowances are drawn in the order listed, and combine', () => {
  const seconds = { name: 'seconds', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 45 }
  const money = { name: 'money', serviceTypes: ['Mobile'], unit: 'money', quantity: '0.10' }
  const calls = { name: 'calls', serviceTypes: ['Mobile'], unit: 'calls', quantity: 1 }
  const rate = mobile({ perMinute: '0.60', flagfall: '0.10', minimumCharge: '0.80' })
  test.each([
    ['nothing left', [{ ...seconds, quantity: 0 }], 700_000 + 100_000, 0, 0, 0],
    ['a part of the seconds', [seconds], 150_000, 45, 0, 0],
    ['seconds, then money', [seconds, money], 50_000, 45, 0, 100_000],
    ['money, then seconds', [money, seconds], 50_000, 45, 0, 100_000],
    ['a call covers the rest', [seconds, calls], 0, 45, 1, 0],
    ['a call covers it all', [calls, seconds], 0, 0, 1, 0],
    ['two pools of seconds', [seconds, { ...seconds, name: 'more' }], 0, 60, 0, 0],
    ['money that covers it all', [{ ...money, quantity: '5' }, seconds], 0, 0, 0, 600_000],
    ['another type’s', [{ ...seconds, serviceTypes: ['Local'] }], 800_000, 0, 0, 0],
  ])('%s', (_, allowances, charge, drawnSeconds, drawnCalls, drawnMicros) => {
    const [result] = price({ ...rate, allowances }, { seconds: 60 })
    expect([micros(result), result?.allowanceSeconds, result?.allowanceCalls, result?.allowanceMicros]).toEqual([
      charge,
      drawnSeconds,
      drawnCalls,
      drawnMicros,
    ])
  })

  test('an untimed call drawn in part keeps its price and pays what is beyond limit and draw', () => {
    const untimed = mobile({ untimed: { price: '0.10', maxSeconds: 60, overagePerMinute: '0.60' }, flagfall: '1' })
    const drawn = [30, 90, 120].map((quantity) =>
      micros(price({ ...untimed, allowances: [{ ...seconds, quantity }] }, { seconds: 120 })[0]),
    )
    expect(drawn).toEqual([700_000, 400_000, 0])
  })
})

describe('what is never priced', () => {
  test.each<[string, Call, number, number]>([
    ['emergency', { type: 'Emergency', seconds: 9_999_999 }, PRICE_STATUS.free, 0],
    ['unanswered', { type: 'Premium', seconds: 0 }, PRICE_STATUS.free, 0],
    ['no rate', { type: 'Premium', seconds: 1 }, PRICE_STATUS.suspended, SUSPENSE_CAUSE_CODES.no_rate],
    ['no deck', { type: 'International', seconds: 1 }, PRICE_STATUS.suspended, SUSPENSE_CAUSE_CODES.no_rate],
    ['seven days', { seconds: 604_800 }, PRICE_STATUS.rated, 0],
    ['longer', { seconds: 604_801 }, PRICE_STATUS.suspended, SUSPENSE_CAUSE_CODES.implausible_duration],
  ])('%s', (_, call, status, cause) => {
    const [result] = price({ ...mobile({ perMinute: '0.10' }), international: 'deck' }, call)
    expect([result?.status, result?.cause]).toEqual([status, cause])
  })

  test('a call suspended before pricing keeps nothing of the call before it', () => {
    const [result] = price(mobile({ perMinute: '0.10' }), { seconds: 60 })
    if (result === undefined) throw new Error('no result')
    suspendCall(result, SUSPENSE_CAUSE_CODES.no_owner)
    expect(result).toEqual({ ...newPriceResult(), cause: SUSPENSE_CAUSE_CODES.no_owner })
  })
})
