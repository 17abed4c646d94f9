import type pg from 'pg'

/** The account as the reseller's present gateway knows it; undefined: not yet. */
export async function readCustomerId(db: pg.ClientBase, accountId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ customerId: string }>(
    `SELECT c.customer_id AS "customerId" FROM gateway_customers c
       JOIN payment_gateways g ON g.reseller_id = c.reseller_id AND g.gateway_account = c.gateway_account
      WHERE c.account_id = $1 AND c.customer_id IS NOT NULL`,
    [accountId],
  )
  return rows[0]?.customerId
}
