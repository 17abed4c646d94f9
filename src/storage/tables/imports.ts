import type pg from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import type { CdrProfile } from '#domain/usage/cdr-profile.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

export interface NewImport {
  readonly source: string
  /** Whose source it is; undefined: the installation's own. */
  readonly resellerId?: number | undefined
  readonly profile: CdrProfile
  readonly fileName: string
  readonly fileBytes: number
  readonly sha256: Buffer
  readonly header: string
  readonly shape: string
  readonly nowMs: number
}

export interface BegunImport {
  readonly importId: number
  readonly sourceId: number
  readonly epoch: number
  readonly isNew: boolean
  readonly isDone: boolean
  /** When it was first begun: what was plausible then still is when it is taken up again. */
  readonly begunAtMs: number
}

/**
 * Finds the import of this file from this source, or begins it, and makes this session the only one that runs it until
 * the session ends; undefined when another one does. An import that was cut off under another shape begins a new epoch:
 * it reads the whole file again, and the keys of the calls keep out what is in.
 */
export async function beginImport(db: Queryable, wanted: NewImport): Promise<BegunImport | undefined> {
  const sourceId = await registerSource(db, wanted.source, wanted.resellerId ?? null, wanted.profile)
  const inserted = await db.query(
    `INSERT INTO imports (source_id, file_name, file_bytes, file_sha256, header, shape, state, started_at,
                          reseller_id)
     VALUES ($1, $2, $3, $4, $5, $6, 'running', to_timestamp($7 / 1000.0), $8) ON CONFLICT DO NOTHING`,
    [
      sourceId,
      wanted.fileName,
      wanted.fileBytes,
      wanted.sha256,
      wanted.header,
      wanted.shape,
      wanted.nowMs,
      wanted.resellerId ?? null,
    ],
  )
  const { rows: locks } = await db.query<{ isLocked: boolean; isUntouched: boolean }>(
    `SELECT pg_try_advisory_lock(hashtext('calls-import'), id) AS "isLocked", shape = '' AS "isUntouched"
       FROM imports WHERE source_id = $1 AND file_sha256 = $2`,
    [sourceId, wanted.sha256],
  )
  if (locks[0]?.isLocked !== true) return undefined
  const { rows } = await db.query<{ importId: number; epoch: number; isDone: boolean; begunAtMs: number }>(
    // A file that was uploaded has neither shape nor header before it is begun.
    `UPDATE imports SET epoch = CASE WHEN state = 'done' OR shape IN ($3, '') THEN epoch ELSE epoch + 1 END,
                        header = CASE WHEN shape = '' THEN $4 ELSE header END,
                        shape = CASE WHEN state = 'done' THEN shape ELSE $3 END,
                        state = CASE WHEN state = 'done' THEN state ELSE 'running' END, failure = NULL
      WHERE source_id = $1 AND file_sha256 = $2
      RETURNING id AS "importId", epoch, state = 'done' AS "isDone",
                (extract(epoch FROM started_at) * 1000)::float8 AS "begunAtMs"`,
    [sourceId, wanted.sha256, wanted.shape, wanted.header],
  )
  const [row] = rows
  if (row === undefined) throw new Error('the import just begun is not there')
  return { ...row, sourceId, isNew: inserted.rowCount === 1 || locks[0].isUntouched }
}

/** A source keeps the profile it was first read by: its calls' ids depend on it. */
async function registerSource(
  db: Queryable,
  name: string,
  resellerId: number | null,
  profile: CdrProfile,
): Promise<number> {
  // Looked for first: each attempt to insert takes one of the few ids, also when the name is there.
  await db.query(
    `INSERT INTO call_sources (name, profile, reseller_id) SELECT $1, $2, $3
      WHERE NOT EXISTS (SELECT FROM call_sources WHERE name = $1 AND reseller_id IS NOT DISTINCT FROM $3)
     ON CONFLICT DO NOTHING`,
    [name, profile, resellerId],
  )
  const { rows } = await db.query<{ id: number; same: boolean; profileName: string }>(
    `SELECT id, profile = $2::jsonb AS same, profile->>'name' AS "profileName"
       FROM call_sources WHERE name = $1 AND reseller_id IS NOT DISTINCT FROM $3`,
    [name, profile, resellerId],
  )
  const [row] = rows
  if (row === undefined) throw new Error('the source just registered is not there')
  if (row.same) return row.id
  throw new ProblemError(
    problem(
      'conflict',
      `source "${name}" has been read with profile "${row.profileName}", and calls read by another would not be known ` +
        'again: use that profile, or another --source name for these files',
      { field: 'profile' },
    ),
  )
}

