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
  const accountId = new Int32Array(count)
  const resellerId = new Int32Array(count)
  const fromMs = new Float64Array(count)
  const toMs = new Float64Array(count)
  const moved = new Uint8Array(count)
  const next = new Int32Array(count).fill(-1)

  let size = 1024
  while (size < count * 2) size *= 2
  const mask = size - 1
  // A slot is a number, from when to when its latest holding goes, and which that is: one line of memory a look-up.
  const slots = new Float64Array(size * SLOT)

  const slotOf = (number: number): number => {
    let slot = hash(number) & mask
    for (;;) {
      const there = slots[slot * SLOT]
      if (there === 0 || there === number) return slot * SLOT
      slot = (slot + 1) & mask
    }
  }

  holdings.forEach((holding, index) => {
    const number = Number(holding.number)
    accountId[index] = holding.accountId
    resellerId[index] = holding.resellerId
    fromMs[index] = holding.superseded ? Infinity : holding.fromMs
    toMs[index] = holding.superseded ? -Infinity : holding.toMs
    const slot = slotOf(number)
    next[index] = slots[slot] === 0 ? -1 : (slots[slot + 3] ?? -1)
    slots[slot] = number
    slots[slot + 1] = fromMs[index] ?? 0
    slots[slot + 2] = toMs[index] ?? 0
    slots[slot + 3] = index
  })
  for (let slot = 0; slot < slots.length; slot += SLOT) {
    if (slots[slot] === 0) continue
    const first = slots[slot + 3] ?? -1
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
      const slot = slotOf(number)
      if (slots[slot] === 0) return -1
      let index = slots[slot + 3] ?? -1
      if ((slots[slot + 1] ?? 0) <= atMs && atMs < (slots[slot + 2] ?? 0)) return index
      do index = next[index] ?? -1
      while (index >= 0 && !((fromMs[index] ?? 0) <= atMs && atMs < (toMs[index] ?? 0)))
      return index
    },
  }
}

/** Doubles a slot takes. */
const SLOT = 4

function hash(number: number): number {
  const high = Math.floor(number / 4_294_967_296)
  let mixed = Math.imul((number >>> 0) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b)
  mixed ^= mixed >>> 15
  return Math.imul(mixed, 0xc2b2ae35) ^ (mixed >>> 13)
}
