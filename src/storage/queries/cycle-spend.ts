import type pg from 'pg'
import type { Micros } from '#domain/money.ts'

/** What calls of billing cycles come to, with GST, by account; those without calls are left out. */
export async function readCycleSpend(
  db: pg.ClientBase,
  cycles: readonly { readonly accountId: number; readonly cycleFrom: Date }[],
): Promise<ReadonlyMap<number, Micros>> {
  if (cycles.length === 0) return new Map()
  const { rows } = await db.query<{ accountId: number; spent: Micros }>(
    `SELECT u.account_id AS "accountId", sum(u.charge_micros + u.gst_micros)::int8 AS spent
       FROM unnest($1::int4[], $2::timestamptz[]) AS c (account_id, cycle_from)
       JOIN usage_totals u ON u.account_id = c.account_id AND u.cycle_from = c.cycle_from
      GROUP BY 1`,
    [cycles.map(({ accountId }) => accountId), cycles.map(({ cycleFrom }) => cycleFrom)],
  )
  return new Map(rows.map(({ accountId, spent }) => [accountId, spent]))
}
