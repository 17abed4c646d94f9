import { once } from 'node:events'
import { basename } from 'node:path'
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import type { CdrProfile } from '#domain/usage/cdr-profile.ts'
import { readNumberHoldings } from '#storage/queries/rating-data.ts'
import { createClient } from '#storage/pool.ts'
import {
  beginImport,
  committedBatches,
  finishImport,
  importTotals,
  type ImportTotals,
} from '#storage/tables/imports.ts'
import { createBatchWriter, type BatchPlace } from './import/batch-writer.ts'
import { createCallBlock, SHARDS, type CallBlock } from './import/call-block.ts'
import { findCallColumns } from './import/call-columns.ts'
import { openCallFile, type CallFile } from './import/call-file.ts'
import { createCallReader, MOST_BLOCK_LEGS, type CallReader } from './import/call-reader.ts'
import { explainLostConnection } from './import/lost-connection.ts'
import { createNumberDirectory } from './import/number-directory.ts'
import { plausibleStarts } from './import/plausible-starts.ts'
import type { ShardAnswer, ShardTask, ShardWorkerData } from './import/shard-worker.ts'
import { fingerprint } from './import/fingerprint.ts'
import { loadRatingBook } from './rating-book.ts'
import type { BatchCounts } from './import/shard-pricer.ts'

export interface ImportRequest {
  readonly path: string
  /** The switch or carrier the file comes from: a call's id is unique within its source. */
  readonly source: string
  readonly profile: CdrProfile
  /** Bytes of the file that make one batch of each shard. */
  readonly chunkBytes: number
  readonly nowMs: () => number
  readonly onProgress?: (progress: ImportProgress) => void
}

export interface ImportProgress {
  /** Of the file, read and in the database. */
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly calls: number
}

export interface ImportReport extends ImportTotals {
  readonly importId: number
  /** fresh: a new file; resumed: taken up where an earlier run was cut off; known: in already, nothing was done. */
  readonly outcome: 'fresh' | 'resumed' | 'known'
  /** Rated calls of this run whose wholesale price is not known. */
  readonly costUnknown: number
}

/** Blocks in use at once: one being read, the others being written. */
const SLOTS = 3
/** A file up to this size is written by the process itself: workers would take longer to start. */
const SMALL_FILE_BYTES = 1024 * 1024

/**
 * Imports a file of calls: each call priced, posted and stored exactly once. Interrupted anywhere and started again, it
 * goes on where it was; the same file again, or one that overlaps it, changes nothing for calls that are in.
 *
 * @throws ProblemError 'invalid_calls_file' for a file that is none, 'already_running' while another process imports it.
 */
export async function importCalls(databaseUrl: string, request: ImportRequest): Promise<ImportReport> {
  const file = await openCallFile(request.path, request.profile.header)
  const client = createClient(databaseUrl)
  let isConnected = false
  try {
    const columns = findCallColumns(request.profile, file.header)
    await client.connect()
    isConnected = true
    const holdings = await readNumberHoldings(client)
    const begun = await beginImport(client, {
      source: request.source,
      profile: request.profile,
      fileName: basename(file.path),
      fileBytes: file.bytes,
      sha256: file.sha256,
      header: file.header,
      shape: fingerprint([request.chunkBytes, MOST_BLOCK_LEGS, SHARDS, request.profile, holdings]),
      nowMs: request.nowMs(),
    })
    if (begun === undefined) {
      throw new ProblemError(
        problem(
          'already_running',
          `another process is importing ${file.path}; wait for it to end, then see its result`,
        ),
      )
    }
    if (begun.isDone) return await knownReport(client, begun.importId)
    const reader = createCallReader({
      profile: request.profile,
      columns,
      directory: createNumberDirectory(holdings),
      sourceId: begun.sourceId,
      ...plausibleStarts(request.nowMs()),
    })
    const done = await committedBatches(client, begun.importId, begun.epoch)
    const run: ImportRun = { ...begun, databaseUrl, file, reader, done, request }
    const costUnknown =
      file.bytes <= Math.min(SMALL_FILE_BYTES, request.chunkBytes) ? await runAlone(client, run) : await runSharded(run)
    await finishImport(client, begun.importId, request.nowMs())
    const outcome = begun.isNew ? 'fresh' : 'resumed'
    return { importId: begun.importId, outcome, costUnknown, ...(await importTotals(client, begun.importId)) }
  } catch (error) {
    throw isConnected ? explainLostConnection(error) : error
  } finally {
    await file.close()
    await client.end().catch(() => {})
  }
}

/** The report for a file that is in already: every call of it is a duplicate. */
async function knownReport(client: pg.ClientBase, importId: number): Promise<ImportReport> {
  const totals = await importTotals(client, importId)
  const duplicates = totals.calls + totals.duplicates + totals.suspended + totals.rejected
  return {
    importId,
    outcome: 'known',
    calls: 0,
    rated: 0,
    free: 0,
    duplicates,
    suspended: 0,
    rejected: 0,
    chargeMicros: 0n,
    gstMicros: 0n,
    costMicros: 0n,
    costUnknown: 0,
  }
}

interface ImportRun {
  readonly importId: number
  readonly sourceId: number
  readonly epoch: number
  readonly databaseUrl: string
  readonly file: CallFile
  readonly reader: CallReader
  /** `shard/batchNo` of what an earlier run has written. */
  readonly done: ReadonlySet<string>
  readonly request: ImportRequest
}

interface ReadChunk {
  readonly batchNo: number
  readonly shardLegs: readonly number[]
  readonly bytesDone: number
}

/** The chunk, and as much room again for ids made of several columns. */
function blockFor(run: ImportRun): CallBlock {
  return createCallBlock(2 * run.request.chunkBytes, MOST_BLOCK_LEGS)
}

