import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { problem, ProblemError } from '#domain/problem.ts'
import { readRateSheet, type ReadSheet, type SheetFileRequest } from './read-rate-sheet.ts'

/**
 * Reads a rate sheet that comes in as a stream: it is put down in a folder of its own, read and checked to its end, and the
 * folder removed.
 *
 * @throws ProblemError 'too_large', 'malformed_request', or 'invalid_deck' with the first faults by line and column.
 */
export async function readUploadedSheet(
  body: unknown,
  mostBytes: number,
  reading: Omit<SheetFileRequest, 'path'>,
): Promise<ReadSheet> {
  if (!(body instanceof Readable)) {
    const message = 'Send the sheet itself as the body, with Content-Type: text/csv.'
    throw new ProblemError(problem('malformed_request', message))
  }
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-sheet-'))
  try {
    const path = join(folder, 'sheet.csv')
    await store(body, mostBytes, path)
    return await readRateSheet({ ...reading, path })
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
