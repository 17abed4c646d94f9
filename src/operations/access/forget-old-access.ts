import type pg from 'pg'
import { deleteOldAccess } from '#storage/tables/old-access.ts'

const DAY_MS = 86_400_000

/**
 * Deletes what is only kept for people to look back on: sessions and one-time links that are over, lines of access logs,
 * failures nobody counts any more. In bites, so that nobody waits for it.
 *
 * @param keepDays how long it is kept after it was over.
 * @returns how many rows went.
 */
export async function forgetOldAccess(
  pool: pg.Pool,
  { now, keepDays }: { readonly now: Date; readonly keepDays: number },
): Promise<number> {
  const before = new Date(now.getTime() - keepDays * DAY_MS)
  let gone = 0
  for (;;) {
    const bite = await deleteOldAccess(pool, before, 5000)
    gone += bite
    if (bite === 0) return gone
  }
}
