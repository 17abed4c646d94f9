import type { NumberCode } from '#domain/phone-number.ts'
import { writeDeckDigits } from '#domain/rating/deck-digits.ts'
import type { CallToPrice, PriceResult } from '#domain/rating/price-call.ts'
import type { CallRow } from './call-row.ts'

/** Calls kept until all are known, and their prices: 47 bytes each in columns, because there may be millions. */
export interface CollectedCalls {
  count: number
  startedAtMs: Float64Array
  /** The number a deck is matched on. */
  farNumber: Float64Array
  durationSeconds: Int32Array
  account: Int32Array
  serviceType: Uint8Array
  originIsMobile: Uint8Array
  chargeMicros: Float64Array
  billedSeconds: Int32Array
  coveredSeconds: Int32Array
  deckRow: Int32Array
  status: Uint8Array
  cause: Uint8Array
}

export function createCollectedCalls(capacity = 4096): CollectedCalls {
  return {
    count: 0,
    startedAtMs: new Float64Array(capacity),
    farNumber: new Float64Array(capacity),
    durationSeconds: new Int32Array(capacity),
    account: new Int32Array(capacity),
    serviceType: new Uint8Array(capacity),
    originIsMobile: new Uint8Array(capacity),
    chargeMicros: new Float64Array(capacity),
    billedSeconds: new Int32Array(capacity),
    coveredSeconds: new Int32Array(capacity),
    deckRow: new Int32Array(capacity),
    status: new Uint8Array(capacity),
    cause: new Uint8Array(capacity),
  }
}

export function collectCall(calls: CollectedCalls, { call, a, b, direction }: CallRow, account: number): void {
  const index = calls.count++
  if (index === calls.startedAtMs.length) grow(calls)
  const far: NumberCode = direction === 'in' ? a : b
  calls.startedAtMs[index] = call.startedAtMs
  calls.farNumber[index] = far
  calls.durationSeconds[index] = call.durationSeconds
  calls.account[index] = account
  calls.serviceType[index] = call.serviceType
  calls.originIsMobile[index] = call.originIsMobile ? 1 : 0
}

/** Fills `call` with a collected one. */
export function recallCall(calls: CollectedCalls, index: number, call: CallToPrice): void {
  call.startedAtMs = calls.startedAtMs[index] ?? 0
  call.farFrom = 0
  call.farTo = writeDeckDigits(calls.farNumber[index] ?? 0, call.farDigits, 0)
  call.durationSeconds = calls.durationSeconds[index] ?? 0
  call.serviceType = calls.serviceType[index] ?? 0
  call.originIsMobile = calls.originIsMobile[index] === 1
}

export function keepPrice(calls: CollectedCalls, index: number, result: PriceResult): void {
  calls.chargeMicros[index] = result.chargeMicros
  calls.billedSeconds[index] = result.billedSeconds
  calls.coveredSeconds[index] = result.coveredSeconds
  calls.deckRow[index] = result.deckRow
  calls.status[index] = result.status
  calls.cause[index] = result.cause
}

/** Fills what rated.csv prints of a kept price. */
export function recallPrice(calls: CollectedCalls, index: number, result: PriceResult): void {
  result.chargeMicros = calls.chargeMicros[index] ?? 0
  result.billedSeconds = calls.billedSeconds[index] ?? 0
  result.coveredSeconds = calls.coveredSeconds[index] ?? 0
  result.deckRow = calls.deckRow[index] ?? -1
  result.status = calls.status[index] ?? 0
  result.cause = calls.cause[index] ?? 0
}

function grow(calls: CollectedCalls): void {
  const { count: _count, ...larger } = createCollectedCalls(calls.startedAtMs.length * 2)
  larger.startedAtMs.set(calls.startedAtMs)
  larger.farNumber.set(calls.farNumber)
  larger.durationSeconds.set(calls.durationSeconds)
  larger.account.set(calls.account)
  larger.serviceType.set(calls.serviceType)
  larger.originIsMobile.set(calls.originIsMobile)
  // The columns of prices are filled when all calls are there: nothing to keep yet.
  Object.assign(calls, larger)
}
