import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { CallFilter, Statement } from './call-filter.ts'

/**
 * Runs a statement on calls. What is asked all day, one account's calls of a time, is planned once a connection and
 * the plan kept: planning over all months of calls takes longer than reading a page (0.5 ms instead of 1.25 in the median of
 * `bench -- search`). Other filters are planned each time, by their values: they have too many shapes to keep, and some
 * need the values to find their index.
 */
export async function queryCalls<Row extends pg.QueryResultRow>(
  db: pg.ClientBase,
  filter: CallFilter,
  text: string,
  { values }: Statement,
): Promise<readonly Row[]> {
  if (!isUsual(filter)) return (await db.query<Row>(text, values)).rows
  // For the rest of the transaction. By itself PostgreSQL would plan by the values again and again: it does not see that the
  // months are left out at run time.
  await db.query('SET LOCAL plan_cache_mode = force_generic_plan')
  const { rows } = await db.query<Row>({ name: nameOf(text), text, values })
  return rows
}

function isUsual(filter: CallFilter): boolean {
  const { accountId, fromMs: _from, toMs: _to, serviceTypes: _types, ...others } = filter
  return accountId !== undefined && Object.values(others).every((value) => value === undefined)
}

const names = new Map<string, string>()

/** Names are cut off at 63 characters by PostgreSQL; a hash is not. */
function nameOf(text: string): string {
  let name = names.get(text)
  if (name === undefined) {
    name = `calls ${createHash('sha256').update(text).digest('base64').slice(0, 24)}`
    names.set(text, name)
  }
  return name
}
