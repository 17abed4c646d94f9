import type pg from 'pg'
import { SHARDS } from '#operations/usage/import/call-block.ts'
import { lockShard, nextBatchId } from '#storage/tables/usage-batch.ts'

/**
 * Draws the line: every usage batch with an id up to this one is written, and every later one has a higher id. Waits for
 * the batches in flight and keeps others waiting until the transaction ends, so take it before any balance is locked: who
 * imports locks in that order too.
 */
export async function usageWatermark(db: pg.ClientBase): Promise<number> {
  for (let shard = 0; shard < SHARDS; shard++) await lockShard(db, shard)
  return nextBatchId(db)
}
