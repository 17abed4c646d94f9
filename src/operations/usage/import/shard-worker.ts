import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError, type Problem } from '#domain/problem.ts'
import { createClient } from '#storage/pool.ts'
import { loadRatingBook } from '../rating-book.ts'
import { createBatchWriter, type BatchPlace } from './batch-writer.ts'
import { SHARDS, type CallBlock } from './call-block.ts'
import type { BatchCounts } from './shard-pricer.ts'

/** What a worker is started with. */
export interface ShardWorkerData {
  readonly databaseUrl: string
  readonly shard: number
  readonly blocks: readonly CallBlock[]
}

/** Price and write the first `legs` of the shard's legs of block `slot`. */
export interface ShardTask {
  readonly slot: number
  readonly legs: number
  readonly place: BatchPlace
}

export type ShardAnswer =
  | { readonly kind: 'written'; readonly slot: number; readonly counts: BatchCounts }
  /** Something for a person to put right; the worker has ended. */
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

/** One shard's side of an import: takes blocks one after the other until it is told to stop. */
async function work(
  port: NonNullable<typeof parentPort>,
  { databaseUrl, shard, blocks }: ShardWorkerData,
): Promise<void> {
  const client = createClient(databaseUrl)
  await client.connect()
  try {
    const book = await loadRatingBook(client, { index: shard, count: SHARDS })
    const writer = createBatchWriter(client, book)
    for await (const task of tasks(port)) {
      const block = blocks[task.slot]
      const own = block?.shardLegs[shard]
      if (block === undefined || own === undefined) throw new Error(`no block ${task.slot}`)
      const counts = await writer.write(block, own.subarray(0, task.legs), task.place)
      port.postMessage({ kind: 'written', slot: task.slot, counts } satisfies ShardAnswer)
    }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    port.postMessage({ kind: 'refused', problems: error.problems } satisfies ShardAnswer)
    port.close()
  } finally {
    await client.end()
  }
}

/** The tasks in the order they were sent, until 'stop'. */
async function* tasks(port: NonNullable<typeof parentPort>): AsyncGenerator<ShardTask> {
  const queue: (ShardTask | 'stop')[] = []
  let wake: () => void = () => {}
  port.on('message', (message: ShardTask | 'stop') => {
    queue.push(message)
    wake()
  })
  for (;;) {
    const next = queue.shift()
    if (next === 'stop') {
      port.close()
      return
    }
    if (next !== undefined) yield next
    else {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
}

if (parentPort === null) throw new Error('this file is the main module of a worker thread')
await work(parentPort, workerData as ShardWorkerData)
