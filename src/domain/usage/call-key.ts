/** A 64-bit key, as two halves. */
export interface CallKey {
  high: number
  low: number
}

/**
 * The key of a call in its source: a hash of the source, the leg and the source's own call id, `bytes[from, to)`.
 * Two calls with one key are the same call only if their ids are equal; if not, the later takes the next `salt`.
 */
export function hashCallId(
  sourceId: number,
  leg: number,
  salt: number,
  bytes: Uint8Array,
  from: number,
  to: number,
  key: CallKey,
): void {
  let high = seedHigh(sourceId, leg)
  let low = seedLow(salt)
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0
    high = Math.imul(high ^ byte, 0x9e3779b1)
    low = Math.imul(low ^ byte, 0x5f356495)
    high ^= high >>> 15
  }
  finish(high, low, key)
}

/** The key of a call whose source gives no id: a hash of what makes it that call. */
export function hashCallFacts(
  sourceId: number,
  leg: number,
  salt: number,
  startedAtMs: number,
  a: number,
  b: number,
  durationSeconds: number,
  key: CallKey,
): void {
  let high = seedHigh(sourceId, leg)
  let low = seedLow(salt)
  for (let part = 0; part < 7; part++) {
    const word = factWord(part, startedAtMs, a, b, durationSeconds)
    high = Math.imul(high ^ word, 0x9e3779b1)
    low = Math.imul(low ^ word ^ (high >>> 15), 0x5f356495)
    high ^= high >>> 15
    low ^= low >>> 13
  }
  finish(high, low, key)
}

function factWord(part: number, startedAtMs: number, a: number, b: number, durationSeconds: number): number {
  switch (part) {
    case 0:
      return startedAtMs | 0
    case 1:
      return Math.floor(startedAtMs / 4_294_967_296)
    case 2:
      return a | 0
    case 3:
      return Math.floor(a / 4_294_967_296)
    case 4:
      return b | 0
    case 5:
      return Math.floor(b / 4_294_967_296)
    default:
      return durationSeconds
  }
}

function seedHigh(sourceId: number, leg: number): number {
  return Math.imul(0x7fb5d329 ^ sourceId, 0x85ebca6b) ^ Math.imul(leg, 0x27d4eb2f)
}

function seedLow(salt: number): number {
  return 0x41c6ce57 ^ Math.imul(salt, 0x165667b1)
}

function finish(high: number, low: number, key: CallKey): void {
  let mixedHigh = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35)
  const mixedLow = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(mixedHigh ^ (mixedHigh >>> 13), 0xc2b2ae35)
  mixedHigh ^= mixedHigh >>> 16
  key.high = mixedHigh | 0
  key.low = mixedLow >>> 0
}