/** `shard/batch_no` of each batch that is in the database. */
export async function committedBatches(db: Queryable, importId: number, epoch: number): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ place: string }>(
    `SELECT shard || '/' || batch_no AS place FROM usage_batches WHERE import_id = $1 AND epoch = $2 AND kind = 'import'`,
    [importId, epoch],
  )
  return new Set(rows.map(({ place }) => place))
}

export async function finishImport(db: Queryable, importId: number, nowMs: number): Promise<void> {
  await db.query(
    `UPDATE imports SET state = 'done', finished_at = to_timestamp($2 / 1000.0), bytes_done = file_bytes WHERE id = $1`,
    [importId, nowMs],
  )
}

/** What an import has written, over all its runs. Amounts are micro-dollars. */
export interface ImportTotals {
  /** Rated and free. */
  readonly calls: number
  readonly rated: number
  readonly free: number
  readonly duplicates: number
  readonly suspended: number
  readonly rejected: number
  readonly chargeMicros: bigint
  readonly gstMicros: bigint
  readonly costMicros: bigint
}

export async function importTotals(db: Queryable, importId: number): Promise<ImportTotals> {
  const { rows } = await db.query<ImportTotals>(
    `SELECT coalesce(sum(calls), 0)::float8 AS calls, coalesce(sum(rated), 0)::float8 AS rated,
            coalesce(sum(free), 0)::float8 AS free, coalesce(sum(suspended), 0)::float8 AS suspended,
            coalesce(sum(rejected), 0)::float8 AS rejected,
            -- An epoch reads the file from its beginning, and meets as duplicates what those before it wrote.
            greatest(0, coalesce(sum(duplicates) FILTER (WHERE b.epoch = i.epoch), 0)
              - coalesce(sum(calls + suspended + rejected) FILTER (WHERE b.epoch < i.epoch), 0))::float8 AS duplicates,
            coalesce(sum(charge_micros), 0)::int8 AS "chargeMicros", coalesce(sum(gst_micros), 0)::int8 AS "gstMicros",
            coalesce(sum(cost_micros), 0)::int8 AS "costMicros"
       FROM usage_batches b JOIN imports i ON i.id = b.import_id
      WHERE b.import_id = $1 AND b.kind = 'import'`,
    [importId],
  )
  const [row] = rows
  if (row === undefined) throw new Error('sums without a row')
  return row
}

/** A file that was uploaded, before anything is known of what is in it. */
export interface UploadedFile {
  readonly sourceId: number
  readonly resellerId: number | null
  readonly fileName: string
  readonly fileBytes: number
  readonly sha256: Buffer
  /** Its name in the folder of uploads. */
  readonly storedAs: string
  readonly uploadedBy: string
  readonly now: Date
}

/**
 * Notes an uploaded file as an import that waits for its turn. A file that came before is the same import; where it failed
 * or was stopped it takes the new file and its turn again.
 *
 * @returns the import, whether it is to be run, and whether this very file is needed.
 */
