import type pg from 'pg'
import type { Config } from '../src/config.ts'
import { openDatabase } from '#storage/connect.ts'
import { migrate } from '#storage/migrate.ts'
import { createPool } from '#storage/pool.ts'

const NAME = 'tollgate_bench'

export interface BenchDatabase {
  readonly url: string
  readonly pool: pg.Pool
  drop(): Promise<void>
}

/** A database of the bench's own, empty and migrated, on the configured server. */
export async function benchDatabase(config: Config, log: (line: string) => void): Promise<BenchDatabase> {
  const server = await openDatabase(config, { log })
  await server.pool.query(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`)
  await server.pool.query(`CREATE DATABASE ${NAME}`)
  const url = new URL(server.url)
  url.pathname = `/${NAME}`
  const pool = createPool(url.href, 4)
  await migrate(pool)
  return {
    url: url.href,
    pool,
    async drop() {
      await pool.end()
      await server.pool.query(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`)
      await server.close()
    },
  }
}
