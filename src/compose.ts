import { readConfig, type Config } from './config.ts'
import { openDatabase, type Database } from '#storage/connect.ts'
import { explainingDatabaseProblems } from '#storage/database-problem.ts'
import { migrate } from '#storage/migrate.ts'

export type { Database }

/**
 * Opens the configured database, brings it up to date, does the work, and closes it whatever happens: at once when the
 * process is told to end, so that the embedded server does not stay behind.
 */
export async function withDatabase<Result>(
  work: (database: Database, config: Config) => Promise<Result>,
): Promise<Result> {
  const config = readConfig()
  const database = await openDatabase(config, { log: (line) => process.stderr.write(`${line}\n`) })
  const end = (signal: NodeJS.Signals): void => {
    void database.close({ now: true }).finally(() => process.kill(process.pid, signal))
  }
  process.once('SIGINT', end).once('SIGTERM', end)
  try {
    return await explainingDatabaseProblems(database.url, async () => {
      await migrate(database.pool)
      return work(database, config)
    })
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end)
    await database.close()
  }
}
