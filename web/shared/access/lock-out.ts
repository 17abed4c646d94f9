import { useEffect, useState } from 'react'
import { ApiProblem } from '../api/api-problem.ts'

interface LockOut {
  /** Undefined: nothing is locked. */
  readonly secondsLeft: number | undefined
  /** Takes a refusal that says how long to wait; false: it says nothing of the kind. */
  readonly take: (error: unknown) => boolean
}

/** How long signing in is locked after too many failed attempts, counted down. */
export function useLockOut(): LockOut {
  const [untilMs, setUntilMs] = useState(0)
  const [nowMs, setNowMs] = useState(0)
  const isLocked = untilMs > nowMs
  useEffect(() => {
    if (!isLocked) return undefined
    const timer = setInterval(() => setNowMs(Date.now()), 250)
    return () => clearInterval(timer)
  }, [isLocked])
  return {
    secondsLeft: isLocked ? Math.ceil((untilMs - nowMs) / 1000) : undefined,
    take: (error) => {
      if (!(error instanceof ApiProblem) || error.status !== 429) return false
      const now = Date.now()
      setNowMs(now)
      setUntilMs(now + (error.retryAfterSeconds ?? 60) * 1000)
      return true
    },
  }
}

/** `12 seconds`, `4 minutes, at 2:05 pm`. */
export function waitText(seconds: number): string {
  if (seconds < 90) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  const at = new Date(Date.now() + seconds * 1000)
  const clock = at.toLocaleTimeString('en-AU', { hour: 'numeric', minute: '2-digit' })
  return `${Math.ceil(seconds / 60)} minutes, at ${clock}`
}
