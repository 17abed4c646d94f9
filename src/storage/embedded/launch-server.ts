import { spawn } from 'node:child_process'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { type Problem, problem, ProblemError } from '#domain/problem.ts'
import { portTaken } from './choose-port.ts'
import { diskFull } from './folder-checks.ts'
import { findRunningServer, type RunningServer } from './running-server.ts'
import { giveTo, SERVER_ENVIRONMENT } from './server-account.ts'
import type { ServerBinaries } from './server-binaries.ts'
import type { ServerFolder } from './server-folder.ts'
import { poll } from './wait.ts'

/** Recovery after a crash can have gigabytes to read. */
const DEADLINE_MS = 15 * 60_000
const ANNOUNCE_EVERY_MS = 10_000
const LOG_BYTES_TO_ROTATE = 10 * 1024 * 1024

/**
 * Starts the server program and waits until it takes connections. It gets a session of its own: neither our end nor a
 * Ctrl-C in our terminal touches it.
 *
 * @throws ProblemError with what the server wrote about it.
 */
export async function launchServer(
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
  let ended: string | undefined
  child.once('exit', (code, signal) => (ended = `it ended with ${signal ?? `code ${code}`}`))
  child.once('error', (error) => (ended = error.message))
  child.unref()
  await logFile.close()

  const announcing = setInterval(() => {
    log('The database is putting in place what it had not yet when it last ended; this can take minutes.')
  }, ANNOUNCE_EVERY_MS)
  const running = await poll(
    async () => {
      if (ended !== undefined) return 'ended'
      const server = await findRunningServer(folder)
      return server?.ready === true ? server : undefined
    },
    { everyMs: 20, forMs: DEADLINE_MS },
  )
  clearInterval(announcing)
  if (running !== undefined && running !== 'ended') return running
  const written = (await readFile(folder.logFile)).subarray(logStart).toString()
  throw new ProblemError(startProblem(written, ended ?? 'it takes too long', folder, port))
}

/** @returns where in the log this start begins. */
async function rotateLog({ logFile }: ServerFolder): Promise<number> {
  const size = (await stat(logFile).catch(() => undefined))?.size ?? 0
  if (size < LOG_BYTES_TO_ROTATE) return size
  await rename(logFile, `${logFile}.1`)
  return 0
}

function startProblem(written: string, ended: string, folder: ServerFolder, port: number): Problem {
  if (/Address already in use|could not bind/.test(written)) return portTaken(port)
  if (written.includes('No space left on device')) return diskFull(folder.path)
  const fatal = written.split('\n').findLast((line) => /FATAL|PANIC/.test(line))
  const reason = fatal?.replace(/^.*?(?:FATAL|PANIC): +/, '') ?? ended
  return problem(
    'database',
    `The built-in PostgreSQL did not start (${reason}): the whole story is in ${folder.logFile}.`,
  )
}
