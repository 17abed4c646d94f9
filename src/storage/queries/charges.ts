import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import { SERVICE_TYPE_CODES, serviceTypeName, type ServiceType } from '#domain/usage/service-type.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

export interface ListedCharge {
  readonly id: bigint
  readonly accountId: number
  readonly serviceType: ServiceType
  readonly description: string
  readonly quantity: number
  /** Amounts ex GST but for the GST; below zero: a credit. */
  readonly unitMicros: Micros
  readonly amountMicros: Micros
  readonly gstMicros: Micros
  readonly periodFrom: string | null
  /** The day after the last. */
  readonly periodTo: string | null
  readonly chargedAt: Date
  /** Staff only. */
  readonly reason: string
  readonly statementId: bigint | null
}

type StoredCharge = Omit<ListedCharge, 'serviceType'> & { readonly serviceType: number }

const CHARGE = `id, account_id AS "accountId", service_type AS "serviceType", description, quantity,
  unit_micros AS "unitMicros", amount_micros AS "amountMicros", gst_micros AS "gstMicros", period_from AS "periodFrom",
  period_to AS "periodTo", charged_at AS "chargedAt", reason, statement_id AS "statementId"`

/** An account's charges and credits, the last first; of one service type, or those no statement has yet. */
export async function listCharges(
  db: pg.ClientBase,
  filter: {
    readonly accountId: number
    readonly serviceType?: ServiceType | undefined
    readonly onlyUnbilled?: boolean
    readonly cursor?: string | undefined
    readonly limit: number
  },
): Promise<Page<ListedCharge>> {
  const [before] = decodeCursor(filter.cursor, 'number') ?? []
  const { rows } = await db.query<StoredCharge>(
    `SELECT ${CHARGE} FROM charges
      WHERE account_id = $1 AND ($2::int2 IS NULL OR service_type = $2) AND ($3::int8 IS NULL OR id < $3)
        AND (NOT $4 OR statement_id IS NULL)
      ORDER BY id DESC LIMIT $5`,
    [
      filter.accountId,
      filter.serviceType === undefined ? null : SERVICE_TYPE_CODES[filter.serviceType],
      before ?? null,
      filter.onlyUnbilled ?? false,
      filter.limit + 1,
    ],
  )
  return toPage(rows.map(named), filter.limit, ({ id }) => [Number(id)])
}

export async function readCharge(
  db: pg.ClientBase,
  accountId: number,
  chargeId: bigint,
): Promise<ListedCharge | undefined> {
  const { rows } = await db.query<StoredCharge>(`SELECT ${CHARGE} FROM charges WHERE account_id = $1 AND id = $2`, [
    accountId,
    chargeId,
  ])
  return rows.map(named)[0]
}

function named(row: StoredCharge): ListedCharge {
  return { ...row, serviceType: serviceTypeName(row.serviceType) as ServiceType }
}

export interface ListedRecurringItem {
  readonly id: number
  readonly accountId: number
  readonly description: string
  readonly quantity: number
  readonly unitMicros: Micros
  readonly fromDate: string
  /** The day after the last; null: until further notice. */
  readonly toDate: string | null
  readonly version: number
}

const RECURRING = `id, account_id AS "accountId", description, quantity, unit_micros AS "unitMicros",
  from_date AS "fromDate", to_date AS "toDate", version`

/** What recurs of an account, the last added first. */
export async function listRecurringItems(
  db: pg.ClientBase,
  {
    accountId,
    cursor,
    limit,
  }: { readonly accountId: number; readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<ListedRecurringItem>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const { rows } = await db.query<ListedRecurringItem>(
    `SELECT ${RECURRING} FROM recurring_items WHERE account_id = $1 AND ($2::int8 IS NULL OR id < $2)
      ORDER BY id DESC LIMIT $3`,
    [accountId, before ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ id }) => [id])
}

export async function readRecurringItem(
  db: pg.ClientBase,
  accountId: number,
  itemId: number,
): Promise<ListedRecurringItem | undefined> {
  const { rows } = await db.query<ListedRecurringItem>(
    `SELECT ${RECURRING} FROM recurring_items WHERE account_id = $1 AND id = $2`,
    [accountId, itemId],
  )
  return rows[0]
}
