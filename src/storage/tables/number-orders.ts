import type pg from 'pg'
import type { LineType } from '#domain/numbers/line-type.ts'
import type { OrderKind } from '#domain/numbers/number-order.ts'
import type { OrderStatus } from '#domain/numbers/order-status.ts'

export interface NewOrder {
  readonly accountId: number
  readonly kind: OrderKind
  readonly state?: string | undefined
  readonly region?: string | undefined
  readonly pattern: string
  readonly quantity: number
  readonly numberPlanId: number
  readonly lineType: LineType
  readonly answerPoint?: string | undefined
  readonly smartNumber?: string | undefined
  readonly rightsOfUse: string
  readonly note: string
}

export async function insertOrder(db: pg.ClientBase, resellerId: number, order: NewOrder, now: Date): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO number_orders (reseller_id, account_id, kind, status, state, region, pattern, quantity, number_plan_id,
                                line_type, answer_point, smart_number, rights_of_use, note, created_at, changed_at)
     VALUES ($1, $2, $3, 'submitted', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14) RETURNING id`,
    [
      resellerId,
      order.accountId,
      order.kind,
      order.state ?? null,
      order.region ?? '',
      order.pattern,
      order.quantity,
      order.numberPlanId,
      order.lineType,
      order.answerPoint ?? null,
      order.smartNumber ?? null,
      order.rightsOfUse,
      order.note,
      now,
    ],
  )
  const [placed] = rows
  if (placed === undefined) throw new Error('no id for the new order')
  return placed.id
}

/** Writes where a locked order stands now; what is left out stays. */
export async function updateOrder(
  db: pg.ClientBase,
  orderId: number,
  order: {
    readonly status: OrderStatus
    readonly carrierReference?: string | undefined
    readonly reason?: string | undefined
    readonly numbers?: readonly string[] | undefined
  },
  now: Date,
): Promise<void> {
  await db.query(
    `UPDATE number_orders
        SET status = $2, carrier_reference = coalesce($3, carrier_reference), reason = coalesce($4, reason),
            numbers = coalesce($5, numbers), changed_at = $6, version = version + 1
      WHERE id = $1`,
    [orderId, order.status, order.carrierReference ?? null, order.reason ?? null, order.numbers ?? null, now],
  )
}

/** Adds a step or a note to an order's history. */
export async function insertOrderEntry(
  db: pg.ClientBase,
  resellerId: number,
  entry: {
    readonly orderId: number
    readonly accountId: number
    readonly at: Date
    readonly actorName: string
    readonly status?: OrderStatus
    readonly note: string
  },
): Promise<void> {
  await db.query(
    `INSERT INTO number_order_entries (reseller_id, account_id, order_id, at, actor_name, status, note)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [resellerId, entry.accountId, entry.orderId, entry.at, entry.actorName, entry.status ?? null, entry.note],
  )
}
