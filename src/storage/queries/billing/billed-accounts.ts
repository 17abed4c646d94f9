import type pg from 'pg'
import type { AccountStatus } from '#domain/accounts/account-status.ts'
import type { PostalAddress } from '#domain/accounts/postal-address.ts'
import type { Micros } from '#domain/money.ts'

/** An account as its bill needs it. */
export interface BilledAccount {
  readonly id: number
  readonly accountNumber: string
  readonly name: string
  readonly legalName: string
  readonly tradingName: string
  readonly abn: string | null
  readonly address: PostalAddress | null
  readonly status: AccountStatus
  readonly paymentMode: 'prepaid' | 'postpaid'
  readonly timeZone: string
  readonly billDay: number
  readonly termsDays: number
  readonly isConsumer: boolean
  /** When its billing began: its activation; of one brought in from elsewhere, its first plan. Null: it has not begun. */
  readonly billedSince: Date | null
  /** `yyyy-mm-dd` in its zone. */
  readonly cancelOn: string | null
}

/** When an account's billing began, of the row `a`. */
export const BILLED_SINCE = `coalesce(a.activated_at,
  (SELECT min(p.valid_from) FROM account_plans p WHERE p.account_id = a.id AND p.reseller_id = a.reseller_id))`

/** Locks accounts in the order of their ids, until the transaction ends: their plan, numbers and status stay as they are. */
export async function lockBilledAccounts(
  db: pg.ClientBase,
  accountIds: readonly number[],
): Promise<readonly BilledAccount[]> {
  const { rows } = await db.query<BilledAccount>(
    `SELECT a.id, a.account_number AS "accountNumber", a.name, a.legal_name AS "legalName",
            a.trading_name AS "tradingName", a.abn, a.billing_address AS address, a.status,
            a.payment_mode AS "paymentMode", a.time_zone AS "timeZone", a.bill_day AS "billDay",
            a.terms_days AS "termsDays", a.is_consumer AS "isConsumer", a.cancel_on AS "cancelOn",
            ${BILLED_SINCE} AS "billedSince"
       FROM accounts a WHERE a.id = ANY ($1::int4[]) ORDER BY a.id FOR NO KEY UPDATE OF a`,
    [accountIds],
  )
  return rows
}

/** What of an earlier statement the next goes on from. */
export interface EarlierStatementRow {
  readonly accountId: number
  readonly number: string
  readonly periodFrom: string
  /** The day after the last. */
  readonly periodTo: string
  readonly cycleTo: Date
  readonly usageWatermark: number
  readonly totalMicros: Micros
  readonly closingMicros: Micros
  readonly isFinal: boolean
}

/** The last two statements of each account, the later first. */
export async function readEarlierStatements(
  db: pg.ClientBase,
  accountIds: readonly number[],
): Promise<readonly EarlierStatementRow[]> {
  const { rows } = await db.query<EarlierStatementRow>(
    `SELECT s.account_id AS "accountId", s.number, s.period_from AS "periodFrom", s.period_to AS "periodTo",
            s.cycle_to AS "cycleTo", s.usage_watermark AS "usageWatermark", s.total_micros AS "totalMicros",
            s.closing_micros AS "closingMicros", s.is_final AS "isFinal"
       FROM unnest($1::int4[]) AS a (id)
      CROSS JOIN LATERAL (SELECT * FROM statements s WHERE s.account_id = a.id AND s.kind <> 'adjustment-note'
                           ORDER BY s.cycle_to DESC LIMIT 2) s
      ORDER BY s.account_id, s.cycle_to DESC`,
    [accountIds],
  )
  return rows
}
