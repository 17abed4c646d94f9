import type pg from 'pg'
import type { PostalAddress } from '#domain/accounts/postal-address.ts'
import type { AccountStatus } from '#domain/accounts/account-status.ts'

/** Who the customer is. Empty words are kept as ''. */
export interface AccountProfile {
  readonly name: string
  readonly legalName: string
  readonly tradingName: string
  readonly abn: string | null
  readonly acn: string | null
  readonly arbn: string | null
  readonly paymentMode: 'prepaid' | 'postpaid'
  readonly timeZone: string
  readonly isConsumer: boolean
  readonly termsDays: number
  readonly creditNote: string
  readonly billingAddress: PostalAddress | null
  readonly serviceAddress: PostalAddress | null
}

export interface NewAccountRow extends AccountProfile {
  readonly accountNumber: string
  readonly status: AccountStatus
  readonly billDay: number
  readonly createdAt: Date
  readonly activatedAt: Date | null
}

/** What an account is without anything said about it. */
export const BLANK_PROFILE = {
  legalName: '',
  tradingName: '',
  abn: null,
  acn: null,
  arbn: null,
  isConsumer: true,
  termsDays: 14,
  creditNote: '',
  billingAddress: null,
  serviceAddress: null,
} as const satisfies Partial<AccountProfile>

/** Columns of the profile and the types they have. */
const PROFILE_COLUMNS = {
  name: ['name', 'text'],
  legalName: ['legal_name', 'text'],
  tradingName: ['trading_name', 'text'],
  abn: ['abn', 'text'],
  acn: ['acn', 'text'],
  arbn: ['arbn', 'text'],
  paymentMode: ['payment_mode', 'text'],
  timeZone: ['time_zone', 'text'],
  isConsumer: ['is_consumer', 'boolean'],
  termsDays: ['terms_days', 'int2'],
  creditNote: ['credit_note', 'text'],
  billingAddress: ['billing_address', 'jsonb'],
  serviceAddress: ['service_address', 'jsonb'],
} as const satisfies Record<keyof AccountProfile, readonly [column: string, type: string]>

const COLUMNS = {
  ...PROFILE_COLUMNS,
  accountNumber: ['account_number', 'text'],
  status: ['status', 'text'],
  billDay: ['bill_day', 'int2'],
  createdAt: ['created_at', 'timestamptz'],
  activatedAt: ['activated_at', 'timestamptz'],
} as const satisfies Record<keyof NewAccountRow, readonly [column: string, type: string]>

const NAMES = Object.values(COLUMNS).map(([column]) => column)
const RECORD = Object.entries(COLUMNS).map(([field, [, type]]) => `"${field}" ${type}`)
const FIELDS = Object.keys(COLUMNS).map((field) => `"${field}"`)

/**
 * Adds accounts of a reseller, each with an empty balance. Returns their ids in order; undefined where the account number is
 * another's.
 */
export async function insertAccounts(
  db: pg.ClientBase,
  resellerId: number,
  accounts: readonly NewAccountRow[],
): Promise<readonly (number | undefined)[]> {
  const { rows } = await db.query<{ id: number; accountNumber: string }>(
    `WITH opened AS (
       INSERT INTO accounts (reseller_id, ${NAMES.join(', ')})
       SELECT $1, ${FIELDS.join(', ')} FROM jsonb_to_recordset($2) AS a (${RECORD.join(', ')})
       ON CONFLICT (reseller_id, account_number) DO NOTHING
       RETURNING id, account_number
     ), balanced AS (
       INSERT INTO balances (account_id, reseller_id) SELECT id, $1 FROM opened
     )
     SELECT id, account_number AS "accountNumber" FROM opened`,
    [resellerId, JSON.stringify(accounts)],
  )
  const ids = new Map(rows.map(({ id, accountNumber }) => [accountNumber, id]))
  return accounts.map(({ accountNumber }) => ids.get(accountNumber))
}

/** Writes what of a profile changes; the caller holds the account's lock. Returns its new version. */
export async function updateProfile(
  db: pg.ClientBase,
  accountId: number,
  changes: Partial<AccountProfile>,
): Promise<number> {
  const fields = Object.keys(changes) as (keyof AccountProfile)[]
  const sets = fields.map((field, index) => {
    const [column, type] = PROFILE_COLUMNS[field]
    return `${column} = $${index + 2}::${type}, `
  })
  const values = fields.map((field) => {
    const value = changes[field]
    return PROFILE_COLUMNS[field][1] === 'jsonb' && value !== null ? JSON.stringify(value) : value
  })
  const { rows } = await db.query<{ version: number }>(
    `UPDATE accounts SET ${sets.join('')}version = version + 1 WHERE id = $1 RETURNING version`,
    [accountId, ...values],
  )
  const [updated] = rows
  if (updated === undefined) throw new Error(`account ${accountId} is gone`)
  return updated.version
}

/** The next number a reseller gives out by itself, from the first on. Locked until the transaction ends. */
export async function countAccount(db: pg.ClientBase, resellerId: number, first: number): Promise<number> {
  const { rows } = await db.query<{ last: number }>(
    `INSERT INTO account_number_counters AS c (reseller_id, last) VALUES ($1, $2)
     ON CONFLICT (reseller_id) DO UPDATE SET last = c.last + 1 RETURNING last`,
    [resellerId, first],
  )
  return rows[0]?.last ?? first
}
