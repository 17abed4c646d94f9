import type pg from 'pg'
import { findReservation } from '#storage/queries/call-reservations.ts'
import { dropLapsed } from '#storage/tables/call-reservations.ts'

/** Whether a call could not be held because one of its key, or of its id, is held already. */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505'
}

/** The reservation a call of a source has already, while it goes on; one that lapsed makes room. */
export async function askedBefore(pool: pg.Pool, sourceId: number, callKey: bigint): Promise<bigint | undefined> {
  const found = await findReservation(pool, { sourceId, callKey })
  if (found?.state === 'open') return found.id
  if (found !== undefined) await dropLapsed(pool, sourceId, callKey)
  return undefined
}
