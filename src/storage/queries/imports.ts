import type pg from 'pg'
import type { CdrProfile } from '#domain/usage/cdr-profile.ts'
import { countRows, decodeCursor, toPage, type PageWithTotal } from './page.ts'

export interface CallSourceRow {
  readonly id: number
  readonly name: string
  readonly profile: CdrProfile
  /** null: the installation's own, shared by its resellers. */
  readonly resellerId: number | null
}

const SOURCE = 'id::int4, name, profile, reseller_id AS "resellerId"'

/** The sources of calls the session may see, by name. */
export async function listCallSources(db: pg.ClientBase): Promise<readonly CallSourceRow[]> {
  const { rows } = await db.query<CallSourceRow>(
    `SELECT ${SOURCE} FROM call_sources ORDER BY name, reseller_id NULLS LAST LIMIT 1000`,
  )
  return rows
}

/** A source by its name: the reseller's own before a shared one. */
export async function findCallSource(db: pg.ClientBase, name: string): Promise<CallSourceRow | undefined> {
  const { rows } = await db.query<CallSourceRow>(
    `SELECT ${SOURCE} FROM call_sources WHERE name = $1 ORDER BY reseller_id NULLS LAST LIMIT 1`,
    [name],
  )
  return rows[0]
}

/** A source by its name and whose it is; null: the installation's own. */
export async function findSourceOf(
  db: Pick<pg.ClientBase, 'query'>,
  resellerId: number | null,
  name: string,
): Promise<CallSourceRow | undefined> {
  const { rows } = await db.query<CallSourceRow>(
    `SELECT ${SOURCE} FROM call_sources WHERE name = $1 AND reseller_id IS NOT DISTINCT FROM $2`,
    [name, resellerId],
  )
  return rows[0]
}

/** An import and how far it is. */
export interface ImportRow {
  readonly id: number
  readonly kind: 'file' | 'events'
  readonly source: string
  readonly fileName: string
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly failure: string | null
  readonly bytes: bigint
  readonly bytesDone: bigint
  readonly calls: number
  readonly rated: number
  readonly free: number
  readonly duplicates: number
  readonly suspended: number
  readonly rejected: number
  /** Rows that wait in suspense now. */
  readonly waiting: number
  readonly chargeMicros: bigint
  readonly startedAt: Date
  /** When its file was begun to be read; null: it waits, or it is no upload. */
  readonly readingSince: Date | null
  readonly finishedAt: Date | null
  readonly canCancel: boolean
  readonly uploadedBy: string
}

const IMPORT = `SELECT i.id, i.kind, s.name AS source, i.file_name AS "fileName", i.state AS status, i.failure,
    i.file_bytes AS bytes,
    i.bytes_done AS "bytesDone", i.started_at AS "startedAt", i.finished_at AS "finishedAt",
    i.reading_since AS "readingSince", i.uploaded_by AS "uploadedBy",
    i.state IN ('waiting', 'running') AND i.stored_as IS NOT NULL AND i.cancelled_at IS NULL AS "canCancel", b.*,
    (SELECT count(*)::int4 FROM calls_suspense w WHERE w.import_id = i.id) AS waiting
  FROM imports i JOIN call_sources s ON s.id = i.source_id
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(calls), 0)::float8 AS calls, coalesce(sum(rated), 0)::float8 AS rated,
           coalesce(sum(free), 0)::float8 AS free, coalesce(sum(suspended), 0)::float8 AS suspended,
           coalesce(sum(rejected), 0)::float8 AS rejected,
           greatest(0, coalesce(sum(duplicates) FILTER (WHERE u.epoch = i.epoch), 0)
             - coalesce(sum(u.calls + u.suspended + u.rejected) FILTER (WHERE u.epoch < i.epoch), 0))::float8 AS duplicates,
           coalesce(sum(charge_micros), 0)::int8 AS "chargeMicros"
      FROM usage_batches u WHERE u.import_id = i.id AND u.kind = 'import') b`

/** The imports the session may see, newest first. */
export async function listImports(
  db: pg.ClientBase,
  {
    cursor,
    limit,
    source,
    withTotal,
  }: {
    readonly cursor?: string | undefined
    readonly limit: number
    readonly source?: string | undefined
    readonly withTotal?: boolean | undefined
  },
): Promise<PageWithTotal<ImportRow>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const { rows } = await db.query<ImportRow>(
    `${IMPORT} WHERE ($1::float8 IS NULL OR i.id < $1) AND ($2::text IS NULL OR s.name = $2) ORDER BY i.id DESC LIMIT $3`,
    [before ?? null, source ?? null, limit + 1],
  )
  const all = 'FROM imports i JOIN call_sources s ON s.id = i.source_id WHERE $1::text IS NULL OR s.name = $1'
  const total = await countRows(db, withTotal, all, [source ?? null])
  return { ...toPage(rows, limit, ({ id }) => [id]), ...total }
}

export async function readImport(db: pg.ClientBase, importId: number): Promise<ImportRow | undefined> {
  const { rows } = await db.query<ImportRow>(`${IMPORT} WHERE i.id = $1`, [importId])
  return rows[0]
}
