import { open } from 'node:fs/promises'
import { problem, ProblemError } from '#domain/problem.ts'

const CHUNK_BYTES = 1024 * 1024
/** Begins a workbook (xlsx is a zip archive) and the older binary form. */
const WORKBOOKS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
]
const UTF_16 = [
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
]

/**
 * The text of a sheet in pieces of about a megabyte, without its byte order mark, lines ended by `\n` alone: UTF-8,
 * UTF-16 with a mark, or Windows-1252 when it is not valid UTF-8. `onBytes` hears how much of the file is read.
 *
 * @throws ProblemError 'not_found' for a file that cannot be read, 'invalid_deck' for a workbook.
 */
export async function* readSheetText(
  path: string,
  onBytes: (done: number, total: number) => void = () => {},
): AsyncGenerator<string> {
  const handle = await open(path).catch((error: unknown) => {
    throw new ProblemError(problem('not_found', `cannot read the rate sheet ${path}: ${reason(error)}`))
  })
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) {
      throw new ProblemError(problem('not_found', `cannot read the rate sheet ${path}: it is not a file`))
    }
    const decoder = new TextDecoder(await encodingOf(path))
    const bytes = Buffer.alloc(CHUNK_BYTES)
    let done = 0
    let carriageReturn = ''
    for (;;) {
      const { bytesRead } = await handle.read(bytes, 0, CHUNK_BYTES, done)
      done += bytesRead
      const text = carriageReturn + decoder.decode(bytes.subarray(0, bytesRead), { stream: bytesRead > 0 })
      // A line end may be cut in two.
      carriageReturn = bytesRead > 0 && text.endsWith('\r') ? '\r' : ''
      const whole = text.slice(0, text.length - carriageReturn.length)
      if (whole !== '') yield whole.includes('\r') ? whole.replaceAll(/\r\n?/g, '\n') : whole
      onBytes(done, stat.size)
      if (bytesRead === 0) return
    }
  } finally {
    await handle.close()
  }
}

async function encodingOf(path: string): Promise<string> {
  const handle = await open(path)
  try {
    const bytes = Buffer.alloc(CHUNK_BYTES)
    const head = await handle.read(bytes, 0, CHUNK_BYTES, 0)
    const begins = (mark: readonly number[]): boolean => mark.every((byte, index) => bytes[index] === byte)
    if (head.bytesRead > 3 && WORKBOOKS.some(begins)) {
      throw new ProblemError(
        problem('invalid_deck', `${path} is a spreadsheet's own file: export the sheet as CSV and give that`),
      )
    }
    const utf16 = UTF_16.find(({ mark }) => begins(mark))
    if (utf16 !== undefined) return utf16.encoding
    const decoder = new TextDecoder('utf-8', { fatal: true })
    for (let at = 0, { bytesRead } = head; ; at += bytesRead) {
      if (at > 0) ({ bytesRead } = await handle.read(bytes, 0, CHUNK_BYTES, at))
      decoder.decode(bytes.subarray(0, bytesRead), { stream: bytesRead > 0 })
      if (bytesRead === 0) return 'utf-8'
    }
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252'
    throw error
  } finally {
    await handle.close()
  }
}

function reason(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'there is no such file'
  return error instanceof Error ? error.message : String(error)
}
