import type pg from 'pg'
import type { CallFilter } from './call-filter.ts'

/** How far back the newest calls of all customers are looked for account by account. */
const WINDOWS_MS = [6 * 3_600_000, 2 * 86_400_000]

/** The lower bounds to try one after the other, the nearest first; empty where the calls lie in closed months. */
export async function windowsOfOpenMonths(
  db: pg.ClientBase,
  filter: CallFilter,
  newest: Date,
): Promise<readonly number[]> {
  const isByTime = filter.accountId === undefined && filter.contains === undefined && filter.numbers === undefined
  if (!isByTime) return []
  const { rows } = await db.query<{ since: Date | null }>('SELECT tollgate_calls_open_since() AS since')
  const sinceMs = Math.max(rows[0]?.since?.getTime() ?? -Infinity, filter.fromMs ?? -Infinity)
  return WINDOWS_MS.map((window) => newest.getTime() - window).filter((fromMs) => fromMs > sinceMs)
}

/**
 * Selects the newest calls by looking into each account's, for a time so short that most have few: an open month has no
 * index by time. 5,000 accounts take some 25 ms; going through a month of 2,000,000 calls takes twenty times that.
 */
export function perAccountSource(conditions: string, limit: string): string {
  return `(SELECT c.* FROM accounts w CROSS JOIN LATERAL (
             SELECT * FROM calls c WHERE c.account_id = w.id AND ${conditions}
              ORDER BY c.started_at DESC, c.call_key DESC LIMIT ${limit}) c) c`
}
