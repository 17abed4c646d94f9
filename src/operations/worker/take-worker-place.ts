import type pg from 'pg'
import { createClient } from '#storage/pool.ts'
import { releaseLostJobs, takeWorkerLock } from '#storage/tables/worker-lock.ts'

/** A worker's place in the database, held until it is given back or its process dies. */
export interface WorkerPlace {
  /** Jobs a worker had in its hands when it died; they are done again. */
  readonly lostJobs: number
  leave(): Promise<void>
}

/**
 * Takes a worker's place. The first worker of a database knows that nobody else works: what is still marked as being worked
 * on is a dead one's, and is done again at once, not hours later.
 */
export async function takeWorkerPlace(databaseUrl: string): Promise<WorkerPlace> {
  const client: pg.Client = createClient(databaseUrl)
  await client.connect()
  try {
    const isFirst = await takeWorkerLock(client)
    const lostJobs = isFirst ? await releaseLostJobs(client) : 0
    return { lostJobs, leave: () => client.end() }
  } catch (error) {
    await client.end()
    throw error
  }
}
