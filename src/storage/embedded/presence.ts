import type { Client } from 'pg'

// Any number, never to be changed: processes of different versions of Tollgate share a server.
const PRESENCE_LOCK = 7_655_000_002

/**
 * Says that this process uses the server, for as long as it lives: a shared lock held inside the server itself. There is
 * no file that a kill -9 could leave behind.
 */
export interface Presence {
  /** Takes the presence back. @returns true when nobody else uses the server; false also when it has ended. */
  leave(): Promise<boolean>
}

/**
 * @param first a connection to the server's maintenance database; it belongs to the presence from now on.
 * @param connect makes another, as soon as the server takes connections; undefined once it has ended.
 */
export async function announcePresence(first: Client, connect: () => Promise<Client | undefined>): Promise<Presence> {
  let present: Client | undefined
  let leaving = false

  const enter = async (client: Client): Promise<void> => {
    await client.query('SELECT pg_advisory_lock_shared($1)', [PRESENCE_LOCK])
    present = client
    client.once('end', () => {
      present = undefined
      if (!leaving) void comeBack().catch(() => {})
    })
  }
  // A session that crashes makes the server end all the others and recover: be counted again afterwards.
  const comeBack = async (): Promise<void> => {
    const client = await connect()
    if (client === undefined) return
    if (leaving) return client.end()
    await enter(client).catch(comeBack)
  }
  const leave = async (): Promise<boolean> => {
    leaving = true
    const client = present ?? (await connect())
    if (client === undefined) return false
    try {
      await client.query('SELECT pg_advisory_unlock_all()')
      const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [
        PRESENCE_LOCK,
      ])
      return rows[0]?.alone === true
    } finally {
      await client.end()
    }
  }
  await enter(first)
  return {
    // A server that fails while we leave it is the business of whoever opens the folder next.
    leave: () => leave().catch(() => false),
  }
}