/** Reads the file chunk by chunk into blocks given by `nextBlock`. */
async function* readChunks(run: ImportRun, nextBlock: () => Promise<CallBlock>): AsyncGenerator<ReadChunk> {
  const { file, reader } = run
  let position = file.rowsFrom
  let line = run.request.profile.header ? 2 : 1
  for (let batchNo = 0; position < file.bytes; batchNo++) {
    const block = await nextBlock()
    const filled = await file.read(block.text.subarray(0, run.request.chunkBytes), position)
    const to = position + filled >= file.bytes ? filled : lastLineEnd(block.text, filled)
    if (to === 0) {
      throw new ProblemError(
        problem('invalid_calls_file', `a line of ${run.file.path} is longer than ${run.request.chunkBytes} bytes`, {
          line,
        }),
      )
    }
    const counts = reader.readBlock(block, 0, to, line)
    position += counts.to
    line += counts.lines
    yield { batchNo, shardLegs: counts.shardLegs, bytesDone: position }
  }
}

/** Where the last whole line ends. */
function lastLineEnd(text: Uint8Array, filled: number): number {
  return text.lastIndexOf(10, filled - 1) + 1
}

function placeOf(run: ImportRun, shard: number, batchNo: number): BatchPlace {
  const { importId, sourceId, epoch } = run
  return { kind: 'import', importId, sourceId, epoch, shard, batchNo, nowMs: run.request.nowMs() }
}

async function runAlone(client: pg.ClientBase, run: ImportRun): Promise<number> {
  const writer = createBatchWriter(client, await loadRatingBook(client))
  const block = blockFor(run)
  const progress = createProgress(run)
  for await (const chunk of readChunks(run, () => Promise.resolve(block))) {
    for (let shard = 0; shard < SHARDS; shard++) {
      const own = block.shardLegs[shard]
      if (own === undefined || run.done.has(`${shard}/${chunk.batchNo}`)) continue
      progress.add(
        await writer.write(block, own.subarray(0, chunk.shardLegs[shard]), placeOf(run, shard, chunk.batchNo)),
      )
    }
    progress.reached(chunk.bytesDone)
  }
  return progress.costUnknown()
}

/** One reader here, a worker with a connection of its own for each shard. */
async function runSharded(run: ImportRun): Promise<number> {
  const blocks = Array.from({ length: SLOTS }, () => blockFor(run))
  const progress = createProgress(run)
  const pool = createSlotPool(blocks.length)
  const workers = Array.from({ length: SHARDS }, (_, shard) => {
    const workerData: ShardWorkerData = { databaseUrl: run.databaseUrl, shard, blocks }
    const worker = new Worker(new URL('./import/shard-worker.ts', import.meta.url), { workerData })
    worker.on('message', ({ slot, counts }: ShardAnswer) => {
      progress.add(counts)
      const bytesDone = pool.release(slot)
      if (bytesDone !== undefined) progress.reached(bytesDone)
    })
    worker.once('error', (error) => pool.fail(error))
    return worker
  })
  try {
    let slot = -1
    const nextBlock = async (): Promise<CallBlock> => {
      slot = await pool.take()
      const block = blocks[slot]
      if (block === undefined) throw new Error(`no block ${slot}`)
      return block
    }
    for await (const chunk of readChunks(run, nextBlock)) {
      const tasks = chunk.shardLegs
        .map((legs, shard) => ({
          shard,
          task: { slot, legs, place: placeOf(run, shard, chunk.batchNo) } satisfies ShardTask,
        }))
        .filter(({ shard }) => !run.done.has(`${shard}/${chunk.batchNo}`))
      pool.hold(slot, tasks.length, chunk.bytesDone)
      for (const { shard, task } of tasks) workers[shard]?.postMessage(task)
    }
    await pool.allFree()
    const exits = workers.map((worker) => once(worker, 'exit'))
    for (const worker of workers) worker.postMessage('stop')
    await Promise.all(exits)
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  return progress.costUnknown()
}

function createProgress(run: ImportRun): {
  add(counts: BatchCounts): void
  reached(bytesDone: number): void
  costUnknown(): number
} {
  let calls = 0
  let costUnknown = 0
  let bytesDone = 0
  return {
    add(counts) {
      calls += counts.calls
      costUnknown += counts.costUnknown
    },
    reached(bytes) {
      bytesDone = Math.max(bytesDone, bytes)
      run.request.onProgress?.({ bytesDone, bytesTotal: run.file.bytes, calls })
    },
    costUnknown: () => costUnknown,
  }
}

/** Which blocks are free; whoever wants one waits until a worker is done with its last. */
function createSlotPool(size: number): {
  take(): Promise<number>
  hold(slot: number, holders: number, bytesDone: number): void
  /** One holder less; the bytes done once the last has gone. */
  release(slot: number): number | undefined
  allFree(): Promise<void>
  fail(error: unknown): void
} {
  const free = Array.from({ length: size }, (_, slot) => slot)
  const holders = new Array<number>(size).fill(0)
  const bytes = new Array<number>(size).fill(0)
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
  const release = (slot: number): number | undefined => {
    holders[slot] = (holders[slot] ?? 0) - 1
    if ((holders[slot] ?? 0) > 0) return undefined
    free.push(slot)
    wake()
    return bytes[slot]
  }
  return {
    async take() {
      await until(() => free.length > 0)
      const slot = free.shift()
      if (slot === undefined) throw new Error('no free block')
      return slot
    },
    hold(slot, count, bytesDone) {
      holders[slot] = count
      bytes[slot] = bytesDone
      if (count === 0) release(slot)
    },
    release,
    allFree: () => until(() => free.length === size),
    fail(error) {
      failure = error instanceof Error ? error : new Error(String(error))
      wake()
    },
  }
}
