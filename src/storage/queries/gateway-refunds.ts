import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import type { RefundState } from '#domain/payments/refund.ts'
import { isDueToAsk } from './gateway-charges.ts'

export interface RefundRow {
  readonly id: bigint
  readonly accountId: number
  readonly chargeId: bigint
  readonly key: string
  readonly gatewayKey: string
  readonly gatewayId: string | null
  readonly amountMicros: Micros
  readonly reason: string
  readonly state: RefundState
  readonly failureCode: string | null
  readonly paymentId: bigint | null
  readonly undoneId: bigint | null
  readonly plannedAt: Date
  readonly plannedBy: string
  readonly settledAt: Date | null
}

const COLUMNS = `id, account_id AS "accountId", charge_id AS "chargeId", key, gateway_key AS "gatewayKey",
  gateway_id AS "gatewayId", amount_micros AS "amountMicros", reason, state, failure_code AS "failureCode",
  payment_id AS "paymentId", undone_id AS "undoneId", planned_at AS "plannedAt", planned_by AS "plannedBy",
  settled_at AS "settledAt"`

/** Of a charge, the first first. */
export async function listRefunds(
  db: pg.ClientBase,
  accountId: number,
  chargeId: bigint,
): Promise<readonly RefundRow[]> {
  const { rows } = await db.query<RefundRow>(
    `SELECT ${COLUMNS} FROM gateway_refunds WHERE account_id = $1 AND charge_id = $2 ORDER BY id`,
    [accountId, chargeId],
  )
  return rows
}

/** One, locked until the transaction ends. */
export async function lockRefund(
  db: pg.ClientBase,
  accountId: number,
  refundId: bigint,
): Promise<RefundRow | undefined> {
  const { rows } = await db.query<RefundRow>(
    `SELECT ${COLUMNS} FROM gateway_refunds WHERE account_id = $1 AND id = $2 FOR NO KEY UPDATE`,
    [accountId, refundId],
  )
  return rows[0]
}

export async function findRefundByKey(
  db: pg.ClientBase,
  accountId: number,
  key: string,
): Promise<RefundRow | undefined> {
  const { rows } = await db.query<RefundRow>(
    `SELECT ${COLUMNS} FROM gateway_refunds WHERE account_id = $1 AND key = $2`,
    [accountId, key],
  )
  return rows[0]
}

/** The one something of the gateway's belongs to. */
export async function findRefundAtGateway(
  db: pg.ClientBase,
  { gatewayId, gatewayKey }: { readonly gatewayId: string; readonly gatewayKey: string | undefined },
): Promise<RefundRow | undefined> {
  const { rows } = await db.query<RefundRow>(
    `SELECT ${COLUMNS} FROM gateway_refunds WHERE gateway_id = $1 OR gateway_key::text = $2 LIMIT 1`,
    [gatewayId, gatewayKey ?? null],
  )
  return rows[0]
}

/** Refunds nobody knows the end of and nobody asked about lately. */
export async function listOpenRefunds(
  db: pg.ClientBase,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<readonly RefundRow[]> {
  const { rows } = await db.query<RefundRow>(
    `SELECT ${COLUMNS} FROM gateway_refunds
      WHERE state IN ('planned', 'pending') AND ${isDueToAsk('coalesce(asked_at, planned_at)', 'planned_at')}
      ORDER BY coalesce(asked_at, planned_at), id LIMIT $2`,
    [now, limit],
  )
  return rows
}
