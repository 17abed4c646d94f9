import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import { connectWhenReady, readPassword, serverUrl } from './connect-server.ts'
import { inspectData } from './folder-checks.ts'
import { withFolderLock } from './folder-lock.ts'
import { announcePresence, type Presence } from './presence.ts'
import { findRunningServer, type RunningServer } from './running-server.ts'
import { prepareBinaries } from './server-binaries.ts'
import { openDataDirectory, openServerFolder, type ServerFolder } from './server-folder.ts'
import type { ServerSize } from './server-settings.ts'
import { startServer, stopServer } from './start-server.ts'

/** For what root's server cannot keep in the checkout. */
const SYSTEM_FOLDER = '/var/lib/tollgate'
const DATABASE = 'tollgate'

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
    if (!fresh) await readPassword(folder)
    const clusterName = `tollgate-${createHash('sha256').update(folder.path).digest('hex').slice(0, 12)}`

    const start = (): Promise<RunningServer> => startServer({ folder, binaries, fresh, clusterName, port, size, log })
    const { server, client } = (await adopt(folder)) ?? (await connectTo(folder, await start()))
    const presence = await enter(client, () => connectWhenReady(folder, server))

    let leaving: Promise<void> | undefined
    const leave = (): Promise<void> =>
      withFolderLock(dataDirectory, async () => {
        if (await presence.leave()) await stopServer(folder, binaries)
      })
    return {
      url: await serverUrl(folder, server, DATABASE),
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

/** Makes Tollgate's database where it is missing, and says that we are here. */
async function enter(client: Client, connect: () => Promise<Client | undefined>): Promise<Presence> {
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
    return await announcePresence(client, connect)
  } catch (error) {
    await client.end()
    throw error
  }
}
