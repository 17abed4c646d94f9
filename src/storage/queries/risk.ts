import type pg from 'pg'
import type { OwnCallRule } from '#domain/credit-control/call-rule-names.ts'
import type { Control } from '#domain/credit-control/controls.ts'
import { micros, type Micros } from '#domain/money.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

export interface RiskCounts {
  /** Accounts. */
  readonly tripped: number
  readonly released: number
  readonly denied: number
  readonly openIous: number
}

/** How much is tripped, lifted, denied and lent at the reseller's accounts now. */
export async function countRisk(db: Queryable, now: Date): Promise<RiskCounts> {
  const { rows } = await db.query<RiskCounts>(
    `SELECT (SELECT count(DISTINCT x.account_id)::int4 FROM account_crossings x JOIN accounts a ON a.id = x.account_id
              WHERE x.watched LIKE 'control %' AND a.status <> 'cancelled') AS tripped,
            (SELECT count(*)::int4 FROM (SELECT DISTINCT ON (account_id, control) until FROM control_releases
              ORDER BY account_id, control, id DESC) r WHERE until > $1) AS released,
            (SELECT count(DISTINCT account_id)::int4 FROM fraud_answers WHERE NOT was_me AND settled_at IS NULL) AS denied,
            (SELECT count(*)::int4 FROM ious WHERE ended_at IS NULL AND expires_at > $1) AS "openIous"`,
    [now],
  )
  return rows[0] ?? { tripped: 0, released: 0, denied: 0, openIous: 0 }
}

/** Calls that rules refused since an instant, by rule; of one account, or of all. */
export async function countRefused(
  db: Queryable,
  since: Date,
  accountId?: number,
): Promise<readonly { readonly rule: string; readonly calls: number; readonly lastAt: Date }[]> {
  const { rows } = await db.query<{ rule: string; calls: number; lastAt: Date }>(
    `SELECT rule, count(*)::int4 AS calls, max(refused_at) AS "lastAt" FROM call_refusals
      WHERE refused_at > $1 AND rule <> '' AND ($2::int4 IS NULL OR account_id = $2) GROUP BY rule ORDER BY rule`,
    [since, accountId ?? null],
  )
  return rows
}

