import type { CountedLimit } from '#domain/credit-control/call-rules.ts'
import { micros, type Micros } from '#domain/money.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import type { LiveAccount, LiveCall } from './live-account.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const OUT = 1

/** Ex GST, by the starts of calls: what is rated within a span and what calls in progress hold. */
function spentWithin(
  account: LiveAccount,
  now: Date,
  spanMs: number,
  limit: CountedLimit<unknown> | undefined,
): Micros {
  const fromMs = Math.max(now.getTime() - spanMs, limit?.countedSinceMs ?? 0)
  let spent = 0
  for (const { minuteMs, chargeMicros } of account.use.minutes) if (minuteMs >= fromMs) spent += chargeMicros
  for (const call of unrated(account)) if (call.begunAt.getTime() >= fromMs) spent += call.heldExMicros
  return micros(BigInt(Math.round(spent)))
}

export function spentToday(account: LiveAccount, now: Date): Micros {
  return spentWithin(account, now, DAY_MS, account.rules.fraudSpendDay)
}

export function spentThisHour(account: LiveAccount, now: Date): Micros {
  return spentWithin(account, now, HOUR_MS, account.rules.fraudSpendHour)
}

/** Calls to other countries begun within the hour. */
export function overseasThisHour(account: LiveAccount, now: Date): number {
  const fromMs = Math.max(now.getTime() - HOUR_MS, account.rules.overseasCalls?.countedSinceMs ?? 0)
  let calls = 0
  for (const minute of account.use.minutes) if (minute.minuteMs >= fromMs) calls += minute.overseasCalls
  for (const call of unrated(account)) if (isOverseas(call) && call.begunAt.getTime() >= fromMs) calls++
  return calls
}

/** Calls out begun within the last 60 seconds; older ones are forgotten. */
export function begunThisMinute({ use }: LiveAccount, now: Date): number {
  const fromMs = now.getTime() - MINUTE_MS
  while (use.begunMs.length > 0 && (use.begunMs[0] ?? 0) <= fromMs) use.begunMs.shift()
  return use.begunMs.length
}

export function isOverseas({ serviceType }: LiveCall): boolean {
  return serviceType === SERVICE_TYPE_CODES.International
}

/** The calls out whose price nobody knows yet: in progress, or ended since the rated ones were read. */
function unrated({ live, use }: LiveAccount): LiveCall[] {
  return [...live.values(), ...use.ended].filter(({ leg }) => leg === OUT)
}
