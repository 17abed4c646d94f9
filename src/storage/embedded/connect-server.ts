import { type Client, DatabaseError } from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import { createClient } from '../pool.ts'
import { SERVER_USER } from './create-cluster.ts'
import { readIfPresent, refusal } from './folder-checks.ts'
import { findRunningServer, type RunningServer } from './running-server.ts'
import type { ServerFolder } from './server-folder.ts'
import { poll } from './wait.ts'

/** Recovery after a crash can have gigabytes to read. */
const DEADLINE_MS = 15 * 60_000
const EVERY_MS = 50
/** A server that says it is ready and still cannot be reached for so long has something in between. */
const UNREACHABLE_ATTEMPTS = 200

/** There is always a database of this name; processes meet in it. */
const MAINTENANCE_DATABASE = 'postgres'

/**
 * Connects to the maintenance database as soon as the server takes connections: it may be recovering from a crash.
 *
 * @returns undefined: it has ended instead.
 * @throws ProblemError 'database': it runs but does not let us in.
 */
export async function connectWhenReady(folder: ServerFolder, server: RunningServer): Promise<Client | undefined> {
  const url = await serverUrl(folder, server, MAINTENANCE_DATABASE)
  let unreachable = 0
  const answer = await poll(
    async () => {
      const client = createClient(url)
      try {
        await client.connect()
        return client
      } catch (error) {
        const now = await findRunningServer(folder)
        if (now?.pid !== server.pid) return 'ended'
        if (now.ready) unreachable += 1
        // 57P…: starting, stopping, recovering.
        const refused = error instanceof DatabaseError && error.code?.startsWith('57P') !== true
        if (refused || unreachable > UNREACHABLE_ATTEMPTS) throw refusedProblem(error, folder, server)
        return undefined
      }
    },
    { everyMs: EVERY_MS, forMs: DEADLINE_MS },
  )
  return answer === 'ended' ? undefined : answer
}

/** @returns the address of a database of the server, with the password. */
export async function serverUrl(folder: ServerFolder, { port }: RunningServer, database: string): Promise<string> {
  return `postgres://${SERVER_USER}:${await readPassword(folder)}@127.0.0.1:${port}/${database}`
}

/** @throws ProblemError 'configuration' where it is missing: without it a server would be of no use. */
export async function readPassword({ passwordFile }: ServerFolder): Promise<string> {
  const password = await readIfPresent(passwordFile)
  if (password !== undefined) return password.trim()
  throw refusal(`${passwordFile} is missing, and the database opens with nothing else: restore it from a backup.`)
}

function refusedProblem(error: unknown, folder: ServerFolder, { pid, port }: RunningServer): ProblemError {
  const reason = error instanceof Error ? error.message : String(error)
  return new ProblemError(
    problem(
      'database',
      `The PostgreSQL that runs in ${folder.path} (process ${pid}, port ${port}) does not let us in: ${reason}. End it (kill -INT ${pid}) and try again.`,
    ),
  )
}
