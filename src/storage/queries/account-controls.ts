import type pg from 'pg'
import type { OwnCallRule } from '#domain/credit-control/call-rule-names.ts'
import type { Control } from '#domain/credit-control/controls.ts'
import { micros, type Micros } from '#domain/money.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** As it was said of the account, else by its reseller or its plan; null: not said, so the default counts. */
export interface StoredControl {
  readonly isOn: boolean | null
  /** Micro-dollars, calls or failures. */
  readonly limit: bigint | null
}

/** An account as its limits look at it. */
export interface ControlledAccount {
  readonly id: number
  readonly accountNumber: string
  readonly paymentMode: 'prepaid' | 'postpaid'
  readonly timeZone: string
  readonly billDay: number
  readonly balanceMicros: Micros
  readonly controls: Readonly<Record<Control, StoredControl>>
  /** Of its limits; 1 until somebody sets them. */
  readonly version: number
}

interface ControlRow extends Omit<ControlledAccount, 'controls'> {
  readonly switches: readonly (boolean | null)[]
  readonly limits: readonly (bigint | null)[]
}

/** The limits of accounts, as they were said. An IOU is on where the plan gives one and nobody said otherwise. */
export async function readControls(
  db: Queryable,
  accountIds: readonly number[],
): Promise<readonly ControlledAccount[]> {
  const { rows } = await db.query<ControlRow>(
    `SELECT a.id, a.account_number AS "accountNumber", a.payment_mode AS "paymentMode", a.time_zone AS "timeZone",
            a.bill_day AS "billDay", coalesce(b.balance_micros, 0) AS "balanceMicros", coalesce(c.version, 1) AS version,
            ARRAY[c.credit_limit_on, coalesce(c.fraud_spend_day_on, d.fraud_spend_day_on),
                  coalesce(c.fraud_spend_hour_on, d.fraud_spend_hour_on),
                  coalesce(c.overseas_calls_on, d.overseas_calls_on), coalesce(c.iou_on, p.iou_allowed),
                  c.card_failures_on] AS switches,
            ARRAY[c.credit_limit_micros, coalesce(c.fraud_spend_day_micros, d.fraud_spend_day_micros),
                  coalesce(c.fraud_spend_hour_micros, d.fraud_spend_hour_micros),
                  coalesce(c.overseas_calls, d.overseas_calls), c.iou_micros, c.card_failures]::int8[] AS limits
       FROM accounts a
       LEFT JOIN balances b ON b.account_id = a.id
       LEFT JOIN account_controls c ON c.account_id = a.id
       LEFT JOIN call_rule_defaults d ON d.reseller_id = a.reseller_id
       LEFT JOIN account_plans h ON h.account_id = a.id AND h.valid_to IS NULL
       LEFT JOIN calling_plans p ON p.id = h.plan_id
      WHERE a.id = ANY ($1) ORDER BY a.id`,
    [accountIds],
  )
  return rows.map(({ switches, limits, ...account }) => {
    const stored = (at: number): StoredControl => ({ isOn: switches[at] ?? null, limit: limits[at] ?? null })
    return {
      ...account,
      balanceMicros: micros(account.balanceMicros),
      controls: {
        'credit-limit': stored(0),
        'fraud-spend-day': stored(1),
        'fraud-spend-hour': stored(2),
        'overseas-calls': stored(3),
        iou: stored(4),
        'card-failures': stored(5),
      },
    }
  })
}

export interface CrossingRow {
  readonly accountId: number
  readonly watched: string
  readonly crossedAt: Date
}

/** What accounts have crossed and were told of. */
export async function readCrossings(db: Queryable, accountIds: readonly number[]): Promise<readonly CrossingRow[]> {
  const { rows } = await db.query<CrossingRow>(
    `SELECT account_id AS "accountId", watched, crossed_at AS "crossedAt"
       FROM account_crossings WHERE account_id = ANY ($1) ORDER BY account_id, watched`,
    [accountIds],
  )
  return rows
}

export interface ReleaseRow {
  readonly accountId: number
  /** A control, or a rule that refuses calls. */
  readonly control: Control | OwnCallRule
  readonly releasedAt: Date
  readonly until: Date
  readonly by: string
  readonly words: string
}

/** The last release of each control and rule of accounts, over or not. */
export async function readReleases(db: Queryable, accountIds: readonly number[]): Promise<readonly ReleaseRow[]> {
  const { rows } = await db.query<ReleaseRow>(
    `SELECT DISTINCT ON (account_id, control) account_id AS "accountId", control, released_at AS "releasedAt", until,
            actor_name AS by, words
       FROM control_releases WHERE account_id = ANY ($1) ORDER BY account_id, control, id DESC`,
    [accountIds],
  )
  return rows
}

/** The active accounts of a reseller behind one, in the order of their numbers. */
export async function listActiveAccounts(
  db: Queryable,
  resellerId: number,
  after: string,
  limit: number,
): Promise<readonly { readonly id: number; readonly accountNumber: string }[]> {
  const { rows } = await db.query<{ id: number; accountNumber: string }>(
    `SELECT id, account_number AS "accountNumber" FROM accounts
      WHERE reseller_id = $1 AND account_number > $2 AND status = 'active' ORDER BY account_number LIMIT $3`,
    [resellerId, after, limit],
  )
  return rows
}

export interface TrippedRow {
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  readonly control: Control
  readonly since: Date
}

/** The controls that are tripped, the last first. */
export async function listTripped(
  db: Queryable,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<TrippedRow>> {
  const [sinceMs, accountId, watched] = decodeCursor(cursor, 'number', 'number', 'string') ?? []
  const { rows } = await db.query<TrippedRow>(
    `SELECT x.account_id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName",
            substr(x.watched, length('control ') + 1) AS control, x.crossed_at AS since
       FROM account_crossings x JOIN accounts a ON a.id = x.account_id
      WHERE x.watched LIKE 'control %' AND a.status <> 'cancelled'
        AND ($1::float8 IS NULL OR (x.crossed_at, x.account_id, x.watched) < (to_timestamp($1 / 1000.0), $2, $3))
      ORDER BY x.crossed_at DESC, x.account_id DESC, x.watched DESC LIMIT $4`,
    [sinceMs ?? null, accountId ?? null, watched ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ since, ...row }) => [since.getTime(), row.accountId, `control ${row.control}`])
}