export interface SpenderRow {
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  /** Ex GST: rated, and held for calls in progress. */
  readonly spentDayMicros: Micros
  readonly spentHourMicros: Micros
  readonly calls: number
  readonly overseasCalls: number
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** The accounts that spent most on calls out within 24 hours; each account's own calls are found by their primary key. */
export async function listTopSpenders(db: Queryable, now: Date, most: number): Promise<readonly SpenderRow[]> {
  const { rows } = await db.query<SpenderRow>(
    `SELECT a.id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName",
            (s.day + h.held)::int8 AS "spentDayMicros", (s.hour + h.held)::int8 AS "spentHourMicros", s.calls,
            s.overseas AS "overseasCalls"
       FROM accounts a
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(charge_micros), 0) AS day,
               coalesce(sum(charge_micros) FILTER (WHERE started_at > $2), 0) AS hour, count(*)::int4 AS calls,
               (count(*) FILTER (WHERE service_type = ${SERVICE_TYPE_CODES.International}))::int4 AS overseas
          FROM calls WHERE account_id = a.id AND started_at > $1 AND started_at <= $3 AND direction = ${DIRECTION.out}
      ) s
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(reserved_micros), 0) * 10 / 11 AS held FROM call_reservations
         WHERE account_id = a.id AND state = 'open' AND leg = ${DIRECTION.out}
      ) h
      WHERE a.status = 'active' AND s.day + h.held > 0
      ORDER BY s.day + h.held DESC, a.id LIMIT $4`,
    [new Date(now.getTime() - DAY_MS), new Date(now.getTime() - HOUR_MS), now, most],
  )
  return rows.map((row) => ({
    ...row,
    spentDayMicros: micros(row.spentDayMicros),
    spentHourMicros: micros(row.spentHourMicros),
  }))
}

export interface ReleasedRow {
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  readonly control: Control | OwnCallRule
  readonly releasedAt: Date
  readonly until: Date
  readonly by: string
  readonly words: string
}

const MOST = 200

/** What is lifted now, the last first. */
export async function listReleased(db: Queryable, now: Date): Promise<readonly ReleasedRow[]> {
  const { rows } = await db.query<ReleasedRow>(
    `SELECT r.account_id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName", r.control,
            r.released_at AS "releasedAt", r.until, r.actor_name AS by, r.words
       FROM (SELECT DISTINCT ON (account_id, control) * FROM control_releases ORDER BY account_id, control, id DESC) r
       JOIN accounts a ON a.id = r.account_id
      WHERE r.until > $1 AND a.status <> 'cancelled' ORDER BY r.id DESC LIMIT ${MOST}`,
    [now],
  )
  return rows
}

export interface DeniedRow {
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  readonly controls: readonly string[]
  readonly answeredAt: Date
  readonly by: string
  readonly byCustomer: boolean
  readonly words: string
}

/** Accounts with calls that were not theirs and are not settled, in the order they were said. */
export async function listDenied(db: Queryable): Promise<readonly DeniedRow[]> {
  const { rows } = await db.query<DeniedRow>(
    `SELECT f.account_id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName",
            array_agg(DISTINCT f.control) AS controls, min(f.answered_at) AS "answeredAt",
            (array_agg(f.actor_name ORDER BY f.id))[1] AS by, (array_agg(f.by_customer ORDER BY f.id))[1] AS "byCustomer",
            (array_agg(f.words ORDER BY f.id))[1] AS words
       FROM fraud_answers f JOIN accounts a ON a.id = f.account_id
      WHERE NOT f.was_me AND f.settled_at IS NULL GROUP BY f.account_id, a.account_number, a.name
      ORDER BY min(f.id) LIMIT ${MOST}`,
  )
  return rows
}

export interface RefusalRow {
  readonly id: bigint
  readonly accountId: number | null
  readonly accountNumber: string | null
  readonly accountName: string | null
  readonly refusedAt: Date
  readonly leg: number
  readonly from: string
  readonly to: string
  readonly serviceType: number
  readonly cause: string
  readonly rule: string
  readonly words: string
}

export interface RefusalFilter {
  readonly accountId?: number | undefined
  readonly rule?: string | undefined
  /** Only those a rule refused. */
  readonly onlyRules: boolean
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Calls that were not let through, the last first. */
export async function listRefusals(db: Queryable, filter: RefusalFilter): Promise<Page<RefusalRow>> {
  const [atMs, id] = decodeCursor(filter.cursor, 'number', 'string') ?? []
  const { rows } = await db.query<RefusalRow>(
    `SELECT f.id, f.account_id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName",
            f.refused_at AS "refusedAt", f.leg, f.from_number AS from, f.to_number AS to,
            f.service_type AS "serviceType", f.cause, f.rule, f.words
       FROM call_refusals f LEFT JOIN accounts a ON a.id = f.account_id
      WHERE ($1::int4 IS NULL OR f.account_id = $1) AND ($2::text IS NULL OR f.rule = $2) AND (NOT $3 OR f.rule <> '')
        AND ($4::float8 IS NULL OR (f.refused_at, f.id) < (to_timestamp($4 / 1000.0), $5::int8))
      ORDER BY f.refused_at DESC, f.id DESC LIMIT $6`,
    [filter.accountId ?? null, filter.rule ?? null, filter.onlyRules, atMs ?? null, id ?? null, filter.limit + 1],
  )
  return toPage(rows, filter.limit, (row) => [row.refusedAt.getTime(), String(row.id)])
}

/** What goes on at an account: calls in progress, and those that began within a minute. */
export interface LiveCounts {
  readonly calls: number
  readonly overseasCalls: number
  readonly callsLastMinute: number
}

export async function countLiveCalls(db: Queryable, accountId: number, now: Date): Promise<LiveCounts> {
  const { rows } = await db.query<LiveCounts>(
    `SELECT (count(*) FILTER (WHERE state = 'open'))::int4 AS calls,
            (count(*) FILTER (WHERE state = 'open' AND service_type = ${SERVICE_TYPE_CODES.International}))::int4
              AS "overseasCalls",
            (count(*) FILTER (WHERE leg = ${DIRECTION.out} AND begun_at > $2::timestamptz - interval '1 minute'))::int4
              + (SELECT count(*)::int4 FROM calls WHERE account_id = $1 AND direction = ${DIRECTION.out}
                    AND started_at > $2::timestamptz - interval '1 minute' AND started_at <= $2) AS "callsLastMinute"
       FROM call_reservations WHERE account_id = $1`,
    [accountId, now],
  )
  return rows[0] ?? { calls: 0, overseasCalls: 0, callsLastMinute: 0 }
}

export interface NamedAccount {
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
}

/** The numbers and names of accounts. */
export async function readNamedAccounts(
  db: Queryable,
  accountIds: readonly number[],
): Promise<readonly NamedAccount[]> {
  const { rows } = await db.query<NamedAccount>(
    `SELECT id AS "accountId", account_number AS "accountNumber", name AS "accountName"
       FROM accounts WHERE id = ANY ($1)`,
    [accountIds],
  )
  return rows
}
