import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { problem, ProblemError } from '#domain/problem.ts'
import type { SheetFileRequest } from './read-rate-sheet.ts'
import { inOptions } from './sheet-complaints.ts'

/**
 * Reads a rate sheet that comes in as a stream: it is put down in a folder of its own, read to its end in one of the ways
 * there are, and the folder removed. Problems name the options of the API, not those of the command line.
 *
 * @throws ProblemError 'too_large', 'malformed_request', or what the reading finds.
 */
export async function readUploadedSheet<Result>(
  body: unknown,
  mostBytes: number,
  reading: Omit<SheetFileRequest, 'path'>,
  read: (request: SheetFileRequest) => Promise<Result>,
): Promise<Result> {
  if (!(body instanceof Readable)) {
    const message = 'Send the sheet itself as the body, with Content-Type: text/csv.'
    throw new ProblemError(problem('malformed_request', message))
  }
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-sheet-'))
  try {
    const path = join(folder, 'sheet.csv')
    await store(body, mostBytes, path)
    return await read({ ...reading, path })
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    throw new ProblemError(
      ...error.problems.map((one) => ({
        ...one,
        message: inOptions(one.message.replaceAll(join(folder, 'sheet.csv'), 'the file')),
      })),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Leaves the stream open where it stops: the answer goes the same way, and would be lost with it. */
async function store(body: Readable, mostBytes: number, path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    let bytes = 0
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > mostBytes) {
        body.resume()
        const most = Math.floor(mostBytes / 1_048_576)
        throw new ProblemError(
          problem('too_large', `A rate sheet has at most ${most} MB: split it into several decks.`),
        )
      }
      await file.appendFile(chunk)
    }
    if (bytes === 0) throw new ProblemError(problem('malformed_request', 'The sheet is empty.'))
  } finally {
    await file.close()
  }
}
