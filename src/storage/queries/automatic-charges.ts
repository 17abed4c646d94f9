import type pg from 'pg'
import type { TopUpCharge } from '#domain/credit-control/decide-top-up.ts'
import { micros, type Micros } from '#domain/money.ts'
import type { AutomaticChargeState, AutomaticPurpose, TryOutcome } from '#domain/payments/automatic-charge.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import type { ChargingState } from '#storage/tables/automatic-charges.ts'
import { countRows, decodeCursor, toPage, type PageWithTotal } from './page.ts'
import { settledSql } from './settlement.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** A charge that makes itself. Amounts with GST. */
export interface AutomaticChargeRow {
  readonly id: bigint
  readonly accountId: number
  readonly purpose: AutomaticPurpose
  readonly reason: string
  readonly statementId: bigint | null
  readonly amountMicros: Micros
  readonly state: AutomaticChargeState
  readonly dueAt: Date
  readonly plannedAt: Date
  readonly tries: number
  readonly endedAt: Date | null
  /** For people, of one that was given up or withdrawn. */
  readonly endedWhy: string | null
}

const COLUMNS = `c.id, c.account_id AS "accountId", c.purpose, c.reason, c.statement_id AS "statementId",
  c.amount_micros AS "amountMicros", c.state, c.due_at AS "dueAt", c.planned_at AS "plannedAt", c.tries,
  c.ended_at AS "endedAt", c.ended_why AS "endedWhy"`

export async function readAutomaticCharge(
  db: Queryable,
  accountId: number,
  id: bigint,
): Promise<AutomaticChargeRow | undefined> {
  const { rows } = await db.query<AutomaticChargeRow>(
    `SELECT ${COLUMNS} FROM automatic_charges c WHERE c.account_id = $1 AND c.id = $2`,
    [accountId, id],
  )
  return rows[0]
}

/** The open ones of an account, in the order they are tried: bills before top-ups. */
export async function readOpenCharges(db: Queryable, accountId: number): Promise<readonly AutomaticChargeRow[]> {
  const { rows } = await db.query<AutomaticChargeRow>(
    `SELECT ${COLUMNS} FROM automatic_charges c WHERE c.account_id = $1 AND c.state IN ('planned', 'sent')
      ORDER BY c.purpose NOT IN ('auto-debit', 'invoice'), c.id`,
    [accountId],
  )
  return rows
}

/** How often an account was charged or planned to be: makes the next reason a new one. */
export async function readLastChargeId(db: Queryable, accountId: number): Promise<bigint> {
  const { rows } = await db.query<{ last: bigint }>(
    'SELECT coalesce(max(id), 0)::int8 AS last FROM automatic_charges WHERE account_id = $1',
    [accountId],
  )
  return rows[0]?.last ?? 0n
}

/** A try, with what is known of it at the gateway. */
export interface TryRow {
  readonly accountId: number
  readonly chargeNo: bigint
  readonly tryNo: number
  readonly key: string
  readonly amountMicros: Micros
  readonly sentAt: Date
  readonly outcome: TryOutcome | null
  readonly answeredAt: Date | null
  readonly declineCode: string | null
  readonly purpose: AutomaticPurpose
}

const TRY_COLUMNS = `t.account_id AS "accountId", t.charge_no AS "chargeNo", t.try_no AS "tryNo", t.key,
  t.amount_micros AS "amountMicros", t.sent_at AS "sentAt", t.outcome, t.answered_at AS "answeredAt",
  t.decline_code AS "declineCode", c.purpose`

/** Tries that were begun before an instant and that nobody asked the gateway for: a process ended between. */
export async function listLostTries(db: Queryable, before: Date): Promise<readonly TryRow[]> {
  const { rows } = await db.query<TryRow>(
    `SELECT ${TRY_COLUMNS} FROM automatic_charge_tries t
       JOIN automatic_charges c ON c.account_id = t.account_id AND c.id = t.charge_no
      WHERE t.outcome IS NULL AND t.sent_at <= $1
        AND NOT EXISTS (SELECT FROM gateway_charges g WHERE g.account_id = t.account_id AND g.key = t.key)
      ORDER BY t.account_id, t.charge_no`,
    [before],
  )
  return rows
}

