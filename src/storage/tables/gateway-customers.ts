import type pg from 'pg'

/**
 * The key by which an account is introduced to the gateway, written down before it is used; and the gateway's id of it where
 * it answered.
 */
export async function claimCustomer(
  db: pg.ClientBase,
  customer: { resellerId: number; accountId: number; gatewayAccount: string; gatewayKey: string },
): Promise<{ readonly gatewayKey: string; readonly customerId: string | null }> {
  const { resellerId, accountId, gatewayAccount, gatewayKey } = customer
  const { rows } = await db.query<{ gatewayKey: string; customerId: string | null }>(
    `INSERT INTO gateway_customers AS c (reseller_id, account_id, gateway_account, gateway_key) VALUES ($1, $2, $3, $4)
     ON CONFLICT (account_id, gateway_account) DO UPDATE SET gateway_key = c.gateway_key
     RETURNING gateway_key AS "gatewayKey", customer_id AS "customerId"`,
    [resellerId, accountId, gatewayAccount, gatewayKey],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no customer')
  return row
}

/** The first answer counts. @returns the id that is kept. */
export async function keepCustomerId(
  db: pg.ClientBase,
  { accountId, gatewayAccount, customerId }: { accountId: number; gatewayAccount: string; customerId: string },
): Promise<string> {
  const { rows } = await db.query<{ customerId: string }>(
    `UPDATE gateway_customers SET customer_id = coalesce(customer_id, $3) WHERE account_id = $1 AND gateway_account = $2
     RETURNING customer_id AS "customerId"`,
    [accountId, gatewayAccount, customerId],
  )
  return rows[0]?.customerId ?? customerId
}
