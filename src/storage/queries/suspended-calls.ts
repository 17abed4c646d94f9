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

/** Which suspended rows are meant; what is left out does not narrow. */
export interface SuspenseScope {
  readonly source?: string | undefined
  readonly importId?: number | undefined
  /** Codes as they are stored. */
  readonly causes?: readonly number[] | undefined
  /** A reseller's: those known to be, and those that are nobody's yet and have a number of its own. */
  readonly resellerId?: number | undefined
  /** A party of the call. */
  readonly number?: string | undefined
  readonly accountId?: number | undefined
  /** Digits its called number begins with, or its caller's where it is a call in. */
  readonly prefix?: string | undefined
  readonly serviceType?: number | undefined
}

const IN_SCOPE = `($1::text IS NULL OR c.name = $1) AND ($2::int4 IS NULL OR s.import_id = $2)
  AND ($3::int2[] IS NULL OR s.cause = ANY ($3))
  AND ($4::int4 IS NULL OR s.reseller_id = $4 OR (s.reseller_id IS NULL AND EXISTS (
    SELECT FROM number_assignments n
     WHERE n.number IN (s.a_number, s.b_number) AND n.reseller_id = $4 AND n.superseded_at IS NULL)))
  AND ($5::text IS NULL OR $5 IN (s.a_number, s.b_number)) AND ($6::int4 IS NULL OR s.account_id = $6)
  AND ($7::text IS NULL OR starts_with(s.b_number, $7) OR starts_with(s.a_number, $7))
  AND ($8::int2 IS NULL OR s.service_type = $8)`

function scopeValues(scope: SuspenseScope): unknown[] {
  const { source, importId, causes, resellerId, number, accountId, prefix, serviceType } = scope
  const values = [source, importId, causes, resellerId, number, accountId, prefix, serviceType]
  return values.map((value) => value ?? null)
}

/** An import with rows in suspense, and how its file was read. */
export interface ImportToRetry {
  readonly importId: number
  readonly kind: 'file' | 'events'
  readonly sourceId: number
  /** Whose source it is; null: the installation's. */
  readonly resellerId: number | null
  readonly header: string
  readonly profile: CdrProfile
}

const IMPORT = `i.id AS "importId", i.kind, i.source_id AS "sourceId", c.reseller_id AS "resellerId", i.header, c.profile
  FROM imports i JOIN call_sources c ON c.id = i.source_id`

export async function importsToRetry(db: Queryable, scope: SuspenseScope): Promise<readonly ImportToRetry[]> {
  const { rows } = await db.query<ImportToRetry>(
    `SELECT ${IMPORT} WHERE EXISTS (SELECT FROM calls_suspense s WHERE s.import_id = i.id AND ${IN_SCOPE}) ORDER BY i.id`,
    scopeValues(scope),
  )
  return rows
}

export async function readImportToRetry(db: Queryable, importId: number): Promise<ImportToRetry | undefined> {
  const { rows } = await db.query<ImportToRetry>(`SELECT ${IMPORT} WHERE i.id = $1`, [importId])
  return rows[0]
}

/** The sources that calls were ever imported from, by name. */
export async function readSourceNames(db: Queryable, resellerId: number | undefined): Promise<readonly string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT name FROM call_sources WHERE $1::int4 IS NULL OR reseller_id IS NULL OR reseller_id = $1 ORDER BY name`,
    [resellerId ?? null],
  )
  return rows.map(({ name }) => name)
}

export interface SuspendedLine {
  readonly lineNumber: number
  readonly rawLine: string
  /** Of its legs that wait, and how often each was tried. */
  readonly keys: readonly bigint[]
  readonly tries: readonly number[]
}

/** The next lines of an import that wait in suspense within a scope, each once, in the order of the file. */
export async function nextSuspendedLines(
  db: Queryable,
  importId: number,
  afterLine: number,
  limit: number,
  scope: SuspenseScope,
): Promise<readonly SuspendedLine[]> {
  const { rows } = await db.query<SuspendedLine>(
    `SELECT s.line_number AS "lineNumber", min(s.raw_line) AS "rawLine", array_agg(s.call_key) AS keys,
            array_agg(s.tries) AS tries
       FROM calls_suspense s JOIN call_sources c ON c.id = s.source_id
      WHERE s.import_id = $9 AND s.line_number > $10 AND ${IN_SCOPE}
      GROUP BY s.line_number ORDER BY s.line_number LIMIT $11`,
    [...scopeValues(scope), importId, afterLine, limit],
  )
  return rows
}

/** A line of an import with what it takes to read it again. Only what of it the session may see. */
export async function suspendedLine(
  db: Queryable,
  importId: number,
  lineNumber: number,
): Promise<
  | (Pick<SuspendedLine, 'keys' | 'tries'> & Pick<ImportToRetry, 'kind' | 'header' | 'profile' | 'resellerId'>)
  | undefined
> {
  const { rows } = await db.query<
    Pick<SuspendedLine, 'keys' | 'tries'> & Pick<ImportToRetry, 'kind' | 'header' | 'profile' | 'resellerId'>
  >(
    `SELECT s.keys, s.tries, l.kind, l.header, c.profile, c.reseller_id AS "resellerId"
       FROM (SELECT source_id, array_agg(call_key) AS keys, array_agg(tries) AS tries
               FROM calls_suspense WHERE import_id = $1 AND line_number = $2 GROUP BY source_id) s
       JOIN call_sources c ON c.id = s.source_id
       CROSS JOIN LATERAL tollgate_import_layout($1) l`,
    [importId, lineNumber],
  )
  return rows[0]
}
