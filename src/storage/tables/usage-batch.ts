import type pg from 'pg'

type Queryable = Pick<pg.ClientBase, 'query'>

/** The monthly partition of `calls` for an instant. */
export function callsPartition(monthFromMs: number): string {
  const month = new Date(monthFromMs)
  return `calls_${month.getUTCFullYear()}_${String(month.getUTCMonth() + 1).padStart(2, '0')}`
}

/**
 * Makes the partitions for months where they are missing. In a transaction of its own: attaching a partition must not
 * hold up other imports for as long as a batch takes.
 */
export async function ensureCallsPartitions(client: Queryable, monthsFromMs: readonly number[]): Promise<void> {
  for (const monthFromMs of monthsFromMs) {
    const name = callsPartition(monthFromMs)
    const { rows } = await client.query<{ exists: boolean }>('SELECT to_regclass($1) IS NOT NULL AS exists', [name])
    if (rows[0]?.exists === true) continue
    const from = new Date(monthFromMs)
    const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1))
    await client.query('BEGIN')
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('calls-partitions'))`)
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF calls
         FOR VALUES FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`,
    )
    await client.query('COMMIT')
  }
}

/** Keeps the batches of one shard one after the other, whichever process writes them. Held until the transaction ends. */
export async function lockShard(client: Queryable, shard: number): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('usage-shard'), $1)`, [shard])
}

export async function nextBatchId(client: Queryable): Promise<number> {
  const { rows } = await client.query<{ id: number }>(`SELECT nextval('usage_batch_ids')::int4 AS id`)
  const [row] = rows
  if (row === undefined) throw new Error('the sequence of batch ids gave none')
  return row.id
}

export interface UsageBatchRow {
  readonly id: number
  readonly kind: 'import' | 'retry' | 'rerate'
  readonly importId: number | null
  readonly epoch: number | null
  readonly shard: number | null
  readonly batchNo: number | null
  readonly calls: number
  readonly rated: number
  readonly free: number
  readonly duplicates: number
  readonly suspended: number
  readonly rejected: number
  readonly chargeMicros: number
  readonly gstMicros: number
  readonly costMicros: number
  readonly createdAtMs: number
  /** The months, UTC, its calls start in: epoch milliseconds of their first instants. */
  readonly monthsFromMs: readonly number[]
}

/** Records the batch. Its unique place in its import is what makes an import write it exactly once. */
export async function insertUsageBatch(client: Queryable, batch: UsageBatchRow): Promise<void> {
  await client.query(
    `INSERT INTO usage_batches (id, kind, import_id, epoch, shard, batch_no, calls, rated, free, duplicates, suspended,
                                rejected, charge_micros, gst_micros, cost_micros, created_at, months)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, to_timestamp($16 / 1000.0), $17)`,
    [
      batch.id,
      batch.kind,
      batch.importId,
      batch.epoch,
      batch.shard,
      batch.batchNo,
      batch.calls,
      batch.rated,
      batch.free,
      batch.duplicates,
      batch.suspended,
      batch.rejected,
      batch.chargeMicros,
      batch.gstMicros,
      batch.costMicros,
      batch.createdAtMs,
      batch.monthsFromMs.map((monthFromMs) => new Date(monthFromMs).toISOString().slice(0, 10)),
    ],
  )
}

/**
 * Adds to the balances of accounts, in the order of their ids, and to what their resellers have used of their own credit.
 *
 * @throws Error when an account has no balance row: the batch must not be written.
 */
export async function addToBalances(
  client: Queryable,
  changes: readonly { readonly accountId: number; readonly retailMicros: number; readonly wholesaleMicros: number }[],
): Promise<void> {
  if (changes.length === 0) return
  const { rows } = await client.query<{ moved: number }>(
    `WITH moved AS (
       UPDATE balances b SET balance_micros = b.balance_micros + c.retail, wholesale_micros = b.wholesale_micros + c.wholesale,
                              live_epoch = b.live_epoch + 1
         FROM unnest($1::int4[], $2::int8[], $3::int8[]) AS c (account_id, retail, wholesale)
        WHERE b.account_id = c.account_id
       RETURNING b.reseller_id, c.wholesale
     ), of_resellers AS (
       UPDATE wholesale_credit w SET used_micros = w.used_micros - m.wholesale
         FROM (SELECT reseller_id, sum(wholesale)::int8 AS wholesale FROM moved GROUP BY 1 ORDER BY 1) m
        WHERE w.reseller_id = m.reseller_id AND m.wholesale <> 0
     )
     SELECT count(*)::int4 AS moved FROM moved`,
    [
      changes.map(({ accountId }) => accountId),
      changes.map(({ retailMicros }) => retailMicros),
      changes.map(({ wholesaleMicros }) => wholesaleMicros),
    ],
  )
  const moved = rows[0]?.moved ?? 0
  if (moved !== changes.length) throw new Error(`${changes.length - moved} accounts have no balance`)
}

export interface AllowanceChange {
  readonly accountId: number
  readonly resellerId: number
  readonly cycleFromMs: number
  readonly cycleToMs: number
  readonly planVersionId: number
  readonly allowanceNo: number
  /** What the batch was priced against; undefined: no row. */
  readonly drawnBefore: number | undefined
  readonly drawn: number
}

/**
 * Writes what a batch drew from allowances, but only where they still are as the batch saw them. False: somebody else
 * drew meanwhile, and the batch is to be rolled back and priced again.
 */
export async function writeAllowanceUse(client: Queryable, changes: readonly AllowanceChange[]): Promise<boolean> {
  if (changes.length === 0) return true
  await tellDrawn(client, [...new Set(changes.map(({ accountId }) => accountId))])
  const known = changes.filter(({ drawnBefore }) => drawnBefore !== undefined)
  if (known.length > 0) {
    const { rowCount } = await client.query(
      `UPDATE allowance_use u SET drawn = c.drawn
         FROM unnest($1::int4[], $2::float8[], $3::int4[], $4::int2[], $5::int8[], $6::int8[])
              AS c (account_id, cycle_from, plan_version_id, allowance_no, drawn, drawn_before)
        WHERE u.account_id = c.account_id AND u.cycle_from = to_timestamp(c.cycle_from / 1000.0)
          AND u.plan_version_id = c.plan_version_id AND u.allowance_no = c.allowance_no AND u.drawn = c.drawn_before`,
      [...columnsOf(known), known.map(({ drawnBefore }) => drawnBefore)],
    )
    if (rowCount !== known.length) return false
  }
  const fresh = changes.filter(({ drawnBefore }) => drawnBefore === undefined)
  if (fresh.length === 0) return true
  const { rowCount } = await client.query(
    `INSERT INTO allowance_use (account_id, cycle_from, plan_version_id, allowance_no, drawn, cycle_to, reseller_id)
     SELECT account_id, to_timestamp(cycle_from / 1000.0), plan_version_id, allowance_no, drawn,
            to_timestamp(cycle_to / 1000.0), reseller_id
       FROM unnest($1::int4[], $2::float8[], $3::int4[], $4::int2[], $5::int8[], $6::float8[], $7::int4[])
            AS c (account_id, cycle_from, plan_version_id, allowance_no, drawn, cycle_to, reseller_id)
     ON CONFLICT DO NOTHING`,
    [...columnsOf(fresh), fresh.map(({ cycleToMs }) => cycleToMs), fresh.map(({ resellerId }) => resellerId)],
  )
  return rowCount === fresh.length
}

/** Who answers calls hears whose allowances were drawn on: of a few accounts which, else that there were some. */
async function tellDrawn(client: Queryable, accountIds: readonly number[]): Promise<void> {
  const which = accountIds.length <= MOST_TOLD ? accountIds.join(',') : ''
  await client.query(`SELECT pg_notify('tollgate_live', $1)`, [`drawn ${which}`.trim()])
}

/** What fits a notification, which has 8,000 bytes. */
const MOST_TOLD = 600

function columnsOf(changes: readonly AllowanceChange[]): unknown[] {
  return [
    changes.map(({ accountId }) => accountId),
    changes.map(({ cycleFromMs }) => cycleFromMs),
    changes.map(({ planVersionId }) => planVersionId),
    changes.map(({ allowanceNo }) => allowanceNo),
    changes.map(({ drawn }) => drawn),
  ]
}

export interface SuspenseRow {
  readonly key: bigint
  readonly cause: number
  readonly resellerId: number | null
  readonly accountId: number | null
  readonly detail: string
  readonly lineNumber: number
  readonly rawLine: string
  readonly startedAtMs: number | null
  readonly serviceType: number
  readonly aNumber: string
  readonly bNumber: string
  readonly durationSeconds: number | null
}

/**
 * Keeps rows in suspense. Returns the keys that were not there before: the others are duplicates, also those a person has
 * dismissed for good. With `isRetry` a row that is there takes the new cause and counts the try. What a reseller's own
 * source sent is the reseller's, whoever's the number.
 */
export async function insertSuspense(
  client: Queryable,
  batch: {
    readonly sourceId: number
    readonly importId: number
    readonly createdAtMs: number
    readonly isRetry: boolean
  },
  rows: readonly SuspenseRow[],
): Promise<ReadonlySet<bigint>> {
  if (rows.length === 0) return new Set()
  const result = await client.query<{ call_key: bigint }>(
    `INSERT INTO calls_suspense (source_id, call_key, cause, reseller_id, account_id, detail, line_number, raw_line,
                                 started_at, service_type, a_number, b_number, duration_seconds, import_id, created_at)
     SELECT $13, call_key, cause,
            coalesce(reseller_id, (SELECT c.reseller_id FROM call_sources c WHERE c.id = $13)), account_id, detail,
            line_number, raw_line, to_timestamp(started_at / 1000.0), service_type, a_number, b_number, duration_seconds, $14,
            to_timestamp($15 / 1000.0)
       FROM unnest($1::int8[], $2::int2[], $3::int4[], $4::int4[], $5::text[], $6::int4[], $7::text[], $8::float8[],
                   $9::int2[], $10::text[], $11::text[], $12::int4[])
            AS s (call_key, cause, reseller_id, account_id, detail, line_number, raw_line, started_at, service_type,
                  a_number, b_number, duration_seconds)
      WHERE NOT EXISTS (SELECT FROM calls_dismissed d WHERE d.source_id = $13 AND d.call_key = s.call_key)
     ON CONFLICT ${batch.isRetry ? TAKE_NEW_CAUSE : 'DO NOTHING'} RETURNING call_key`,
    [
      rows.map(({ key }) => key),
      rows.map(({ cause }) => cause),
      rows.map(({ resellerId }) => resellerId),
      rows.map(({ accountId }) => accountId),
      rows.map(({ detail }) => detail),
      rows.map(({ lineNumber }) => lineNumber),
      rows.map(({ rawLine }) => rawLine),
      rows.map(({ startedAtMs }) => startedAtMs),
      rows.map(({ serviceType }) => serviceType),
      rows.map(({ aNumber }) => aNumber),
      rows.map(({ bNumber }) => bNumber),
      rows.map(({ durationSeconds }) => durationSeconds),
      batch.sourceId,
      batch.importId,
      batch.createdAtMs,
    ],
  )
  return new Set(result.rows.map(({ call_key }) => call_key))
}

const TAKE_NEW_CAUSE = `(source_id, call_key) DO UPDATE SET
  cause = excluded.cause, detail = excluded.detail, reseller_id = excluded.reseller_id,
  account_id = excluded.account_id, service_type = excluded.service_type, raw_line = excluded.raw_line,
  started_at = excluded.started_at, a_number = excluded.a_number, b_number = excluded.b_number,
  duration_seconds = excluded.duration_seconds, tries = calls_suspense.tries + 1`

/** The keys of a source's rows in suspense, those of one import left out. */
export async function suspendedKeys(
  client: Queryable,
  sourceId: number,
  exceptImportId: number | undefined,
): Promise<ReadonlySet<bigint>> {
  const { rows } = await client.query<{ key: bigint }>(
    'SELECT call_key AS key FROM calls_suspense WHERE source_id = $1 AND import_id IS DISTINCT FROM $2',
    [sourceId, exceptImportId ?? null],
  )
  return new Set(rows.map(({ key }) => key))
}

/** Takes rows out of suspense. */
export async function deleteSuspense(client: Queryable, sourceId: number, keys: readonly bigint[]): Promise<void> {
  if (keys.length === 0) return
  await client.query('DELETE FROM calls_suspense WHERE source_id = $1 AND call_key = ANY ($2::int8[])', [
    sourceId,
    keys,
  ])
}

/**
 * Takes out of suspense the legs that a retry of their lines did not meet again: with the numbers of now the line reads
 * as other legs, and those have found their place or wait under keys of their own.
 */
export async function deleteUntried(
  client: Queryable,
  sourceId: number,
  lines: readonly { readonly keys: readonly bigint[]; readonly tries: readonly number[] }[],
): Promise<void> {
  await client.query(
    `DELETE FROM calls_suspense s USING unnest($2::int8[], $3::int4[]) AS before (call_key, tries)
      WHERE s.source_id = $1 AND s.call_key = before.call_key AND s.tries = before.tries`,
    [sourceId, lines.flatMap(({ keys }) => keys), lines.flatMap(({ tries }) => tries)],
  )
}
