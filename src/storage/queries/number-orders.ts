import type pg from 'pg'
import type { LineType } from '#domain/numbers/line-type.ts'
import type { OrderKind } from '#domain/numbers/number-order.ts'
import type { OrderStatus } from '#domain/numbers/order-status.ts'
import type { AustralianState } from '#domain/usage/geographic-areas.ts'
import { countRows, decodeCursor, toPage, type PageWithTotal } from './page.ts'

export interface OrderRow {
  readonly id: number
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  readonly kind: OrderKind
  readonly status: OrderStatus
  readonly state: AustralianState | null
  readonly region: string
  readonly pattern: string
  readonly quantity: number
  readonly numberPlanId: number
  readonly numberPlanName: string
  readonly lineType: LineType
  readonly answerPoint: string | null
  readonly smartNumber: string | null
  readonly rightsOfUse: string
  readonly note: string
  readonly carrierReference: string
  readonly reason: string
  /** Allocated to it, or given to its account by it. */
  readonly numbers: readonly string[]
  readonly createdAt: Date
  readonly changedAt: Date
  readonly version: number
}

const ORDERS = `SELECT o.id, o.account_id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName",
    o.kind, o.status, o.state, o.region, o.pattern, o.quantity, o.number_plan_id AS "numberPlanId",
    p.name AS "numberPlanName", o.line_type AS "lineType", o.answer_point AS "answerPoint",
    o.smart_number AS "smartNumber", o.rights_of_use AS "rightsOfUse", o.note, o.carrier_reference AS "carrierReference",
    o.reason, o.numbers, o.created_at AS "createdAt", o.changed_at AS "changedAt", o.version
  FROM number_orders o JOIN accounts a ON a.id = o.account_id JOIN number_plans p ON p.id = o.number_plan_id`

/** Orders, the newest first. */
export async function listOrders(
  db: pg.ClientBase,
  {
    cursor,
    limit,
    status,
    kind,
    accountId,
    open,
    withTotal,
  }: {
    readonly cursor?: string | undefined
    readonly limit: number
    readonly status?: OrderStatus | undefined
    readonly kind?: OrderKind | undefined
    readonly accountId?: number | undefined
    /** Whether there is anything left to do. */
    readonly open?: boolean | undefined
    readonly withTotal?: boolean | undefined
  },
): Promise<PageWithTotal<OrderRow>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const wanted = `($1::text IS NULL OR o.status = $1) AND ($2::text IS NULL OR o.kind = $2)
       AND ($3::int4 IS NULL OR o.account_id = $3)
       AND ($4::boolean IS NULL OR (o.status IN ('submitted', 'with-carrier', 'allocated')) = $4)`
  const values = [status ?? null, kind ?? null, accountId ?? null, open ?? null]
  const { rows } = await db.query<OrderRow>(
    `${ORDERS} WHERE ${wanted} AND ($5::int8 IS NULL OR o.id < $5) ORDER BY o.id DESC LIMIT $6`,
    [...values, before ?? null, limit + 1],
  )
  const total = await countRows(db, withTotal, `FROM number_orders o WHERE ${wanted}`, values)
  return { ...toPage(rows, limit, ({ id }) => [id]), ...total }
}

export async function readOrder(db: pg.ClientBase, orderId: number): Promise<OrderRow | undefined> {
  const { rows } = await db.query<OrderRow>(`${ORDERS} WHERE o.id = $1`, [orderId])
  return rows[0]
}

/** The same, locked until the transaction ends. */
export async function lockOrder(db: pg.ClientBase, orderId: number): Promise<OrderRow | undefined> {
  const { rows } = await db.query<OrderRow>(`${ORDERS} WHERE o.id = $1 FOR UPDATE OF o`, [orderId])
  return rows[0]
}

/** The orders of an account that are still under way. */
export async function readOpenOrderIds(db: pg.ClientBase, accountId: number): Promise<readonly number[]> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT id FROM number_orders WHERE account_id = $1 AND status IN ('submitted', 'with-carrier', 'allocated') ORDER BY id`,
    [accountId],
  )
  return rows.map(({ id }) => id)
}

export interface OrderEntry {
  readonly at: Date
  readonly actorName: string
  /** null: a note, and no step. */
  readonly status: OrderStatus | null
  readonly note: string
}

/** What happened to an order and what people noted, in order. */
export async function readOrderEntries(db: pg.ClientBase, orderId: number): Promise<readonly OrderEntry[]> {
  const { rows } = await db.query<OrderEntry>(
    `SELECT at, actor_name AS "actorName", status, note FROM number_order_entries WHERE order_id = $1 ORDER BY id LIMIT 1000`,
    [orderId],
  )
  return rows
}

/** How many orders stand where. */
export async function countOrders(
  db: pg.ClientBase,
): Promise<readonly { readonly status: OrderStatus; readonly orders: number; readonly oldest: Date }[]> {
  const { rows } = await db.query<{ status: OrderStatus; orders: number; oldest: Date }>(
    `SELECT status, count(*)::int4 AS orders, min(changed_at) AS oldest FROM number_orders GROUP BY status`,
  )
  return rows
}
