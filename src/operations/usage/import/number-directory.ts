/** Who held a number from when to when. `toMs` is exclusive. */
export interface NumberHolding {
  /** E.164 digits. */
  readonly number: string
  readonly accountId: number
  readonly resellerId: number
  readonly fromMs: number
  readonly toMs: number
  /** A holding once believed and since corrected: it owns no call, but calls may be in under it. */
  readonly superseded: boolean
}

/** Numbers and their holders, for millions of look-ups: an open-addressed table over number codes. */
export interface NumberDirectory {
  /** The holding in force at the instant, as an index into `accountId` and `resellerId`; -1 if nobody's. */
  find(number: number, atMs: number): number
  readonly accountId: Int32Array
  readonly resellerId: Int32Array
  /** 1 where the number has had other holders. */
  readonly moved: Uint8Array
}

export function createNumberDirectory(holdings: readonly NumberHolding[]): NumberDirectory {
  const count = holdings.length
  const numbers = new Float64Array(count)
  const accountId = new Int32Array(count)
  const resellerId = new Int32Array(count)
  const fromMs = new Float64Array(count)
  const toMs = new Float64Array(count)
  const moved = new Uint8Array(count)
  const next = new Int32Array(count).fill(-1)

  let size = 1024
  while (size < count * 2) size *= 2
  const mask = size - 1
  // A slot is the low half of a number and its latest holding, counted from 1: so small that it stays in the cache.
  const slots = new Int32Array(size * 2)

  /** The slot of a number, or the empty one where it would go. */
  const slotOf = (number: number): number => {
    const low = number | 0
    for (let slot = hash(low, number) & mask; ; slot = (slot + 1) & mask) {
      const holding = slots[slot * 2 + 1] ?? 0
      if (holding === 0) return slot * 2
      if (slots[slot * 2] === low && numbers[holding - 1] === number) return slot * 2
    }
  }

  // After this, a number that was never passed on is its holder's at any time.
  let settledMs = -Infinity
  holdings.forEach((holding, index) => {
    const number = Number(holding.number)
    numbers[index] = number
    accountId[index] = holding.accountId
    resellerId[index] = holding.resellerId
    fromMs[index] = holding.superseded ? Infinity : holding.fromMs
    toMs[index] = holding.superseded ? -Infinity : holding.toMs
    if (!holding.superseded) settledMs = Math.max(settledMs, holding.fromMs)
    const slot = slotOf(number)
    next[index] = (slots[slot + 1] ?? 0) - 1
    slots[slot] = number | 0
    slots[slot + 1] = index + 1
  })
  const isBounded = Uint8Array.from(holdings, ({ superseded, toMs: to }, index) =>
    superseded || to !== Infinity || next[index] !== -1 ? 1 : 0,
  )
  for (let slot = 0; slot < slots.length; slot += 2) {
    const first = (slots[slot + 1] ?? 0) - 1
    let isMoved = false
    for (let index = first; index >= 0; index = next[index] ?? -1) isMoved ||= accountId[index] !== accountId[first]
    if (!isMoved) continue
    for (let index = first; index >= 0; index = next[index] ?? -1) moved[index] = 1
  }

  return {
    accountId,
    resellerId,
    moved,
    find(number, atMs) {
      if (number <= 0) return -1
      let index = (slots[slotOf(number) + 1] ?? 0) - 1
      if (index < 0 || (atMs >= settledMs && isBounded[index] === 0)) return index
      while (index >= 0 && !((fromMs[index] ?? 0) <= atMs && atMs < (toMs[index] ?? 0))) index = next[index] ?? -1
      return index
    },
  }
}

/** Whether a number was one of the reseller's own at an instant: a call out to it is Onnet. */
export function isNumberOf(directory: NumberDirectory, resellerId: number, number: number, atMs: number): boolean {
  const holding = directory.find(number, atMs)
  return holding >= 0 && directory.resellerId[holding] === resellerId
}

function hash(low: number, number: number): number {
  let mixed = Math.imul(low ^ Math.imul(Math.floor(number / 4_294_967_296), 0x9e3779b1), 0x85ebca6b)
  mixed ^= mixed >>> 15
  return Math.imul(mixed, 0xc2b2ae35) ^ (mixed >>> 13)
}
