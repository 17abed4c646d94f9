import type { Answer, Item } from '../api/wire-types.ts'

export type LiveCall = Item<'listLiveCalls'>
export type LiveSums = Omit<Answer<'listLiveCalls'>, 'items'>

/** A call as it is shown: one that ended stays a moment, so that nothing jumps away under the eye. */
export interface ShownCall extends LiveCall {
  /** On this clock, epoch milliseconds; undefined: it goes on. */
  readonly endedAtMs?: number
}

export interface LiveState {
  readonly sums: LiveSums
  /** The oldest first. */
  readonly calls: readonly ShownCall[]
  /** How far the server's clock is ahead of this one. */
  readonly aheadMs: number
}

export interface LiveChange extends LiveSums {
  readonly calls: readonly LiveCall[]
  readonly gone: readonly string[]
}

/** How long a call that ended is shown. */
const LINGER_MS = 4_000

export function fromSnapshot({ items, ...sums }: Answer<'listLiveCalls'>, nowMs: number): LiveState {
  return { sums, calls: items, aheadMs: Date.parse(sums.now) - nowMs }
}

export function withChange(state: LiveState, { calls, gone, ...sums }: LiveChange, nowMs: number): LiveState {
  const changed = new Map(calls.map((call) => [call.id, call]))
  const ended = new Set(gone)
  const kept = state.calls.flatMap((call): readonly ShownCall[] => {
    if (call.endedAtMs !== undefined) return nowMs - call.endedAtMs < LINGER_MS ? [call] : []
    if (ended.has(call.id)) return [{ ...call, endedAtMs: nowMs }]
    const now = changed.get(call.id)
    changed.delete(call.id)
    return [now ?? call]
  })
  // What is new began last, but where more go on than are shown.
  const all = changed.size === 0 ? kept : [...kept, ...changed.values()].toSorted(byBeginning)
  return { sums, calls: all, aheadMs: Date.parse(sums.now) - nowMs }
}

function byBeginning(one: LiveCall, other: LiveCall): number {
  return one.begunAt === other.begunAt
    ? Number(BigInt(one.id) - BigInt(other.id))
    : one.begunAt < other.begunAt
      ? -1
      : 1
}

/** Without those whose moment is over. */
export function withoutEnded(state: LiveState, nowMs: number): LiveState {
  const calls = state.calls.filter(({ endedAtMs }) => endedAtMs === undefined || nowMs - endedAtMs < LINGER_MS)
  return calls.length === state.calls.length ? state : { ...state, calls }
}
