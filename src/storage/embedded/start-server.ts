import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { problem, ProblemError } from '#domain/problem.ts'
import { findLeftovers, findRunningServer, namesStranger, type RunningServer } from './running-server.ts'
import { giveTo, runAs, SERVER_ENVIRONMENT } from './server-account.ts'
import type { ServerBinaries } from './server-binaries.ts'
import { diskFull, freeDiskBytes, inspectData, readIfPresent, type ServerFolder } from './server-folder.ts'
import { ACCESS_RULES, serverSettings, type ServerSize } from './server-settings.ts'
import { poll } from './wait.ts'

/** The server's own superuser. */
export const SERVER_USER = 'tollgate'

export interface StartOptions {
  readonly folder: ServerFolder
  readonly binaries: ServerBinaries
  readonly clusterName: string
  /** Has to be this one; undefined: any free one, the last one first. */
  readonly port: number | undefined
  readonly size: ServerSize
  readonly log: (line: string) => void
}

/** Recovery after a crash can have gigabytes to read. */
const START_DEADLINE_MS = 15 * 60_000
const LEFTOVER_DEADLINE_MS = 60_000
const LOG_SIZE_TO_ROTATE = 10 * 1024 * 1024

/**
 * Starts the server of the folder; makes its data first where there is none. The caller holds the folder's lock.
 *
 * @throws ProblemError 'database' or 'configuration'.
 */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { folder, binaries, clusterName, size, log } = options
  const freeDisk = await freeDiskBytes(folder.path)
  if ((await inspectData(folder, binaries.major)) === 'none') {
    log(`Setting up the built-in PostgreSQL in ${folder.path}.`)
    await createCluster(folder, binaries)
  }
  await clearRemains(folder, clusterName)

  const port = await choosePort(options)
  await writeOwned(folder, folder.portFile, `${port}\n`)
  await writeOwned(
    folder,
    join(folder.data, 'postgresql.conf'),
    serverSettings({ port, clusterName, size, freeDiskBytes: freeDisk }),
  )
  await writeOwned(folder, join(folder.data, 'pg_hba.conf'), ACCESS_RULES)
  return launch(folder, binaries, port, log)
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

/** Made beside its place and moved there whole: an interrupted initdb leaves nothing that looks like data. */
async function createCluster(folder: ServerFolder, binaries: ServerBinaries): Promise<void> {
  const draft = `${folder.data}.new`
  await rm(draft, { recursive: true, force: true })
  await writeOwned(folder, folder.passwordFile, `${randomBytes(24).toString('hex')}\n`)
  const { ok, output } = await runAs(folder.account, folder.path, binaries.initdb, [
    `--pgdata=${draft}`,
    `--username=${SERVER_USER}`,
    `--pwfile=${folder.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-locale',
    '--no-instructions',
  ])
  if (!ok) {
    await rm(draft, { recursive: true, force: true })
    throw new ProblemError(
      /No space left/.test(output)
        ? diskFull(folder.path)
        : problem('database', `The built-in PostgreSQL could not be set up in ${folder.path}: ${lastLine(output)}`),
    )
  }
  // An empty folder may stand in the way.
  await rm(folder.data, { recursive: true, force: true })
  await rename(draft, folder.data)
}

/** After a kill: waits for processes that are still ending, then removes the lock file if it names a stranger. */
async function clearRemains(folder: ServerFolder, clusterName: string): Promise<void> {
  const gone = await poll(async () => ((await findLeftovers(clusterName)).length === 0 ? true : undefined), {
    everyMs: 20,
    forMs: LEFTOVER_DEADLINE_MS,
  })
  if (gone === undefined) {
    const pids = (await findLeftovers(clusterName)).join(', ')
    throw new ProblemError(
      problem(
        'database',
        `Processes of a database server that was killed are still running (${pids}): end them and try again.`,
      ),
    )
  }
  if (await namesStranger(folder)) await rm(join(folder.data, 'postmaster.pid'))
}

async function choosePort({ folder, port, log }: StartOptions): Promise<number> {
  if (port !== undefined) {
    if (await isFree(port)) return port
    throw portTaken(port)
  }
  const last = Number((await readIfPresent(folder.portFile)) ?? 0)
  if (last > 0 && last <= 65_535) {
    if (await isFree(last)) return last
    log(`Port ${last} is taken by another program: the database moves to a free one.`)
  }
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('the system gave no port')
  return address.port
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1')
  try {
    await once(probe, 'listening')
    return true
  } catch {
    return false
  } finally {
    probe.close()
  }
}

/** In a session of its own: neither our end nor a Ctrl-C in our terminal touches it. */
async function launch(
  folder: ServerFolder,
  binaries: ServerBinaries,
  port: number,
  log: (line: string) => void,
): Promise<RunningServer> {
  const logStart = await rotateLog(folder)
  const logFile = await open(folder.logFile, 'a', 0o600)
  await giveTo(folder.account, folder.logFile)
  const child = spawn(binaries.postgres, ['-D', folder.data], {
    cwd: folder.path,
    env: SERVER_ENVIRONMENT,
    detached: true,
    stdio: ['ignore', logFile.fd, logFile.fd],
    ...folder.account,
  })
  let failed = false
  child.on('exit', () => (failed = true))
  child.on('error', () => (failed = true))
  child.unref()
  await logFile.close()

  const announce = setInterval(() => {
    log('The database is reading what it had not yet put in place when it last ended; this can take minutes.')
  }, 10_000)
  const running = await poll(
    async () => {
      if (failed) return 'failed'
      const server = await findRunningServer(folder)
      return server?.ready === true ? server : undefined
    },
    { everyMs: 20, forMs: START_DEADLINE_MS },
  ).finally(() => {
    clearInterval(announce)
  })
  if (running !== undefined && running !== 'failed') return running
  stopListening(child)
  const written = (await readFile(folder.logFile, 'utf8')).slice(logStart)
  throw startProblem(written, folder, port)
}

function stopListening(child: ChildProcess): void {
  child.removeAllListeners()
}

/** @returns where in the log this start begins. */
async function rotateLog({ logFile }: ServerFolder): Promise<number> {
  const size = (await stat(logFile).catch(() => undefined))?.size ?? 0
  if (size < LOG_SIZE_TO_ROTATE) return size
  await rename(logFile, `${logFile}.1`)
  return 0
}

function startProblem(written: string, folder: ServerFolder, port: number): ProblemError {
  if (/Address already in use/.test(written)) return portTaken(port)
  if (/No space left on device/.test(written)) return new ProblemError(diskFull(folder.path))
  const reason = lastLine(
    written
      .split('\n')
      .filter((line) => /FATAL|PANIC|ERROR/.test(line))
      .join('\n') || written,
  )
  return new ProblemError(
    problem('database', `The built-in PostgreSQL did not start: ${reason}. The whole story is in ${folder.logFile}.`),
  )
}

function portTaken(port: number): ProblemError {
  return new ProblemError(
    problem(
      'configuration',
      `Port ${port} is taken by another program: end it or give the database another in TOLLGATE_DB_PORT.`,
    ),
  )
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}

async function writeOwned(folder: ServerFolder, file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600 })
  await giveTo(folder.account, file)
}
