import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { micros } from '#domain/money.ts'
import {
  CHARGE_STATES,
  chargeAfter,
  chargeStateOf,
  isSettled,
  type ChargeState,
  type GatewayChargeState,
  type PageState,
} from './charge.ts'
import { DISPUTE_STATES, disputeAfter, hasReturnedMoney, hasTakenMoney } from './dispute.ts'
import { REFUND_STATES, refundAfter, refundableMicros, refuseRefund } from './refund.ts'

const MACHINES = [
  ['a charge', CHARGE_STATES, chargeAfter],
  ['a refund', REFUND_STATES, refundAfter],
  ['a dispute', DISPUTE_STATES, disputeAfter],
] as const satisfies readonly (readonly [string, readonly string[], (state: never, news: never) => string])[]

describe.each(MACHINES)('%s', (_name, states, after) => {
  const step = after as (state: string, news: string) => string
  const news = fc.array(fc.constantFrom<string>(...states), { minLength: 1, maxLength: 8 })

  test('ends the same, in whatever order its news come and how often each is heard', () => {
    fc.assert(
      fc.property(news, fc.infiniteStream(fc.nat()), (heard, random) => {
        const again = heard.filter(() => Number(random.next().value) % 2 === 0)
        const otherwise = [...heard, ...again].toSorted(() => (Number(random.next().value) % 2 === 0 ? 1 : -1))
        expect(otherwise.reduce(step, states[0])).toBe(heard.reduce(step, states[0]))
      }),
    )
  })

  test('never goes back', () => {
    fc.assert(
      fc.property(fc.constantFrom<string>(...states), fc.constantFrom<string>(...states), (state, next) => {
        const order: readonly string[] = states
        expect(order.indexOf(step(state, next))).toBeGreaterThanOrEqual(order.indexOf(state))
      }),
    )
  })
})

test('money that came is never forgotten, and nothing else changes what is over', () => {
  for (const state of CHARGE_STATES) {
    expect(chargeAfter(state, 'succeeded')).toBe('succeeded')
    expect(chargeAfter('succeeded', state)).toBe('succeeded')
  }
  const open = CHARGE_STATES.filter((state) => !isSettled(state))
  expect(open.map((state) => chargeAfter('failed', state))).toEqual(open.map(() => 'failed'))
})

test.each<[GatewayChargeState, PageState, ChargeState]>([
  ['open', 'open', 'sent'],
  ['open', 'expired', 'cancelled'],
  ['open', 'none', 'sent'],
  // Somebody is at the page, and may take another card.
  ['declined', 'open', 'sent'],
  ['declined', 'expired', 'failed'],
  // A debit begun on a page that bounced.
  ['declined', 'complete', 'failed'],
  ['declined', 'none', 'failed'],
  ['needs-action', 'none', 'needs-action'],
  ['processing', 'complete', 'processing'],
  ['cancelled', 'expired', 'cancelled'],
  ['succeeded', 'expired', 'succeeded'],
])('the gateway says %s, its page is %s: %s', (said, page, state) => {
  expect(chargeStateOf(said, page)).toBe(state)
})

test('a bank that returns money has taken it', () => {
  expect(DISPUTE_STATES.filter((state) => hasReturnedMoney(state) && !hasTakenMoney(state))).toEqual([])
})

const PAID = {
  state: 'succeeded',
  amountMicros: micros(40_000_000n),
  givenBackMicros: micros(0n),
  isDisputed: false,
} as const

test.each([
  ['all of it', {}, 40_000_000n, undefined],
  ['a cent too much', {}, 40_010_000n, 'Only $40.00 of it is left to refund.'],
  ['what is left', { givenBackMicros: micros(15_000_000n) }, 25_000_000n, undefined],
  ['what is not', { givenBackMicros: micros(40_000_000n) }, 10_000n, 'All of this charge was given back already.'],
  ['what failed', { state: 'failed' }, 10_000n, 'Only a charge that succeeded can be refunded.'],
  [
    'what is disputed',
    { isDisputed: true },
    10_000n,
    'This charge is disputed: the bank holds the money until it decides, so it cannot be refunded.',
  ],
] as const)('refunding %s', (_what, more, amount, refusal) => {
  expect(refuseRefund({ ...PAID, ...more }, micros(amount))?.message).toBe(refusal)
})

test('a refund and a dispute that overlap leave nothing, not less', () => {
  expect(refundableMicros({ ...PAID, givenBackMicros: micros(60_000_000n) })).toBe(0n)
})
