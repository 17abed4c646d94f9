/**
 * A chunk of a call file, read: the text as it came and, column by column, the legs found in it. It lives in shared
 * memory, so that the reader fills it once and the shards price from it without a copy.
 */
export interface CallBlock {
  /** The chunk's bytes, then room for ids that are not one slice of them. */
  readonly text: Uint8Array
  /** Epoch milliseconds. */
  readonly startedAtMs: Float64Array
  /** Number codes. */
  readonly aNumber: Float64Array
  readonly bNumber: Float64Array
  /** The caller whose call this leg forwards, or 0. */
  readonly forwardedFrom: Float64Array
  /** The carrier's price in micro-dollars ex GST, or NaN. */
  readonly statedCostMicros: Float64Array
  /** 0 where the leg has no owner. */
  readonly accountId: Int32Array
  readonly durationSeconds: Int32Array
  readonly flags: Int32Array
  readonly lineNumber: Int32Array
  readonly lineFrom: Int32Array
  readonly lineLength: Int32Array
  readonly idFrom: Int32Array
  readonly idLength: Int32Array
  /** For each shard the legs that are its own, in file order. */
  readonly shardLegs: readonly Int32Array[]
}

/** Accounts are dealt to shards by their id; each shard prices and writes its accounts alone. */
export const SHARDS = 2

export function shardOf(accountId: number): number {
  return accountId % SHARDS
}

export const FLAG = {
  directionMask: 0b11,
  onnet: 1 << 2,
  /** The number has had other holders: the call may be in under one of them. */
  numberMoved: 1 << 3,
  dispositionShift: 4,
  dispositionMask: 0b111,
  /** A suspense cause, when not 0. */
  causeShift: 8,
  causeMask: 0b11111,
  /** Which of a row's legs this is: part of the call's key. */
  legShift: 16,
  belowLeg: 0xffff,
} as const

export function createCallBlock(textBytes: number, legs: number): CallBlock {
  return {
    text: new Uint8Array(new SharedArrayBuffer(textBytes)),
    startedAtMs: doubles(legs),
    aNumber: doubles(legs),
    bNumber: doubles(legs),
    forwardedFrom: doubles(legs),
    statedCostMicros: doubles(legs),
    accountId: integers(legs),
    durationSeconds: integers(legs),
    flags: integers(legs),
    lineNumber: integers(legs),
    lineFrom: integers(legs),
    lineLength: integers(legs),
    idFrom: integers(legs),
    idLength: integers(legs),
    shardLegs: Array.from({ length: SHARDS }, () => integers(legs)),
  }
}

function doubles(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT))
}

function integers(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT))
}
