import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Logger, runMigrations } from 'graphile-worker'
import { DatabaseError, type Pool, type PoolClient } from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'

export const MIGRATIONS_FOLDER = resolve(import.meta.dirname, 'migrations')

/** One numbered file `0001-what-it-does.sql`. */
export interface Migration {
  readonly number: number
  readonly file: string
  readonly sql: string
  /** SHA-256 of the text, hexadecimal. A line's end counts the same in both of its forms. */
  readonly checksum: string
}

const QUIET = new Logger(() => () => {})

// The key of the lock that makes two migrating processes wait for each other. Any number, never to be changed.
const MIGRATION_LOCK = 7_655_000_001

/**
 * Brings the database up to the code: runs, in order and each in its own transaction, the files it has not seen.
 * Two at once wait for each other.
 *
 * @returns the names of the files that were run now.
 * @throws ProblemError 'database': a file that ran before was changed or is gone, a number is missing, the database
 *   is newer than the code, or a file failed (nothing of it is kept).
 */
export async function migrate(pool: Pool, folder = MIGRATIONS_FOLDER): Promise<readonly string[]> {
  const files = await runPending(pool, folder)
  // The job queue keeps its own tables up to date, in a schema of its own.
  if (folder === MIGRATIONS_FOLDER) await runMigrations({ pgPool: pool, logger: QUIET })
  return files
}

async function runPending(pool: Pool, folder: string): Promise<readonly string[]> {
  const migrations = await readMigrations(folder)
  const client = await pool.connect()
  let failure: Error | undefined
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    const done = await readApplied(client)
    checkHistory(migrations, done)
    const pending = migrations.slice(done.length)
    for (const migration of pending) await apply(client, migration)
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK])
    return pending.map(({ file }) => file)
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    // After a failure the connection is closed, and the lock with it.
    client.release(failure)
  }
}

/** Reads the numbered files of a folder, in order. Anything else there is refused: it would never run. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).toSorted()
  const migrations = await Promise.all(
    files.map(async (file) => {
      const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1])
      if (Number.isNaN(number)) {
        throw refusal(`${folder}/${file} is not a migration: name it like 0001-what-it-does.sql or move it elsewhere.`)
      }
      const sql = (await readFile(`${folder}/${file}`, 'utf8')).replaceAll('\r\n', '\n')
      return { number, file, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
  migrations.forEach(({ number, file }, index) => {
    const expected = index + 1
    if (number === expected) return
    const wanted = String(expected).padStart(4, '0')
    throw refusal(
      number < expected
        ? `Two migrations have the number of ${file}: give the newer one the next free number.`
        : `Migration ${wanted} is missing before ${file}: restore it or number the files without a gap.`,
    )
  })
  return migrations
}

interface Applied {
  readonly number: number
  readonly name: string
  readonly checksum: string
}

async function readApplied(client: PoolClient): Promise<readonly Applied[]> {
  const table = await client.query<{ present: boolean }>(
    `SELECT to_regclass('public.schema_migrations') IS NOT NULL AS present`,
  )
  if (table.rows[0]?.present !== true) {
    await client.query(`
      CREATE TABLE public.schema_migrations (
        number     integer PRIMARY KEY,
        name       text NOT NULL,
        checksum   text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
      )`)
  }
  const { rows } = await client.query<Applied>(
    'SELECT number, name, checksum FROM public.schema_migrations ORDER BY number',
  )
  return rows
}

function checkHistory(migrations: readonly Migration[], done: readonly Applied[]): void {
  done.forEach((applied, index) => {
    if (applied.number !== index + 1) {
      throw refusal(
        `The database lacks migration ${index + 1} but has ${applied.name}: restore it from a backup, its history was edited.`,
      )
    }
    const migration = migrations[index]
    if (migration === undefined) {
      throw refusal(
        `The database is newer than this Tollgate (it has migration ${applied.name}): update Tollgate, or restore an older backup.`,
      )
    }
    if (migration.file !== applied.name) {
      throw refusal(
        `This database was made with migration ${applied.name}, but the file is ${migration.file} now: give it its old name back.`,
      )
    }
    if (migration.checksum !== applied.checksum) {
      throw refusal(
        `Migration ${migration.file} was changed after this database was made with it: restore the file and put the change into a new migration.`,
      )
    }
  })
}

async function apply(client: PoolClient, { number, file, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(sql)
    if (client.getTransactionStatus() !== 'T') {
      throw refusal(`Migration ${file} ends its own transaction: take BEGIN, COMMIT and ROLLBACK out of it.`)
    }
    await client.query('INSERT INTO public.schema_migrations (number, name, checksum) VALUES ($1, $2, $3)', [
      number,
      file,
      checksum,
    ])
    await client.query('COMMIT')
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    const line = error.position === undefined ? undefined : sql.slice(0, Number(error.position)).split('\n').length
    const place = line === undefined ? file : `${file}, line ${line}`
    throw new ProblemError(problem('database', `Migration ${place} failed and was undone: ${error.message}`))
  }
}

function refusal(message: string): ProblemError {
  return new ProblemError(problem('database', message))
}
