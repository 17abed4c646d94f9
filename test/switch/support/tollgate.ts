import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { eventually } from './deadline.ts'

const CHECKOUT = resolve(import.meta.dirname, '../../..')

/** `tollgate start`, in a process of its own. */
export interface RunningTollgate {
  stop(): Promise<void>
  /** As one that is killed. */
  crash(): Promise<void>
  /** What it said, for a test that fails. */
  readonly log: readonly string[]
}

/** @param settings of the environment. Resolves when it answers. */
export async function startTollgate(settings: Readonly<Record<string, string>>): Promise<RunningTollgate> {
  const child = spawn(process.execPath, ['src/cli/main.ts', 'start'], {
    cwd: CHECKOUT,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => log.push(data.toString()))
  const ended = once(child, 'exit')
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await ended
  }
  await eventually('Tollgate answers', async () => {
    if (child.exitCode !== null) throw new Error(`tollgate ended at once:\n${log.join('')}`)
    const answer = await fetch(`http://127.0.0.1:${settings['TOLLGATE_PORT'] ?? ''}/readyz`).catch(() => undefined)
    return answer?.ok === true ? true : undefined
  })
  return { log, stop: () => end('SIGTERM'), crash: () => end('SIGKILL') }
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
