import { readdir, readFile, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { type Problem, problem, ProblemError } from '#domain/problem.ts'
import { errorCode } from '../database-problem.ts'

/** Under this a server that starts would soon stop in the middle of something. */
const LEAST_FREE_BYTES = 200 * 1024 * 1024

/**
 * What stands in PostgreSQL's data folder.
 *
 * @param major the version of the binaries, as PG_VERSION has it.
 * @throws ProblemError 'configuration': it holds something else, or another version's data.
 */
export async function inspectData(data: string, major: string): Promise<'none' | 'cluster'> {
  const entries = await readdir(data).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw folderProblem(error, data)
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

export function diskFull(folder: string): Problem {
  return problem(
    'database',
    `The disk of ${folder} is full: free at least 1 GB, or name a data folder elsewhere in TOLLGATE_DATA.`,
  )
}

/** The system's refusal of a folder as a sentence; what is none comes back as it was. */
export function folderProblem(error: unknown, folder: string): unknown {
  switch (errorCode(error)) {
    case 'EEXIST':
    case 'ENOTDIR':
      return refusal(`${folder} is not a folder: move the file away or name another data folder in TOLLGATE_DATA.`)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EINVAL':
      return refusal(
        `You may not write in ${folder}: run as its owner, change its owner, or name another data folder in TOLLGATE_DATA.`,
      )
    case 'ENOSPC':
      return new ProblemError(diskFull(folder))
    default:
      return error
  }
}

export async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

export function refusal(message: string): ProblemError {
  return new ProblemError(problem('configuration', message))
}
