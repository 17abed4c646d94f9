import type pg from 'pg'
import type { AccountStatus } from '#domain/accounts/account-status.ts'
import type { Micros } from '#domain/money.ts'
import { ENDED_STATES } from '#domain/porting/port-state.ts'
import { isStatementLate } from '../billing/bill-days.ts'

/** Accounts of one status, bill day and zone. */
export interface AccountGroup {
  readonly status: AccountStatus
  readonly billDay: number
  readonly timeZone: string
  readonly count: number
  /** Of them, those with a cancellation scheduled, and the first day of one. */
  readonly leaving: number
  readonly firstLeavingOn: string | null
}

/** All accounts, counted. */
export async function countAccounts(db: pg.ClientBase): Promise<readonly AccountGroup[]> {
  const { rows } = await db.query<AccountGroup>(
    `SELECT status, bill_day AS "billDay", time_zone AS "timeZone", count(*)::int4 AS count,
            (count(cancel_on) FILTER (WHERE status <> 'cancelled'))::int4 AS leaving,
            min(cancel_on) FILTER (WHERE status <> 'cancelled') AS "firstLeavingOn"
       FROM accounts GROUP BY 1, 2, 3`,
  )
  return rows
}

/** How many accounts have no statement yet for a billing cycle that is over. */
export async function countLateStatements(db: pg.ClientBase, now: Date): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int4 AS count FROM accounts a WHERE ${isStatementLate('$1')}`,
    [now],
  )
  return rows[0]?.count ?? 0
}

export interface Reversals {
  readonly count: number
  /** With GST, above zero. */
  readonly amountMicros: Micros
}

/** Payments that were taken back since an instant. */
export async function sumReversals(db: pg.ClientBase, since: Date): Promise<Reversals> {
  const { rows } = await db.query<Reversals>(
    `SELECT count(*)::int4 AS count, coalesce(-sum(amount_micros), 0)::int8 AS "amountMicros"
       FROM payments WHERE reverses_id IS NOT NULL AND recorded_at >= $1`,
    [since],
  )
  return rows[0] ?? { count: 0, amountMicros: 0n as Micros }
}

/** How many statements mailed since an instant have a last mail that failed, or is still to be sent. */
export async function countStatementMails(
  db: pg.ClientBase,
  since: Date,
): Promise<{ readonly failed: number; readonly waiting: number }> {
  const { rows } = await db.query<{ failed: number; waiting: number }>(
    `SELECT (count(*) FILTER (WHERE state = 'failed'))::int4 AS failed,
            (count(*) FILTER (WHERE state IN ('queued', 'waiting')))::int4 AS waiting
       FROM (SELECT DISTINCT ON (account_id, attachment ->> 'id') state FROM mails
              WHERE attachment ->> 'paper' = 'statement' AND queued_at >= $1
              ORDER BY account_id, attachment ->> 'id', id DESC) m`,
    [since],
  )
  return rows[0] ?? { failed: 0, waiting: 0 }
}

export interface OpenWork {
  readonly openOrders: number
  readonly oldestOrder: Date | null
  readonly openPorts: number
  readonly portsDueToday: number
  readonly overduePorts: number
  readonly trippedControls: number
}

/** Orders and ports that are under way, limits that are reached. `today` is a day of the reseller. */
export async function countOpenWork(db: pg.ClientBase, now: Date, today: string): Promise<OpenWork> {
  const { rows } = await db.query<OpenWork>(
    `SELECT o.*, p.*, t.*
       FROM (SELECT count(*)::int4 AS "openOrders", min(created_at) AS "oldestOrder" FROM number_orders
              WHERE status IN ('submitted', 'with-carrier', 'allocated')) o,
            (SELECT count(*)::int4 AS "openPorts", (count(*) FILTER (WHERE due_at < $1))::int4 AS "overduePorts",
                    (count(*) FILTER (WHERE due_on = $2 AND due_at >= $1))::int4 AS "portsDueToday"
               FROM ports WHERE state <> ALL ($3)) p,
            (SELECT count(*)::int4 AS "trippedControls" FROM account_crossings x JOIN accounts a ON a.id = x.account_id
              WHERE x.watched LIKE 'control %' AND a.status <> 'cancelled') t`,
    [now, today, ENDED_STATES],
  )
  const [work] = rows
  if (work === undefined) throw new Error('a count gave no row')
  return work
}
