import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { readConfig } from '../../src/config.ts'
import { useEmbeddedServer } from '#storage/embedded/embedded-server.ts'
import { migrate, MIGRATIONS_FOLDER, readMigrations } from '#storage/migrate.ts'
import { createPool } from '#storage/pool.ts'
import { TEMPLATE_PREFIX, TEST_PREFIX, urlOfDatabase } from './database-names.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server of this run; its own database is for administration only. */
    testServerUrl: string
    /** Migrated and closed: to be copied. */
    testTemplate: string
  }
}

// Any number: held shared by every run there is on the server.
const RUN_LOCK = 7_655_000_003

/**
 * One PostgreSQL for the whole run: DATABASE_URL, or a small embedded one that is kept between runs and shared by runs
 * at the same time. Prepares the migrated template that `createTestDatabase` copies.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const config = readConfig()
  const server =
    config.databaseUrl === undefined
      ? await useEmbeddedServer({
          dataDirectory: `${config.dataDirectory}/test`,
          size: 'test',
          log: () => {},
        })
      : { url: config.databaseUrl, release: () => Promise.resolve() }

  const client = new Client({ connectionString: server.url })
  await client.connect()
  const template = await templateName()
  const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [RUN_LOCK])
  const alone = rows[0]?.alone === true
  if (alone) await dropRemains(client, template)
  await client.query('SELECT pg_advisory_lock_shared($1)', [RUN_LOCK])
  if (alone) await client.query('SELECT pg_advisory_unlock($1)', [RUN_LOCK])
  await makeTemplate(client, server.url, template)
  project.provide('testServerUrl', server.url)
  project.provide('testTemplate', template)

  return async () => {
    await client.end()
    await server.release()
  }
}

/** Other migrations give another name: a run never meets a template made by older or newer ones. */
async function templateName(): Promise<string> {
  const migrations = await readMigrations(MIGRATIONS_FOLDER)
  const digest = await crypto.subtle.digest('SHA-256', Buffer.from(migrations.map(({ checksum }) => checksum).join()))
  return `${TEMPLATE_PREFIX}${Buffer.from(digest).toString('hex').slice(0, 12)}`
}

async function makeTemplate(client: Client, serverUrl: string, template: string): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1, 1)', [RUN_LOCK % 2 ** 31])
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template])
  if (rowCount === 0) {
    const draft = `${TEST_PREFIX}draft_${template.slice(TEMPLATE_PREFIX.length)}`
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${draft}`)
    const pool = createPool(urlOfDatabase(serverUrl, draft), 1)
    try {
      await migrate(pool)
    } finally {
      await pool.end()
    }
    await client.query(`ALTER DATABASE ${draft} WITH ALLOW_CONNECTIONS false`)
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`)
  }
  await client.query('SELECT pg_advisory_unlock($1, 1)', [RUN_LOCK % 2 ** 31])
}

/** What runs left behind that were killed, and templates of other migrations. */
async function dropRemains(client: Client, template: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database
     WHERE starts_with(datname, $1) OR (starts_with(datname, $2) AND datname <> $3)`,
    [TEST_PREFIX, TEMPLATE_PREFIX, template],
  )
  for (const { name } of rows) await client.query(`DROP DATABASE "${name}" WITH (FORCE)`)
}
