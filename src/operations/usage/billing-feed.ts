import type pg from 'pg'
import type { Actor } from '#domain/access/actor.ts'
import { withTransaction } from '#storage/pool.ts'
import {
  placeNewBatches,
  readFeedAccounts,
  readFeedBatches,
  readFeedCalls,
  type FeedCall,
} from '#storage/queries/feed.ts'
import { readForActor } from '#operations/read.ts'

/** A call and its id in the feed. */
export interface FeedEntry extends FeedCall {
  readonly id: number
}

/** More calls than any batch writes: an id is the batch's place in the feed and the call's place in the batch. */
const CALLS_PER_BATCH = 2 ** 21
/** An answer ends with the batch row that passes this. */
const MOST_CALLS = 10_000
const BATCHES_AT_ONCE = 200

/**
 * Calls of the tenant in ascending order of their feed ids, from one on (included), some ten thousand at once. Batches of
 * calls get their places in the feed when they are first seen committed, so late imports come in above everything read so
 * far; within a batch the calls are counted in the order of their key, which never changes. The ids of one customer's feed
 * are its own.
 */
export async function readFeed(pool: pg.Pool, actor: Actor, fromId: number): Promise<readonly FeedEntry[]> {
  await withTransaction(pool, placeNewBatches)
  const entries: FeedEntry[] = []
  let feedNo = Math.floor(fromId / CALLS_PER_BATCH)
  while (entries.length < MOST_CALLS) {
    const batches = await withTransaction(pool, (db) => readFeedBatches(db, feedNo, BATCHES_AT_ONCE))
    const last = batches.at(-1)
    if (last === undefined) break
    feedNo = last.feedNo + 1
    await readForActor(pool, actor, async (db) => {
      const accounts = await readFeedAccounts(
        db,
        batches.map(({ batchId }) => batchId),
      )
      for (const batch of batches) {
        const accountIds = accounts.get(batch.batchId)
        if (accountIds === undefined) continue
        const calls = await readFeedCalls(db, batch, accountIds)
        for (const [index, call] of calls.entries()) {
          const id = batch.feedNo * CALLS_PER_BATCH + index + 1
          if (id >= fromId && entries.length < MOST_CALLS) entries.push({ ...call, id })
        }
        if (entries.length >= MOST_CALLS) break
      }
    })
  }
  return entries
}
