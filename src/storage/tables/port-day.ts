import type pg from 'pg'
import type { CheckName } from '#domain/porting/cut-over-checklist.ts'
import type { TestCall } from '#domain/porting/cut-over-day.ts'
import type { PortOwner } from './ports.ts'

/** Whose doing something on the day of a cut-over was, and when. */
export interface DoneBy {
  readonly at: Date
  readonly actorName: string
  readonly isCustomer: boolean
}

/** Ticks a check of an attempt; ticked again, who did it last and what they noted counts. */
export async function upsertTick(
  db: pg.ClientBase,
  { resellerId, accountId, portId }: PortOwner,
  tick: DoneBy & { readonly attempt: number; readonly item: CheckName; readonly note: string },
): Promise<void> {
  await db.query(
    `INSERT INTO port_ticks (reseller_id, account_id, port_id, attempt, item, at, actor_name, is_customer, note)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (port_id, attempt, item)
     DO UPDATE SET at = excluded.at, actor_name = excluded.actor_name, is_customer = excluded.is_customer, note = excluded.note`,
    [resellerId, accountId, portId, tick.attempt, tick.item, tick.at, tick.actorName, tick.isCustomer, tick.note],
  )
}

export async function deleteTick(
  db: pg.ClientBase,
  portId: number,
  { attempt, item }: { readonly attempt: number; readonly item: CheckName },
): Promise<void> {
  await db.query('DELETE FROM port_ticks WHERE port_id = $1 AND attempt = $2 AND item = $3', [portId, attempt, item])
}

export async function insertTestCall(
  db: pg.ClientBase,
  { resellerId, accountId, portId }: PortOwner,
  call: DoneBy & TestCall & { readonly attempt: number },
): Promise<void> {
  await db.query(
    `INSERT INTO port_test_calls (reseller_id, account_id, port_id, attempt, number, direction, is_good, heard, at,
                                  actor_name, is_customer)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      resellerId,
      accountId,
      portId,
      call.attempt,
      call.number,
      call.direction,
      call.isGood,
      call.heard,
      call.at,
      call.actorName,
      call.isCustomer,
    ],
  )
}

export async function insertAlarm(
  db: pg.ClientBase,
  { resellerId, accountId, portId }: PortOwner,
  alarm: DoneBy & { readonly words: string },
): Promise<void> {
  await db.query(
    `INSERT INTO port_alarms (reseller_id, account_id, port_id, words, at, actor_name, is_customer)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [resellerId, accountId, portId, alarm.words, alarm.at, alarm.actorName, alarm.isCustomer],
  )
}

/** Writes that somebody looked after what was urgent of a port. Returns how much of it was open. */
export async function settleAlarms(
  db: pg.ClientBase,
  portId: number,
  { at, actorName }: Pick<DoneBy, 'at' | 'actorName'>,
): Promise<number> {
  const { rowCount } = await db.query(
    'UPDATE port_alarms SET settled_at = $2, settled_by = $3 WHERE port_id = $1 AND settled_at IS NULL',
    [portId, at, actorName],
  )
  return rowCount ?? 0
}

/** Writes that the customer was told its request expires. */
export async function updateExpiryTold(db: pg.ClientBase, portId: number, at: Date): Promise<void> {
  await db.query('UPDATE ports SET expiry_told_at = $2 WHERE id = $1', [portId, at])
}
