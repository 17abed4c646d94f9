import type pg from 'pg'
import { BILLED_SINCE } from './billed-accounts.ts'

/** An account that may have an anniversary to bill. */
export interface BillableAccount {
  readonly id: number
  readonly timeZone: string
  readonly billDay: number
  /** The end of its last statement; where it has none, the beginning of its billing. */
  readonly since: Date
  /** Whether a plan, a number or the account itself changes on an anniversary: such accounts are billed one by one. */
  readonly hasChanges: boolean
}

const LAST_STATEMENT = `(SELECT max(s.cycle_to) FROM statements s WHERE s.account_id = a.id AND s.kind <> 'adjustment-note')`

/**
 * The accounts of a reseller whose billing goes on: active and suspended ones, and cancelled ones of which something has
 * come in since their final statement. New ones are not billed.
 */
export async function readBillableAccounts(db: pg.ClientBase, resellerId: number): Promise<readonly BillableAccount[]> {
  const { rows } = await db.query<BillableAccount>(
    `SELECT * FROM (
       SELECT a.id, a.time_zone AS "timeZone", a.bill_day AS "billDay",
              coalesce(${LAST_STATEMENT}, ${BILLED_SINCE}) AS since,
              (a.cancel_on IS NOT NULL
                OR EXISTS (SELECT FROM pending_plan_changes p WHERE p.account_id = a.id)
                OR EXISTS (SELECT FROM number_assignments n WHERE n.account_id = a.id AND n.cancel_on IS NOT NULL
                              AND n.valid_to IS NULL AND n.superseded_at IS NULL)) AS "hasChanges"
         FROM accounts a
        WHERE a.reseller_id = $1 AND (a.status IN ('active', 'suspended')
           OR (a.status = 'cancelled'
               AND (EXISTS (SELECT FROM charges c WHERE c.account_id = a.id AND c.statement_id IS NULL)
                 OR EXISTS (SELECT FROM statements s WHERE s.account_id = a.id AND s.kind <> 'adjustment-note'
                               AND s.cycle_to = ${LAST_STATEMENT}
                               AND EXISTS (SELECT FROM usage_totals u WHERE u.account_id = a.id
                                              AND (u.cycle_from >= s.cycle_to OR u.batch_id > s.usage_watermark))))))
       ) b
      WHERE since IS NOT NULL ORDER BY id`,
    [resellerId],
  )
  return rows
}

/** Whether an account has charges or payments that are on no statement. */
export async function hasUnbilled(db: pg.ClientBase, accountId: number): Promise<boolean> {
  const { rows } = await db.query<{ has: boolean }>(
    `SELECT EXISTS (SELECT FROM charges WHERE account_id = $1 AND statement_id IS NULL)
         OR EXISTS (SELECT FROM payments WHERE account_id = $1 AND statement_id IS NULL) AS has`,
    [accountId],
  )
  return rows[0]?.has === true
}

/** The end of each account's last statement. */
export async function readLastStatementEnds(
  db: pg.ClientBase,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, Date>> {
  const { rows } = await db.query<{ accountId: number; to: Date }>(
    `SELECT a.id AS "accountId", s.cycle_to AS to
       FROM unnest($1::int4[]) AS a (id)
      CROSS JOIN LATERAL (SELECT s.cycle_to FROM statements s WHERE s.account_id = a.id AND s.kind <> 'adjustment-note'
                           ORDER BY s.cycle_to DESC LIMIT 1) s`,
    [accountIds],
  )
  return new Map(rows.map(({ accountId, to }) => [accountId, to]))
}

/** What waits for an account's anniversary: another plan, and numbers to give back. */
export interface DueChanges {
  readonly planId: number | null
  readonly numbers: readonly string[]
}

/** The changes of an account that are due on a day. */
export async function readDueChanges(db: pg.ClientBase, accountId: number, day: string): Promise<DueChanges> {
  const { rows } = await db.query<DueChanges>(
    `SELECT p.plan_id AS "planId",
            ARRAY(SELECT n.number FROM number_assignments n
                   WHERE n.account_id = $1 AND n.cancel_on <= $2 AND n.valid_to IS NULL AND n.superseded_at IS NULL
                   ORDER BY n.number) AS numbers
       FROM (VALUES (1)) AS one LEFT JOIN pending_plan_changes p ON p.account_id = $1 AND p.due_on <= $2`,
    [accountId, day],
  )
  return rows[0] ?? { planId: null, numbers: [] }
}
