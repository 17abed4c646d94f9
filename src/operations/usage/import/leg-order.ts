import { hashCallFacts, hashCallId, type CallKey } from '#domain/usage/call-key.ts'
import { FLAG, type CallBlock } from './call-block.ts'

/** A shard's legs of a block in the order in which they are priced and stored: by account, start and key. */
export interface OrderedLegs {
  readonly legs: Int32Array
  readonly keyHigh: Int32Array
  readonly keyLow: Uint32Array
  /** By leg: 1 where it is not to be written, being in already. */
  readonly skip: Uint8Array
  /** By leg: how often its key was found taken by another call. */
  readonly salt: Uint8Array
}

/** Sorts by counting over account ids, which run from 0 (no owner) to `highestAccountId`. */
export function orderLegs(block: CallBlock, own: Int32Array, count: number, highestAccountId: number): Int32Array {
  const { accountId, startedAtMs } = block
  const ends = new Int32Array(highestAccountId + 2)
  for (let i = 0; i < count; i++) {
    const account = (accountId[own[i] ?? 0] ?? 0) + 1
    ends[account] = (ends[account] ?? 0) + 1
  }
  for (let account = 1; account < ends.length; account++) ends[account] = (ends[account] ?? 0) + (ends[account - 1] ?? 0)
  const ordered = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    const leg = own[i] ?? 0
    const account = accountId[leg] ?? 0
    const at = ends[account] ?? 0
    ordered[at] = leg
    ends[account] = at + 1
  }
  sortRunsByStart(ordered, accountId, startedAtMs)
  return ordered
}

function sortRunsByStart(ordered: Int32Array, accountId: Int32Array, startedAtMs: Float64Array): void {
  for (let from = 0; from < ordered.length; ) {
    const account = accountId[ordered[from] ?? 0]
    let to = from + 1
    while (to < ordered.length && accountId[ordered[to] ?? 0] === account) to++
    if (account !== 0) sortByStart(ordered.subarray(from, to), startedAtMs)
    from = to
  }
}

/**
 * Switches write a call when it ends, so starts are nearly in order and few places are moved; a file in some other
 * order is left to the library once that costs more.
 */
function sortByStart(legs: Int32Array, startedAtMs: Float64Array): void {
  let moves = legs.length * 16
  for (let i = 1; i < legs.length; i++) {
    const leg = legs[i] ?? 0
    const start = startedAtMs[leg] ?? 0
    let at = i
    while (at > 0 && (startedAtMs[legs[at - 1] ?? 0] ?? 0) > start) {
      legs[at] = legs[at - 1] ?? 0
      at--
    }
    legs[at] = leg
    moves -= i - at
    if (moves < 0) {
      legs.sort((one, other) => (startedAtMs[one] ?? 0) - (startedAtMs[other] ?? 0) || one - other)
      return
    }
  }
}

/**
 * Keys every leg and marks those that stand twice in the block. Two legs of one account and start with one key are the
 * same call if their ids are equal; if not, the later takes another key.
 */
export function keyLegs(block: CallBlock, legs: Int32Array, sourceId: number): OrderedLegs {
  const total = block.accountId.length
  const ordered: OrderedLegs = {
    legs,
    keyHigh: new Int32Array(legs.length),
    keyLow: new Uint32Array(legs.length),
    skip: new Uint8Array(total),
    salt: new Uint8Array(total),
  }
  for (let i = 0; i < legs.length; i++) {
    keyLeg(block, ordered, i, sourceId)
    settleTwins(block, ordered, i, sourceId)
    sinkByKey(block, ordered, i)
  }
  return ordered
}

/** Legs of one account and start are in the order of their keys, so that a re-rating can replay the order. */
function sinkByKey(block: CallBlock, { legs, keyHigh, keyLow }: OrderedLegs, from: number): void {
  for (let at = from; at > 0; at--) {
    const leg = legs[at] ?? 0
    const before = legs[at - 1] ?? 0
    if (block.accountId[before] !== block.accountId[leg]) return
    if (block.startedAtMs[before] !== block.startedAtMs[leg]) return
    const highBefore = keyHigh[at - 1] ?? 0
    const high = keyHigh[at] ?? 0
    const low = keyLow[at] ?? 0
    const lowBefore = keyLow[at - 1] ?? 0
    if (highBefore < high || (highBefore === high && lowBefore <= low)) return
    legs[at] = before
    legs[at - 1] = leg
    keyHigh[at] = highBefore
    keyHigh[at - 1] = high
    keyLow[at] = lowBefore
    keyLow[at - 1] = low
  }
}

const key: CallKey = { high: 0, low: 0 }

/** Computes the key at a place in the order from the leg's id and salt. */
export function keyLeg(block: CallBlock, ordered: OrderedLegs, at: number, sourceId: number): void {
  const leg = ordered.legs[at] ?? 0
  const legOfRow = (block.flags[leg] ?? 0) >> FLAG.legShift
  const salt = ordered.salt[leg] ?? 0
  const idFrom = block.idFrom[leg] ?? 0
  const idLength = block.idLength[leg] ?? 0
  if (idLength > 0) hashCallId(sourceId, legOfRow, salt, block.text, idFrom, idFrom + idLength, key)
  else if (Number.isNaN(block.startedAtMs[leg] ?? 0)) {
    const lineFrom = block.lineFrom[leg] ?? 0
    hashCallId(sourceId, legOfRow, salt, block.text, lineFrom, lineFrom + (block.lineLength[leg] ?? 0), key)
  } else {
    hashCallFacts(
      sourceId,
      legOfRow,
      salt,
      block.startedAtMs[leg] ?? 0,
      block.aNumber[leg] ?? 0,
      block.bNumber[leg] ?? 0,
      block.durationSeconds[leg] ?? 0,
      key,
    )
  }
  ordered.keyHigh[at] = key.high
  ordered.keyLow[at] = key.low
}

function settleTwins(block: CallBlock, ordered: OrderedLegs, at: number, sourceId: number): void {
  const leg = ordered.legs[at] ?? 0
  // Legs without an owner go to suspense, where the key alone decides.
  if (block.accountId[leg] === 0) return
  for (let before = at - 1; before >= 0; before--) {
    const other = ordered.legs[before] ?? 0
    if (block.accountId[other] !== block.accountId[leg] || block.startedAtMs[other] !== block.startedAtMs[leg]) return
    if (ordered.keyHigh[before] !== ordered.keyHigh[at] || ordered.keyLow[before] !== ordered.keyLow[at]) continue
    if (sameCall(block, other, leg)) {
      ordered.skip[leg] = 1
      return
    }
    ordered.salt[leg] = (ordered.salt[leg] ?? 0) + 1
    keyLeg(block, ordered, at, sourceId)
    before = at
  }
}

/** Whether two legs with one key stand for the same call: the ids decide, without ids the key's own facts. */
function sameCall(block: CallBlock, one: number, other: number): boolean {
  const length = block.idLength[one] ?? 0
  if (length !== block.idLength[other]) return false
  if (length === 0) {
    return (
      block.aNumber[one] === block.aNumber[other] &&
      block.bNumber[one] === block.bNumber[other] &&
      block.durationSeconds[one] === block.durationSeconds[other]
    )
  }
  const fromOne = block.idFrom[one] ?? 0
  const fromOther = block.idFrom[other] ?? 0
  for (let i = 0; i < length; i++) if (block.text[fromOne + i] !== block.text[fromOther + i]) return false
  return true
}
