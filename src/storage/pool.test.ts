import { expect, onTestFinished, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { toSafeNumber, withTransaction } from './pool.ts'

async function database(): Promise<TestDatabase> {
  const made = await createTestDatabase()
  onTestFinished(() => made.drop())
  return made
}

test('values come as they are exact: bigint, dates as text, instants as Date', async () => {
  const { pool } = await database()
  const { rows } = await pool.query(`SELECT
    9007199254740993::int8 AS micros, ARRAY[1, NULL, 9007199254740993]::int8[] AS many,
    date '2026-10-04' AS day, ARRAY[date '2026-10-04'] AS days, 0.1::numeric AS exact,
    timestamptz '2026-10-04 02:00+10' AS instant, count(*) AS none FROM (SELECT WHERE false)`)

  expect(rows).toEqual([
    {
      micros: 9_007_199_254_740_993n,
      many: [1n, null, 9_007_199_254_740_993n],
      day: '2026-10-04',
      days: ['2026-10-04'],
      exact: '0.1',
      instant: new Date('2026-10-03T16:00:00Z'),
      none: 0n,
    },
  ])
})

test('a count fits a number as long as it is exact', () => {
  expect(toSafeNumber(9_007_199_254_740_991n)).toBe(Number.MAX_SAFE_INTEGER)
  expect(() => toSafeNumber(9_007_199_254_740_992n)).toThrow('9007199254740992 does not fit an exact number')
})

test('a transaction is kept when its work returns', async () => {
  const { pool } = await database()
  const said = await withTransaction(pool, async (client) => {
    await client.query('CREATE TABLE made (id int8)')
    return 'done'
  })

  expect(said).toBe('done')
  expect((await pool.query('SELECT FROM made')).rowCount).toBe(0)
})

test('a transaction is undone when its work throws', async () => {
  const { pool } = await database()
  const work = withTransaction(pool, async (client) => {
    await client.query('CREATE TABLE made (id int8)')
    throw new Error('changed my mind')
  })

  await expect(work).rejects.toThrow('changed my mind')
  await expect(pool.query('SELECT FROM made')).rejects.toThrow('relation "made" does not exist')
})

test('a transaction whose work swallows a failure says so: nothing of it was kept', async () => {
  const { pool } = await database()
  const work = withTransaction(pool, async (client) => {
    await client.query('CREATE TABLE made (id int8)')
    await client.query('SELECT 1 / 0').catch(() => {})
  })

  await expect(work).rejects.toThrow('A statement in the transaction failed and its error was swallowed')
})

test('a transaction whose connection dies fails with that, and the pool goes on', async () => {
  const { pool } = await database()
  const work = withTransaction(pool, (client) => client.query('SELECT pg_terminate_backend(pg_backend_pid())'))

  await expect(work).rejects.toThrow('terminating connection due to administrator command')
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
})
