import type pg from 'pg'
import { LIVE_LIMITS } from '#domain/live-calls/reservation.ts'
import { prune, type Prunable } from '#storage/tables/pruning.ts'
import type { Config } from '../../config.ts'

const DAY_MS = 86_400_000

/**
 * Deletes what has been kept for its time, over all tenants. What the law wants kept (statements, the ledger, the audit
 * chain, calls) is never among it.
 *
 * @returns of each kind how many, where there were any.
 */
export async function pruneOld(
  pool: pg.Pool,
  { limits }: Pick<Config, 'limits'>,
  now: Date,
): Promise<ReadonlyMap<Prunable, number>> {
  const keepDays: Readonly<Record<Prunable, number>> = {
    'answers to repeated requests': limits.keepIdempotencyDays,
    'webhook deliveries': limits.keepDeliveriesDays,
    mails: limits.keepEventsDays,
    events: limits.keepEventsDays,
    sessions: limits.keepAccessDays,
    'steps of signing in': 1,
    'failed sign-ins': 1,
    'one-time links': limits.keepAccessDays,
    'changes of rate sheets under review': 0,
    'losses of rate sheets under review': 0,
    'rate sheets under review': 0,
    'lines of access logs': limits.keepAccessDays,
    'calls that never got a record': LIVE_LIMITS.lapsedDays,
    'refused calls': limits.keepEventsDays,
    'records of the switch': limits.keepSwitchRecordsDays,
  }
  const pruned = new Map<Prunable, number>()
  for (const [what, days] of Object.entries(keepDays) as [Prunable, number][]) {
    const count = await prune(pool, what, new Date(now.getTime() - days * DAY_MS))
    if (count > 0) pruned.set(what, count)
  }
  return pruned
}
