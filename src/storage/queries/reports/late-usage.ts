import type pg from 'pg'
import type { Micros } from '#domain/money.ts'

/** Calls of one kind and cycle that came too late for a statement. Micro-dollars. */
export interface LateUsageRow {
  readonly accountId: number
  readonly accountNumber: string
  readonly name: string
  readonly statementId: bigint
  readonly statementNumber: string
  /** The first day of their cycle, in the account's zone. */
  readonly usedFrom: string
  readonly serviceType: number
  readonly calls: number
  /** Ex GST. */
  readonly chargeMicros: Micros
  readonly gstMicros: Micros
}

/** What was kept off statements because it came too late, newest first. */
export async function readLateUsage(
  db: pg.ClientBase,
  { accountId, limit }: { readonly accountId?: number | undefined; readonly limit: number },
): Promise<readonly LateUsageRow[]> {
  const { rows } = await db.query<LateUsageRow>(
    `SELECT l.account_id AS "accountId", a.account_number AS "accountNumber", a.name, l.statement_id AS "statementId",
            s.number AS "statementNumber", (l.cycle_from AT TIME ZONE a.time_zone)::date AS "usedFrom",
            l.service_type AS "serviceType", l.calls, l.charge_micros AS "chargeMicros", l.gst_micros AS "gstMicros"
       FROM late_usage l
       JOIN accounts a ON a.id = l.account_id
       JOIN statements s ON s.account_id = l.account_id AND s.id = l.statement_id
      WHERE $1::int4 IS NULL OR l.account_id = $1
      ORDER BY l.statement_id DESC, l.cycle_from DESC, l.service_type LIMIT $2`,
    [accountId ?? null, limit],
  )
  return rows
}
