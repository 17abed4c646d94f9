import { useSyncExternalStore } from 'react'

const SECOND_MS = 1_000

/** The time on this clock in whole seconds, epoch milliseconds; told anew each second. */
export function useSecond(): number {
  return useSyncExternalStore(everySecond, () => Math.floor(Date.now() / SECOND_MS)) * SECOND_MS
}

function everySecond(tell: () => void): () => void {
  const timer = setInterval(tell, SECOND_MS)
  return () => clearInterval(timer)
}
