import type { RefusalCause } from '#domain/live-calls/refusal.ts'

/** Who counts what is answered. */
export interface CallListener {
  refused(cause: RefusalCause): void
  /** Money was held for so many in one commit: calls that begin, and those that get more. */
  held(calls: number): void
}

/** All of them as one. */
export interface CallListeners extends CallListener {
  add(listener: CallListener): void
}

export function createCallListeners(): CallListeners {
  const listeners: CallListener[] = []
  return {
    add: (listener) => void listeners.push(listener),
    refused: (cause) => listeners.forEach((one) => one.refused(cause)),
    held: (calls) => listeners.forEach((one) => one.held(calls)),
  }
}
