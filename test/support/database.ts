import { randomBytes } from 'node:crypto'
import { Client, type Pool } from 'pg'
import { inject } from 'vitest'
import { createPool } from '#storage/pool.ts'
import { TEST_PREFIX, urlOfDatabase } from './database-names.ts'

export interface TestDatabase {
  readonly url: string
  readonly pool: Pool
  /** Ends the pool and removes the database, whoever is still connected. */
  drop(): Promise<void>
}

/**
 * A database of one's own, migrated and empty: a copy of the run's template, made in some 40 ms.
 *
 * @param template another one to copy; 'template0' has nothing in it.
 */
export async function createTestDatabase(template = inject('testTemplate')): Promise<TestDatabase> {
  const serverUrl = inject('testServerUrl')
  const name = `${TEST_PREFIX}${randomBytes(6).toString('hex')}`
  await administer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const url = urlOfDatabase(serverUrl, name)
  const pool = createPool(url, 5)
  return {
    url,
    pool,
    drop: async () => {
      await pool.end()
      await administer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

async function administer(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
