import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import type { MethodKind } from '#domain/payments/payment-method.ts'

/** A reseller's gateway as it is saved: its secrets sealed. */
export interface GatewayToSave {
  readonly resellerId: number
  readonly isOn: boolean
  readonly secretKey: string
  readonly secretKeyLast4: string
  readonly webhookSecret: string
  readonly webhookLast4: string
  /** Of a new one. */
  readonly webhookToken: string
  readonly gatewayAccount: string
  readonly gatewayName: string
  readonly isLive: boolean
  readonly methods: readonly MethodKind[]
  readonly statementSuffix: string
  readonly leastMicros: Micros
  readonly mostMicros: Micros
  /** From when on the gateway's events matter, of a new one. */
  readonly now: Date
}

export async function savePaymentGateway(db: pg.ClientBase, gateway: GatewayToSave): Promise<void> {
  await db.query(
    `INSERT INTO payment_gateways AS g (reseller_id, is_on, secret_key, secret_key_last4, webhook_secret, webhook_last4,
       webhook_token, gateway_account, gateway_name, is_live, methods, statement_suffix, least_micros, most_micros,
       events_read_to)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     ON CONFLICT (reseller_id) DO UPDATE SET
       is_on = excluded.is_on, secret_key = excluded.secret_key, secret_key_last4 = excluded.secret_key_last4,
       webhook_secret = excluded.webhook_secret, webhook_last4 = excluded.webhook_last4,
       gateway_account = excluded.gateway_account, gateway_name = excluded.gateway_name, is_live = excluded.is_live,
       methods = excluded.methods, statement_suffix = excluded.statement_suffix, least_micros = excluded.least_micros,
       most_micros = excluded.most_micros, version = g.version + 1,
       events_read_to = CASE WHEN g.gateway_account = excluded.gateway_account THEN g.events_read_to
                             ELSE excluded.events_read_to END`,
    [
      gateway.resellerId,
      gateway.isOn,
      gateway.secretKey,
      gateway.secretKeyLast4,
      gateway.webhookSecret,
      gateway.webhookLast4,
      gateway.webhookToken,
      gateway.gatewayAccount,
      gateway.gatewayName,
      gateway.isLive,
      gateway.methods,
      gateway.statementSuffix,
      gateway.leastMicros,
      gateway.mostMicros,
      gateway.now,
    ],
  )
}

/** How far the gateway's list of events was read, or that a webhook of it came. */
export async function markGatewaySeen(
  db: pg.ClientBase,
  resellerId: number,
  { eventsReadTo, webhookSeenAt }: { readonly eventsReadTo?: Date; readonly webhookSeenAt?: Date },
): Promise<void> {
  await db.query(
    `UPDATE payment_gateways SET events_read_to = greatest(events_read_to, $2), webhook_seen_at = greatest(webhook_seen_at, $3)
      WHERE reseller_id = $1`,
    [resellerId, eventsReadTo ?? null, webhookSeenAt ?? null],
  )
}