/** The tries of some charges of an account, in order. */
export async function readTries(
  db: Queryable,
  accountId: number,
  chargeNos: readonly bigint[],
): Promise<readonly TryRow[]> {
  const { rows } = await db.query<TryRow>(
    `SELECT ${TRY_COLUMNS} FROM automatic_charge_tries t
       JOIN automatic_charges c ON c.account_id = t.account_id AND c.id = t.charge_no
      WHERE t.account_id = $1 AND t.charge_no = ANY ($2) ORDER BY t.charge_no, t.try_no`,
    [accountId, chargeNos],
  )
  return rows
}

/** Top-ups of accounts since an instant that went through or are under way. */
export async function readTopUpsSince(
  db: Queryable,
  accountIds: readonly number[],
  since: Date,
): Promise<ReadonlyMap<number, readonly TopUpCharge[]>> {
  const { rows } = await db.query<TopUpCharge & { accountId: number }>(
    `SELECT t.account_id AS "accountId", t.amount_micros AS "amountMicros", t.sent_at AS at
       FROM automatic_charge_tries t
       JOIN automatic_charges c ON c.account_id = t.account_id AND c.id = t.charge_no
      WHERE t.account_id = ANY ($1) AND t.sent_at > $2 AND (t.outcome IS NULL OR t.outcome = 'paid')
        AND c.purpose IN ('auto-top-up', 'top-up-to-level')`,
    [accountIds, since],
  )
  return Map.groupBy(rows, ({ accountId }) => accountId)
}

export interface ChargedAccount {
  readonly id: number
  readonly status: string
  readonly paymentMode: 'prepaid' | 'postpaid'
  readonly timeZone: string
  readonly balanceMicros: Micros
  /** Held by calls in progress. */
  readonly reservedMicros: Micros
  /** Charges the gateway has, or is about to have, and nobody answered yet. */
  readonly onItsWayMicros: Micros
  /** The reseller's gateway is on. */
  readonly takesMethods: boolean
  /** There is a default card or bank account of a kind the gateway takes, and the gateway is on. */
  readonly hasMethod: boolean
  /** It is a card that has expired. */
  readonly isMethodOver: boolean
  readonly charging: ChargingState
}

/** Accounts as charges that make themselves look at them. */
export async function readChargedAccounts(
  db: Queryable,
  accountIds: readonly number[],
  now: Date,
): Promise<readonly ChargedAccount[]> {
  const { rows } = await db.query<Omit<ChargedAccount, 'charging'> & ChargingState>(
    `SELECT a.id, a.status, a.payment_mode AS "paymentMode", a.time_zone AS "timeZone",
            coalesce(b.balance_micros, 0)::int8 AS "balanceMicros", coalesce(b.reserved_micros, 0)::int8 AS "reservedMicros",
            (SELECT coalesce(sum(g.amount_micros), 0)::int8 FROM gateway_charges g
              WHERE g.account_id = a.id AND (g.state = 'processing' OR (g.state IN ('planned', 'sent') AND NOT g.on_page)))
              AS "onItsWayMicros",
            EXISTS (SELECT FROM payment_gateways g WHERE g.reseller_id = a.reseller_id AND g.is_on) AS "takesMethods",
            m.id IS NOT NULL AS "hasMethod",
            coalesce(make_date(m.exp_year, m.exp_month, 1) + interval '1 month' <= $2::timestamptz AT TIME ZONE a.time_zone, false)
              AS "isMethodOver",
            coalesce(c.refusals, 0) AS refusals, c.refused_at AS "refusedAt", c.decline_code AS "declineCode",
            c.stopped_at AS "stoppedAt", c.week_full_since AS "weekFullSince"
       FROM accounts a
       LEFT JOIN balances b ON b.account_id = a.id
       LEFT JOIN automatic_charging c ON c.account_id = a.id
       LEFT JOIN LATERAL (
         SELECT m.id, m.exp_year, m.exp_month FROM payment_methods m
           JOIN payment_gateways g ON g.reseller_id = m.reseller_id AND g.gateway_account = m.gateway_account
          WHERE m.account_id = a.id AND m.is_default AND m.kind = ANY (g.methods) AND g.is_on) m ON true
      WHERE a.id = ANY ($1) ORDER BY a.id`,
    [accountIds, now],
  )
  return rows.map(({ refusals, refusedAt, declineCode, stoppedAt, weekFullSince, ...account }) => ({
    ...account,
    charging: { refusals, refusedAt, declineCode, stoppedAt, weekFullSince },
  }))
}

