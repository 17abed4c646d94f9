import {
  copyLeg,
  DOUBLE,
  double,
  INTEGER,
  integer,
  type CallBlock,
  type LegRecords,
  type ShardBlock,
  type ShardRoom,
  widenRoom,
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
export function orderLegs(from: CallBlock, own: Int32Array, room: ShardRoom, sourceId: number): OrderedLegs {
  const block = takeByAccount(from, own, room)
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

/** Ranges of account ids the legs are first dealt into: so few that each is written one behind the other. */
const RANGES = 64

/**
 * Copies a shard's legs side by side in the order of their accounts. First by ranges of accounts, reading one behind the
 * other; then, range by range, account by account within what the cache holds. Done at once, it would wait for memory at
 * every leg: that took three times as long.
 */
function takeByAccount(from: CallBlock, own: Int32Array, room: ShardRoom): ShardBlock {
  widenRoom(room, own.length)
  const { dealt, ordered } = room
  const accounts = new Int32Array(own.length)
  let highest = 0
  for (let index = 0; index < own.length; index++) {
    const account = integer(from, own[index] ?? 0, INTEGER.accountId)
    accounts[index] = account
    highest = Math.max(highest, account)
  }
  const width = Math.ceil((highest + 1) / RANGES)
  const rangePlaces = countingStarts(accounts, 0, accounts.length, (account) => Math.floor(account / width), RANGES)
  const rangeStarts = rangePlaces.slice()
  for (let index = 0; index < own.length; index++) {
    const range = Math.floor((accounts[index] ?? 0) / width)
    const place = rangePlaces[range] ?? 0
    rangePlaces[range] = place + 1
    copyLeg(from, own[index] ?? 0, dealt, place)
  }
  for (let range = 0; range < RANGES; range++) {
    const start = rangeStarts[range] ?? 0
    const end = rangePlaces[range] ?? 0
    const lowest = range * width
    for (let leg = start; leg < end; leg++) accounts[leg] = integer(dealt, leg, INTEGER.accountId)
    const places = countingStarts(accounts, start, end, (account) => account - lowest, width)
    for (let leg = start; leg < end; leg++) {
      const account = (accounts[leg] ?? 0) - lowest
      const place = places[account] ?? 0
      places[account] = place + 1
      copyLeg(dealt, leg, ordered, place)
    }
  }
  return { text: from.text, ...ordered, legs: own.length }
}

/** Where each kind begins when what stands in [from, to) is put in the order of its kinds. */
function countingStarts(
  accounts: Int32Array,
  from: number,
  to: number,
  kindOf: (account: number) => number,
  kinds: number,
): Int32Array {
  const starts = new Int32Array(kinds + 1)
  for (let index = from; index < to; index++) {
    const kind = kindOf(accounts[index] ?? 0) + 1
    starts[kind] = (starts[kind] ?? 0) + 1
  }
  starts[0] = from
  for (let kind = 1; kind <= kinds; kind++) starts[kind] = (starts[kind] ?? 0) + (starts[kind - 1] ?? 0)
  return starts
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
