import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { Client } from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeFolder, startServer } from '../../../test/support/data-folder.ts'
import { kill, leave, startDatabaseOwner } from '../../../test/support/own-process.ts'
import { poll } from './wait.ts'

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  // Some tests end the server under it.
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

async function serverPid(folder: string): Promise<number> {
  return Number.parseInt(await readFile(join(folder, 'postgres/data/postmaster.pid'), 'utf8'), 10)
}

/** A process that ended but was not yet fetched by its parent has no command line any more. */
async function isAlive(pid: number): Promise<boolean> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) !== ''
}

async function killAndAwaitEnd(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL')
  await poll(async () => ((await isAlive(pid)) ? undefined : true), { everyMs: 5, forMs: 10_000 })
}

const KEEP = `CREATE TABLE kept AS SELECT 'still here' AS said`
const KEPT = 'SELECT said FROM kept'
const STILL_HERE = [{ said: 'still here' }]

describe('a server that starts', () => {
  test('is durable, checks its pages, compares bytes, speaks UTF-8 and UTC', async () => {
    const { url } = await startServer(await makeFolder())

    const rows = await query(
      url,
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit',
         'data_checksums', 'lc_messages', 'server_encoding', 'TimeZone', 'jit', 'listen_addresses', 'unix_socket_directories')
       UNION ALL SELECT 'collation', datcollate FROM pg_database WHERE datname = current_database()`,
    )
    expect(Object.fromEntries(rows.map((row) => Object.values(row as object) as [string, string]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      data_checksums: 'on',
      lc_messages: 'C',
      server_encoding: 'UTF8',
      TimeZone: 'UTC',
      jit: 'off',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      collation: 'C',
    })
  })

  test('opens with its password only, which only its account can read', async () => {
    const folder = await makeFolder()
    const { url } = await startServer(folder)
    const guess = new URL(url)
    guess.password = 'guess'

    await expect(query(guess.href, 'SELECT')).rejects.toThrow('password authentication failed')
    expect((await stat(join(folder, 'postgres/password'))).mode & 0o777).toBe(0o600)
  })

  test('keeps its data and its port when it was stopped', async () => {
    const folder = await makeFolder()
    const first = await startServer(folder)
    await query(first.url, KEEP)
    const pid = await serverPid(folder)
    await first.release()
    expect(await isAlive(pid)).toBe(false)

    const second = await startServer(folder)
    expect(await query(second.url, KEPT)).toEqual(STILL_HERE)
    expect(second.url).toBe(first.url)
  })

  test('sets its data up anew where that was interrupted', async () => {
    const folder = await makeFolder()
    await mkdir(join(folder, 'postgres/data.new'), { recursive: true })
    await writeFile(join(folder, 'postgres/data.new/PG_VERSION'), '18\n')

    const { url } = await startServer(folder)
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })
})

describe('several users of one folder', () => {
  test('share one server, also when all come first at once', async () => {
    const folder = await makeFolder()
    const servers = await Promise.all([startServer(folder), startServer(folder), startServer(folder)])

    expect(new Set(servers.map(({ url }) => url)).size).toBe(1)
  })

  test('keep it for those who stay, whoever started it; the last one stops it', async () => {
    const folder = await makeFolder()
    const starter = await startDatabaseOwner({ dataDirectory: folder })
    const guest = await startServer(folder)
    const pid = await serverPid(folder)
    expect(guest.url).toBe(starter.said)

    await leave(starter.child)
    expect(await isAlive(pid)).toBe(true)
    await query(guest.url, 'SELECT')
    await guest.release()
    expect(await isAlive(pid)).toBe(false)
  })

  test('are still counted after a session crashed and the server restarted itself', async () => {
    const folder = await makeFolder()
    const stays = await startServer(folder)
    const pid = await serverPid(folder)
    const presences = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted`
    const [session] = (await query(stays.url, presences)) as [{ pid: number }]
    process.kill(session.pid, 'SIGKILL')
    const counted = await poll(
      async () => {
        const [again] = (await query(stays.url, presences).catch(() => [])) as [{ pid: number }?]
        return again !== undefined && again.pid !== session.pid ? true : undefined
      },
      { everyMs: 20, forMs: 60_000 },
    )
    expect(counted).toBe(true)

    const guest = await startServer(folder)
    await guest.release()
    expect(await isAlive(pid)).toBe(true)
  })
})

