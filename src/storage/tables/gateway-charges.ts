import type pg from 'pg'
import type { ChargePurpose, ChargeState } from '#domain/payments/charge.ts'
import type { MethodKind } from '#domain/payments/payment-method.ts'
import type { Micros } from '#domain/money.ts'

export interface ChargeToInsert {
  readonly resellerId: number
  readonly accountId: number
  readonly key: string
  readonly gatewayKey: string
  readonly purpose: ChargePurpose
  readonly amountMicros: Micros
  readonly gatewayAccount: string
  readonly customerId: string
  readonly description: string
  readonly statementSuffix: string
  readonly returnUrl: string | null
  readonly methodId: number | null
  readonly onPage: boolean
  readonly pageMethods: readonly MethodKind[]
  readonly savesMethod: boolean
  readonly paidBy: string
  readonly plannedAt: Date
  readonly plannedBy: string
}

export async function insertCharge(db: pg.ClientBase, charge: ChargeToInsert): Promise<bigint> {
  const { rows } = await db.query<{ id: bigint }>(
    `INSERT INTO gateway_charges (reseller_id, account_id, key, gateway_key, purpose, amount_micros, gateway_account,
       customer_id, description, statement_suffix, return_url, method_id, on_page, page_methods, saves_method, paid_by,
       planned_at, planned_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) RETURNING id`,
    [
      charge.resellerId,
      charge.accountId,
      charge.key,
      charge.gatewayKey,
      charge.purpose,
      charge.amountMicros,
      charge.gatewayAccount,
      charge.customerId,
      charge.description,
      charge.statementSuffix,
      charge.returnUrl,
      charge.methodId,
      charge.onPage,
      charge.pageMethods,
      charge.savesMethod,
      charge.paidBy,
      charge.plannedAt,
      charge.plannedBy,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no id for the charge')
  return row.id
}

/** What is known of a charge after news; what is not given stays. */
export interface ChargeNews {
  readonly state: ChargeState
  readonly sentAt?: Date
  readonly askedAt?: Date
  readonly settledAt?: Date | null
  readonly intentId?: string | null
  readonly pageId?: string
  readonly pageUrl?: string | null
  readonly actionUrl?: string | null
  readonly methodId?: number | null
  readonly paidBy?: string
  readonly failureCode?: string | null
  readonly paymentId?: bigint
}

const COLUMNS: Readonly<Record<keyof ChargeNews, string>> = {
  state: 'state',
  sentAt: 'sent_at',
  askedAt: 'asked_at',
  settledAt: 'settled_at',
  intentId: 'intent_id',
  pageId: 'page_id',
  pageUrl: 'page_url',
  actionUrl: 'action_url',
  methodId: 'method_id',
  paidBy: 'paid_by',
  failureCode: 'failure_code',
  paymentId: 'payment_id',
}

/** The row must be locked. */
export async function updateCharge(
  db: pg.ClientBase,
  { accountId, id }: { readonly accountId: number; readonly id: bigint },
  news: ChargeNews,
): Promise<void> {
  const given = Object.entries(news).filter(([, value]) => value !== undefined) as [keyof ChargeNews, unknown][]
  const sets = given.map(([name], index) => `${COLUMNS[name]} = $${index + 3}`)
  await db.query(`UPDATE gateway_charges SET ${sets.join(', ')} WHERE account_id = $1 AND id = $2`, [
    accountId,
    id,
    ...given.map(([, value]) => value),
  ])
}
