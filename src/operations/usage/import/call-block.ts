/**
 * A chunk of a call file, read: the text as it came and the legs found in it, each a record of fixed size. It lives in
 * shared memory, so that the reader fills it once and the shards price from it without a copy. Shards take their legs
 * in the order of accounts, not of the file: one record side by side is two cache lines a leg where a column for each
 * field was a dozen.
 */
export interface CallBlock extends LegRecords {
  /** For each shard the legs that are its own, in file order. */
  readonly shardLegs: readonly Int32Array[]
}

/** Records and the text they point into. */
export interface LegRecords {
  /** The chunk's bytes, then room for ids that are not one slice of them. */
  readonly text: Uint8Array
  /** The records, seen as doubles, as integers and as bytes. */
  readonly doubles: Float64Array
  readonly integers: Int32Array
  readonly bytes: Uint8Array
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
const INLINE_ID_BYTES = 48
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
  return {
    text: new Uint8Array(new SharedArrayBuffer(textBytes)),
    ...recordsIn(new SharedArrayBuffer(legs * RECORD_BYTES)),
    shardLegs: Array.from({ length: SHARDS }, () => new Int32Array(new SharedArrayBuffer(legs * 4))),
  }
}

/** The legs of one shard, copied side by side. */
export interface ShardBlock extends LegRecords {
  /** How many legs it holds. */
  readonly legs: number
}

/** Room for the records of a shard, used again for each block. */
export interface ShardRoom {
  /** Dealt out by ranges of accounts. */
  dealt: Omit<LegRecords, 'text'>
  /** In order. */
  ordered: Omit<LegRecords, 'text'>
}

export function createShardRoom(): ShardRoom {
  return { dealt: recordsIn(new ArrayBuffer(0)), ordered: recordsIn(new ArrayBuffer(0)) }
}

/** Makes the room large enough for so many legs. */
export function widenRoom(room: ShardRoom, legs: number): void {
  if (room.ordered.bytes.length >= legs * RECORD_BYTES) return
  const bytes = Math.ceil(legs * 1.25) * RECORD_BYTES
  room.dealt = recordsIn(new ArrayBuffer(bytes))
  room.ordered = recordsIn(new ArrayBuffer(bytes))
}

export function copyLeg(
  from: Omit<LegRecords, 'text'>,
  leg: number,
  to: Omit<LegRecords, 'text'>,
  place: number,
): void {
  const source = leg * RECORD_DOUBLES
  const target = place * RECORD_DOUBLES
  for (let at = 0; at < RECORD_DOUBLES; at++) to.doubles[target + at] = from.doubles[source + at] ?? 0
}

function recordsIn(buffer: ArrayBufferLike): Omit<LegRecords, 'text'> {
  return { doubles: new Float64Array(buffer), integers: new Int32Array(buffer), bytes: new Uint8Array(buffer) }
}

export function double(block: Omit<LegRecords, 'text'>, leg: number, field: number): number {
  return block.doubles[leg * RECORD_DOUBLES + field] ?? NaN
}

export function setDouble(block: LegRecords, leg: number, field: number, value: number): void {
  block.doubles[leg * RECORD_DOUBLES + field] = value
}

export function integer(block: Omit<LegRecords, 'text'>, leg: number, field: number): number {
  return block.integers[leg * RECORD_INTEGERS + field] ?? 0
}

export function setInteger(block: LegRecords, leg: number, field: number, value: number): void {
  block.integers[leg * RECORD_INTEGERS + field] = value
}

/** Notes where a leg's id stands in the text, and copies a short one into the record. */
export function setId(block: LegRecords, leg: number, from: number, length: number): void {
  setInteger(block, leg, INTEGER.idFrom, from)
  setInteger(block, leg, INTEGER.idLength, length)
  if (length > INLINE_ID_BYTES) return
  const { bytes, text } = block
  const at = leg * RECORD_BYTES + INLINE_ID_FROM
  for (let index = 0; index < length; index++) bytes[at + index] = text[from + index] ?? 0
}

/** Where the bytes of a leg's id begin in `idBytes(block, leg)`. */
export function idStart(block: LegRecords, leg: number): number {
  const isInline = integer(block, leg, INTEGER.idLength) <= INLINE_ID_BYTES
  return isInline ? leg * RECORD_BYTES + INLINE_ID_FROM : integer(block, leg, INTEGER.idFrom)
}

export function idBytes(block: LegRecords, leg: number): Uint8Array {
  return integer(block, leg, INTEGER.idLength) <= INLINE_ID_BYTES ? block.bytes : block.text
}
