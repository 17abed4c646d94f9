import type pg from 'pg'
import type { Micros } from '#domain/money.ts'

type Queryable = Pick<pg.ClientBase | pg.Pool, 'query'>

export async function readDemoReseller(
  db: Queryable,
  name: string,
): Promise<{ readonly id: number; readonly createdAt: Date; readonly accounts: number } | undefined> {
  const { rows } = await db.query<{ id: number; createdAt: Date; accounts: number }>(
    `SELECT id, created_at AS "createdAt", (SELECT count(*)::int4 FROM accounts a WHERE a.reseller_id = r.id) AS accounts
       FROM resellers r WHERE name = $1`,
    [name],
  )
  return rows[0]
}

export async function readDemoAccounts(db: pg.ClientBase): Promise<
  readonly {
    readonly id: number
    readonly accountNumber: string
    readonly name: string
    readonly paymentMode: 'prepaid' | 'postpaid'
    readonly activatedAt: Date
    readonly balanceMicros: Micros
  }[]
> {
  const { rows } = await db.query<{
    id: number
    accountNumber: string
    name: string
    paymentMode: 'prepaid' | 'postpaid'
    activatedAt: Date
    balanceMicros: Micros
  }>(
    `SELECT id, account_number AS "accountNumber", name, payment_mode AS "paymentMode", activated_at AS "activatedAt",
            balance_micros AS "balanceMicros"
       FROM accounts JOIN balances ON account_id = id WHERE activated_at IS NOT NULL ORDER BY id`,
  )
  return rows
}

/** What each account owed on its invoice of the time before an instant. */
export async function readDemoInvoices(
  db: pg.ClientBase,
  before: Date,
): Promise<readonly { readonly accountId: number; readonly accountNumber: string; readonly owedMicros: Micros }[]> {
  const { rows } = await db.query<{ accountId: number; accountNumber: string; owedMicros: Micros }>(
    `SELECT s.account_id AS "accountId", a.account_number AS "accountNumber", -s.closing_micros AS "owedMicros"
       FROM statements s JOIN accounts a ON a.id = s.account_id
      WHERE s.kind = 'invoice' AND s.issued_at <= $1 ORDER BY s.account_id`,
    [before],
  )
  return rows
}

/** Which of these numbers (E.164 digits) any call was made to or from. */
export async function readCalledNumbers(db: pg.ClientBase, numbers: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ number: string }>(
    `SELECT a_number AS number FROM calls WHERE a_number = ANY ($1)
     UNION SELECT b_number FROM calls WHERE b_number = ANY ($1)`,
    [numbers],
  )
  return new Set(rows.map(({ number }) => number))
}
