import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type pg from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import type { CdrProfile } from '#domain/usage/cdr-profile.ts'
import { readCorrections, readNumberHoldings } from '#storage/queries/rating-data.ts'
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
import {
  createCallReader,
  FIRST_BLOCK_LINES,
  MOST_BLOCK_LEGS,
  MOST_BLOCK_LINES,
  type CallReader,
} from './import/call-reader.ts'
import { explainLostConnection } from './import/lost-connection.ts'
import { createNumberDirectory, type NumberHolding } from './import/number-directory.ts'
import { plausibleStarts } from './import/plausible-starts.ts'
import { fingerprint } from './import/fingerprint.ts'
import { startShardCrew, type CrewListener, type ShardCrew } from './import/shard-crew.ts'
import { loadRatingBook } from './rating-book.ts'

export interface ImportRequest {
  readonly path: string
  /** The switch or carrier the file comes from: a call's id is unique within its source. */
  readonly source: string
  /** A reseller's own source: its calls are of that reseller's accounts alone. Undefined: the installation's. */
  readonly resellerId?: number | undefined
  readonly profile: CdrProfile
  /** Bytes of the file that make one batch of each shard. */
  readonly chunkBytes: number
  readonly nowMs: () => number
  readonly onProgress?: (progress: ImportProgress) => void
  /** Asked before each piece of the file; true: what is in stays, and no more is read. */
  readonly isStopped?: () => boolean
}

/** The import was stopped on the way, by request. */
export class ImportStopped extends Error {}

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

/** A file up to this size is written by the process itself: workers would take longer to start. */
const SMALL_FILE_BYTES = 1024 * 1024

/**
 * Imports a file of calls: each call priced, posted and stored exactly once. Interrupted anywhere and started again, it
 * goes on where it was; the same file again, or one that overlaps it, changes nothing for calls that are in.
 *
 * @throws ProblemError 'invalid_calls_file' for a file that is none, 'already_running' while another process imports it;
 *   ImportStopped.
 */
export async function importCalls(databaseUrl: string, request: ImportRequest): Promise<ImportReport> {
  const progress = createProgress(request)
  const isSmall = await isSmallFile(request)
  const crew = isSmall ? undefined : startShardCrew(databaseUrl, request.chunkBytes, progress)
  try {
    return await importFile(databaseUrl, request, progress, crew)
  } finally {
    await crew?.stop()
  }
}

/** A file that is none is not small either: opening it says what is wrong. */
async function isSmallFile({ path, chunkBytes }: ImportRequest): Promise<boolean> {
  const { size } = await stat(path).catch(() => ({ size: 0 }))
  return size <= Math.min(SMALL_FILE_BYTES, chunkBytes)
}

async function importFile(
  databaseUrl: string,
  request: ImportRequest,
  progress: ImportProgressKeeper,
  crew: ShardCrew | undefined,
): Promise<ImportReport> {
  const client = createClient(databaseUrl)
  let isConnected = false
  const connect = async (): Promise<{ corrections: string; holdings: readonly NumberHolding[] }> => {
    await client.connect()
    isConnected = true
    return {
      corrections: await readCorrections(client),
      holdings: await readNumberHoldings(client, { resellerId: request.resellerId }),
    }
  }
  let file: CallFile | undefined
  try {
    // The database looks up its numbers while the file is read through; what is wrong with the file is said first.
    const connecting = connect()
    connecting.catch(() => {})
    file = await openCallFile(request.path, request.profile.header)
    progress.expect(file.bytes)
    const columns = findCallColumns(request.profile, file.header)
    const { corrections, holdings } = await connecting
    const begun = await beginImport(client, {
      source: request.source,
      resellerId: request.resellerId,
      profile: request.profile,
      fileName: basename(file.path),
      fileBytes: file.bytes,
      sha256: file.sha256,
      header: file.header,
      shape: fingerprint(shapeOf(request, holdings)),
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
      ...plausibleStarts(begun.begunAtMs),
    })
    const done = await committedBatches(client, begun.importId, begun.epoch)
    const run: ImportRun = { ...begun, file, reader, done, request, corrections }
    if (crew === undefined) await runAlone(client, run, progress)
    else await runSharded(run, crew)
    if (request.isStopped?.() === true) throw new ImportStopped('the import was stopped')
    await finishImport(client, begun.importId, request.nowMs())
    const outcome = begun.isNew ? 'fresh' : 'resumed'
    const costUnknown = progress.costUnknown()
    return { importId: begun.importId, outcome, costUnknown, ...(await importTotals(client, begun.importId)) }
  } catch (error) {
    throw isConnected ? explainLostConnection(error) : error
  } finally {
    await file?.close()
    await client.end().catch(() => {})
  }
}

