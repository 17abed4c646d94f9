import type pg from 'pg'
import { closeMonth, hasTrigrams, readMonthsToClose } from '#storage/tables/call-months.ts'

/** A month stays open so long after its end: most late calls are in by then. */
const DAYS_OPEN = 5
const DAY_MS = 86_400_000

/**
 * Closes the months of calls that ended some days ago: builds the indexes that find their calls by number and over all
 * customers. Calls that come in later are taken as ever, and found as well. Twice, or beside another process, is harmless:
 * one does the work and the other finds nothing to do.
 *
 * @returns the months closed now, by their first day.
 */
export async function closeMonths(
  pool: pg.Pool,
  { now, onProgress }: { readonly now: Date; readonly onProgress?: (month: string) => void },
): Promise<readonly string[]> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ isAlone: boolean }>(
      `SELECT pg_try_advisory_lock(hashtext('close-months')) AS "isAlone"`,
    )
    if (rows[0]?.isAlone !== true) return []
    try {
      const months = await readMonthsToClose(client, new Date(now.getTime() - DAYS_OPEN * DAY_MS))
      const trigrams = months.length > 0 && (await hasTrigrams(client))
      for (const month of months) {
        onProgress?.(month)
        await closeMonth(client, month, trigrams, now)
      }
      return months
    } finally {
      await client.query(`SELECT pg_advisory_unlock(hashtext('close-months'))`)
    }
  } finally {
    client.release()
  }
}
