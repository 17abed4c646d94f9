import type pg from 'pg'

export interface SuspenseKey {
  readonly sourceId: number
  readonly callKey: bigint
}

/** Moves suspended rows to those given up for good. Returns how many there were. */
export async function dismissSuspense(
  db: pg.ClientBase,
  keys: readonly SuspenseKey[],
  by: { readonly name: string; readonly reason: string; readonly now: Date },
): Promise<number> {
  const { rowCount } = await db.query(
    `WITH gone AS (
       DELETE FROM calls_suspense s USING unnest($1::int2[], $2::int8[]) AS w (source_id, call_key)
        WHERE s.source_id = w.source_id AND s.call_key = w.call_key RETURNING s.*
     )
     INSERT INTO calls_dismissed (source_id, call_key, reseller_id, account_id, cause, detail, import_id, line_number,
                                  raw_line, started_at, service_type, a_number, b_number, duration_seconds, tries,
                                  created_at, dismissed_at, dismissed_by, reason)
     SELECT source_id, call_key, reseller_id, account_id, cause, detail, import_id, line_number, raw_line, started_at,
            service_type, a_number, b_number, duration_seconds, tries, created_at, $3, $4, $5 FROM gone`,
    [keys.map(({ sourceId }) => sourceId), keys.map(({ callKey }) => callKey), by.now, by.name, by.reason],
  )
  return rowCount ?? 0
}

/** Keeps a suspended line as it was and as it was corrected. */
export async function keepCorrection(
  db: pg.ClientBase,
  correction: {
    readonly resellerId: number | null
    readonly sourceId: number
    readonly importId: number
    readonly lineNumber: number
    readonly before: string
    readonly after: string
    readonly by: string
    readonly reason: string
    readonly now: Date
  },
): Promise<void> {
  await db.query(
    `INSERT INTO suspense_corrections (reseller_id, source_id, import_id, line_number, line_before, line_after,
                                       corrected_by, reason, corrected_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      correction.resellerId,
      correction.sourceId,
      correction.importId,
      correction.lineNumber,
      correction.before,
      correction.after,
      correction.by,
      correction.reason,
      correction.now,
    ],
  )
}
