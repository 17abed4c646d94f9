import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import { errorCode } from '../database-problem.ts'
import { createClient } from '../pool.ts'
import { SERVER_USER } from './create-cluster.ts'
import { inspectData, readIfPresent, refusal } from './folder-checks.ts'
import { withFolderLock } from './folder-lock.ts'
import { announcePresence, type Presence } from './presence.ts'
import { findRunningServer, type RunningServer } from './running-server.ts'
import { prepareBinaries } from './server-binaries.ts'
import { openDataDirectory, openServerFolder, type ServerFolder } from './server-folder.ts'
import type { ServerSize } from './server-settings.ts'
import { startServer, stopServer } from './start-server.ts'
import { poll } from './wait.ts'

/** For what root's server cannot keep in the checkout. */
const SYSTEM_FOLDER = '/var/lib/tollgate'
const DATABASE = 'tollgate'
const MAINTENANCE_DATABASE = 'postgres'
const ANSWER_DEADLINE_MS = 15 * 60_000

export interface EmbeddedServerOptions {
  readonly dataDirectory: string
  readonly port?: number | undefined
  readonly size?: ServerSize
  readonly log: (line: string) => void
  readonly systemFolder?: string
  /** Where the npm package with the binaries is; found by itself. */
  readonly packageFolder?: string
}

export interface EmbeddedServer {
  readonly url: string
  /** No longer uses the server; the last one to leave stops it. Every connection has to be ended before. Twice is harmless. */
  release(): Promise<void>
}

/**
 * Uses the PostgreSQL of the data directory together with whoever else uses it: adopts the one that runs (also one whose
 * owner was killed), starts one where none does, sets one up where there is no data yet.
 *
 * @throws ProblemError 'configuration' or 'database' with what to do about it.
 */
export async function useEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { port, size = 'server', log, systemFolder = SYSTEM_FOLDER } = options
  const dataDirectory = await openDataDirectory(options.dataDirectory)
  return withFolderLock(dataDirectory, async () => {
    const folder = await openServerFolder(dataDirectory, systemFolder, log)
    const copyFolder = folder.account === undefined ? dataDirectory : systemFolder
    const binaries = await prepareBinaries(folder.account, copyFolder, log, options.packageFolder)
    const fresh = (await inspectData(folder.data, binaries.major)) === 'none'
    const clusterName = `tollgate-${createHash('sha256').update(folder.path).digest('hex').slice(0, 12)}`

    const start = (): Promise<RunningServer> => startServer({ folder, binaries, fresh, clusterName, port, size, log })
    const { server, client } = (await adopt(folder)) ?? (await connectTo(folder, await start()))
    const presence = await enter(client, await urlOf(folder, server, MAINTENANCE_DATABASE))

    let leaving: Promise<void> | undefined
    const leave = (): Promise<void> =>
      withFolderLock(dataDirectory, async () => {
        if (await presence.leave()) await stopServer(folder, binaries)
      })
    return {
      url: await urlOf(folder, server, DATABASE),
      release: () => (leaving ??= leave()),
    }
  })
}

interface Connected {
  readonly server: RunningServer
  /** To the maintenance database. */
  readonly client: Client
}

async function adopt(folder: ServerFolder): Promise<Connected | undefined> {
  const server = await findRunningServer(folder)
  const client = server && (await connectWhenReady(folder, server))
  return server && client && { server, client }
}

async function connectTo(folder: ServerFolder, server: RunningServer): Promise<Connected> {
  const client = await connectWhenReady(folder, server)
  if (client !== undefined) return { server, client }
  throw new ProblemError(problem('database', `The built-in PostgreSQL ended again at once: see ${folder.logFile}.`))
}

async function enter(client: Client, url: string): Promise<Presence> {
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
    return await announcePresence(client, url)
  } catch (error) {
    await client.end()
    throw error
  }
}

/**
 * Connects to the maintenance database as soon as the server takes connections: it may be recovering from a crash.
 *
 * @returns undefined: it has ended instead.
 */
async function connectWhenReady(folder: ServerFolder, server: RunningServer): Promise<Client | undefined> {
  const url = await urlOf(folder, server, MAINTENANCE_DATABASE)
  const answer = await poll(
    async () => {
      const client = createClient(url)
      try {
        await client.connect()
        return client
      } catch (error) {
        const now = await findRunningServer(folder)
        if (now?.pid !== server.pid) return 'ended'
        // 57P03: starting up or shutting down. A refusal counts only from a server that says it is ready.
        const early = errorCode(error) === '57P03' || !now.ready
        if (!early) throw adoptionProblem(error, folder, server)
        return undefined
      }
    },
    { everyMs: 50, forMs: ANSWER_DEADLINE_MS },
  )
  return answer === 'ended' ? undefined : answer
}

function adoptionProblem(error: unknown, folder: ServerFolder, { pid, port }: RunningServer): ProblemError {
  const reason = error instanceof Error ? error.message : String(error)
  return new ProblemError(
    problem(
      'database',
      `The PostgreSQL that runs in ${folder.path} (process ${pid}, port ${port}) does not let us in: ${reason}. End it (kill -INT ${pid}) and try again.`,
    ),
  )
}

async function urlOf(folder: ServerFolder, { port }: RunningServer, database: string): Promise<string> {
  const password = (await readIfPresent(folder.passwordFile))?.trim()
  if (password === undefined) {
    throw refusal(
      `${folder.passwordFile} is missing, and the database opens with nothing else: restore it from a backup.`,
    )
  }
  return `postgres://${SERVER_USER}:${password}@127.0.0.1:${port}/${database}`
}
