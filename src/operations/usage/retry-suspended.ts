import type pg from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import { eventProfile } from '#domain/usage/event-profile.ts'
import { createClient } from '#storage/pool.ts'
import { readCorrections, readNumberHoldings } from '#storage/queries/rating-data.ts'
import {
  importsToRetry,
  nextSuspendedLines,
  readImportToRetry,
  readSourceNames,
  type ImportToRetry,
  type SuspendedLine,
  type SuspenseScope,
} from '#storage/queries/suspended-calls.ts'
import { deleteUntried } from '#storage/tables/usage-batch.ts'
import { createBatchWriter, type BatchWriter } from './import/batch-writer.ts'
import { createCallBlock, INTEGER, integer, setInteger, SHARDS } from './import/call-block.ts'
import { findCallColumns } from './import/call-columns.ts'
import { createCallReader } from './import/call-reader.ts'
import { createNumberDirectory, type NumberDirectory } from './import/number-directory.ts'
import { plausibleStarts } from './import/plausible-starts.ts'
import { loadRatingBook } from './rating-book.ts'

export interface RetryReport {
  readonly tried: number
  readonly rated: number
  readonly free: number
  /** Found to be in already. */
  readonly duplicates: number
  readonly stillSuspended: number
  readonly chargeMicros: number
}

/** Lines tried at once: one transaction for each shard. */
const LINES_AT_ONCE = 5_000

/**
 * Tries suspended calls again, of one source or of all: with the numbers, plans and rates of now, as if their lines had
 * just come in. What finds its price is posted and leaves suspense in the same transaction; the rest stays, with the
 * cause it has now.
 *
 * @throws ProblemError 'not_found' when nothing was ever imported from the source.
 */
export async function retrySuspended(
  databaseUrl: string,
  { nowMs, ...scope }: SuspenseScope & { readonly nowMs: () => number },
): Promise<RetryReport> {
  return withRetrier(databaseUrl, nowMs, async (client, retry) => {
    if (scope.source !== undefined) await expectSource(client, scope.source, scope.resellerId)
    let report = NOTHING_TRIED
    for (const waiting of await importsToRetry(client, scope)) {
      let afterLine = 0
      for (;;) {
        const lines = await nextSuspendedLines(client, waiting.importId, afterLine, LINES_AT_ONCE, scope)
        const last = lines.at(-1)
        if (last === undefined) break
        afterLine = last.lineNumber
        report = addReports(report, await retry(waiting, lines))
      }
    }
    return report
  })
}

/** Tries one suspended line again in other words: as a person corrected it. */
export async function retryCorrected(
  databaseUrl: string,
  { importId, line, nowMs }: { readonly importId: number; readonly line: SuspendedLine; readonly nowMs: () => number },
): Promise<RetryReport> {
  return withRetrier(databaseUrl, nowMs, async (client, retry) => {
    const waiting = await readImportToRetry(client, importId)
    return waiting === undefined ? NOTHING_TRIED : retry(waiting, [line])
  })
}

const NOTHING_TRIED: RetryReport = { tried: 0, rated: 0, free: 0, duplicates: 0, stillSuspended: 0, chargeMicros: 0 }

type Retry = (waiting: ImportToRetry, lines: readonly SuspendedLine[]) => Promise<RetryReport>

/** A connection of its own, with plans, rates and holders as they are now: all of them, or of a reseller's own source. */
async function withRetrier(
  databaseUrl: string,
  nowMs: () => number,
  work: (client: pg.ClientBase, retry: Retry) => Promise<RetryReport>,
): Promise<RetryReport> {
  const client = createClient(databaseUrl)
  await client.connect()
  try {
    const writer = createBatchWriter(client, await loadRatingBook(client))
    const corrections = await readCorrections(client)
    const directories = new Map<number | null, NumberDirectory>()
    return await work(client, async (waiting, lines) => {
      const { resellerId } = waiting
      const directory =
        directories.get(resellerId) ??
        createNumberDirectory(await readNumberHoldings(client, { resellerId: resellerId ?? undefined }))
      directories.set(resellerId, directory)
      return retryLines(client, writer, { directory, corrections }, waiting, lines, nowMs)
    })
  } finally {
    await client.end()
  }
}

async function expectSource(client: pg.ClientBase, source: string, resellerId: number | undefined): Promise<void> {
  const names = await readSourceNames(client, resellerId)
  if (names.includes(source)) return
  const there = names.length === 0 ? 'nothing has been imported yet' : `there is ${names.map(quote).join(', ')}`
  throw new ProblemError(problem('not_found', `there is no source ${quote(source)}: ${there}`))
}

function quote(name: string): string {
  return `"${name}"`
}

async function retryLines(
  client: pg.ClientBase,
  writer: BatchWriter,
  { directory, corrections }: { readonly directory: NumberDirectory; readonly corrections: string },
  waiting: ImportToRetry,
  lines: readonly SuspendedLine[],
  nowMs: () => number,
): Promise<RetryReport> {
  const { importId, sourceId } = waiting
  const profile = waiting.kind === 'events' ? eventProfile(waiting.profile) : waiting.profile
  const columns = findCallColumns(profile, waiting.header)
  const reader = createCallReader({ profile, columns, directory, sourceId, ...plausibleStarts(nowMs()) })
  const total = { tried: 0, rated: 0, free: 0, duplicates: 0, stillSuspended: 0, chargeMicros: 0 }
  const text = new TextEncoder().encode(lines.map(({ rawLine }) => rawLine).join('\n'))
  const block = createCallBlock(2 * text.length, 3 * lines.length)
  block.text.set(text)
  const read = reader.readBlock(block, 0, text.length, 1, lines.length)
  for (let leg = 0; leg < read.legs; leg++) {
    setInteger(block, leg, INTEGER.lineNumber, lines[integer(block, leg, INTEGER.lineNumber) - 1]?.lineNumber ?? 0)
  }
  total.tried += lines.length
  for (let shard = 0; shard < SHARDS; shard++) {
    const own = block.shardLegs[shard]?.subarray(0, read.shardLegs[shard])
    if (own === undefined || own.length === 0) continue
    const place = {
      kind: 'retry',
      importId,
      sourceId,
      epoch: null,
      shard,
      batchNo: null,
      corrections,
      nowMs: nowMs(),
    } as const
    const counts = await writer.write(block, own, place)
    total.rated += counts.rated
    total.free += counts.free
    total.duplicates += counts.duplicates
    total.stillSuspended += counts.suspended + counts.rejected
    total.chargeMicros += counts.chargeMicros
  }
  await deleteUntried(client, sourceId, lines)
  return total
}

function addReports(one: RetryReport, other: RetryReport): RetryReport {
  return {
    tried: one.tried + other.tried,
    rated: one.rated + other.rated,
    free: one.free + other.free,
    duplicates: one.duplicates + other.duplicates,
    stillSuspended: one.stillSuspended + other.stillSuspended,
    chargeMicros: one.chargeMicros + other.chargeMicros,
  }
}
