import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import type { MethodKind } from '#domain/payments/payment-method.ts'

/** A reseller's account at the gateway, its secrets sealed. */
export interface PaymentGatewayRow {
  readonly resellerId: number
  readonly isOn: boolean
  readonly secretKey: string
  readonly secretKeyLast4: string
  readonly webhookSecret: string
  readonly webhookLast4: string
  readonly webhookToken: string
  readonly gatewayAccount: string
  readonly gatewayName: string
  readonly isLive: boolean
  readonly methods: readonly MethodKind[]
  readonly statementSuffix: string
  readonly leastMicros: Micros
  readonly mostMicros: Micros
  readonly eventsReadTo: Date | null
  readonly webhookSeenAt: Date | null
  readonly version: number
}

const COLUMNS = `reseller_id AS "resellerId", is_on AS "isOn", secret_key AS "secretKey",
  secret_key_last4 AS "secretKeyLast4", webhook_secret AS "webhookSecret", webhook_last4 AS "webhookLast4",
  webhook_token AS "webhookToken", gateway_account AS "gatewayAccount", gateway_name AS "gatewayName",
  is_live AS "isLive", methods, statement_suffix AS "statementSuffix", least_micros AS "leastMicros",
  most_micros AS "mostMicros", events_read_to AS "eventsReadTo", webhook_seen_at AS "webhookSeenAt", version`

/** The gateway of the session's reseller; undefined: it never had one. */
export async function readPaymentGateway(db: pg.ClientBase): Promise<PaymentGatewayRow | undefined> {
  const { rows } = await db.query<PaymentGatewayRow>(
    `SELECT ${COLUMNS} FROM payment_gateways WHERE reseller_id = (SELECT tollgate_reseller())`,
  )
  return rows[0]
}

/** Whose webhooks come to this token: before anybody's walls stand. */
export async function findResellerOfToken(pool: pg.Pool, token: string): Promise<number | undefined> {
  const { rows } = await pool.query<{ resellerId: number }>(
    'SELECT reseller_id AS "resellerId" FROM payment_gateways WHERE webhook_token = $1',
    [token],
  )
  return rows[0]?.resellerId
}

/** Resellers with a gateway, on or off: what it was asked for before it was switched off still has an end. */
export async function listGatewayResellers(pool: pg.Pool): Promise<readonly number[]> {
  const { rows } = await pool.query<{ resellerId: number }>(
    'SELECT reseller_id AS "resellerId" FROM payment_gateways ORDER BY reseller_id',
  )
  return rows.map(({ resellerId }) => resellerId)
}
