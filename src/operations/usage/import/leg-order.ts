import {
  DOUBLE,
  double,
  gatherLegs,
  INTEGER,
  integer,
  type CallBlock,
  type LegRecords,
  type ShardBlock,
  type ShardRoom,
} from './call-block.ts'
import { isSameLeg, keyHigh, keyLeg, keyLow } from './leg-key.ts'

/** A shard's legs of a block. */
export interface OrderedLegs {
  readonly block: ShardBlock
  /** The order in which they are priced and stored: by account, start and key. */
  readonly legs: Int32Array
  /** By leg: 1 where it is not to be written, being in already. */
  readonly skip: Uint8Array
  /** By leg: how often its key was found taken by another call. */
  readonly salt: Uint8Array
}

/**
 * Takes a shard's legs out of a block, puts them in order and marks those that stand twice: two legs of one account, start
 * and key are the same call if their ids are equal; if not, the later takes another key.
 */
export function orderLegs(
  from: CallBlock,
  own: Int32Array,
  room: ShardRoom,
  sourceId: number,
  highestAccountId: number,
): OrderedLegs {
  const block = gatherLegs(from, byAccount(from, own, highestAccountId), room)
  const legs = Int32Array.from({ length: block.legs }, (_, leg) => leg)
  const ordered = { block, legs, skip: new Uint8Array(block.legs), salt: new Uint8Array(block.legs) }
  for (let first = 0; first < legs.length;) {
    const account = integer(block, first, INTEGER.accountId)
    let to = first + 1
    while (to < legs.length && integer(block, to, INTEGER.accountId) === account) to++
    // Legs without an owner go to suspense, where the key alone decides.
    if (account !== 0) {
      sortByStart(block, legs.subarray(first, to))
      for (let at = first + 1; at < to; at++) settleTwins(ordered, first, at, sourceId)
    }
    first = to
  }
  return ordered
}

/** Sorts by counting over account ids, which run from 0 (no owner) to `highestAccountId`. */
function byAccount(block: CallBlock, own: Int32Array, highestAccountId: number): Int32Array {
  const ends = new Int32Array(highestAccountId + 2)
  const accounts = new Int32Array(own.length)
  for (let i = 0; i < own.length; i++) {
    const account = integer(block, own[i] ?? 0, INTEGER.accountId)
    accounts[i] = account
    ends[account + 1] = (ends[account + 1] ?? 0) + 1
  }
  for (let account = 1; account < ends.length; account++)
    ends[account] = (ends[account] ?? 0) + (ends[account - 1] ?? 0)
  const legs = new Int32Array(own.length)
  for (let i = 0; i < own.length; i++) {
    const account = accounts[i] ?? 0
    const at = ends[account] ?? 0
    legs[at] = own[i] ?? 0
    ends[account] = at + 1
  }
  return legs
}

/**
 * Switches write a call when it ends, so starts are nearly in order and few places are moved; a file in some other
 * order is left to the library once that costs more.
 */
function sortByStart(block: LegRecords, legs: Int32Array): void {
  let moves = legs.length * 16
  for (let i = 1; i < legs.length; i++) {
    const leg = legs[i] ?? 0
    const start = double(block, leg, DOUBLE.startedAtMs)
    let at = i
    while (at > 0 && double(block, legs[at - 1] ?? 0, DOUBLE.startedAtMs) > start) {
      legs[at] = legs[at - 1] ?? 0
      at--
    }
    legs[at] = leg
    moves -= i - at
    if (moves < 0) {
      legs.sort(
        (one, other) =>
          double(block, one, DOUBLE.startedAtMs) - double(block, other, DOUBLE.startedAtMs) || one - other,
      )
      return
    }
  }
}

/**
 * Takes the leg at a place down among those of the same start into the order of their keys, so that a re-rating can replay
 * the order; finds its twin on the way.
 */
function settleTwins(ordered: OrderedLegs, from: number, at: number, sourceId: number): void {
  const { block, legs, skip, salt } = ordered
  const leg = legs[at] ?? 0
  const start = double(block, leg, DOUBLE.startedAtMs)
  let first = at
  while (first > from && double(block, legs[first - 1] ?? 0, DOUBLE.startedAtMs) === start) first--
  if (first === at) return
  for (let other = first; other < at; other++) {
    const twin = legs[other] ?? 0
    if (keyHigh(block, twin) !== keyHigh(block, leg) || keyLow(block, twin) !== keyLow(block, leg)) continue
    if (isSameLeg(block, twin, leg)) {
      skip[leg] = 1
      break
    }
    salt[leg] = (salt[leg] ?? 0) + 1
    keyLeg(block, leg, sourceId, salt[leg] ?? 0)
    other = first - 1
  }
  for (; at > first && comesBefore(block, leg, legs[at - 1] ?? 0); at--) {
    legs[at] = legs[at - 1] ?? 0
    legs[at - 1] = leg
  }
}

function comesBefore(block: LegRecords, one: number, other: number): boolean {
  const high = keyHigh(block, one) - keyHigh(block, other)
  return high < 0 || (high === 0 && keyLow(block, one) < keyLow(block, other))
}
