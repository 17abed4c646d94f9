import { expect, onTestFinished, test } from 'vitest'
import { createTestDatabase } from '../../support/database.ts'

test('each test has a migrated database of its own', async () => {
  const [one, other] = [await createTestDatabase(), await createTestDatabase()]
  onTestFinished(async () => {
    await one.drop()
    await other.drop()
  })
  await one.pool.query('CREATE TABLE only_here (id int8)')

  const tables = `SELECT to_regclass('only_here') AS mine, to_regclass('schema_migrations') AS migrated`
  expect((await one.pool.query(tables)).rows).toEqual([{ mine: 'only_here', migrated: 'schema_migrations' }])
  expect((await other.pool.query(tables)).rows).toEqual([{ mine: null, migrated: 'schema_migrations' }])
})
