import { createHash } from 'node:crypto'
import { failuresLeft, lockOutMs } from '#domain/access/lock-out.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { withTransaction } from '#storage/pool.ts'
import {
  forgetFailures,
  insertRefusal,
  lockFailures,
  takeBackFailure,
  writeFailure,
} from '#storage/tables/sign-in-failures.ts'
import type { AccessContext } from './context.ts'

// An office behind one address mistypes a few times every hour, and no success clears the count of a place.
const PLACE_FORGETS_MS = 3 * 60_000

/** What an attempt is aimed at: an address that may be nobody's, or a person's second factor. */
export type Target = { readonly email: string } | { readonly secondFactorOf: number }

/**
 * Checks something that could be guessed. The attempt counts as a failure before it is looked at, and is taken back when it
 * was none, so that a thousand guesses at once are a thousand failures; while a lock-out lasts nothing is looked at.
 * Counts are kept by target and by where the attempt comes from. A success clears the target's count, not the place's:
 * else whoever has one login of its own could guess at others for ever.
 *
 * @param target undefined: counted by the place alone.
 * @param check undefined or a throw: it failed.
 * @returns what the check found; undefined when it failed.
 * @throws ProblemError 'locked_out' with the seconds to wait.
 */
export async function attempt<Found>(
  context: AccessContext,
  target: Target | undefined,
  check: () => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const { pool } = context
  const place = `ip ${placeOf(context.from.ip)}`
  const aim = target === undefined ? undefined : subjectOf(target)
  await countAttempt(context, place, aim)
  const found = await check()
  if (found === undefined) return undefined
  await takeBackFailure(pool, place, context.now)
  if (aim !== undefined) await forgetFailures(pool, aim)
  return found
}

/** Somebody proved by mail who it is: its failures are no longer held against it. */
export async function forgiveFailures({ pool }: AccessContext, email: string): Promise<void> {
  await forgetFailures(pool, subjectOf({ email }))
}

/** Tells the address's person of the failure, if it has one; known or not, it is one statement and one write. */
export async function noteRefusal({ pool, now, from }: AccessContext, email: string): Promise<void> {
  await insertRefusal(pool, { email, subject: subjectOf({ email }), at: now, what: 'sign-in refused', ...from })
}

async function countAttempt(
  { pool, config, now }: AccessContext,
  place: string,
  aim: string | undefined,
): Promise<void> {
  const { signInFreeFailures, signInFreeFailuresPerIp, signInLockSeconds: longestSeconds } = config.limits
  const nowMs = now.getTime()
  const lockedUntilMs = await withTransaction(pool, async (db) => {
    const rows = await lockFailures(db, aim === undefined ? [place] : [place, aim], now)
    const until = Math.max(...rows.map(({ lockedUntil }) => lockedUntil.getTime()))
    if (until > nowMs) return until
    for (const { subject, failures: before, lastFailedAt } of rows) {
      const rule =
        subject === place
          ? { freeFailures: signInFreeFailuresPerIp, longestSeconds, forgetOneMs: PLACE_FORGETS_MS }
          : { freeFailures: signInFreeFailures, longestSeconds }
      const failures = failuresLeft(before, nowMs - lastFailedAt.getTime(), rule) + 1
      const lockedUntil = new Date(nowMs + lockOutMs(failures, rule))
      await writeFailure(db, { subject, failures, lastFailedAt: now, lockedUntil })
    }
    return undefined
  })
  if (lockedUntilMs === undefined) return
  const seconds = Math.ceil((lockedUntilMs - nowMs) / 1000)
  throw new ProblemError(
    problem('locked_out', `Too many failed attempts; wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`, {
      retryAfterSeconds: seconds,
    }),
  )
}

/** E-mail addresses are kept as a hash: what people type there by mistake may be a password. */
function subjectOf(target: Target): string {
  if ('secondFactorOf' in target) return `second factor of user ${target.secondFactorOf}`
  return `email ${createHash('sha256').update(target.email).digest('base64url')}`
}

/** The address; of IPv6 the /64 that is handed out to one household or server. */
function placeOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped !== undefined) return mapped
  if (!ip.includes(':')) return ip
  const [head = '', tail] = ip.split('::', 2)
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  const groups = tail === undefined ? before : [...before, ...zeros, ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
