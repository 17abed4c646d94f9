import { randomInt } from 'node:crypto'
import { hashCallId, type CallKey } from '#domain/usage/call-key.ts'

const encoder = new TextEncoder()

/** The key the record of a call will have. */
export function keyOf(sourceId: number, leg: number, callId: string): bigint {
  const key: CallKey = { high: 0, low: 0 }
  const bytes = encoder.encode(callId)
  hashCallId(sourceId, leg, 0, bytes, 0, bytes.length, key)
  return (BigInt(key.high) << 32n) | BigInt(key.low)
}

/** Ids that grow with time, and that two processes do not give out both but by rare chance, which the database refuses. */
export function createIds(): (now: Date) => bigint {
  let last = 0n
  return (now) => {
    const id = BigInt(now.getTime()) * 100_000n + BigInt(randomInt(100_000))
    last = id > last ? id : last + 1n
    return last
  }
}
