import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { plainArray, textArray } from './array-text.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('any words arrive as they were', async () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', 'NULL', '"', '\\', '{}', 'a,b', ' ', '\n', '\\"'),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(word.filter((text) => !text.includes('\0'))), async (words) => {
      const { rows } = await database.pool.query<{ words: string[] }>('SELECT $1::text[] AS words', [textArray(words)])
      expect(rows[0]?.words).toEqual(words)
    }),
    { numRuns: 50 },
  )
})

test.each([
  ['int8', [1n, -(2n ** 62n), null]],
  ['float8', [1.5, 0, null]],
  ['boolean', [true, false, null]],
  ['date', ['2026-02-28', null]],
])('%s arrive as they were', async (type, values) => {
  const { rows } = await database.pool.query(`SELECT * FROM unnest($1::${type}[]) AS value`, [plainArray(values)])
  expect(rows.map((row: { value: unknown }) => row.value)).toEqual(values)
})

test('instants arrive as they were', async () => {
  const at = [new Date('2026-07-19T14:00:00.123Z'), null]
  const { rows } = await database.pool.query<{ value: Date | null }>(
    'SELECT * FROM unnest($1::timestamptz[]) AS value',
    [plainArray(at)],
  )
  expect(rows.map(({ value }) => value)).toEqual(at)
})
