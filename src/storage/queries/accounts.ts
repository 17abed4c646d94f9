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

const COLUMNS = `id, reseller_id AS "resellerId", account_number AS "accountNumber", name, status,
  payment_mode AS "paymentMode", time_zone AS "timeZone", bill_day AS "billDay", version, created_at AS "createdAt",
  activated_at AS "activatedAt", suspended_at AS "suspendedAt", cancelled_at AS "cancelledAt", cancel_on AS "cancelOn",
  is_consumer AS "isConsumer", terms_days AS "termsDays"`

/** An account the session may see. */
export async function readAccount(db: pg.ClientBase, accountId: number): Promise<AccountRow | undefined> {
  const { rows } = await db.query<AccountRow>(`SELECT ${COLUMNS} FROM accounts WHERE id = $1`, [accountId])
  return rows[0]
}

/** The same, locked until the transaction ends: nobody else changes its status, plan or numbers meanwhile. */
export async function lockAccount(db: pg.ClientBase, accountId: number): Promise<AccountRow | undefined> {
  const { rows } = await db.query<AccountRow>(`SELECT ${COLUMNS} FROM accounts WHERE id = $1 FOR UPDATE`, [accountId])
  return rows[0]
}
