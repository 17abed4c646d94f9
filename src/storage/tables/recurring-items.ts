import type pg from 'pg'
import type { Micros } from '#domain/money.ts'

export interface NewRecurringItem {
  readonly resellerId: number
  readonly accountId: number
  readonly description: string
  readonly quantity: number
  readonly unitMicros: Micros
  readonly fromDate: string
  /** The day after the last. */
  readonly toDate: string | null
  readonly createdAt: Date
}

export async function insertRecurringItem(db: pg.ClientBase, item: NewRecurringItem): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO recurring_items (reseller_id, account_id, description, quantity, unit_micros, from_date, to_date, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [
      item.resellerId,
      item.accountId,
      item.description,
      item.quantity,
      item.unitMicros,
      item.fromDate,
      item.toDate,
      item.createdAt,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no id for the recurring item')
  return row.id
}

/** Sets the day after an item's last. */
export async function endRecurringItem(
  db: pg.ClientBase,
  { accountId, itemId, toDate }: { readonly accountId: number; readonly itemId: number; readonly toDate: string },
): Promise<void> {
  await db.query('UPDATE recurring_items SET to_date = $3, version = version + 1 WHERE account_id = $1 AND id = $2', [
    accountId,
    itemId,
    toDate,
  ])
}
