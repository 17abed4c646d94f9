import type { Client } from 'pg'
import { createClient } from '../pool.ts'

// Any number, never to be changed: processes of different versions of Tollgate share a server.
const PRESENCE_LOCK = 7_655_000_002
const RETURN_ATTEMPTS = 600
const RETURN_EVERY_MS = 100

/**
 * Says that this process uses the server, for as long as it lives: a shared lock held inside the server itself. There is
 * no file that a kill -9 could leave behind.
 */
export interface Presence {
  /** Takes the presence back. @returns true when nobody else uses the server. */
  leave(): Promise<boolean>
}

/** @param first a connection to the server's maintenance database; it belongs to the presence from now on. */
export async function announcePresence(first: Client, url: string): Promise<Presence> {
  let present: Client | undefined
  let leaving = false

  const enter = async (client: Client): Promise<void> => {
    await client.query('SELECT pg_advisory_lock_shared($1)', [PRESENCE_LOCK])
    present = client
    client.once('end', () => {
      present = undefined
      void comeBack()
    })
  }
  // A session that crashes makes the server end all the others and recover: be counted again afterwards.
  const comeBack = async (attempt = 1): Promise<void> => {
    if (leaving) return
    const client = createClient(url)
    try {
      await client.connect()
      await enter(client)
    } catch {
      if (attempt < RETURN_ATTEMPTS) setTimeout(() => void comeBack(attempt + 1), RETURN_EVERY_MS).unref()
    }
  }
  const leave = async (): Promise<boolean> => {
    leaving = true
    // Gone, or recovering: whoever opens the folder next finds out.
    if (present === undefined) return false
    const client = present
    try {
      await client.query('SELECT pg_advisory_unlock_shared($1)', [PRESENCE_LOCK])
      const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [
        PRESENCE_LOCK,
      ])
      return rows[0]?.alone === true
    } catch {
      return false
    } finally {
      await client.end().catch(() => {})
    }
  }
  await enter(first)
  return { leave }
}
