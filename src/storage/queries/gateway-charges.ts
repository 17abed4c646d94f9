import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import type { ChargePurpose, ChargeState } from '#domain/payments/charge.ts'
import type { MethodKind } from '#domain/payments/payment-method.ts'
import { countRows, decodeCursor, toPage, type PageWithTotal } from './page.ts'

export interface ChargeRow {
  readonly id: bigint
  readonly resellerId: number
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  readonly key: string
  readonly gatewayKey: string
  readonly purpose: ChargePurpose
  /** With GST. */
  readonly amountMicros: Micros
  readonly state: ChargeState
  readonly gatewayAccount: string
  readonly customerId: string
  readonly description: string
  readonly statementSuffix: string
  readonly returnUrl: string | null
  readonly methodId: number | null
  /** The gateway's id and kind of that method. */
  readonly methodGatewayId: string | null
  readonly methodKind: MethodKind | null
  readonly onPage: boolean
  readonly pageMethods: readonly MethodKind[]
  readonly savesMethod: boolean
  readonly intentId: string | null
  readonly pageId: string | null
  readonly pageUrl: string | null
  readonly actionUrl: string | null
  /** `Visa ending 4242`; '' while nobody knows. */
  readonly paidBy: string
  readonly failureCode: string | null
  readonly paymentId: bigint | null
  readonly plannedAt: Date
  readonly plannedBy: string
  readonly sentAt: Date | null
  readonly settledAt: Date | null
  readonly askedAt: Date | null
  /** Refunds that were not refused, and disputes that took money for good or for now. */
  readonly givenBackMicros: Micros
  readonly isDisputed: boolean
}

const CHARGE = `c.id, c.reseller_id AS "resellerId", c.account_id AS "accountId", a.account_number AS "accountNumber",
  a.name AS "accountName", c.key, c.gateway_key AS "gatewayKey", c.purpose, c.amount_micros AS "amountMicros", c.state,
  c.gateway_account AS "gatewayAccount", c.customer_id AS "customerId", c.description,
  c.statement_suffix AS "statementSuffix", c.return_url AS "returnUrl", c.method_id AS "methodId",
  m.gateway_id AS "methodGatewayId", m.kind AS "methodKind", c.on_page AS "onPage", c.page_methods AS "pageMethods",
  c.saves_method AS "savesMethod", c.intent_id AS "intentId", c.page_id AS "pageId", c.page_url AS "pageUrl",
  c.action_url AS "actionUrl", c.paid_by AS "paidBy", c.failure_code AS "failureCode", c.payment_id AS "paymentId",
  c.planned_at AS "plannedAt", c.planned_by AS "plannedBy", c.sent_at AS "sentAt", c.settled_at AS "settledAt",
  c.asked_at AS "askedAt",
  (SELECT coalesce(sum(amount_micros), 0)::int8 FROM gateway_refunds r
    WHERE r.account_id = c.account_id AND r.charge_id = c.id AND r.state NOT IN ('cancelled', 'failed'))
  + (SELECT coalesce(sum(amount_micros), 0)::int8 FROM gateway_disputes d
      WHERE d.account_id = c.account_id AND d.charge_id = c.id AND d.state = 'lost') AS "givenBackMicros",
  EXISTS (SELECT FROM gateway_disputes d WHERE d.account_id = c.account_id AND d.charge_id = c.id
             AND d.state IN ('needs-response', 'under-review')) AS "isDisputed"`

const CHARGES = `FROM gateway_charges c
  JOIN accounts a ON a.id = c.account_id
  LEFT JOIN payment_methods m ON m.id = c.method_id`

export async function readCharge(
  db: pg.ClientBase,
  accountId: number,
  chargeId: bigint,
): Promise<ChargeRow | undefined> {
  const { rows } = await db.query<ChargeRow>(`SELECT ${CHARGE} ${CHARGES} WHERE c.account_id = $1 AND c.id = $2`, [
    accountId,
    chargeId,
  ])
  return rows[0]
}

/** The same, locked until the transaction ends. */
export async function lockCharge(
  db: pg.ClientBase,
  accountId: number,
  chargeId: bigint,
): Promise<ChargeRow | undefined> {
  const place = [accountId, chargeId]
  await db.query('SELECT FROM gateway_charges WHERE account_id = $1 AND id = $2 FOR NO KEY UPDATE', place)
  return readCharge(db, accountId, chargeId)
}

