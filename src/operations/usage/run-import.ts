import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { formatDollars, micros } from '#domain/money.ts'
import { describeProblem, ProblemError } from '#domain/problem.ts'
import { withTransaction } from '#storage/pool.ts'
import { recordEvents } from '#storage/tables/events.ts'
import {
  beginReading,
  endStoppedImport,
  failImport,
  forgetUpload,
  importTotals,
  noteProgress,
  readWaitingImport,
  type WaitingImport,
} from '#storage/tables/imports.ts'
import { importCalls, ImportStopped } from './import-calls.ts'

export interface ImportRunner {
  readonly pool: pg.Pool
  readonly databaseUrl: string
  /** Where uploaded files lie. */
  readonly folder: string
  readonly chunkBytes: number
  readonly clock: () => Date
}

/** What another try may find changed: everything else is the file's fault and stays so. */
const PASSING_PROBLEMS: readonly string[] = ['already_running', 'conflict', 'database']

/**
 * Reads an uploaded file into the database, the job behind an upload. Cut off anywhere and started again it goes on where
 * it was; what is wrong with the file is noted on the import, which has then failed. Stopped, it keeps what is in.
 *
 * @throws what may pass: the job is to be tried again.
 */
export async function runImport(runner: ImportRunner, importId: number): Promise<void> {
  const { pool, folder, clock } = runner
  const client = await pool.connect()
  try {
    const waiting = await readWaitingImport(client, importId)
    if (waiting === undefined || waiting.storedAs === null) return
    const path = join(folder, waiting.storedAs)
    if (waiting.state === 'cancelled') await endStoppedImport(client, importId, clock())
    else if (waiting.state === 'done') await finish(runner, importId, waiting)
    else await read(runner, client, importId, waiting, path)
    await rm(path, { force: true })
  } finally {
    client.release()
  }
}

async function read(
  runner: ImportRunner,
  client: pg.ClientBase,
  importId: number,
  waiting: WaitingImport,
  path: string,
): Promise<void> {
  const { databaseUrl, chunkBytes, clock } = runner
  let noted = Promise.resolve(true)
  let goesOn = true
  try {
    await beginReading(client, importId, clock())
    await importCalls(databaseUrl, {
      path,
      source: waiting.source,
      resellerId: waiting.resellerId ?? undefined,
      profile: waiting.profile,
      chunkBytes,
      nowMs: () => clock().getTime(),
      onProgress: ({ bytesDone }) => {
        noted = noted.then(async () => {
          goesOn = await noteProgress(client, importId, bytesDone)
          return goesOn
        })
      },
      isStopped: () => !goesOn,
    })
    await noted
    await finish(runner, importId, waiting)
  } catch (error) {
    await noted.catch(() => {})
    if (error instanceof ImportStopped) {
      await endStoppedImport(client, importId, clock())
      return
    }
    const problems = error instanceof ProblemError ? error.problems : []
    if (problems.length === 0 || problems.some(({ code }) => PASSING_PROBLEMS.includes(code))) throw error
    // The path is this machine's own affair: whoever sent the file knows it by another name.
    const failure = problems.map(describeProblem).join('\n').replaceAll(path, 'the file')
    await fail(runner, importId, waiting, failure)
  }
}

/** Its file is no longer needed, and who owns the source is told. */
async function finish({ pool, clock }: ImportRunner, importId: number, { resellerId, ...about }: WaitingImport) {
  await withTransaction(pool, async (db) => {
    await forgetUpload(db, importId)
    if (resellerId === null) return
    const { chargeMicros, calls, rated, free, duplicates, suspended, rejected } = await importTotals(db, importId)
    const counts = { calls, rated, free, duplicates, suspended, rejected }
    const payload = {
      ...named(importId, about),
      ...counts,
      charge: formatDollars(micros(chargeMicros)),
      currency: 'AUD',
    }
    await recordEvents(db, resellerId, clock().getTime(), [{ type: 'import.finished', payload }])
  })
}

async function fail(
  { pool, clock }: ImportRunner,
  importId: number,
  { resellerId, ...about }: WaitingImport,
  failure: string,
): Promise<void> {
  await withTransaction(pool, async (db) => {
    await failImport(db, importId, failure, clock())
    if (resellerId === null) return
    const payload = { ...named(importId, about), failure }
    await recordEvents(db, resellerId, clock().getTime(), [{ type: 'import.failed', payload }])
  })
}

function named(importId: number, { source, fileName }: Pick<WaitingImport, 'source' | 'fileName'>) {
  return { importId: String(importId), source, fileName }
}
