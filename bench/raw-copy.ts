import { to as copyTo } from 'pg-copy-streams'
import { createClient } from '#storage/pool.ts'
import { startCopy } from '#storage/tables/copy-rows.ts'
import { callsPartition } from '#storage/tables/usage-batch.ts'
import { CALL_COLUMNS } from '#storage/tables/usage-rows.ts'

/** The rows of one batch, as binary COPY sends them, without header and trailer. */
interface BatchRows {
  readonly partition: string
  readonly chunks: readonly Uint8Array[]
}

export interface StoredRows {
  readonly rows: number
  /** For each shard its batches in the order in which they were written. */
  readonly shards: readonly (readonly BatchRows[])[]
}

const HEADER_BYTES = 19
const TRAILER_BYTES = 2

/** Reads what an import wrote, batch by batch, in the order of its rows. */
export async function readStoredRows(databaseUrl: string): Promise<StoredRows> {
  const client = createClient(databaseUrl)
  await client.connect()
  try {
    const { rows: batches } = await client.query<{ id: number; shard: number; month: number; calls: number }>(
      `SELECT b.id, b.shard, (extract(epoch FROM date_trunc('month', c.started_at, 'UTC')) * 1000)::float8 AS month,
              count(*)::int4 AS calls
         FROM usage_batches b JOIN calls c ON c.batch_id = b.id
        GROUP BY b.id, b.shard, month ORDER BY b.id, month`,
    )
    const shards: BatchRows[][] = []
    let rows = 0
    for (const { id, shard, month, calls } of batches) {
      const partition = callsPartition(month)
      const stream = client.query(
        copyTo(
          `COPY (SELECT ${CALL_COLUMNS} FROM ${partition} WHERE batch_id = ${id} ORDER BY account_id, started_at, call_key)
             TO STDOUT (FORMAT binary)`,
        ),
      )
      const bytes = Buffer.concat(await stream.toArray())
      const body = bytes.subarray(HEADER_BYTES, bytes.length - TRAILER_BYTES)
      ;(shards[shard] ??= []).push({ partition, chunks: slices(body, 512 * 1024) })
      rows += calls
    }
    return { rows, shards }
  } finally {
    await client.end()
  }
}

/** Copies the rows back, one connection a shard, one transaction a batch. Everything but COPY itself is done before. */
export async function rawCopy(databaseUrl: string, stored: StoredRows): Promise<{ rows: number; seconds: number }> {
  const clients = stored.shards.map(() => createClient(databaseUrl))
  await Promise.all(clients.map((client) => client.connect()))
  try {
    const startedAt = performance.now()
    await Promise.all(
      stored.shards.map(async (batches, shard) => {
        const client = clients[shard]
        if (client === undefined) return
        for (const { partition, chunks } of batches) {
          const copy = startCopy(client, partition, CALL_COLUMNS)
          for (const chunk of chunks) await copy.send(chunk)
          await copy.finish()
        }
      }),
    )
    return { rows: stored.rows, seconds: (performance.now() - startedAt) / 1000 }
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

function slices(bytes: Uint8Array, length: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
    bytes.subarray(index * length, (index + 1) * length),
  )
}