/** The parts of an import's shape: change one, and calls may fall into other batches. */
function* shapeOf({ chunkBytes, profile }: ImportRequest, holdings: readonly NumberHolding[]): Generator<string> {
  yield JSON.stringify([chunkBytes, FIRST_BLOCK_LINES, MOST_BLOCK_LINES, SHARDS, profile])
  for (const { number, accountId, fromMs, toMs, superseded } of holdings) {
    yield `${number} ${accountId} ${fromMs} ${toMs} ${superseded}`
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
  readonly file: CallFile
  readonly reader: CallReader
  /** `shard/batchNo` of what an earlier run has written. */
  readonly done: ReadonlySet<string>
  readonly request: ImportRequest
  readonly corrections: string
}

interface ReadChunk {
  readonly batchNo: number
  readonly shardLegs: readonly number[]
  readonly bytesDone: number
}

/** Reads the file chunk by chunk into blocks given by `nextBlock`. */
async function* readChunks(run: ImportRun, nextBlock: () => Promise<CallBlock>): AsyncGenerator<ReadChunk> {
  const { file, reader } = run
  let position = file.rowsFrom
  let line = run.request.profile.header ? 2 : 1
  for (let batchNo = 0; position < file.bytes && run.request.isStopped?.() !== true; batchNo++) {
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
    // The first is shorter: the workers have something to do while the next is read.
    const counts = reader.readBlock(block, 0, to, line, batchNo === 0 ? FIRST_BLOCK_LINES : MOST_BLOCK_LINES)
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
  const { importId, sourceId, epoch, corrections } = run
  return { kind: 'import', importId, sourceId, epoch, shard, batchNo, corrections, nowMs: run.request.nowMs() }
}

async function runAlone(client: pg.ClientBase, run: ImportRun, progress: ImportProgressKeeper): Promise<void> {
  const writer = createBatchWriter(client, await loadRatingBook(client))
  const block = createCallBlock(2 * run.request.chunkBytes, MOST_BLOCK_LEGS)
  for await (const chunk of readChunks(run, () => Promise.resolve(block))) {
    for (let shard = 0; shard < SHARDS; shard++) {
      const own = block.shardLegs[shard]
      if (own === undefined || run.done.has(`${shard}/${chunk.batchNo}`)) continue
      const legs = own.subarray(0, chunk.shardLegs[shard])
      progress.written(await writer.write(block, legs, placeOf(run, shard, chunk.batchNo)))
    }
    progress.reached(chunk.bytesDone)
  }
}

/** One reader here, a worker with a connection of its own for each shard. */
async function runSharded(run: ImportRun, crew: ShardCrew): Promise<void> {
  for await (const chunk of readChunks(run, () => crew.takeBlock())) {
    const tasks = chunk.shardLegs.map((legs, shard) => ({ shard, legs, place: placeOf(run, shard, chunk.batchNo) }))
    crew.submit(
      tasks.filter(({ shard }) => !run.done.has(`${shard}/${chunk.batchNo}`)),
      chunk.bytesDone,
    )
  }
  await crew.finish()
}

interface ImportProgressKeeper extends CrewListener {
  expect(bytesTotal: number): void
  costUnknown(): number
}

function createProgress({ onProgress }: ImportRequest): ImportProgressKeeper {
  let calls = 0
  let costUnknown = 0
  let bytesDone = 0
  let bytesTotal = 0
  return {
    expect(bytes) {
      bytesTotal = bytes
    },
    written(counts) {
      calls += counts.calls
      costUnknown += counts.costUnknown
    },
    reached(bytes) {
      bytesDone = Math.max(bytesDone, bytes)
      onProgress?.({ bytesDone, bytesTotal, calls })
    },
    costUnknown: () => costUnknown,
  }
}