/** What was asked with this key before. */
export async function findChargeByKey(
  db: pg.ClientBase,
  accountId: number,
  key: string,
): Promise<ChargeRow | undefined> {
  const { rows } = await db.query<ChargeRow>(`SELECT ${CHARGE} ${CHARGES} WHERE c.account_id = $1 AND c.key = $2`, [
    accountId,
    key,
  ])
  return rows[0]
}

/** The charge something of the gateway's belongs to: by its key there, its intent or its page. */
export async function findChargeAtGateway(
  db: pg.ClientBase,
  place: { readonly gatewayKey?: string | undefined; readonly intentId?: string; readonly pageId?: string },
): Promise<ChargeRow | undefined> {
  const { rows } = await db.query<ChargeRow>(
    `SELECT ${CHARGE} ${CHARGES}
      WHERE c.gateway_key::text = $1 OR c.intent_id = $2 OR c.page_id = $3 ORDER BY c.id LIMIT 1`,
    [place.gatewayKey ?? null, place.intentId ?? null, place.pageId ?? null],
  )
  return rows[0]
}

export interface ChargeFilter {
  readonly accountId?: number | undefined
  readonly state?: readonly ChargeState[] | undefined
  readonly purpose?: readonly ChargePurpose[] | undefined
  readonly cursor?: string | undefined
  readonly limit: number
  readonly withTotal?: boolean | undefined
}

/** Charges of an account or, with `accountId` left out, of all, the last first. */
export async function listCharges(db: pg.ClientBase, filter: ChargeFilter): Promise<PageWithTotal<ChargeRow>> {
  const { accountId, state, purpose, cursor, limit, withTotal } = filter
  const [before] = decodeCursor(cursor, 'number') ?? []
  const wanted = `${CHARGES} WHERE ($1::int4 IS NULL OR c.account_id = $1) AND ($2::text[] IS NULL OR c.state = ANY ($2))
    AND ($3::text[] IS NULL OR c.purpose = ANY ($3))`
  const values = [accountId ?? null, state ?? null, purpose ?? null]
  const { rows } = await db.query<ChargeRow>(
    `SELECT ${CHARGE} ${wanted} AND ($4::int8 IS NULL OR c.id < $4) ORDER BY c.id DESC LIMIT $5`,
    [...values, before ?? null, limit + 1],
  )
  return { ...toPage(rows, limit, ({ id }) => [Number(id)]), ...(await countRows(db, withTotal, wanted, values)) }
}

/** Asked again after two minutes; of what takes longer, less often: a direct debit, hourly. `now` is $1. */
export function isDueToAsk(askedAt: string, plannedAt: string): string {
  return `${askedAt} <= $1::timestamptz
    - greatest(interval '2 minutes', least(interval '1 hour', ($1::timestamptz - ${plannedAt}) / 8))`
}

/** Charges nobody knows the end of and nobody asked about lately, the longest not asked about first. */
export async function listUnsettledCharges(
  db: pg.ClientBase,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<readonly ChargeRow[]> {
  const askedAt = 'coalesce(c.asked_at, c.sent_at, c.planned_at)'
  const { rows } = await db.query<ChargeRow>(
    `SELECT ${CHARGE} ${CHARGES}
      WHERE c.state IN ('planned', 'sent', 'needs-action', 'processing') AND ${isDueToAsk(askedAt, 'c.planned_at')}
      ORDER BY ${askedAt}, c.id LIMIT $2`,
    [now, limit],
  )
  return rows
}

/** How many charges of the session's reseller have no end. */
export async function countUnsettledCharges(db: pg.ClientBase): Promise<number> {
  const { rows } = await db.query<{ charges: number }>(
    `SELECT count(*)::int4 AS charges FROM gateway_charges WHERE state IN ('planned', 'sent', 'needs-action', 'processing')`,
  )
  return rows[0]?.charges ?? 0
}

/** How many of an account failed since then with somebody there: who tries many cards is nobody's customer. */
export async function countFailedAttempts(db: pg.ClientBase, accountId: number, since: Date): Promise<number> {
  const { rows } = await db.query<{ charges: number }>(
    `SELECT count(*)::int4 AS charges FROM gateway_charges
      WHERE account_id = $1 AND state = 'failed' AND return_url IS NOT NULL AND planned_at > $2`,
    [accountId, since],
  )
  return rows[0]?.charges ?? 0
}
