import type pg from 'pg'

type Queryable = Pick<pg.ClientBase | pg.Pool, 'query'>

/** Usage summed. Micro-dollars ex GST. */
export interface UsageSum {
  readonly calls: number
  readonly durationSeconds: number
  readonly chargeMicros: number
  readonly costMicros: number
}

const SUMS = `sum(u.calls)::float8 AS calls, sum(u.duration_seconds)::float8 AS "durationSeconds",
  sum(u.charge_micros)::float8 AS "chargeMicros", sum(u.cost_micros)::float8 AS "costMicros"`

/** A reseller's usage by service type code, the dearest first. */
export async function usageByServiceType(
  db: Queryable,
  reseller: string,
): Promise<readonly (UsageSum & { readonly serviceType: number })[]> {
  const { rows } = await db.query<UsageSum & { serviceType: number }>(
    `SELECT u.service_type AS "serviceType", ${SUMS} FROM usage_totals u JOIN resellers r ON r.id = u.reseller_id
      WHERE r.name = $1 GROUP BY u.service_type ORDER BY "chargeMicros" DESC, u.service_type`,
    [reseller],
  )
  return rows
}

/** A reseller's accounts with the most usage, the dearest first. */
export async function largestAccounts(
  db: Queryable,
  reseller: string,
  limit: number,
): Promise<readonly (UsageSum & { readonly accountNumber: string; readonly name: string; readonly plan: string })[]> {
  const { rows } = await db.query<UsageSum & { accountNumber: string; name: string; plan: string }>(
    `SELECT a.account_number AS "accountNumber", a.name, p.name AS plan, ${SUMS}
       FROM usage_totals u
       JOIN resellers r ON r.id = u.reseller_id
       JOIN accounts a ON a.id = u.account_id
       JOIN account_plans ap ON ap.account_id = a.id AND ap.valid_to IS NULL
       JOIN calling_plans p ON p.id = ap.plan_id
      WHERE r.name = $1 GROUP BY a.id, p.name ORDER BY "chargeMicros" DESC, a.id LIMIT $2`,
    [reseller, limit],
  )
  return rows
}

/** The source's id of a call worth explaining: partly from an allowance, else the dearest. */
export async function callWorthExplaining(db: Queryable, reseller: string): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT c.source_call_id AS id FROM calls c JOIN resellers r ON r.id = c.reseller_id
      WHERE r.name = $1 AND c.source_call_id <> ''
      ORDER BY (c.allowance_seconds > 0 AND c.charge_micros > 0) DESC, c.charge_micros DESC, c.call_key LIMIT 1`,
    [reseller],
  )
  return rows[0]?.id
}
