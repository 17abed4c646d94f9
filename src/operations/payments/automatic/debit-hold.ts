import type pg from 'pg'
import { disputedOf, stoppingHold } from '#domain/credit-control/dunning-hold.ts'
import { micros, type Micros } from '#domain/money.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { readHolds } from '#storage/queries/dunning.ts'

/**
 * What of an owed amount may be charged by itself now: nothing while an arrangement or a pause holds, and nothing that is
 * contested (the consumer code allows no credit action on an amount under dispute).
 */
export async function debitableNow(
  db: pg.ClientBase,
  { accountId, timeZone, owedMicros }: { accountId: number; timeZone: string; owedMicros: Micros },
  now: Date,
): Promise<Micros> {
  const holds = await readHolds(db, [accountId])
  const today = dateAt(now.getTime(), timeZone).toString()
  if (stoppingHold(holds, today) !== undefined) return micros(0n)
  return micros(owedMicros - disputedOf(owedMicros, holds, today))
}
