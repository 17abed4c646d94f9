import type pg from 'pg'
import { withTransaction } from '#storage/pool.ts'
import { endWhatIsOver } from '#storage/tables/inventory.ts'

/**
 * Writes down which reservations and quarantines are over, for every reseller. Nobody has to wait for it: wherever a
 * number's status counts, its time is looked at. For the timetable.
 *
 * @returns how many numbers are available again.
 */
export async function endNumberWaits(pool: pg.Pool, { now }: { readonly now: Date }): Promise<number> {
  let ended = 0
  for (;;) {
    const some = await withTransaction(pool, (db) => endWhatIsOver(db, now))
    ended += some
    if (some === 0) return ended
  }
}
