import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { micros } from '#domain/money.ts'
import { CALL_SERVICE_TYPES } from '#domain/usage/service-type.ts'
import { balanceDelta, ledgerBalance } from './balance.ts'
import { checkBalance, checkPosting, checkReversal, checkSumIsZero } from './invariants.ts'
import {
  type Ledger,
  LEDGER_CODES,
  POSTING_REASON_CODES,
  reverse,
  type UsageAmounts,
  usagePostings,
} from './posting.ts'

const ACCOUNT = 7
const POSTED_AT = Date.UTC(2026, 10, 1)
const BATCH = 3
const LATER = POSTED_AT + 86_400_000
const RERATING = 4

function post(usage: readonly UsageAmounts[]) {
  return usagePostings(ACCOUNT, POSTED_AT, BATCH, usage)
}

function used(serviceType: UsageAmounts['serviceType'], charge: bigint, gst: bigint, cost: bigint): UsageAmounts {
  return { serviceType, chargeMicros: micros(charge), gstMicros: micros(gst), costMicros: micros(cost) }
}

const amount = fc.bigInt(0n, 10n ** 15n)
const usageOf = fc
  .uniqueArray(fc.constantFrom(...CALL_SERVICE_TYPES))
  .chain((types) => fc.tuple(...types.map((type) => fc.tuple(fc.constant(type), amount, amount, amount))))
  .map((rows) => rows.map(([type, charge, gst, cost]) => used(type, charge, gst, cost)))
const ledgers: readonly Ledger[] = [
  'account',
  'usage',
  'gst',
  'reseller',
  'carrier',
  'recurring',
  'payment',
  'adjustment',
]

describe('posting usage', () => {
  test('charges each service type, and GST and cost once', () => {
    const common = { accountId: ACCOUNT, postedAtMs: POSTED_AT, source: BATCH }
    expect(post([used('Local', 100n, 10n, 40n), used('Mobile', 250n, 25n, 90n)])).toEqual([
      {
        ...common,
        fromLedger: 'account',
        toLedger: 'usage',
        amountMicros: 100n,
        serviceType: 'Local',
        reason: 'usage',
      },
      {
        ...common,
        fromLedger: 'account',
        toLedger: 'usage',
        amountMicros: 250n,
        serviceType: 'Mobile',
        reason: 'usage',
      },
      { ...common, fromLedger: 'account', toLedger: 'gst', amountMicros: 35n, reason: 'usage_gst' },
      { ...common, fromLedger: 'reseller', toLedger: 'carrier', amountMicros: 130n, reason: 'wholesale_usage' },
    ])
  })

  test('lowers the balance by charge and GST, and the wholesale balance by the cost', () => {
    const postings = post([used('Local', 100n, 10n, 40n)])
    expect(balanceDelta(postings)).toEqual({ balanceMicros: -110n, wholesaleMicros: -40n })
  })

  test('posts nothing for an amount of zero', () => {
    expect(post([used('Emergency', 0n, 0n, 0n)])).toEqual([])
    expect(post([used('Local', 0n, 0n, 5n)]).map((posting) => posting.reason)).toEqual(['wholesale_usage'])
  })

  test.each([[used('Local', -1n, 0n, 0n)], [used('Local', 1n, -1n, 0n)], [used('Local', 1n, 0n, -1n)]])(
    'refuses an amount below zero',
    (negative) => {
      expect(() => post([used('Mobile', 9n, 9n, 9n), negative])).toThrow(RangeError)
    },
  )

  test('stores codes that never change', () => {
    expect([LEDGER_CODES, POSTING_REASON_CODES].map((codes) => Object.values(codes))).toEqual([
      [1, 2, 3, 4, 5, 6, 7, 8],
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
    ])
  })
})

describe('a reversal', () => {
  test('is a posting of its own time and source, the other way', () => {
    const [original] = post([used('Local', 100n, 0n, 0n)])
    expect(original && reverse(original, LATER, RERATING)).toEqual({
      accountId: ACCOUNT,
      postedAtMs: LATER,
      source: RERATING,
      fromLedger: 'usage',
      toLedger: 'account',
      amountMicros: 100n,
      serviceType: 'Local',
      reason: 'usage_reversal',
    })
  })

  test('puts every ledger back, and reversed again is the first posting', () => {
    fc.assert(
      fc.property(usageOf, (usage) => {
        const postings = post(usage)
        const reversals = postings.map((posting) => reverse(posting, LATER, RERATING))
        expect(checkReversal(ACCOUNT, postings, reversals)).toEqual([])
        expect(reversals.map((posting) => reverse(posting, POSTED_AT, BATCH))).toEqual(postings)
      }),
    )
  })
})

describe('what must always hold', () => {
  test('holds for every usage', () => {
    fc.assert(
      fc.property(fc.array(usageOf, { maxLength: 4 }), (batches) => {
        const postings = batches.flatMap(post)
        const balances = ledgers.map((ledger) => ledgerBalance(postings, ledger))
        expect(checkSumIsZero(ACCOUNT, balances)).toEqual([])
        expect(checkBalance(ACCOUNT, balanceDelta(postings), postings)).toEqual([])
        expect(postings.flatMap(checkPosting)).toEqual([])
      }),
    )
  })

  test('balances add up batch by batch', () => {
    fc.assert(
      fc.property(usageOf, usageOf, (first, second) => {
        const [one, other, both] = [post(first), post(second), [...post(first), ...post(second)]].map(balanceDelta)
        expect((one?.balanceMicros ?? 0n) + (other?.balanceMicros ?? 0n)).toBe(both?.balanceMicros)
        expect((one?.wholesaleMicros ?? 0n) + (other?.wholesaleMicros ?? 0n)).toBe(both?.wholesaleMicros)
      }),
    )
  })

  const postings = post([used('Local', 1_000_000n, 100_000n, 400_000n)])
  const [charge] = postings

  test.each<[damage: string, problems: { message: string }[], message: string]>([
    [
      'a balance one micro off',
      checkBalance(ACCOUNT, { balanceMicros: micros(-1_099_999n), wholesaleMicros: micros(-400_000n) }, postings),
      'Account 7: the balance says -1.099999, its postings sum to -1.100000.',
    ],
    [
      'a wholesale balance never written',
      checkBalance(ACCOUNT, { balanceMicros: micros(-1_100_000n), wholesaleMicros: micros(0n) }, postings),
      'Account 7: the wholesale balance says 0.000000, its postings sum to -0.400000.',
    ],
    [
      'money lost between ledgers',
      checkSumIsZero(ACCOUNT, [micros(-1_100_000n), micros(1_000_000n)]),
      'Account 7: all ledgers together hold -0.100000, not zero.',
    ],
    [
      'a posting that was reversed without its GST',
      checkReversal(
        ACCOUNT,
        postings.slice(0, 2),
        postings.slice(0, 1).map((posting) => reverse(posting, LATER, 4)),
      ),
      'Account 7: after the reversal -0.100000 is left in account.',
    ],
    [
      'a posting of nothing',
      charge ? checkPosting({ ...charge, amountMicros: micros(0n) }) : [],
      'Account 7: a posting moves 0.000000, which is not above 0.',
    ],
    [
      'a posting to itself',
      charge ? checkPosting({ ...charge, toLedger: 'account' }) : [],
      'Account 7: a posting moves money from account to itself.',
    ],
  ])('%s is found', (_, problems, message) => {
    expect(problems[0]?.message).toBe(message)
  })
})
