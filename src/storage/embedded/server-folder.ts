import { randomUUID } from 'node:crypto'
import { access, chmod, constants, mkdir, readdir, readFile, realpath, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { problem, ProblemError } from '#domain/problem.ts'
import { makeOpenFolder } from './open-folder.ts'
import { canUse, giveTo, serverAccount, type ServerAccount } from './server-account.ts'

/** Where the embedded server lives. The folder belongs to its account; nothing else does. */
export interface ServerFolder {
  readonly account: ServerAccount | undefined
  readonly path: string
  /** PostgreSQL's own data folder. */
  readonly data: string
  readonly logFile: string
  readonly passwordFile: string
  readonly portFile: string
}

/** Under this a server that starts would soon stop in the middle of something. */
const LEAST_FREE_BYTES = 200 * 1024 * 1024

/**
 * Makes the data directory where it is missing.
 *
 * @returns its path with links resolved.
 * @throws ProblemError 'configuration': not a folder, not writable.
 */
export async function openDataDirectory(dataDirectory: string): Promise<string> {
  try {
    await mkdir(dataDirectory, { recursive: true })
    await readdir(dataDirectory)
    await access(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK)
    return await realpath(dataDirectory)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EEXIST' || code === 'ENOTDIR') {
      throw refusal(
        `The data folder ${dataDirectory} is not a folder: move the file away or name another in TOLLGATE_DATA.`,
      )
    }
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
      throw refusal(
        `The data folder ${dataDirectory} is not writable for you: change its owner, run as its owner, or name another in TOLLGATE_DATA.`,
      )
    }
    if (code === 'ENOSPC') throw new ProblemError(diskFull(dataDirectory))
    throw error
  }
}

/**
 * Finds or makes the server's folder: `postgres` in the data directory, or, where the account that the server has to run
 * under as root cannot get there (below /root, say), one in the system's folder, which the data directory remembers.
 */
export async function openServerFolder(
  dataDirectory: string,
  systemFolder: string,
  log: (line: string) => void,
): Promise<ServerFolder> {
  const pointer = join(dataDirectory, 'postgres.location')
  const remembered = await readIfPresent(pointer)
  const first = remembered?.trim() ?? join(dataDirectory, 'postgres')
  const folder = await makeServerFolder(first)
  if (await canUse(folder.account, folder.path)) return folder

  if (folder.account === undefined) {
    throw refusal(
      `The database folder ${first} is not writable for you: change its owner, run as its owner, or name another data folder in TOLLGATE_DATA.`,
    )
  }
  if ((await readdir(folder.path)).length > 0) {
    throw refusal(
      `System user ${folder.account.uid}, whom the database belongs to, cannot enter ${first}: let others pass through the folders above it (chmod o+x).`,
    )
  }
  const elsewhere = join(systemFolder, randomUUID())
  await makeOpenFolder(systemFolder)
  const moved = await makeServerFolder(elsewhere)
  if (!(await canUse(moved.account, moved.path))) {
    throw refusal(
      `System user ${folder.account.uid} can write neither in ${first} nor in ${systemFolder}: name another data folder in TOLLGATE_DATA, or run as an ordinary user.`,
    )
  }
  await writeFile(pointer, `${elsewhere}\n`)
  log(
    `PostgreSQL does not run as root, and system user ${folder.account.uid} cannot enter ${dataDirectory}: the database is kept in ${elsewhere}.`,
  )
  return moved
}

async function makeServerFolder(path: string): Promise<ServerFolder> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 })
  const data = join(path, 'data')
  const owner = await stat(data).catch(() => undefined)
  const account = serverAccount(owner)
  if (made !== undefined) await chmod(path, 0o700)
  try {
    await giveTo(account, path)
  } catch (error) {
    throw refusal(
      `The database folder ${path} cannot be given to system user ${account?.uid} (${String(error)}): run as an ordinary user, or set DATABASE_URL.`,
    )
  }
  return {
    account,
    path,
    data,
    logFile: join(path, 'server.log'),
    passwordFile: join(path, 'password'),
    portFile: join(path, 'port'),
  }
}

/**
 * What stands in PostgreSQL's data folder.
 *
 * @param major the version of the binaries, as PG_VERSION has it.
 * @throws ProblemError 'configuration': it holds something else, or another version's data.
 */
export async function inspectData({ data }: ServerFolder, major: string): Promise<'none' | 'cluster'> {
  const entries = await readdir(data).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT') return undefined
    if (code === 'ENOTDIR')
      throw refusal(`${data} is not a folder: move the file away or name another data folder in TOLLGATE_DATA.`)
    throw error
  })
  if (entries === undefined || entries.length === 0) return 'none'
  const version = (await readIfPresent(join(data, 'PG_VERSION')))?.trim()
  if (version === undefined) {
    throw refusal(
      `${data} is not empty and holds no PostgreSQL data: move what is in it away or name another data folder in TOLLGATE_DATA.`,
    )
  }
  if (version === major) return 'cluster'
  throw refusal(
    `${data} was written by PostgreSQL ${version}, but this Tollgate brings ${major}: use the Tollgate it was written with, or name another data folder in TOLLGATE_DATA.`,
  )
}

/** @throws ProblemError 'database' when too little is left to start a server on. */
export async function freeDiskBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < LEAST_FREE_BYTES) throw new ProblemError(diskFull(folder))
  return bavail * bsize
}

export function diskFull(folder: string): ReturnType<typeof problem> {
  return problem(
    'database',
    `The disk of ${folder} is full: free at least 1 GB or name a data folder elsewhere in TOLLGATE_DATA.`,
  )
}

export async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function refusal(message: string): ProblemError {
  return new ProblemError(problem('configuration', message))
}
