import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gstMicros } from '#domain/money.ts'
import { isCallingPlan, parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import type { CallingPlan } from '#domain/plans/calling-plan.ts'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import { CALL_SERVICE_TYPES, SERVICE_TYPE_CODES, UNCLASSIFIED } from '#domain/usage/service-type.ts'
import { suspenseCauseOf } from '#domain/usage/suspense-cause.ts'
import { randomCall, randomDeck, randomPlan } from '../../../test/support/random-rating.ts'
import type { ReferenceCall, ReferenceDeckRow, ReferencePrice } from '../../../test/support/reference-rater.ts'
import { referencePrice } from '../../../test/support/reference-rater.ts'
import { compileDeck } from './compile-deck.ts'
import { compilePlan, freshAllowances } from './compile-plan.ts'
import { explainPrice } from './explain-price.ts'
import { newCallToPrice, newPriceResult, PRICE_STATUS, priceCall } from './price-call.ts'
import type { CallToPrice, PriceResult } from './price-call.ts'

describe('the engine and the reference rater agree in every field', { timeout: 120_000 }, () => {
  test('on random plans, decks and runs of calls, around changes of the clock too', () => {
    fc.assert(
      fc.property(
        randomPlan,
        randomDeck,
        fc.array(randomCall, { minLength: 1, maxLength: 6 }),
        (json, cells, calls) => {
          const plan = parsed(json)
          const rows = cells.map(toDeckRow)
          const deck = compileDeck(rows)
          const compiled = compilePlan(plan)
          const state = freshAllowances(plan)
          const left = new Map(plan.allowances.map(({ name, quantity }) => [name, BigInt(quantity)]))
          const result = newPriceResult()
          for (const call of calls) {
            const before = state.remaining.slice()
            priceCall(compiled, deck, toEngine(call), state, result)
            const expected = referencePrice(json, cells, call, left)
            expect(toReference(result, rows)).toEqual(expected)
            expect([...state.remaining]).toEqual(plan.allowances.map(({ name }) => Number(left.get(name))))
            // The explanation computes the price a third time and throws if it comes to another.
            explainPrice({
              plan,
              deck,
              direction: call.serviceType.startsWith('Inbound') ? 'in' : 'out',
              a: { written: '', code: farOrHome(call, 'in') },
              b: { written: '', code: farOrHome(call, 'out') },
              serviceType: codeOf(call),
              startedAtMs: call.startedAtMs,
              durationSeconds: call.durationSeconds,
              result,
              allowances: { before, after: state.remaining },
            })
          }
        },
      ),
      // A failure is shrunk for as long as that; a pass takes a tenth of it.
      { numRuns: 2000, plugins: [fc.interruptAfterTimeLimit(60_000)] },
    )
  })

  test('where products leave the safe integers: up to a thousand dollars a minute, times a hundred, for a week', () => {
    const micros = fc.integer({ min: 900_000_000, max: 1_000_000_000 })
    const factor = fc.integer({ min: 900_000, max: 1_000_000 })
    const seconds = fc.integer({ min: 500_000, max: 604_800 })
    fc.assert(
      fc.property(micros, factor, seconds, (perMinute, units, durationSeconds) => {
        const json = {
          ...PLAIN,
          increment: { first: 1, next: 1 },
          rates: { Premium: { perMinute: (perMinute / 1e6).toFixed(6) } },
          bands: [{ name: 'always', days: ALL_DAYS, from: '00:00', to: '24:00', factor: (units / 1e4).toFixed(4) }],
        } as const
        const call = { ...A_CALL, serviceType: 'Premium', durationSeconds }
        const result = newPriceResult()
        priceCall(compilePlan(parsed(json)), undefined, toEngine(call), undefined, result)
        expect(toReference(result, [])).toEqual(referencePrice(json, [], call, new Map()))
      }),
      { numRuns: 15 },
    )
  })
})

const ALL_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const PLAIN = {
  name: 'plain',
  type: 'payg',
  timeZone: 'Australia/Sydney',
  rates: {},
  bands: [],
  bandRule: 'start',
  allowances: [],
  deckCovers: [],
} as const
const A_CALL: ReferenceCall = {
  serviceType: 'Mobile',
  startedAtMs: Date.UTC(2026, 6, 1),
  durationSeconds: 60,
  farDigits: '61491570156',
  originIsMobile: false,
}

function parsed(json: unknown): CallingPlan {
  const plan = parseCallingPlan(json)
  if (!isCallingPlan(plan)) throw new Error(JSON.stringify(plan))
  return plan
}

function codeOf({ serviceType }: ReferenceCall): number {
  const type = CALL_SERVICE_TYPES.find((name) => name === serviceType)
  return type === undefined ? UNCLASSIFIED : SERVICE_TYPE_CODES[type]
}

function toEngine(call: ReferenceCall): CallToPrice {
  const engine = newCallToPrice()
  engine.serviceType = codeOf(call)
  engine.startedAtMs = call.startedAtMs
  engine.durationSeconds = call.durationSeconds
  engine.originIsMobile = call.originIsMobile
  engine.farTo = new TextEncoder().encodeInto(call.farDigits, engine.farDigits).written
  return engine
}

/** A mobile caller where the call says so; on the far side always the number the deck is matched on. */
function farOrHome(call: ReferenceCall, farSideOf: 'in' | 'out'): number {
  const isIn = call.serviceType.startsWith('Inbound')
  if ((farSideOf === 'in') === isIn) return Number(call.farDigits)
  return 61_291_234_567
}

function toReference(result: PriceResult, rows: readonly DeckRow[]): ReferencePrice {
  const status = (['rated', 'free', 'suspended'] as const).find((name) => PRICE_STATUS[name] === result.status)
  return {
    status: status ?? 'suspended',
    cause: suspenseCauseOf(result.cause) ?? '',
    prefix: rows[result.deckRow]?.prefix ?? '',
    billedSeconds: result.billedSeconds,
    coveredSeconds: result.coveredSeconds,
    drawnSeconds: result.allowanceSeconds,
    drawnCalls: result.allowanceCalls,
    drawnMicros: BigInt(result.allowanceMicros),
    chargeMicros: BigInt(result.chargeMicros),
    gstMicros: BigInt(gstMicros(result.chargeMicros)),
  }
}

function toDeckRow(cells: ReferenceDeckRow): DeckRow {
  const micros = (decimal: string): number => Math.round(Number(decimal) * 1e6)
  return {
    prefix: cells.prefix,
    destination: '',
    perMinuteMicros: cells.perMinute === '' ? undefined : micros(cells.perMinute),
    flagfallMicros: micros(cells.flagfall),
    firstIncrement: Number(cells.firstIncrement),
    nextIncrement: Number(cells.nextIncrement),
    minimumChargeMicros: micros(cells.minimumCharge),
    validFromMs: cells.validFrom === '' ? Number.NEGATIVE_INFINITY : Date.parse(cells.validFrom),
    validToMs: cells.validTo === '' ? Number.POSITIVE_INFINITY : Date.parse(cells.validTo),
  }
}
