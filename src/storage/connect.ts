import { Kysely, PostgresDialect } from 'kysely'
import type { Pool } from 'pg'
import type { Config } from '../config.ts'
import { ProblemError } from '#domain/problem.ts'
import { explainingDatabaseProblems, versionProblem } from './database-problem.ts'
import { useEmbeddedServer } from './embedded/embedded-server.ts'
import { createPool } from './pool.ts'

/** Tells a person what is going on, one line at a time. */
export type Log = (line: string) => void

export interface Database<Tables = unknown> {
  /** For connections of one's own (a worker thread, COPY): holds the password, never print it. */
  readonly url: string
  readonly pool: Pool
  /** The same connections, for queries checked by type. */
  readonly queries: Kysely<Tables>
  /**
   * Ends the connections and, if nobody else uses the embedded server, stops it. Twice is harmless.
   *
   * @param options.now after a signal: does not wait for the work in progress, which the server then ends and undoes.
   */
  close(options?: { readonly now?: boolean }): Promise<void>
}

/**
 * Opens the database of the configuration: the server of DATABASE_URL, or the embedded one, which is set up and started
 * where needed and shared with other processes on the same data folder. Does not migrate.
 *
 * @throws ProblemError 'configuration' or 'database' with what to do about it.
 */
export async function openDatabase<Tables = unknown>(
  config: Pick<Config, 'dataDirectory' | 'databaseUrl' | 'databasePort' | 'limits'>,
  { log }: { log: Log },
): Promise<Database<Tables>> {
  const server =
    config.databaseUrl === undefined
      ? await useEmbeddedServer({ dataDirectory: config.dataDirectory, port: config.databasePort, log })
      : { url: config.databaseUrl, release: () => Promise.resolve() }
  const pool = createPool(server.url, config.limits.databaseConnections, log)
  let ended: Promise<void> | undefined
  const close = async ({ now = false } = {}): Promise<void> => {
    ended ??= pool.end()
    if (!now) await ended
    await server.release()
  }
  const database: Database<Tables> = {
    url: server.url,
    pool,
    queries: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    close,
  }
  try {
    await explainingDatabaseProblems(server.url, () => checkVersion(pool))
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}

async function checkVersion(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ version: string; number: number }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number`,
  )
  const old = rows.flatMap(({ version, number }) => versionProblem(version, number) ?? [])
  if (old.length > 0) throw new ProblemError(...old)
}