export async function noteUpload(
  db: Queryable,
  file: UploadedFile,
): Promise<{ readonly importId: number; readonly isToRun: boolean; readonly isKept: boolean }> {
  const { rows } = await db.query<{ importId: number; isToRun: boolean; isKept: boolean }>(
    `INSERT INTO imports AS i (source_id, reseller_id, file_name, file_bytes, file_sha256, header, shape, state, started_at,
                               stored_as, uploaded_by)
     VALUES ($1, $2, $3, $4, $5, '', '', 'waiting', $6, $7, $8)
     ON CONFLICT (source_id, file_sha256) DO UPDATE SET
       stored_as = CASE WHEN i.state <> 'done' THEN coalesce(i.stored_as, excluded.stored_as) END,
       finished_at = CASE WHEN i.state IN ('failed', 'cancelled') THEN NULL ELSE i.finished_at END,
       state = CASE WHEN i.state IN ('failed', 'cancelled') THEN 'waiting' ELSE i.state END,
       cancelled_at = NULL
     RETURNING id AS "importId", state <> 'done' AS "isToRun",
               stored_as IS NOT DISTINCT FROM $7::text AS "isKept"`,
    [
      file.sourceId,
      file.resellerId,
      file.fileName,
      file.fileBytes,
      file.sha256,
      file.now,
      file.storedAs,
      file.uploadedBy,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('the upload just noted is not there')
  return row
}

/** What it takes to run an uploaded import. */
export interface WaitingImport {
  readonly source: string
  readonly profile: CdrProfile
  readonly resellerId: number | null
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly fileName: string
  readonly storedAs: string | null
}

export async function readWaitingImport(db: Queryable, importId: number): Promise<WaitingImport | undefined> {
  const { rows } = await db.query<WaitingImport>(
    `SELECT s.name AS source, s.profile, s.reseller_id AS "resellerId", i.state, i.file_name AS "fileName",
            i.stored_as AS "storedAs"
       FROM imports i JOIN call_sources s ON s.id = i.source_id WHERE i.id = $1`,
    [importId],
  )
  return rows[0]
}

/** An uploaded file is read from now on. */
export async function beginReading(db: Queryable, importId: number, now: Date): Promise<void> {
  await db.query('UPDATE imports SET reading_since = $2 WHERE id = $1', [importId, now])
}

/** How far an import is, for whoever looks meanwhile. Says whether it is to go on. */
export async function noteProgress(db: Queryable, importId: number, bytesDone: number): Promise<boolean> {
  const { rows } = await db.query<{ goesOn: boolean }>(
    'UPDATE imports SET bytes_done = $2 WHERE id = $1 RETURNING cancelled_at IS NULL AS "goesOn"',
    [importId, bytesDone],
  )
  return rows[0]?.goesOn === true
}

/**
 * Stops an upload: one that waits at once, one that is being read as soon as its worker looks.
 *
 * @returns false: there is nothing to stop.
 */
export async function stopImport(db: Queryable, importId: number, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE imports
        SET cancelled_at = $2, finished_at = CASE WHEN state = 'waiting' THEN $2 ELSE finished_at END,
            state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END
      WHERE id = $1 AND state IN ('waiting', 'running') AND stored_as IS NOT NULL AND cancelled_at IS NULL`,
    [importId, now],
  )
  return rowCount !== 0
}

/** It was stopped while it was read. */
export async function endStoppedImport(db: Queryable, importId: number, now: Date): Promise<void> {
  await db.query(
    `UPDATE imports SET state = 'cancelled', finished_at = $2, stored_as = NULL WHERE id = $1 AND state <> 'done'`,
    [importId, now],
  )
}

/** Its file is no longer needed. */
export async function forgetUpload(db: Queryable, importId: number): Promise<void> {
  await db.query('UPDATE imports SET stored_as = NULL WHERE id = $1', [importId])
}

/** It cannot be read, and this is why. */
export async function failImport(db: Queryable, importId: number, failure: string, now: Date): Promise<void> {
  await db.query(
    `UPDATE imports SET state = 'failed', failure = $2, finished_at = $3, stored_as = NULL
      WHERE id = $1 AND state <> 'done'`,
    [importId, failure, now],
  )
}

/**
 * The import that takes a source's events of a day, and so many lines of it: the first of them.
 */
export async function takeEventLines(
  db: Queryable,
  day: {
    readonly sourceId: number
    readonly resellerId: number | null
    readonly name: string
    readonly sha256: Buffer
    readonly header: string
    readonly lines: number
    readonly now: Date
  },
): Promise<{ readonly importId: number; readonly firstLine: number }> {
  const { rows } = await db.query<{ importId: number; lastLine: number }>(
    `INSERT INTO imports AS i (source_id, reseller_id, kind, file_name, file_bytes, file_sha256, header, shape, state,
                               started_at, lines_done)
     VALUES ($1, $2, 'events', $3, 0, $4, $5, 'events', 'running', $6, $7)
     ON CONFLICT (source_id, file_sha256) DO UPDATE SET lines_done = i.lines_done + excluded.lines_done
     RETURNING id AS "importId", lines_done AS "lastLine"`,
    [day.sourceId, day.resellerId, day.name, day.sha256, day.header, day.now, day.lines],
  )
  const [row] = rows
  if (row === undefined) throw new Error('the day of events just begun is not there')
  return { importId: row.importId, firstLine: row.lastLine - day.lines + 1 }
}

/** Registers a source; undefined where its owner has one of that name. */
export async function insertCallSource(
  db: Queryable,
  source: { readonly name: string; readonly profile: CdrProfile; readonly resellerId: number | null },
): Promise<
  | { readonly id: number; readonly name: string; readonly profile: CdrProfile; readonly resellerId: number | null }
  | undefined
> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO call_sources (name, profile, reseller_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id::int4`,
    [source.name, source.profile, source.resellerId],
  )
  const [row] = rows
  return row === undefined ? undefined : { ...source, id: row.id }
}
