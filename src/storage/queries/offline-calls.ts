import type pg from 'pg'

export interface OfflineRow {
  readonly resellerId: number
  readonly mode: 'closed' | 'open'
  readonly maxSeconds: number
  readonly callsAtOnce: number
  readonly accountMicros: bigint
  readonly version: number
}

/** What resellers said for the time the database is away; all of them where no id is given. */
export async function readOfflineCalls(
  db: Pick<pg.ClientBase, 'query'>,
  resellerId?: number,
): Promise<readonly OfflineRow[]> {
  const { rows } = await db.query<OfflineRow>(
    `SELECT reseller_id AS "resellerId", mode, max_seconds AS "maxSeconds", calls_at_once AS "callsAtOnce",
            account_micros AS "accountMicros", version
       FROM offline_calls WHERE ($1::int4 IS NULL OR reseller_id = $1)`,
    [resellerId ?? null],
  )
  return rows
}