/** How often in a row the cards of accounts were refused; accounts without a refusal are left out. */
export async function readCardRefusals(
  db: Queryable,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, { readonly cardRefusals: number; readonly isChargingStopped: boolean }>> {
  const { rows } = await db.query<{ accountId: number; cardRefusals: number; isChargingStopped: boolean }>(
    `SELECT account_id AS "accountId", refusals AS "cardRefusals", stopped_at IS NOT NULL AS "isChargingStopped"
       FROM automatic_charging WHERE account_id = ANY ($1)`,
    [accountIds],
  )
  return new Map(rows.map(({ accountId, ...refusals }) => [accountId, refusals]))
}

/** Refused within the last day, or switched off: nothing of such an account is tried. Of a row `r` of automatic_charging. */
const RESTS = `(r.stopped_at IS NOT NULL OR r.refused_at > $1::timestamptz - interval '1 day')`

/** Active prepaid accounts with an auto top-up and a card, whose balance is below their threshold, and none under way. */
export async function listLowAccounts(db: Queryable, now: Date): Promise<readonly number[]> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT a.id FROM payment_settings s
       JOIN accounts a ON a.id = s.account_id
       JOIN balances b ON b.account_id = a.id
      WHERE s.top_up_on AND a.status = 'active' AND a.payment_mode = 'prepaid'
        AND b.balance_micros - b.reserved_micros < s.top_up_threshold_micros
        AND EXISTS (SELECT FROM payment_methods m WHERE m.account_id = a.id AND m.is_default)
        AND NOT EXISTS (SELECT FROM automatic_charging r WHERE r.account_id = a.id AND ${RESTS})
        AND NOT EXISTS (SELECT FROM automatic_charges c WHERE c.account_id = a.id AND c.state IN ('planned', 'sent')
                           AND c.purpose IN ('auto-top-up', 'top-up-to-level'))
      ORDER BY a.id`,
    [now],
  )
  return rows.map(({ id }) => id)
}

/** Accounts with a charge whose time has come, but for those whose card rests; one too old is given up all the same. */
export async function listDueAccounts(db: Queryable, now: Date): Promise<readonly number[]> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT DISTINCT c.account_id AS id FROM automatic_charges c
      WHERE c.state = 'planned' AND c.due_at <= $1
        AND (c.due_at < $1::timestamptz - interval '31 days'
             OR NOT EXISTS (SELECT FROM automatic_charging r WHERE r.account_id = c.account_id AND ${RESTS}))
      ORDER BY 1`,
    [now],
  )
  return rows.map(({ id }) => id)
}

