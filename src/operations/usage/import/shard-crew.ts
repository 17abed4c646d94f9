import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { ProblemError } from '#domain/problem.ts'
import type { BatchPlace } from './batch-writer.ts'
import { createCallBlock, SHARDS, type CallBlock } from './call-block.ts'
import { MOST_BLOCK_LEGS } from './call-reader.ts'
import type { ShardAnswer, ShardTask, ShardWorkerData } from './shard-worker.ts'
import type { BatchCounts } from './shard-pricer.ts'

/** A worker for each shard, and the blocks that go between them and the reader. */
export interface ShardCrew {
  /** A block to be filled, as soon as one is free. */
  takeBlock(): Promise<CallBlock>
  /** Hands the block taken last to the shards with something to do in it: how many legs, and as which batch. */
  submit(
    tasks: readonly { readonly shard: number; readonly legs: number; readonly place: BatchPlace }[],
    bytesDone: number,
  ): void
  /** Waits until everything submitted is in the database, then ends the workers. */
  finish(): Promise<void>
  /** Ends the workers at once; harmless after `finish`. */
  stop(): Promise<void>
}

export interface CrewListener {
  written(counts: BatchCounts): void
  /** All shards are done with a block: so much of the file is in. */
  reached(bytesDone: number): void
}

/** Blocks in use at once: one being read, the other being written. A third gained nothing. */
const SLOTS = 2

/** Starts the workers: they load plans and decks while the file is being looked at. */
export function startShardCrew(databaseUrl: string, chunkBytes: number, listener: CrewListener): ShardCrew {
  // The chunk, and as much room again for ids made of several columns.
  const blocks = Array.from({ length: SLOTS }, () => createCallBlock(2 * chunkBytes, MOST_BLOCK_LEGS))
  const free = [...blocks.keys()]
  const holders = new Array<number>(SLOTS).fill(0)
  const bytes = new Array<number>(SLOTS).fill(0)
  let taken = 0
  let failure: Error | undefined
  let wake: () => void = () => {}

  const until = async (ready: () => boolean): Promise<void> => {
    for (;;) {
      if (failure !== undefined) throw failure
      if (ready()) return
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  const fail = (error: Error): void => {
    failure = error
    wake()
  }
  const release = (slot: number): void => {
    listener.reached(bytes[slot] ?? 0)
    free.push(slot)
    wake()
  }
  const workers = Array.from({ length: SHARDS }, (_, shard) => {
    const workerData: ShardWorkerData = { databaseUrl, shard, blocks }
    const worker = new Worker(new URL('shard-worker.ts', import.meta.url), { workerData })
    worker.on('message', (answer: ShardAnswer) => {
      if (answer.kind === 'refused') return fail(new ProblemError(...answer.problems))
      const { slot, counts } = answer
      listener.written(counts)
      const left = (holders[slot] ?? 0) - 1
      holders[slot] = left
      if (left === 0) release(slot)
    })
    worker.once('error', (error) => fail(error instanceof Error ? error : new Error(String(error))))
    return worker
  })
  const stop = async (): Promise<void> => {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }

  return {
    async takeBlock() {
      await until(() => free.length > 0)
      taken = free.shift() ?? 0
      const block = blocks[taken]
      if (block === undefined) throw new Error('no free block')
      return block
    },
    submit(tasks, bytesDone) {
      holders[taken] = tasks.length
      bytes[taken] = bytesDone
      if (tasks.length === 0) release(taken)
      for (const { shard, legs, place } of tasks) {
        workers[shard]?.postMessage({ slot: taken, legs, place } satisfies ShardTask)
      }
    },
    async finish() {
      await until(() => free.length === SLOTS)
      const exits = workers.map((worker) => once(worker, 'exit'))
      for (const worker of workers) worker.postMessage('stop')
      await Promise.all(exits)
    },
    stop,
  }
}
