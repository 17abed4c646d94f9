/**
 * A chunk of a call file, read: the text as it came and the legs found in it, each a record of fixed size. It lives in
 * shared memory, so that the reader fills it once and the shards price from it without a copy. Shards take their legs
 * in the order of accounts, not of the file: one record side by side is two cache lines a leg where a column for each
 * field was a dozen.
 */
export interface CallBlock {
  /** The chunk's bytes, then room for ids that are not one slice of them. */
  readonly text: Uint8Array
  /** The records, seen as doubles, as integers and as bytes. */
  readonly doubles: Float64Array
  readonly integers: Int32Array
  readonly bytes: Uint8Array
  /** For each shard the legs that are its own, in file order. */
  readonly shardLegs: readonly Int32Array[]
}

const RECORD_BYTES = 128
const RECORD_DOUBLES = RECORD_BYTES / 8
const RECORD_INTEGERS = RECORD_BYTES / 4

/** Fields of a record that are doubles. */
export const DOUBLE = {
  /** Epoch milliseconds; NaN where the row has none. */
  startedAtMs: 0,
  /** Number codes. */
  aNumber: 1,
  bNumber: 2,
  /** The caller whose call this leg forwards, or 0. */
  forwardedFrom: 3,
  /** The carrier's price in micro-dollars ex GST, or NaN. */
  statedCostMicros: 4,
} as const

/** Fields of a record that are 32-bit integers. */
export const INTEGER = {
  /** 0 where the leg has no owner. */
  accountId: 10,
  durationSeconds: 11,
  flags: 12,
  lineNumber: 13,
  lineFrom: 14,
  lineLength: 15,
  /** Where in `text` the source's id stands. */
  idFrom: 16,
  idLength: 17,
  keyHigh: 18,
  keyLow: 19,
} as const

/** An id up to this long is also in the record itself. */
export const INLINE_ID_BYTES = 48
const INLINE_ID_FROM = 80

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
  const records = new SharedArrayBuffer(legs * RECORD_BYTES)
  return {
    text: new Uint8Array(new SharedArrayBuffer(textBytes)),
    doubles: new Float64Array(records),
    integers: new Int32Array(records),
    bytes: new Uint8Array(records),
    shardLegs: Array.from({ length: SHARDS }, () => new Int32Array(new SharedArrayBuffer(legs * 4))),
  }
}

/** How many legs a block has room for. */
export function capacityOf(block: CallBlock): number {
  return block.doubles.length / RECORD_DOUBLES
}

export function double(block: CallBlock, leg: number, field: number): number {
  return block.doubles[leg * RECORD_DOUBLES + field] ?? NaN
}

export function setDouble(block: CallBlock, leg: number, field: number, value: number): void {
  block.doubles[leg * RECORD_DOUBLES + field] = value
}

export function integer(block: CallBlock, leg: number, field: number): number {
  return block.integers[leg * RECORD_INTEGERS + field] ?? 0
}

export function setInteger(block: CallBlock, leg: number, field: number, value: number): void {
  block.integers[leg * RECORD_INTEGERS + field] = value
}

/** Notes where a leg's id stands in the text, and copies a short one into the record. */
export function setId(block: CallBlock, leg: number, from: number, length: number): void {
  setInteger(block, leg, INTEGER.idFrom, from)
  setInteger(block, leg, INTEGER.idLength, length)
  if (length > INLINE_ID_BYTES) return
  const { bytes, text } = block
  const at = leg * RECORD_BYTES + INLINE_ID_FROM
  for (let index = 0; index < length; index++) bytes[at + index] = text[from + index] ?? 0
}

/** Where the bytes of a leg's id begin in `idBytes(block, leg)`. */
export function idStart(block: CallBlock, leg: number): number {
  const isInline = integer(block, leg, INTEGER.idLength) <= INLINE_ID_BYTES
  return isInline ? leg * RECORD_BYTES + INLINE_ID_FROM : integer(block, leg, INTEGER.idFrom)
}

export function idBytes(block: CallBlock, leg: number): Uint8Array {
  return integer(block, leg, INTEGER.idLength) <= INLINE_ID_BYTES ? block.bytes : block.text
}
