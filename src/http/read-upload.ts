import type { Readable } from 'node:stream'
import { problem, ProblemError } from '#domain/problem.ts'

/**
 * The whole of a file that was sent as the body of a request.
 *
 * @param limit in bytes.
 * @throws ProblemError 'too_large'; 'malformed_request' where something else than a file came.
 */
export async function readUpload(body: unknown, limit: number): Promise<Buffer> {
  if (!isStream(body)) throw new ProblemError(problem('malformed_request', 'Send the file itself as the body.'))
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > limit)
      throw new ProblemError(problem('too_large', `The file is too large; ${limit} bytes are allowed.`))
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function isStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body
}
