import { randomBytes } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { problem, ProblemError } from '#domain/problem.ts'
import { diskFull } from './folder-checks.ts'
import { runAs } from './server-account.ts'
import type { ServerBinaries } from './server-binaries.ts'
import { type ServerFolder, writeOwned } from './server-folder.ts'

/** The server's own superuser. */
export const SERVER_USER = 'tollgate'

/**
 * Makes PostgreSQL's data and a password for it. Made beside its place and moved there whole: an interrupted run leaves
 * nothing that looks like data.
 */
export async function createCluster(folder: ServerFolder, binaries: ServerBinaries): Promise<void> {
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
    const reason = output.split('\n').findLast((line) => line.includes('error')) ?? output
    throw new ProblemError(
      output.includes('No space left')
        ? diskFull(folder.path)
        : problem('database', `The built-in PostgreSQL could not be set up in ${folder.path}: ${reason}`),
    )
  }
  // An empty folder may stand in the way.
  await rm(folder.data, { recursive: true, force: true })
  await rename(draft, folder.data)
}
