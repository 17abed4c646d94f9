import type pg from 'pg'
import type { CdrProfile } from '#domain/usage/cdr-profile.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

export interface SuspendedCount {
  readonly cause: number
  readonly calls: number
  readonly answeredSeconds: number
}

/** How many rows wait for which cause, the most first. */
export async function countSuspended(db: Queryable): Promise<readonly SuspendedCount[]> {
  const { rows } = await db.query<SuspendedCount>(
    `SELECT cause, count(*)::float8 AS calls, coalesce(sum(duration_seconds), 0)::float8 AS "answeredSeconds"
       FROM calls_suspense GROUP BY cause ORDER BY calls DESC`,
  )
  return rows
}

export interface SuspendedRow {
  readonly cause: number
  readonly source: string
  readonly fileName: string
  readonly lineNumber: number
  readonly rawLine: string
  readonly tries: number
}

/** The rows that have waited longest, of one cause or of all. */
export async function readSuspended(
  db: Queryable,
  { cause, limit }: { readonly cause?: number; readonly limit: number },
): Promise<readonly SuspendedRow[]> {
  const { rows } = await db.query<SuspendedRow>(
    `SELECT s.cause, c.name AS source, i.file_name AS "fileName", s.line_number AS "lineNumber",
            s.raw_line AS "rawLine", s.tries
       FROM calls_suspense s JOIN call_sources c ON c.id = s.source_id JOIN imports i ON i.id = s.import_id
      WHERE $1::int2 IS NULL OR s.cause = $1
      ORDER BY s.created_at, s.import_id, s.line_number LIMIT $2`,
    [cause ?? null, limit],
  )
  return rows
}

/** An import with rows in suspense, and how its file was read. */
export interface ImportToRetry {
  readonly importId: number
  readonly sourceId: number
  readonly header: string
  readonly profile: CdrProfile
}

export async function importsToRetry(db: Queryable, source: string | undefined): Promise<readonly ImportToRetry[]> {
  const { rows } = await db.query<ImportToRetry>(
    `SELECT i.id AS "importId", i.source_id AS "sourceId", i.header, c.profile
       FROM imports i JOIN call_sources c ON c.id = i.source_id
      WHERE EXISTS (SELECT FROM calls_suspense s WHERE s.import_id = i.id) AND ($1::text IS NULL OR c.name = $1)
      ORDER BY i.id`,
    [source ?? null],
  )
  return rows
}

/** The sources that calls were ever imported from, by name. */
export async function readSourceNames(db: Queryable): Promise<readonly string[]> {
  const { rows } = await db.query<{ name: string }>('SELECT name FROM call_sources ORDER BY name')
  return rows.map(({ name }) => name)
}

export interface SuspendedLine {
  readonly lineNumber: number
  readonly rawLine: string
  /** Of its legs that wait, and how often each was tried. */
  readonly keys: readonly bigint[]
  readonly tries: readonly number[]
}

/** The next lines of an import that wait in suspense, each once, in the order of the file. */
export async function nextSuspendedLines(
  db: Queryable,
  importId: number,
  afterLine: number,
  limit: number,
): Promise<readonly SuspendedLine[]> {
  const { rows } = await db.query<SuspendedLine>(
    `SELECT line_number AS "lineNumber", min(raw_line) AS "rawLine", array_agg(call_key) AS keys,
            array_agg(tries) AS tries
       FROM calls_suspense WHERE import_id = $1 AND line_number > $2 GROUP BY line_number ORDER BY line_number LIMIT $3`,
    [importId, afterLine, limit],
  )
  return rows
}
