import { once } from 'node:events'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { COPY_HEADER, COPY_TRAILER, type CopyBuffer } from './copy-buffer.ts'

/** One running COPY of binary rows. */
export interface CopyTarget {
  /** Sends rows; resolves when there is room for more. The bytes are the stream's until it says they are sent. */
  send(rows: Uint8Array, onSent?: () => void): Promise<void>
  /** Ends the COPY; rejects with the server's error, such as a key that is there already. */
  finish(): Promise<void>
}

/** Begins a COPY into a table. Names are the code's own, never a user's. */
export function startCopy(client: pg.ClientBase, table: string, columns: string): CopyTarget {
  const stream = client.query(copyFrom(`COPY ${table} (${columns}) FROM STDIN (FORMAT binary)`))
  let failure: Error | undefined
  const check = (): void => {
    if (failure !== undefined) throw failure
  }
  const ended = new Promise<void>((resolve) => {
    stream.once('error', (error) => {
      failure = error
      resolve()
    })
    stream.once('finish', resolve)
  })
  stream.write(COPY_HEADER)
  return {
    async send(rows, onSent) {
      check()
      if (!stream.write(rows, onSent)) await Promise.race([once(stream, 'drain'), ended])
      check()
    },
    async finish() {
      if (failure === undefined) stream.end(COPY_TRAILER)
      await ended
      check()
    },
  }
}

/** Copies a buffer of rows at once; nothing is sent when it is empty. */
export async function copyRows(client: pg.ClientBase, table: string, columns: string, rows: CopyBuffer): Promise<void> {
  if (rows.length === 0) return
  const copy = startCopy(client, table, columns)
  await copy.send(rows.bytes.subarray(0, rows.length))
  await copy.finish()
}
