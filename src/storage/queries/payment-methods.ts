import type pg from 'pg'
import type { MethodFacts } from '#domain/payments/payment-method.ts'

/** A stored card or bank account. */
export interface PaymentMethodRow extends MethodFacts {
  readonly id: number
  readonly accountId: number
  readonly gatewayAccount: string
  /** The gateway's token of it. */
  readonly gatewayId: string
  readonly fingerprint: string
  readonly isDefault: boolean
  readonly status: 'active' | 'removed' | 'revoked'
  readonly addedAt: Date
  /** Today in the account's zone, `yyyy-mm-dd`: by which a card has expired or not. */
  readonly today: string
}

const COLUMNS = `m.id, m.account_id AS "accountId", m.gateway_account AS "gatewayAccount", m.gateway_id AS "gatewayId",
  m.kind, m.brand, m.last4, m.exp_month AS "expMonth", m.exp_year AS "expYear", m.fingerprint,
  m.is_default AS "isDefault", m.status, m.added_at AS "addedAt"`

/** Those of an account that can be charged by the reseller's present gateway, the default first. @param at what today is. */
export async function listPaymentMethods(
  db: pg.ClientBase,
  accountId: number,
  at: Date,
): Promise<readonly PaymentMethodRow[]> {
  const { rows } = await db.query<PaymentMethodRow>(
    `SELECT ${COLUMNS}, ($2::timestamptz AT TIME ZONE a.time_zone)::date::text AS today
       FROM payment_methods m JOIN accounts a ON a.id = m.account_id
       JOIN payment_gateways g ON g.reseller_id = m.reseller_id AND g.gateway_account = m.gateway_account
      WHERE m.account_id = $1 AND m.status = 'active' ORDER BY m.is_default DESC, m.id DESC`,
    [accountId, at],
  )
  return rows
}

/** Whatever became of it: by the gateway's token. */
export async function findMethodAtGateway(
  db: pg.ClientBase,
  gatewayId: string,
): Promise<Omit<PaymentMethodRow, 'today'> | undefined> {
  const { rows } = await db.query<Omit<PaymentMethodRow, 'today'>>(
    `SELECT ${COLUMNS} FROM payment_methods m WHERE m.gateway_id = $1`,
    [gatewayId],
  )
  return rows[0]
}
