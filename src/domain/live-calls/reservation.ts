/** How long calls are let go on for, and how long what is held for them waits. */
export const LIVE_LIMITS = {
  /** What is paid for ahead where a switch does not say: it asks again before the end. */
  sliceSeconds: 300,
  /** Two hours: no call goes on longer, which also bounds untimed ones. */
  mostSeconds: 7200,
  /** From the question to the answer of the called. */
  ringingSeconds: 180,
  /** For the record of a call's end to come in. */
  graceSeconds: 60,
  /** A reservation whose money is free again waits so long for the record of its call. */
  lapsedDays: 30,
} as const

/** When a reservation of so many answered seconds lapses, unless its record or another question comes before. */
export function lapsesAt(begunAt: Date, seconds: number): Date {
  const { ringingSeconds, graceSeconds } = LIVE_LIMITS
  return new Date(begunAt.getTime() + (ringingSeconds + seconds + graceSeconds) * 1000)
}
