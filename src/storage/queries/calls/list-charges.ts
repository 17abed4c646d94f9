import type pg from 'pg'
import { newStatement, type Statement } from './call-filter.ts'
import type { RecordSum, SumBy } from './sum-calls.ts'

/** A charge that is no call, as a list of billing records shows it. */
export interface ChargeRow {
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  readonly timeZone: string
  readonly id: bigint
  readonly chargedAtMs: number
  readonly serviceType: number
  readonly description: string
  readonly quantity: number
  readonly chargeMicros: bigint
  readonly gstMicros: bigint
}

export interface ChargeFilter {
  readonly accountId?: number | undefined
  readonly fromMs?: number | undefined
  readonly toMs?: number | undefined
  readonly serviceTypes?: readonly number[] | undefined
  readonly status?: 'free' | 'charged' | undefined
}

/** Behind which charge a page goes on; without an id, at or before an instant. */
export interface ChargePlace {
  readonly chargedAtMs: number
  readonly accountId?: number
  readonly id?: bigint
}

/** Charges behind the tenant's walls, newest first. */
export async function listCharges(
  db: pg.ClientBase,
  filter: ChargeFilter,
  { after, limit }: { readonly after?: ChargePlace | undefined; readonly limit: number },
): Promise<readonly ChargeRow[]> {
  const statement = newStatement()
  const conditions = [chargeConditions(filter, statement)]
  if (after !== undefined) {
    const at = statement.place(new Date(after.chargedAtMs))
    conditions.push(
      after.id === undefined
        ? `c.charged_at <= ${at}`
        : `(c.charged_at, c.account_id, c.id) < (${at}, ${statement.place(after.accountId)}, ${statement.place(after.id)})`,
    )
  }
  const { rows } = await db.query<ChargeRow>(
    `SELECT ${ROW} FROM charges c JOIN accounts a ON a.id = c.account_id WHERE ${conditions.join(' AND ')}
      ORDER BY c.charged_at DESC, c.account_id DESC, c.id DESC LIMIT ${statement.place(limit)}`,
    statement.values,
  )
  return rows
}

const ROW = `c.account_id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName",
  a.time_zone AS "timeZone", c.id, (extract(epoch FROM c.charged_at) * 1000)::float8 AS "chargedAtMs",
  c.service_type AS "serviceType", c.description, c.quantity, c.amount_micros AS "chargeMicros",
  c.gst_micros AS "gstMicros"`

/** The charges of a filter, summed by kind or day. What they cost is not known here. */
export async function sumCharges(db: pg.ClientBase, filter: ChargeFilter, by: SumBy): Promise<readonly RecordSum[]> {
  const statement = newStatement()
  const key =
    by.by === 'service-type'
      ? 'c.service_type::text'
      : `to_char(c.charged_at AT TIME ZONE ${statement.place(by.timeZone)}, 'YYYY-MM-DD')`
  const { rows } = await db.query<RecordSum>(
    `SELECT ${key} AS key, count(*)::float8 AS count, 0::float8 AS seconds, sum(c.amount_micros)::int8 AS "chargeMicros",
            sum(c.gst_micros)::int8 AS "gstMicros", 0::int8 AS "costMicros", 0::int8 AS "marginMicros",
            count(*)::float8 AS "costUnknown"
       FROM charges c WHERE ${chargeConditions(filter, statement)} GROUP BY 1 ORDER BY 1`,
    statement.values,
  )
  return rows
}

/** The statement that gives all charges of a filter, newest first, for a cursor; and its values. */
export function exportChargesStatement(filter: ChargeFilter): {
  readonly sql: string
  readonly values: readonly unknown[]
} {
  const statement = newStatement()
  const sql = `SELECT ${ROW} FROM charges c JOIN accounts a ON a.id = c.account_id
    WHERE ${chargeConditions(filter, statement)} ORDER BY c.charged_at DESC, c.account_id DESC, c.id DESC`
  return { sql, values: statement.values }
}

function chargeConditions(filter: ChargeFilter, { place }: Statement): string {
  const { accountId, fromMs, toMs, serviceTypes, status } = filter
  const conditions: string[] = []
  if (accountId !== undefined) conditions.push(`c.account_id = ${place(accountId)}`)
  if (fromMs !== undefined) conditions.push(`c.charged_at >= ${place(new Date(fromMs))}`)
  if (toMs !== undefined) conditions.push(`c.charged_at < ${place(new Date(toMs))}`)
  if (serviceTypes !== undefined) conditions.push(`c.service_type = ANY (${place(serviceTypes)}::int2[])`)
  if (status === 'free') conditions.push('c.amount_micros = 0')
  if (status === 'charged') conditions.push('c.amount_micros <> 0')
  return conditions.length === 0 ? 'true' : conditions.join(' AND ')
}
