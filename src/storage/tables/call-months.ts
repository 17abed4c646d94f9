import type pg from 'pg'
import { callsPartition } from './usage-batch.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/**
 * The indexes of a closed month. Both ends of a call, to be found by a whole number; the reseller's calls in the order of
 * time, for lists over all customers; and the parts of numbers, where the server has trigrams. An open month has none of
 * them: they halve the speed of loading.
 */
const INDEXES = [
  { suffix: 'a_number', definition: '(a_number, started_at)' },
  { suffix: 'b_number', definition: '(b_number, started_at)' },
  { suffix: 'by_time', definition: '(reseller_id, started_at, account_id, call_key)' },
  { suffix: 'parts', definition: 'USING gin (a_number gin_trgm_ops, b_number gin_trgm_ops)', needsTrigrams: true },
] as const

/** The months of calls, by their first day, that ended before a date and are not closed: the oldest first. */
export async function readMonthsToClose(db: Queryable, endedBefore: Date): Promise<readonly string[]> {
  const { rows } = await db.query<{ month: string }>(
    `SELECT month FROM (
       SELECT to_date(right(inhrelid::regclass::text, 7), 'YYYY_MM') AS month
         FROM pg_inherits WHERE inhparent = 'calls'::regclass) m
      WHERE (month + interval '1 month') AT TIME ZONE 'UTC' <= $1
        AND NOT EXISTS (SELECT FROM call_months c WHERE c.month = m.month)
      ORDER BY month`,
    [endedBefore],
  )
  return rows.map(({ month }) => month)
}

/** Whether parts of numbers can be indexed on this server; makes the extension where it may. */
export async function hasTrigrams(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ there: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') AS there`,
  )
  if (rows[0]?.there !== true) return false
  try {
    await db.query('CREATE EXTENSION IF NOT EXISTS pg_trgm')
    return true
  } catch (error) {
    // 42501: the owner of the database may not; its search for parts goes through the calls.
    if (error instanceof Error && 'code' in error && error.code === '42501') return false
    throw error
  }
}

/**
 * Builds a month's search indexes, each on its own and beside imports that go on, and notes it closed. Called again it
 * builds what is missing. Outside any transaction.
 */
export async function closeMonth(db: Queryable, month: string, trigrams: boolean, closedAt: Date): Promise<void> {
  const partition = callsPartition(Date.parse(`${month}T00:00:00Z`))
  for (const index of INDEXES) {
    if ('needsTrigrams' in index && !trigrams) continue
    const name = `${partition}_${index.suffix}`
    await dropUnfinished(db, name)
    await db.query(`CREATE INDEX CONCURRENTLY IF NOT EXISTS ${name} ON ${partition} ${index.definition}`)
  }
  await db.query(`VACUUM (ANALYZE) ${partition}`)
  await db.query('INSERT INTO call_months (month, closed_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [month, closedAt])
}

/** An index whose building was cut off is there and good for nothing. */
async function dropUnfinished(db: Queryable, name: string): Promise<void> {
  const { rowCount } = await db.query('SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid', [
    name,
  ])
  if (rowCount !== 0) await db.query(`DROP INDEX CONCURRENTLY ${name}`)
}
