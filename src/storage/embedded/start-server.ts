import { rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { problem, ProblemError } from '#domain/problem.ts'
import { choosePort } from './choose-port.ts'
import { createCluster } from './create-cluster.ts'
import { freeDiskBytes } from './folder-checks.ts'
import { launchServer } from './launch-server.ts'
import { findLeftovers, findRunningServer, namesStranger, type RunningServer } from './running-server.ts'
import { runAs } from './server-account.ts'
import type { ServerBinaries } from './server-binaries.ts'
import { type ServerFolder, writeOwned } from './server-folder.ts'
import { ACCESS_RULES, serverSettings, type ServerSize } from './server-settings.ts'
import { poll } from './wait.ts'

export interface StartOptions {
  readonly folder: ServerFolder
  readonly binaries: ServerBinaries
  /** Its data has to be made first. */
  readonly fresh: boolean
  readonly clusterName: string
  /** Has to be this one; undefined: any free one, the last one first. */
  readonly port: number | undefined
  readonly size: ServerSize
  readonly log: (line: string) => void
}

const LEFTOVER_DEADLINE_MS = 60_000

/**
 * Starts the server of the folder, on which none runs. The caller holds the folder's lock.
 *
 * @throws ProblemError 'database' or 'configuration'.
 */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { folder, binaries, fresh, clusterName, size, log } = options
  const freeDisk = await freeDiskBytes(folder.path)
  if (fresh) {
    log(`Setting up the built-in PostgreSQL in ${folder.path}.`)
    await createCluster(folder, binaries)
  }
  await clearRemains(folder, clusterName)
  const port = await choosePort(folder, options.port, log)
  const sharedMemoryBytes = await statfs('/dev/shm').then(
    ({ blocks, bsize }) => blocks * bsize,
    () => 0,
  )
  const settings = serverSettings({ port, clusterName, size, freeDiskBytes: freeDisk, sharedMemoryBytes })
  await writeOwned(folder, folder.portFile, `${port}\n`)
  await writeOwned(folder, join(folder.data, 'postgresql.conf'), settings)
  await writeOwned(folder, join(folder.data, 'pg_hba.conf'), ACCESS_RULES)
  return launchServer(folder, binaries, port, log)
}

/** Stops it fast: sessions are ended, everything committed is on disk. */
export async function stopServer(folder: ServerFolder, binaries: ServerBinaries): Promise<void> {
  const args = ['stop', '-D', folder.data, '-m', 'fast', '-w', '-t', '600']
  const { ok, output } = await runAs(folder.account, folder.path, binaries.pgCtl, args)
  if (ok || (await findRunningServer(folder)) === undefined) return
  throw new ProblemError(
    problem('database', `The built-in PostgreSQL does not stop (${output}): see ${folder.logFile}.`),
  )
}

/** After a kill: waits for processes that are still ending, then removes the lock file if it names a stranger. */
async function clearRemains(folder: ServerFolder, clusterName: string): Promise<void> {
  const gone = async (): Promise<true | undefined> => {
    const leftovers = await findLeftovers(clusterName)
    return leftovers.length === 0 ? true : undefined
  }
  if ((await poll(gone, { everyMs: 20, forMs: LEFTOVER_DEADLINE_MS })) === undefined) {
    const pids = (await findLeftovers(clusterName)).join(', ')
    throw new ProblemError(
      problem(
        'database',
        `Processes of a database server that was killed still run (${pids}): end them and try again.`,
      ),
    )
  }
  if (await namesStranger(folder)) await rm(join(folder.data, 'postmaster.pid'))
}
