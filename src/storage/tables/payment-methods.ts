import type pg from 'pg'
import type { MethodFacts } from '#domain/payments/payment-method.ts'

export interface MethodToStore extends MethodFacts {
  readonly resellerId: number
  readonly accountId: number
  readonly gatewayAccount: string
  readonly gatewayId: string
  readonly fingerprint: string
  readonly addedAt: Date
  readonly addedBy: string
}

/**
 * Writes down a method the gateway stores, or what is new about it; the first usable one of an account becomes its default.
 * One that was removed stays removed.
 *
 * @returns its id, and whether it is new here.
 */
export async function storeMethod(
  db: pg.ClientBase,
  method: MethodToStore,
): Promise<{ readonly id: number; readonly isNew: boolean }> {
  const { rows } = await db.query<{ id: number; isNew: boolean }>(
    `INSERT INTO payment_methods AS m (reseller_id, account_id, gateway_account, gateway_id, kind, brand, last4, exp_month,
                                       exp_year, fingerprint, added_at, added_by, is_default)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
            NOT EXISTS (SELECT FROM payment_methods o WHERE o.account_id = $2 AND o.is_default)
     ON CONFLICT (reseller_id, gateway_id) DO UPDATE
        SET brand = excluded.brand, last4 = excluded.last4, exp_month = excluded.exp_month, exp_year = excluded.exp_year
     RETURNING id, xmax = 0 AS "isNew"`,
    [
      method.resellerId,
      method.accountId,
      method.gatewayAccount,
      method.gatewayId,
      method.kind,
      method.brand,
      method.last4,
      method.expMonth,
      method.expYear,
      method.fingerprint,
      method.addedAt,
      method.addedBy,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no id for the payment method')
  return row
}

/** Makes one active method of an account the one automatic charges use. */
export async function setDefaultMethod(db: pg.ClientBase, accountId: number, methodId: number): Promise<void> {
  await db.query('UPDATE payment_methods SET is_default = false WHERE account_id = $1 AND is_default AND id <> $2', [
    accountId,
    methodId,
  ])
  await db.query('UPDATE payment_methods SET is_default = true WHERE account_id = $1 AND id = $2', [
    accountId,
    methodId,
  ])
}

/** Takes a method out of use. Where it was the default nothing is, until another is chosen or added. */
export async function endMethod(
  db: pg.ClientBase,
  methodId: number,
  status: 'removed' | 'revoked',
  now: Date,
): Promise<void> {
  await db.query(
    `UPDATE payment_methods SET status = $2, is_default = false, ended_at = $3 WHERE id = $1 AND status = 'active'`,
    [methodId, status, now],
  )
}
