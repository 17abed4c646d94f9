import type pg from 'pg'
import { openSecretBox } from '#providers/secrets/secret-box.ts'
import { readConfig } from '../../src/config.ts'

/** A gateway nobody answers for, and of each account a stored card, a charge that failed and one that waits. */
export async function addGatewayTraces(
  pool: pg.Pool,
  { resellerId, mark, now }: { readonly resellerId: number; readonly mark: string; readonly now: Date },
): Promise<void> {
  const box = await openSecretBox(readConfig().dataDirectory)
  await pool.query(
    `WITH gateway AS (
       INSERT INTO payment_gateways (reseller_id, is_on, secret_key, secret_key_last4, webhook_token, gateway_account,
                                     gateway_name, is_live, methods, least_micros, most_micros)
       VALUES ($1, true, $4, '1234', 'hook-of-' || $2, 'acct_' || $2, $2, false, '{card}', 5000000, 5000000000)
     ), customer AS (
       INSERT INTO gateway_customers (account_id, reseller_id, gateway_account, gateway_key, customer_id)
       SELECT id, $1, 'acct_' || $2, gen_random_uuid(), 'cus_' || id FROM accounts WHERE reseller_id = $1
     ), method AS (
       INSERT INTO payment_methods (reseller_id, account_id, gateway_account, gateway_id, kind, brand, last4, exp_month,
                                    exp_year, is_default, added_at, added_by)
       SELECT $1, id, 'acct_' || $2, 'pm_' || id, 'card', 'visa', '4242', 12, 2034, true, $3, $2 FROM accounts
        WHERE reseller_id = $1 RETURNING id, account_id
     )
     INSERT INTO gateway_charges (reseller_id, account_id, key, gateway_key, purpose, amount_micros, state, gateway_account,
                                  customer_id, description, statement_suffix, return_url, method_id, on_page, paid_by,
                                  failure_code, planned_at, planned_by, sent_at, settled_at)
     SELECT $1, account_id, $2 || state, gen_random_uuid(), 'add-credit', 25000000, state, 'acct_' || $2,
            'cus_' || account_id, $2, '', 'http://localhost/my', id, false, $2 || ' Visa ending 4242', code, $3, $2, $3, done
       FROM method, (VALUES ('failed', 'generic_decline', $3::timestamptz), ('sent', NULL, NULL)) v (state, code, done)`,
    [resellerId, mark, now, box.seal('sk_test_nobody')],
  )
}
