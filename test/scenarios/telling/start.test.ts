import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { queueMail } from '#operations/notifications/queue-mail.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

const CHECKOUT = resolve(import.meta.dirname, '../../..')

let folder: string
let telco: TestTelco
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tollgate-start-'))
  telco = await createTestTelco()
})
afterEach(async () => {
  await telco.drop()
  await rm(folder, { recursive: true, force: true })
})

interface Started {
  readonly child: ChildProcess
  readonly said: string[]
  readonly ended: Promise<number | null>
}

function start(port: number): Started {
  const child = spawn(`${CHECKOUT}/node_modules/.bin/node`, [`${CHECKOUT}/src/cli/main.ts`, 'start'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], DATABASE_URL: telco.url, TOLLGATE_DATA: folder, TOLLGATE_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => said.push(line))
  }
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, said, ended }
}

async function freePort(): Promise<{ port: number; server: Server }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, server }
}

const PATIENCE = { timeout: 30_000, interval: 50 }

function until(started: Started, words: string): Promise<void> {
  return vi.waitFor(() => expect(started.said.join('\n')).toContain(words), PATIENCE)
}

test('an installation starts, answers, does its jobs, and ends when it is told to', async () => {
  const { port, server } = await freePort()
  await new Promise((resolve_) => server.close(resolve_))
  const accountId = telco.accounts[0]?.id ?? 0
  const values = { reason: 'Paid in full' }
  await withTransaction(telco.pool, (db) =>
    queueMail(
      { db, resellerId: telco.resellerId, now: new Date() },
      { kind: 'account-reinstated', to: 'mia@acacia.example', accountId, values },
    ),
  )
  // As a worker that was killed leaves it.
  await telco.pool.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = 'worker-dead', locked_at = now(), attempts = 1`,
  )

  const started = start(port)
  await until(started, `Tollgate answers at http://127.0.0.1:${port}`)
  const address = `http://127.0.0.1:${port}`
  expect((await fetch(`${address}/healthz`)).status).toBe(200)
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  expect((await fetch(`${address}/api/v1/accounts`)).status).toBe(401)
  expect(started.said.join('\n')).toMatch(/becomes the operator:\n +http:\/\/localhost:\d+\/link#\S{40,}/)
  expect(started.said.join('\n')).toContain('1 jobs of a worker that died are done again')

  const firstMail = async () => {
    const [file = ''] = await readdir(join(folder, 'outbox'))
    return readFile(join(folder, 'outbox', file), 'utf8')
  }
  await vi.waitFor(async () => expect(await firstMail()).toContain('Your account 1001 is active again'), PATIENCE)

  started.child.kill('SIGTERM')
  expect(await started.ended).toBe(0)
  expect(started.said.at(-1)).toContain('stopped')
  await expect(fetch(`${address}/healthz`)).rejects.toThrow('fetch failed')
})

test('a port that is taken is said, with what to do', async () => {
  const { port, server } = await freePort()
  const started = start(port)
  expect(await started.ended).toBe(2)
  expect(started.said.join('\n')).toContain(`TOLLGATE_PORT: Port ${port} on 127.0.0.1 is taken`)
  server.close()
})
