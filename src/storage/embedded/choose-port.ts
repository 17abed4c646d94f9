import { once } from 'node:events'
import { createServer } from 'node:net'
import { type Problem, problem, ProblemError } from '#domain/problem.ts'
import { readIfPresent } from './folder-checks.ts'
import type { ServerFolder } from './server-folder.ts'

/**
 * The port to listen on: the wanted one, else the last one, else any free one.
 *
 * @throws ProblemError 'configuration': the wanted one is taken.
 */
export async function choosePort(
  { portFile }: ServerFolder,
  wanted: number | undefined,
  log: (line: string) => void,
): Promise<number> {
  if (wanted !== undefined) {
    if (await isFree(wanted)) return wanted
    throw new ProblemError(portTaken(wanted))
  }
  const last = Number((await readIfPresent(portFile)) ?? 0)
  if (Number.isInteger(last) && last > 0 && last < 65_536) {
    if (await isFree(last)) return last
    log(`Port ${last} is taken by another program: the database moves to a free one.`)
  }
  return anyFreePort()
}

export function portTaken(port: number): Problem {
  return problem(
    'configuration',
    `Port ${port} is taken by another program or not allowed to you: end the program, or give the database another port in TOLLGATE_DB_PORT.`,
  )
}

async function anyFreePort(): Promise<number> {
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
