import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { problem, ProblemError } from '#domain/problem.ts'

/** A file of calls, opened and identified by what is in it. */
export interface CallFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: Buffer
  /** The first line without its end, as UTF-8; '' where the profile has no header. */
  readonly header: string
  /** Where the rows begin. */
  readonly rowsFrom: number
  /** Fills `target` from `position` on; returns how many bytes it got, fewer only at the end of the file. */
  read(target: Uint8Array, position: number): Promise<number>
  close(): Promise<void>
}

/** A header longer than this is not one. */
const LONGEST_HEADER_BYTES = 64 * 1024
const UTF8_BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]

/**
 * Opens a file of calls and reads it once to know it by its SHA-256: the same file is the same import, whatever its name.
 * What a switch adds to it from now on is not of this import.
 *
 * @throws ProblemError 'invalid_calls_file' when it cannot be read or its header is none.
 */
export async function openCallFile(path: string, hasHeader: boolean): Promise<CallFile> {
  let handle: FileHandle
  try {
    handle = await open(path)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ProblemError(problem('invalid_calls_file', `cannot read ${path}: ${reason}`))
  }
  try {
    const stats = await handle.stat()
    // A pipe has no size and cannot be read again: it would look like an empty file.
    if (!stats.isFile()) {
      throw new ProblemError(problem('invalid_calls_file', `${path} is not a file; save what it gives to one first`))
    }
    const { size } = stats
    const sha256 = await hashFile(path, size)
    const read = async (target: Uint8Array, position: number): Promise<number> => {
      const wanted = Math.min(target.length, size - position)
      let filled = 0
      while (filled < wanted) {
        const { bytesRead } = await handle.read(target, filled, wanted - filled, position + filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return filled
    }
    const head = new Uint8Array(Math.min(size, LONGEST_HEADER_BYTES))
    await read(head, 0)
    const start = UTF8_BYTE_ORDER_MARK.every((byte, index) => head[index] === byte) ? UTF8_BYTE_ORDER_MARK.length : 0
    let header = ''
    let rowsFrom = start
    if (hasHeader && size > 0) {
      const newline = head.indexOf(10)
      if (newline < 0 && size > LONGEST_HEADER_BYTES) {
        throw new ProblemError(
          problem('invalid_calls_file', `the first line of ${path} is no header: it is over 64 KiB long`, { line: 1 }),
        )
      }
      const end = newline < 0 ? head.length : newline
      header = new TextDecoder().decode(head.subarray(start, end)).trimEnd()
      rowsFrom = Math.min(end + 1, size)
    }
    return { path, bytes: size, sha256, header, rowsFrom, read, close: () => handle.close() }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function hashFile(path: string, bytes: number): Promise<Buffer> {
  const hash = createHash('sha256')
  if (bytes > 0) {
    const stream = createReadStream(path, { highWaterMark: 1024 * 1024, end: bytes - 1 })
    for await (const chunk of stream) hash.update(chunk as Buffer)
  }
  return hash.digest()
}
