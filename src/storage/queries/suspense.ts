import type pg from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import { rowsOfGroup } from './suspense-groups.ts'
import { countRows, decodeCursor, toPage, type Page, type PageWithTotal } from './page.ts'

/** A suspended row as its people see it. */
export interface SuspenseItem {
  readonly sourceId: number
  readonly callKey: bigint
  readonly cause: number
  readonly source: string
  readonly importId: number
  /** null: the file of a shared import. */
  readonly fileName: string | null
  readonly lineNumber: number
  readonly rawLine: string
  readonly accountId: number | null
  readonly serviceType: number
  readonly aNumber: string
  readonly bNumber: string
  readonly startedAt: Date | null
  readonly durationSeconds: number | null
  readonly tries: number
  readonly createdAt: Date
}

export interface SuspenseFilter {
  readonly causes?: readonly number[] | undefined
  readonly source?: string | undefined
  readonly importId?: number | undefined
  readonly accountId?: number | undefined
  /** The key of a group. */
  readonly group?: string | undefined
}

const COLUMNS = `s.source_id::int4 AS "sourceId", s.call_key AS "callKey", s.cause, c.name AS source,
  s.import_id AS "importId", i.file_name AS "fileName", s.line_number AS "lineNumber", s.raw_line AS "rawLine",
  s.account_id AS "accountId", s.service_type AS "serviceType", s.a_number AS "aNumber", s.b_number AS "bNumber",
  s.started_at AS "startedAt", s.duration_seconds AS "durationSeconds", s.tries, s.created_at AS "createdAt"`

/** A reseller's suspended row may have come by a shared import, whose name is not the reseller's to know. */
const NAMED = 'JOIN call_sources c ON c.id = s.source_id LEFT JOIN imports i ON i.id = s.import_id'

const WANTED = `($1::int2[] IS NULL OR s.cause = ANY ($1)) AND ($2::text IS NULL OR c.name = $2)
  AND ($3::int4 IS NULL OR s.import_id = $3) AND ($4::int4 IS NULL OR s.account_id = $4)
  AND ($5::text IS NULL OR (s.source_id, s.call_key) IN (${rowsOfGroup(5)}))`

function values({ causes, source, importId, accountId, group }: SuspenseFilter): unknown[] {
  return [causes, source, importId, accountId, group].map((value) => value ?? null)
}

/** The suspended rows the session may see, those that have waited longest first. */
export async function listSuspense(
  db: pg.ClientBase,
  filter: SuspenseFilter,
  {
    cursor,
    limit,
    withTotal,
  }: { readonly cursor?: string | undefined; readonly limit: number; readonly withTotal?: boolean | undefined },
): Promise<PageWithTotal<SuspenseItem>> {
  const [atMs, sourceId, key] = decodePlace(cursor)
  const { rows } = await db.query<SuspenseItem>(
    `SELECT ${COLUMNS} FROM calls_suspense s ${NAMED}
      WHERE ${WANTED} AND ($6::float8 IS NULL OR (s.created_at, s.source_id, s.call_key::text)
                                                 > (to_timestamp($6 / 1000.0), $7::int2, $8::text))
      ORDER BY s.created_at, s.source_id, s.call_key::text LIMIT $9`,
    [...values(filter), atMs ?? null, sourceId ?? null, key ?? null, limit + 1],
  )
  const page = toPage(rows, limit, (row) => [row.createdAt.getTime(), row.sourceId, row.callKey.toString()])
  const all = `FROM calls_suspense s JOIN call_sources c ON c.id = s.source_id WHERE ${WANTED}`
  return { ...page, ...(await countRows(db, withTotal, all, values(filter))) }
}

export interface SuspenseCauseCount {
  readonly cause: number
  readonly rows: number
  readonly answeredSeconds: number
  readonly oldestAt: Date
}

/** How many rows wait for which cause, the most first. */
export async function countSuspenseCauses(db: pg.ClientBase): Promise<readonly SuspenseCauseCount[]> {
  const { rows } = await db.query<SuspenseCauseCount>(
    `SELECT cause, count(*)::float8 AS rows, coalesce(sum(duration_seconds), 0)::float8 AS "answeredSeconds",
            min(created_at) AS "oldestAt"
       FROM calls_suspense GROUP BY cause ORDER BY rows DESC, cause`,
  )
  return rows
}

/** The suspended rows of some ids the session may see. */
export async function findSuspense(
  db: pg.ClientBase,
  ids: readonly { readonly sourceId: number; readonly callKey: bigint }[],
): Promise<readonly SuspenseItem[]> {
  const { rows } = await db.query<SuspenseItem>(
    `SELECT ${COLUMNS} FROM unnest($1::int2[], $2::int8[]) AS w (source_id, call_key)
       JOIN calls_suspense s USING (source_id, call_key) ${NAMED}`,
    [ids.map(({ sourceId }) => sourceId), ids.map(({ callKey }) => callKey)],
  )
  return rows
}

export interface DismissedItem extends SuspenseItem {
  readonly dismissedAt: Date
  readonly dismissedBy: string
  readonly reason: string
}

/** The rows that were given up for good, the last first. */
export async function listDismissed(
  db: pg.ClientBase,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<DismissedItem>> {
  const [atMs, sourceId, key] = decodePlace(cursor)
  const { rows } = await db.query<DismissedItem>(
    `SELECT ${COLUMNS}, s.dismissed_at AS "dismissedAt", s.dismissed_by AS "dismissedBy", s.reason
       FROM calls_dismissed s ${NAMED}
      WHERE ($1::float8 IS NULL OR (s.dismissed_at, s.source_id, s.call_key::text)
                                   < (to_timestamp($1 / 1000.0), $2::int2, $3::text))
      ORDER BY s.dismissed_at DESC, s.source_id DESC, s.call_key::text DESC LIMIT $4`,
    [atMs ?? null, sourceId ?? null, key ?? null, limit + 1],
  )
  return toPage(rows, limit, (row) => [row.dismissedAt.getTime(), row.sourceId, row.callKey.toString()])
}

function decodePlace(cursor: string | undefined): readonly [number, number, string] | readonly [] {
  const place = decodeCursor(cursor, 'number', 'number', 'string')
  if (place === undefined) return []
  const [atMs, sourceId, key] = place
  const isOurs = Math.abs(atMs) < 4e12 && sourceId >= 0 && sourceId < 32_768 && /^-?\d{1,19}$/.test(key)
  if (isOurs) return place
  throw new ProblemError(problem('invalid_value', 'Take the cursor from nextCursor of a page.', { field: 'cursor' }))
}
