import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readIfPresent } from './folder-checks.ts'
import type { ServerFolder } from './server-folder.ts'

export interface RunningServer {
  readonly pid: number
  readonly port: number
  /** It takes connections (or did when it last said so). */
  readonly ready: boolean
}

/**
 * The server that runs on the folder, whoever started it; undefined when what postmaster.pid names has ended or is
 * some other program that was given the same number since.
 */
export async function findRunningServer(folder: ServerFolder): Promise<RunningServer | undefined> {
  // PostgreSQL writes: pid, data folder, start time, port, socket folder, address, shared memory, state.
  const lines = (await readIfPresent(join(folder.data, 'postmaster.pid')))?.split('\n') ?? []
  const pid = Number(lines[0])
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined
  const [program = '', ...args] = (await commandLine(pid)) ?? []
  if (basename(program) !== 'postgres' || !args.includes(folder.data)) return undefined
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/**
 * Whether postmaster.pid names a process that is certainly not a server on this folder: one that ended and was not yet
 * fetched by its parent (in a container without an init, never), another program with the number of a dead server, or
 * the server of the folder this one is a copy of. PostgreSQL would not start over such a file. A number that is free it
 * handles itself, and better: it looks for shared memory that is still in use.
 */
export async function namesStranger(folder: ServerFolder): Promise<boolean> {
  const pid = await readPid(folder.data)
  const command = await commandLine(pid)
  if (command === undefined) return false
  const [program = '', ...args] = command
  if (basename(program) !== 'postgres') return true
  const elsewhere = args[args.indexOf('-D') + 1]
  return elsewhere !== undefined && elsewhere !== folder.data && (await readPid(elsewhere)) === pid
}

async function readPid(data: string): Promise<number> {
  return Number.parseInt((await readIfPresent(join(data, 'postmaster.pid'))) ?? '0', 10)
}

/** Processes a server left behind that was killed: they end by themselves, once they notice. */
export async function findLeftovers(clusterName: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const leftovers: number[] = []
  for (const pid of pids) {
    const [title = ''] = (await commandLine(pid)) ?? []
    if (title.startsWith(`postgres: ${clusterName}: `)) leftovers.push(pid)
  }
  return leftovers
}

/**
 * What the process was started with: readable for every account, unlike the rest of /proc/<pid>.
 *
 * @returns [] once it has ended and waits for its parent to fetch it, undefined when there is none.
 */
async function commandLine(pid: number): Promise<readonly string[] | undefined> {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined)
  return text?.split('\0').filter((part) => part !== '')
}
