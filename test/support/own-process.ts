import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const CHECKOUT = resolve(import.meta.dirname, '../..')
const NODE = `${CHECKOUT}/node_modules/.bin/node`

export interface DatabaseOwner {
  readonly child: ChildProcess
  /** What it said first: the server's address or a problem. */
  readonly said: string
}

/** Starts database-owner.ts; killed at the test's end if it still runs. */
export async function startDatabaseOwner(
  options: { dataDirectory: string; systemFolder?: string; packageFolder?: string },
  account: { uid?: number; gid?: number } = {},
): Promise<DatabaseOwner> {
  const script = fileURLToPath(new URL('./database-owner.ts', import.meta.url))
  const child = spawn(NODE, [script, JSON.stringify(options)], {
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
    ...account,
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const lines = createInterface({ input: child.stdout })
  const [said] = (await Promise.race([once(lines, 'line'), once(child, 'close').then(() => ['it ended'])])) as [string]
  return { child, said }
}

/** Nothing of it is left when this returns; what it started goes on. */
export async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** Lets it end by itself. */
export async function leave(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.stdin?.end()
  await ended
}
