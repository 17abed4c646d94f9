import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'

/** The demonstration telco as `tollgate demo` serves it, with its people. */
export interface ServedDemo {
  /** `http://localhost:41234`. */
  readonly url: string
  /** Of all of them. */
  readonly password: string
  /** E-mail addresses by role. */
  readonly people: Readonly<Record<string, string>>
  /** Ends it and removes its data. */
  stop(): Promise<void>
}

/** `tollgate demo` in a data folder of its own, on a free port; resolves once it says that it serves. */
export async function startDemo(data: string): Promise<ServedDemo> {
  const port = await freePort()
  const child = spawn(process.execPath, ['src/cli/main.ts', 'demo'], {
    env: { ...process.env, TOLLGATE_DATA: data, TOLLGATE_PORT: String(port), DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
    await rm(data, { recursive: true, force: true })
  }
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    lines.push(line)
    if (line.startsWith('Ctrl-C')) break
  }
  // What it says later is nobody's here, and must not fill the pipe.
  child.stdout.resume()
  const password = /password (\S+)/.exec(lines.find((line) => line.includes('the password')) ?? '')?.[1]
  if (password === undefined) {
    await stop()
    throw new Error(`the demonstration did not begin to serve:\n${lines.slice(-10).join('\n')}`)
  }
  const people = lines.flatMap((line) => {
    const [, email, role] = /^ {2}(\S+@\S+) +(\S+)$/.exec(line) ?? []
    return email === undefined || role === undefined ? [] : [[role, email] as const]
  })
  return { url: `http://localhost:${port}`, password, people: Object.fromEntries(people), stop }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
