import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import { SERVICE_TYPE_CODES, serviceTypeName, type ServiceType } from '#domain/usage/service-type.ts'
import { decodeCursor, sumRows, toPage, type Page, type PageWithSums } from './page.ts'

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
  readonly statementNumber: string | null
}

/** Ex GST but for the GST. */
export type ChargeSums = Pick<ListedCharge, 'amountMicros' | 'gstMicros'>

type StoredCharge = Omit<ListedCharge, 'serviceType'> & { readonly serviceType: number }

const CHARGE = `id, account_id AS "accountId", service_type AS "serviceType", description, quantity,
  unit_micros AS "unitMicros", amount_micros AS "amountMicros", gst_micros AS "gstMicros", period_from AS "periodFrom",
  period_to AS "periodTo", charged_at AS "chargedAt", reason, statement_id AS "statementId",
  (SELECT s.number FROM statements s WHERE s.account_id = charges.account_id AND s.id = charges.statement_id) AS "statementNumber"`

/** An account's charges and credits, the last first; of one service type, or those no statement has yet. */
export async function listCharges(
  db: pg.ClientBase,
  filter: {
    readonly accountId: number
    readonly serviceType?: ServiceType | undefined
    readonly onlyUnbilled?: boolean
    readonly cursor?: string | undefined
    readonly limit: number
    readonly withTotal?: boolean | undefined
  },
): Promise<PageWithSums<ListedCharge, ChargeSums>> {
  const { accountId, serviceType, onlyUnbilled = false, limit, withTotal } = filter
  const [before] = decodeCursor(filter.cursor, 'number') ?? []
  const wanted = `FROM charges
      WHERE account_id = $1 AND ($2::int2 IS NULL OR service_type = $2) AND (NOT $3 OR statement_id IS NULL)`
  const values = [accountId, serviceType === undefined ? null : SERVICE_TYPE_CODES[serviceType], onlyUnbilled]
  const { rows } = await db.query<StoredCharge>(
    `SELECT ${CHARGE} ${wanted} AND ($4::int8 IS NULL OR id < $4) ORDER BY id DESC LIMIT $5`,
    [...values, before ?? null, limit + 1],
  )
  const sums = await sumRows(withTotal, () =>
    db.query<ChargeSums & { total: number }>(
      `SELECT count(*)::float8 AS total, coalesce(sum(amount_micros), 0)::int8 AS "amountMicros",
            coalesce(sum(gst_micros), 0)::int8 AS "gstMicros" ${wanted}`,
      values,
    ),
  )
  return { ...toPage(rows.map(named), limit, ({ id }) => [Number(id)]), ...sums }
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
