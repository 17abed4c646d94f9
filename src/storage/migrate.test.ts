import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeFolder } from '../../test/support/data-folder.ts'
import { createTestDatabase } from '../../test/support/database.ts'
import { migrate } from './migrate.ts'

async function emptyDatabase(): Promise<Pool> {
  const database = await createTestDatabase('template0')
  onTestFinished(() => database.drop())
  return database.pool
}

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await makeFolder()
  for (const [name, sql] of Object.entries(files)) await writeFile(join(folder, name), sql)
  return folder
}

async function tables(pool: Pool): Promise<unknown[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

const TWO = {
  '0001-accounts.sql': 'CREATE TABLE accounts (id int8);',
  '0002-calls.sql': 'CREATE TABLE calls (id int8);\nINSERT INTO calls VALUES (1);\n',
}

describe('migrations run', () => {
  test('in order, once each', async () => {
    const [pool, folder] = [await emptyDatabase(), await folderOf(TWO)]

    expect(await migrate(pool, folder)).toEqual(['0001-accounts.sql', '0002-calls.sql'])
    expect(await migrate(pool, folder)).toEqual([])
    expect((await pool.query('SELECT id FROM calls')).rows).toEqual([{ id: 1n }])
  })

  test('from where the database stands', async () => {
    const [pool, folder] = [await emptyDatabase(), await folderOf(TWO)]
    await migrate(pool, folder)
    await writeFile(join(folder, '0003-ports.sql'), 'CREATE TABLE ports (id int8)')

    expect(await migrate(pool, folder)).toEqual(['0003-ports.sql'])
    expect(await tables(pool)).toEqual(['accounts', 'calls', 'ports', 'schema_migrations'])
  })

  test('one after the other when two processes come at once', async () => {
    const [pool, folder] = [await emptyDatabase(), await folderOf(TWO)]
    const runs = await Promise.all([migrate(pool, folder), migrate(pool, folder), migrate(pool, folder)])

    expect(runs.flat().toSorted()).toEqual(['0001-accounts.sql', '0002-calls.sql'])
    expect((await pool.query('SELECT id FROM calls')).rows).toEqual([{ id: 1n }])
  })

  test('the same where an editor changed nothing but the ends of lines', async () => {
    const [pool, folder] = [await emptyDatabase(), await folderOf(TWO)]
    await migrate(pool, folder)
    await writeFile(join(folder, '0002-calls.sql'), TWO['0002-calls.sql'].replaceAll('\n', '\r\n'))

    expect(await migrate(pool, folder)).toEqual([])
  })
})

describe('a migration that fails', () => {
  test('is undone and names its line; those before it stay, and it can be put right', async () => {
    const files = { ...TWO, '0002-calls.sql': 'CREATE TABLE calls (id int8);\n\nSELECT 1 FROM nowhere;' }
    const [pool, folder] = [await emptyDatabase(), await folderOf(files)]

    await expect(migrate(pool, folder)).rejects.toThrow(
      'Migration 0002-calls.sql, line 3 failed and was undone: relation "nowhere" does not exist',
    )
    expect(await tables(pool)).toEqual(['accounts', 'schema_migrations'])
    await writeFile(join(folder, '0002-calls.sql'), TWO['0002-calls.sql'])
    expect(await migrate(pool, folder)).toEqual(['0002-calls.sql'])
  })

  test('is also one that ends its own transaction', async () => {
    const pool = await emptyDatabase()
    const folder = await folderOf({ '0001-accounts.sql': 'CREATE TABLE accounts (id int8); COMMIT;' })

    await expect(migrate(pool, folder)).rejects.toThrow(
      'Migration 0001-accounts.sql ends its own transaction: take BEGIN, COMMIT and ROLLBACK out of it.',
    )
  })
})

describe('a history that does not fit is refused:', () => {
  test.each<[string, (folder: string, pool: Pool) => Promise<unknown>, string]>([
    [
      'a changed file',
      (folder) => writeFile(join(folder, '0001-accounts.sql'), 'CREATE TABLE accounts (id int4);'),
      'Migration 0001-accounts.sql was changed after this database was made with it: restore the file and put the change into a new migration.',
    ],
    [
      'another name',
      (folder) => rename(join(folder, '0001-accounts.sql'), join(folder, '0001-customers.sql')),
      'This database was made with migration 0001-accounts.sql, but the file is 0001-customers.sql now: give it its old name back.',
    ],
    [
      'a database that is newer than the code',
      (folder) => rm(join(folder, '0002-calls.sql')),
      'The database is newer than this Tollgate (it has migration 0002-calls.sql): update Tollgate, or restore an older backup.',
    ],
    [
      'a database whose history lacks a step',
      (_folder, pool) => pool.query('DELETE FROM schema_migrations WHERE number = 1'),
      'The database lacks migration 1 but has 0002-calls.sql: restore it from a backup, its history was edited.',
    ],
    [
      'a gap in the files',
      (folder) => rename(join(folder, '0002-calls.sql'), join(folder, '0003-calls.sql')),
      'Migration 0002 is missing before 0003-calls.sql: restore it or number the files without a gap.',
    ],
    [
      'a number given twice',
      (folder) => writeFile(join(folder, '0002-ports.sql'), ''),
      'Two migrations have the number of 0002-ports.sql: give the newer one the next free number.',
    ],
    [
      'a file that would never run',
      (folder) => writeFile(join(folder, '3-ports.sql'), ''),
      '3-ports.sql is not a migration: name it like 0001-what-it-does.sql or move it elsewhere.',
    ],
  ])('%s', async (_name, damage, message) => {
    const [pool, folder] = [await emptyDatabase(), await folderOf(TWO)]
    await migrate(pool, folder)
    await damage(folder, pool)

    await expect(migrate(pool, folder)).rejects.toThrow(message)
    expect(await tables(pool)).toEqual(['accounts', 'calls', 'schema_migrations'])
  })
})
