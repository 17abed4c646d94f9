import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { describeProblem, ProblemError } from '#domain/problem.ts'
import { failImport, forgetUpload, noteProgress, readWaitingImport } from '#storage/tables/imports.ts'
import { importCalls } from './import-calls.ts'

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
 * it was; what is wrong with the file is noted on the import, which has then failed.
 *
 * @throws what may pass: the job is to be tried again.
 */
export async function runImport(
  { pool, databaseUrl, folder, chunkBytes, clock }: ImportRunner,
  importId: number,
): Promise<void> {
  const client = await pool.connect()
  try {
    const waiting = await readWaitingImport(client, importId)
    if (waiting === undefined || waiting.state === 'done' || waiting.storedAs === null) return
    const path = join(folder, waiting.storedAs)
    let noted = Promise.resolve()
    try {
      await importCalls(databaseUrl, {
        path,
        source: waiting.source,
        resellerId: waiting.resellerId ?? undefined,
        profile: waiting.profile,
        chunkBytes,
        nowMs: () => clock().getTime(),
        onProgress: ({ bytesDone }) => {
          noted = noted.then(() => noteProgress(client, importId, bytesDone))
        },
      })
      await noted
      await forgetUpload(client, importId)
    } catch (error) {
      await noted.catch(() => {})
      const problems = error instanceof ProblemError ? error.problems : []
      if (problems.length === 0 || problems.some(({ code }) => PASSING_PROBLEMS.includes(code))) throw error
      // The path is this machine's own affair: whoever sent the file knows it by another name.
      const failure = problems.map(describeProblem).join('\n').replaceAll(path, 'the file')
      await failImport(client, importId, failure, clock())
    }
    await rm(path, { force: true })
  } finally {
    client.release()
  }
}
