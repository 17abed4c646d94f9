import { readConfig, type Config } from './config.ts'
import { openDatabase, type Database } from '#storage/connect.ts'
import { migrate } from '#storage/migrate.ts'

/** Opens the configured database, brings it up to date, does the work, and closes it whatever happens. */
export async function withDatabase<Result>(
  work: (database: Database, config: Config) => Promise<Result>,
): Promise<Result> {
  const config = readConfig()
  const database = await openDatabase(config, { log: (line) => console.error(line) })
  try {
    await migrate(database.pool)
    return await work(database, config)
  } finally {
    await database.close()
  }
}
