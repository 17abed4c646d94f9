import type pg from 'pg'
import type { Micros } from '#domain/money.ts'

/** What hangs on an account and ends with it. */
export interface HangingOn {
  readonly balanceMicros: Micros
  readonly planName: string | null
  /** Held now, E.164 digits, in order; the first `shown` of them. */
  readonly numbers: readonly string[]
  readonly numberCount: number
  readonly openOrders: readonly { readonly id: number; readonly kind: string; readonly status: string }[]
  readonly userCount: number
}

/** What an account would lose by its cancellation now. */
export async function readHangingOn(
  db: pg.ClientBase,
  accountId: number,
  shown: number,
): Promise<HangingOn | undefined> {
  const { rows } = await db.query<HangingOn>(
    `WITH held AS (
       SELECT number FROM number_assignments WHERE account_id = $1 AND valid_to IS NULL AND superseded_at IS NULL
     )
     SELECT b.balance_micros AS "balanceMicros",
            (SELECT p.name FROM account_plans ap JOIN calling_plans p ON p.id = ap.plan_id
              WHERE ap.account_id = a.id AND ap.valid_to IS NULL) AS "planName",
            ARRAY(SELECT number FROM held ORDER BY number LIMIT $2) AS numbers,
            (SELECT count(*)::int4 FROM held) AS "numberCount",
            (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'kind', o.kind, 'status', o.status) ORDER BY o.id), '[]')
               FROM (SELECT id, kind, status FROM number_orders
                      WHERE account_id = a.id AND status IN ('submitted', 'with-carrier', 'allocated')
                      ORDER BY id LIMIT $2) o) AS "openOrders",
            (SELECT count(*)::int4 FROM memberships m WHERE m.account_id = a.id AND m.revoked_at IS NULL) AS "userCount"
       FROM accounts a JOIN balances b ON b.account_id = a.id WHERE a.id = $1`,
    [accountId, shown],
  )
  return rows[0]
}
