import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, inject, onTestFinished, test } from 'vitest'
import { createTestDatabase } from '../../test/support/database.ts'
import { makeFolder, startServer } from '../../test/support/data-folder.ts'
import { urlOfDatabase } from '../../test/support/database-names.ts'
import { type Config, readConfig } from '../config.ts'
import { type Database, openDatabase } from './connect.ts'
import { versionProblem } from './database-problem.ts'

async function open(environment: Record<string, string>): Promise<Database> {
  const config: Config = readConfig({ TOLLGATE_DATA: '/nowhere', ...environment })
  const database = await openDatabase(config, { log: () => {} })
  onTestFinished(() => database.close())
  return database
}

test('a server of DATABASE_URL is used, and queries are typed by its tables', async () => {
  const made = await createTestDatabase()
  onTestFinished(() => made.drop())
  const database = await openDatabase<{ schema_migrations: { number: number } }>(
    readConfig({ DATABASE_URL: made.url, TOLLGATE_DATA: '/nowhere' }),
    { log: () => {} },
  )
  const first = await database.queries
    .selectFrom('schema_migrations')
    .select('number')
    .orderBy('number')
    .limit(1)
    .execute()
  await database.close()
  await database.close()

  expect(first).toEqual([{ number: 1 }])
})

test('without one the embedded server is used', async () => {
  const folder = await makeFolder()
  const database = await open({ TOLLGATE_DATA: folder })

  expect((await database.pool.query('SELECT current_database() AS name')).rows).toEqual([{ name: 'tollgate' }])
})

test('closing now ends the work in progress; closing otherwise waits for it', async () => {
  const database = await open({ TOLLGATE_DATA: await makeFolder() })
  const client = await database.pool.connect()
  const work = client.query('SELECT pg_sleep(600)')
  await Promise.all([
    expect(work).rejects.toThrow('terminating connection due to administrator command'),
    database.close({ now: true }),
  ])
  client.release(true)

  await expect(database.close()).resolves.toBeUndefined()
})

test('a server that does not answer is named', async () => {
  const gone = createServer().listen(0, '127.0.0.1')
  await once(gone, 'listening')
  const address = gone.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  gone.close()
  await once(gone, 'close')

  await expect(open({ DATABASE_URL: `postgres://me:secret@127.0.0.1:${port}/telco` })).rejects.toThrow(
    `No PostgreSQL server answers at 127.0.0.1:${port}: start it, or correct DATABASE_URL, or unset DATABASE_URL to use the built-in one.`,
  )
})

test('a host that does not exist is named', async () => {
  await expect(open({ DATABASE_URL: 'postgres://me:secret@db.invalid/telco' })).rejects.toThrow(
    'No PostgreSQL server answers at db.invalid:',
  )
})

test('a wrong password names the user, never the password', async () => {
  const { url: rightUrl } = await startServer(await makeFolder())
  const url = rightUrl.replace(/:[0-9a-f]{48}@/, ':secret@')

  await expect(open({ DATABASE_URL: url })).rejects.toThrow(
    `PostgreSQL at ${new URL(url).host} does not let user "tollgate" in: correct user and password in DATABASE_URL, or the server's pg_hba.conf.`,
  )
})

test('a database that does not exist is named', async () => {
  const url = urlOfDatabase(inject('testServerUrl'), 'no_such')

  await expect(open({ DATABASE_URL: url })).rejects.toThrow(
    `There is no database "no_such" at ${new URL(url).host}: create it (createdb no_such) or correct DATABASE_URL.`,
  )
})

test.each([
  ['15.0', 150_000, undefined],
  ['18.4', 180_004, undefined],
  [
    '14.13',
    140_013,
    'The server of DATABASE_URL is PostgreSQL 14.13, and Tollgate needs 15 or newer: upgrade it, use another, or unset DATABASE_URL to use the built-in one.',
  ],
])('PostgreSQL %s', (version, number, message) => {
  expect(versionProblem(version, number)?.message).toBe(message)
})