/** Of these accounts: those with anything that is charged with their bills. */
export async function listBillChargers(db: Queryable, accountIds: readonly number[]): Promise<readonly number[]> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT account_id AS id FROM payment_settings
      WHERE account_id = ANY ($1) AND (auto_debit_on OR (top_up_on AND top_up_mode = 'restore')) ORDER BY 1`,
    [accountIds],
  )
  return rows.map(({ id }) => id)
}

/** A bill as an auto debit looks at it. */
export interface DebitableBill {
  readonly statementId: bigint
  readonly accountId: number
  readonly kind: 'statement' | 'invoice'
  readonly isFinal: boolean
  readonly issuedOn: string
  readonly dueOn: string | null
  /** The day after its last: the first of the month ahead. */
  readonly periodTo: string
  readonly timeZone: string
  readonly isConsumer: boolean
  /** Of its billing address. */
  readonly state: string | null
  readonly monthlyMicros: Micros
  readonly owedMicros: Micros
}

/** What recurs: not what was charged by hand or used. */
const RECURRING = (['CallingPlan', 'Number', 'Channel', 'BillingRecord'] as const)
  .map((type) => SERVICE_TYPE_CODES[type])
  .join(', ')

/** Statements and invoices with the month ahead, and what of them and of those before is still owed. */
export async function readDebitableBills(
  db: Queryable,
  accountIds: readonly number[],
  statementIds: readonly bigint[],
): Promise<readonly DebitableBill[]> {
  const { rows } = await db.query<DebitableBill>(
    `WITH settled AS (SELECT * FROM ${settledSql('$1')} s WHERE kind = 'invoice')
     SELECT s.id AS "statementId", s.account_id AS "accountId", s.kind, s.is_final AS "isFinal", s.issued_on AS "issuedOn",
            s.due_on AS "dueOn", s.period_to AS "periodTo", a.time_zone AS "timeZone", a.is_consumer AS "isConsumer",
            a.billing_address ->> 'state' AS state,
            (SELECT coalesce(sum(c.amount_micros + c.gst_micros), 0)::int8 FROM charges c
              WHERE c.account_id = s.account_id AND c.statement_id = s.id AND c.period_from >= s.period_to
                AND c.service_type IN (${RECURRING})) AS "monthlyMicros",
            (SELECT coalesce(sum(o.outstanding), 0)::int8 FROM settled o
              WHERE o.account_id = s.account_id AND o.id <= s.id) AS "owedMicros"
       FROM statements s JOIN accounts a ON a.id = s.account_id
      WHERE s.account_id = ANY ($1) AND s.id = ANY ($2) AND s.kind <> 'adjustment-note'
      ORDER BY s.account_id, s.id`,
    [accountIds, statementIds],
  )
  return rows.map((row) => ({ ...row, monthlyMicros: micros(row.monthlyMicros), owedMicros: micros(row.owedMicros) }))
}

/** The charges of an account that made or make themselves, the last first. */
export async function listAutomaticCharges(
  db: pg.ClientBase,
  accountId: number,
  {
    cursor,
    limit,
    withTotal,
  }: { readonly cursor?: string | undefined; readonly limit: number; readonly withTotal?: boolean | undefined },
): Promise<PageWithTotal<AutomaticChargeRow>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const wanted = 'FROM automatic_charges c WHERE c.account_id = $1'
  const { rows } = await db.query<AutomaticChargeRow>(
    `SELECT ${COLUMNS} ${wanted} AND ($2::int8 IS NULL OR c.id < $2) ORDER BY c.id DESC LIMIT $3`,
    [accountId, before ?? null, limit + 1],
  )
  return { ...toPage(rows, limit, ({ id }) => [Number(id)]), ...(await countRows(db, withTotal, wanted, [accountId])) }
}

/** Default cards of accounts that are not closed, that end between two months (`yyyy-mm`, both included). */
export async function listEndingCards(
  db: Queryable,
  from: string,
  to: string,
): Promise<
  readonly {
    readonly methodId: number
    readonly accountId: number
    readonly timeZone: string
    readonly expMonth: number
    readonly expYear: number
  }[]
> {
  const { rows } = await db.query<{
    methodId: number
    accountId: number
    timeZone: string
    expMonth: number
    expYear: number
  }>(
    `SELECT m.id AS "methodId", m.account_id AS "accountId", a.time_zone AS "timeZone", m.exp_month AS "expMonth",
            m.exp_year AS "expYear"
       FROM payment_methods m JOIN accounts a ON a.id = m.account_id
      WHERE m.is_default AND m.status = 'active' AND m.kind = 'card' AND a.status <> 'cancelled'
        AND to_char(make_date(m.exp_year, m.exp_month, 1), 'YYYY-MM') BETWEEN $1 AND $2
      ORDER BY m.account_id, m.id`,
    [from, to],
  )
  return rows
}