describe('after kill -9', () => {
  test('of the process that started it, the server is adopted and in the end stopped', async () => {
    const folder = await makeFolder()
    const owner = await startDatabaseOwner({ dataDirectory: folder })
    await query(owner.said, KEEP)
    const pid = await serverPid(folder)
    await kill(owner.child)
    expect(await isAlive(pid)).toBe(true)

    const heir = await startServer(folder)
    expect(await query(heir.url, KEPT)).toEqual(STILL_HERE)
    expect(await serverPid(folder)).toBe(pid)
    // The dead owner's session ends as soon as the server notices the closed connection.
    await poll(
      async () => {
        const left = await query(heir.url, `SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted`)
        return left.length === 1 ? true : undefined
      },
      { everyMs: 10, forMs: 30_000 },
    )
    await heir.release()
    expect(await isAlive(pid)).toBe(false)
  })

  test('of the server, its data is there at the next start', async () => {
    const folder = await makeFolder()
    const first = await startServer(folder)
    await query(first.url, KEEP)
    await killAndAwaitEnd(await serverPid(folder))
    await first.release()

    const second = await startServer(folder)
    expect(await query(second.url, KEPT)).toEqual(STILL_HERE)
  })

  test('of both, at once, its data is there at the next start', async () => {
    const folder = await makeFolder()
    const owner = await startDatabaseOwner({ dataDirectory: folder })
    await query(owner.said, KEEP)
    await Promise.all([killAndAwaitEnd(await serverPid(folder)), kill(owner.child)])

    const second = await startServer(folder)
    expect(await query(second.url, KEPT)).toEqual(STILL_HERE)
  })

  test('a server starts although another program has the number of the dead one', async () => {
    const folder = await makeFolder()
    const first = await startServer(folder)
    await query(first.url, KEEP)
    const pidFile = join(folder, 'postgres/data/postmaster.pid')
    const [, ...rest] = (await readFile(pidFile, 'utf8')).split('\n')
    await killAndAwaitEnd(await serverPid(folder))
    await first.release()
    await writeFile(pidFile, [process.pid, ...rest].join('\n'))

    const second = await startServer(folder)
    expect(await query(second.url, KEPT)).toEqual(STILL_HERE)
  })

  test('a copy of the folder of a running server gets a server of its own', async () => {
    const folder = await makeFolder()
    const original = await startServer(folder)
    await query(original.url, `${KEEP}; CHECKPOINT`)
    const copy = await makeFolder()
    await cp(folder, copy, { recursive: true })

    const server = await startServer(copy)
    expect(server.url).not.toBe(original.url)
    expect(await query(server.url, KEPT)).toEqual(STILL_HERE)
    expect(await serverPid(copy)).not.toBe(await serverPid(folder))
  })
})

describe('a port', () => {
  async function takePort(port = 0): Promise<number> {
    const server = createServer().listen(port, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  test('that has to be used and is taken is refused by number', async () => {
    const port = await takePort()

    await expect(startServer(await makeFolder(), { port })).rejects.toThrow(
      `Port ${port} is taken by another program or not allowed to you: end the program, or give the database another port in TOLLGATE_DB_PORT.`,
    )
  })

  test('that has to be used and is free is used', async () => {
    const free = createServer().listen(0, '127.0.0.1')
    await once(free, 'listening')
    const address = free.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    free.close()
    await once(free, 'close')

    expect((await startServer(await makeFolder(), { port })).url).toContain(`@127.0.0.1:${port}/`)
  })

  test('that was used last time and is taken now is replaced', async () => {
    const folder = await makeFolder()
    const first = await startServer(folder)
    await first.release()
    await takePort(Number(new URL(first.url).port))
    const lines: string[] = []

    const second = await startServer(folder, { log: (line) => lines.push(line) })
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port)
    expect(lines).toEqual([expect.stringContaining('is taken by another program: the database moves to a free one.')])
  })
})

describe('a data folder is refused', () => {
  async function withData(files: Record<string, string>): Promise<string> {
    const folder = await makeFolder()
    await mkdir(join(folder, 'postgres/data'), { recursive: true })
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'postgres/data', name), text)
    return folder
  }

  test('when it is a file', async () => {
    const file = join(await makeFolder(), 'file')
    await writeFile(file, '')

    await expect(startServer(file)).rejects.toThrow(
      `${file} is not a folder: move the file away or name another data folder in TOLLGATE_DATA.`,
    )
  })

  test('when it holds something else than PostgreSQL data, which stays as it is', async () => {
    const folder = await withData({ 'holiday.jpg': 'beach' })

    await expect(startServer(folder)).rejects.toThrow(
      `${folder}/postgres/data is not empty and holds no PostgreSQL data: move what is in it away or name another data folder in TOLLGATE_DATA.`,
    )
    expect(await readdir(join(folder, 'postgres/data'))).toEqual(['holiday.jpg'])
  })

  test('when another PostgreSQL wrote it', async () => {
    const folder = await withData({ PG_VERSION: '15\n' })

    await expect(startServer(folder)).rejects.toThrow(
      `${folder}/postgres/data was written by PostgreSQL 15, but this Tollgate brings 18: use the Tollgate it was written with, or name another data folder in TOLLGATE_DATA.`,
    )
  })

  test('when its password is gone', async () => {
    const folder = await makeFolder()
    const server = await startServer(folder)
    await server.release()
    await rm(join(folder, 'postgres/password'))

    await expect(startServer(folder)).rejects.toThrow(
      `${folder}/postgres/password is missing, and the database opens with nothing else: restore it from a backup.`,
    )
  })
})
