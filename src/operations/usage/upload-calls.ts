import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { nameOf, type Actor } from '#domain/access/actor.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { findCallSource, type CallSourceRow } from '#storage/queries/imports.ts'
import { noteUpload } from '#storage/tables/imports.ts'
import { addJob } from '#storage/tables/jobs.ts'
import { operation } from '#operations/operation.ts'
import { seeUnattributed } from './see-unattributed.ts'

/** A file as it lies on disk. */
export interface StoredUpload {
  readonly storedAs: string
  readonly bytes: number
  readonly sha256: Buffer
}

/** Where uploaded files of calls wait for their turn. */
export function uploadFolder(dataDirectory: string): string {
  return join(dataDirectory, 'uploads')
}

/**
 * Writes a file to disk as it comes in, and hashes it on the way. Nothing is left behind where it fails.
 *
 * @throws ProblemError 'too_large', 'malformed_request' where no file came.
 */
export async function storeUpload(folder: string, body: unknown, mostBytes: number): Promise<StoredUpload> {
  if (!(body instanceof Readable)) {
    throw new ProblemError(
      problem('malformed_request', 'Send the file itself as the body, with Content-Type: text/csv.'),
    )
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const storedAs = `${randomUUID()}.calls`
  const path = join(folder, storedAs)
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  let bytes = 0
  try {
    // Left open where the file is too large: a request that is cut off takes its answer with it.
    for await (const part of body.iterator({ destroyOnReturn: false })) {
      const chunk = part as Buffer
      bytes += chunk.length
      if (bytes > mostBytes) {
        throw new ProblemError(problem('too_large', `The file is larger than ${mostBytes} bytes: send it in parts.`))
      }
      hash.update(chunk)
      await file.write(chunk)
    }
    if (bytes === 0) throw new ProblemError(problem('malformed_request', 'The file is empty.'))
  } catch (error) {
    await file.close()
    await rm(path, { force: true })
    throw error
  }
  await file.close()
  return { storedAs, bytes, sha256: hash.digest() }
}

/**
 * The source an actor may send calls of: an operator any, a reseller's staff its own.
 *
 * @throws ProblemError 'not_found', 'forbidden' for one that is shared.
 */
export async function sourceToImport(db: pg.ClientBase, actor: Actor, name: string): Promise<CallSourceRow> {
  await seeUnattributed(db, actor)
  const source = await findCallSource(db, name)
  if (source === undefined) {
    throw new ProblemError(
      problem('not_found', `There is no source "${name}": create it with POST /call-sources.`, { field: 'source' }),
    )
  }
  if (source.resellerId === null && actor.role !== 'operator' && actor.role !== 'system') {
    throw new ProblemError(
      problem('forbidden', `Source "${name}" is shared by all resellers: only the operator sends its calls.`),
    )
  }
  return source
}

/** Takes a stored file as an import, to be read in the background. The same file again is the same import. */
export const uploadCalls = operation({
  name: 'imports.upload',
  permission: 'calls.import',
  run: async (
    { db, actor, now, audit },
    {
      source: name,
      fileName,
      file,
    }: { readonly source: string; readonly fileName: string; readonly file: StoredUpload },
  ): Promise<{ readonly importId: number; readonly isKept: boolean }> => {
    const source = await sourceToImport(db, actor, name)
    const noted = await noteUpload(db, {
      sourceId: source.id,
      resellerId: source.resellerId,
      fileName,
      fileBytes: file.bytes,
      sha256: file.sha256,
      storedAs: file.storedAs,
      uploadedBy: nameOf(actor),
      now,
    })
    const { importId, isToRun } = noted
    if (isToRun) await addJob(db, { name: 'import-calls', payload: { importId }, key: `import-calls ${importId}` })
    audit({
      subject: `import ${importId}`,
      after: { source: name, fileName, bytes: file.bytes, sha256: file.sha256.toString('hex') },
    })
    return noted
  },
})
