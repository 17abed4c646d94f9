import { randomUUID } from 'node:crypto'
import { access, constants, mkdir, readdir, realpath, rmdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { folderProblem, readIfPresent, refusal } from './folder-checks.ts'
import { makeOpenFolder } from './open-folder.ts'
import { canUse, giveTo, giveWhole, serverAccount, type ServerAccount } from './server-account.ts'

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

/**
 * Makes the data directory where it is missing.
 *
 * @returns its path with links resolved.
 * @throws ProblemError 'configuration': not a folder, not writable.
 */
export async function openDataDirectory(dataDirectory: string): Promise<string> {
  try {
    await mkdir(dataDirectory, { recursive: true })
    await access(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK)
    await readdir(dataDirectory)
    return await realpath(dataDirectory)
  } catch (error) {
    throw folderProblem(error, dataDirectory)
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
  if (folder.account === undefined || (await canUse(folder.account, folder.path))) return folder
  if ((await readdir(folder.path)).length > 0) {
    throw refusal(
      `System user ${folder.account.uid}, whom the database belongs to, cannot enter ${first}: let others pass through the folders above it (chmod o+x).`,
    )
  }
  const elsewhere = join(systemFolder, randomUUID())
  await makeOpenFolder(systemFolder).catch((error: unknown) => {
    throw folderProblem(error, systemFolder)
  })
  const moved = await makeServerFolder(elsewhere)
  if (moved.account === undefined || !(await canUse(moved.account, moved.path))) {
    throw refusal(
      `System user ${folder.account.uid} can write neither in ${first} nor in ${systemFolder}: name another data folder in TOLLGATE_DATA, or run as an ordinary user.`,
    )
  }
  await writeFile(pointer, `${elsewhere}\n`)
  await rmdir(first)
  log(
    `PostgreSQL does not run as root, and system user ${folder.account.uid} cannot enter ${dataDirectory}: the database is kept in ${elsewhere}.`,
  )
  return moved
}

async function makeServerFolder(path: string): Promise<ServerFolder> {
  const data = join(path, 'data')
  const owner = await stat(data).catch(() => undefined)
  const account = serverAccount(owner)
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
    await readdir(path)
    if (account === undefined) await access(path, constants.R_OK | constants.W_OK | constants.X_OK)
    // A copy that root made belongs to root, to whom no server's data can belong.
    if (account !== undefined && owner?.uid === 0) await giveWhole(account, path)
    await giveTo(account, path)
  } catch (error) {
    throw folderProblem(error, path)
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

/** A file that only the server's account (and root) reads. */
export async function writeOwned({ account }: ServerFolder, file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600 })
  await giveTo(account, file)
}
