import type pg from 'pg'
import type { Spend } from '#domain/billing/forecast.ts'

/** What an account spent in each of some billing cycles, in their order: calls from the roll-up, charges by their time. */
export async function readSpend(
  db: pg.ClientBase,
  accountId: number,
  cycles: readonly { readonly fromMs: number; readonly toMs: number }[],
): Promise<readonly Spend[]> {
  const { rows } = await db.query<Spend>(
    `SELECT u.calls AS "callsMicros", u.gst AS "callsGstMicros", h.charges AS "chargesMicros", h.gst AS "chargesGstMicros"
       FROM unnest($2::float8[], $3::float8[]) WITH ORDINALITY AS c (from_ms, to_ms, nth)
      CROSS JOIN LATERAL (SELECT coalesce(sum(charge_micros), 0)::int8 AS calls, coalesce(sum(gst_micros), 0)::int8 AS gst
                            FROM usage_totals
                           WHERE account_id = $1 AND cycle_from = to_timestamp(c.from_ms / 1000.0)) u
      CROSS JOIN LATERAL (SELECT coalesce(sum(amount_micros), 0)::int8 AS charges, coalesce(sum(gst_micros), 0)::int8 AS gst
                            FROM charges
                           WHERE account_id = $1 AND charged_at >= to_timestamp(c.from_ms / 1000.0)
                             AND charged_at < to_timestamp(c.to_ms / 1000.0)) h
      ORDER BY nth`,
    [accountId, cycles.map(({ fromMs }) => fromMs), cycles.map(({ toMs }) => toMs)],
  )
  return rows
}

/** Numbers an account holds, orders and ports of it that are under way. */
export interface AccountCounts {
  readonly numbers: number
  readonly openOrders: number
}

export async function countOfAccount(db: pg.ClientBase, accountId: number): Promise<AccountCounts> {
  const { rows } = await db.query<AccountCounts>(
    `SELECT (SELECT count(*)::int4 FROM number_assignments
              WHERE account_id = $1 AND valid_to IS NULL AND superseded_at IS NULL) AS numbers,
            (SELECT count(*)::int4 FROM number_orders
              WHERE account_id = $1 AND status IN ('submitted', 'with-carrier', 'allocated')) AS "openOrders"`,
    [accountId],
  )
  return rows[0] ?? { numbers: 0, openOrders: 0 }
}
