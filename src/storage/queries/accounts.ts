import type pg from 'pg'
import type { AccountStatus } from '#domain/accounts/account-status.ts'

/** What every operation on an account looks at. */
export interface AccountRow {
  readonly id: number
  readonly resellerId: number
  readonly accountNumber: string
  /** As lists and screens show it. */
  readonly name: string
  readonly status: AccountStatus
  readonly paymentMode: 'prepaid' | 'postpaid'
  readonly timeZone: string
  /** The bill anniversary, 1 to 31. */
  readonly billDay: number
  readonly version: number
  readonly createdAt: Date
  readonly activatedAt: Date | null
  readonly suspendedAt: Date | null
  readonly cancelledAt: Date | null
  /** `yyyy-mm-dd` in the account's zone: the anniversary its cancellation waits for. */
  readonly cancelOn: string | null
  readonly isConsumer: boolean
  /** Days from an invoice to its due date. */
  readonly termsDays: number
}

/** The columns of {@link AccountRow}, of accounts by the name of `a`. */
export const ACCOUNT_COLUMNS = `a.id, a.reseller_id AS "resellerId", a.account_number AS "accountNumber", a.name, a.status,
  a.payment_mode AS "paymentMode", a.time_zone AS "timeZone", a.bill_day AS "billDay", a.version,
  a.created_at AS "createdAt", a.activated_at AS "activatedAt", a.suspended_at AS "suspendedAt",
  a.cancelled_at AS "cancelledAt", a.cancel_on AS "cancelOn", a.is_consumer AS "isConsumer", a.terms_days AS "termsDays"`

/** An account the session may see. */
export async function readAccount(db: pg.ClientBase, accountId: number): Promise<AccountRow | undefined> {
  const { rows } = await db.query<AccountRow>(`SELECT ${ACCOUNT_COLUMNS} FROM accounts a WHERE a.id = $1`, [accountId])
  return rows[0]
}

/** The same, locked until the transaction ends: nobody else changes its status, plan or numbers meanwhile. */
export async function lockAccount(db: pg.ClientBase, accountId: number): Promise<AccountRow | undefined> {
  const { rows } = await db.query<AccountRow>(
    `SELECT ${ACCOUNT_COLUMNS} FROM accounts a WHERE a.id = $1 FOR NO KEY UPDATE OF a`,
    [accountId],
  )
  return rows[0]
}

/** Whether the reseller has an account of this number, of whatever status. */
export async function isAccountNumberTaken(
  db: pg.ClientBase,
  resellerId: number,
  accountNumber: string,
): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM accounts WHERE reseller_id = $1 AND account_number = $2', [
    resellerId,
    accountNumber,
  ])
  return rowCount !== 0
}

/** Some of them, locked likewise in the order of their ids. */
export async function lockAccounts(db: pg.ClientBase, accountIds: readonly number[]): Promise<readonly AccountRow[]> {
  const { rows } = await db.query<AccountRow>(
    `SELECT ${ACCOUNT_COLUMNS} FROM accounts a WHERE a.id = ANY ($1::int4[]) ORDER BY a.id FOR NO KEY UPDATE OF a`,
    [accountIds],
  )
  return rows
}
