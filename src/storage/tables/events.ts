import type pg from 'pg'

export interface NewEvent {
  /** `account.activated`. */
  readonly type: string
  readonly accountId?: number
  readonly payload: object
}

/** Writes down what happened and asks the worker to tell it, in the transaction that did it. */
export async function recordEvents(
  db: pg.ClientBase,
  resellerId: number,
  atMs: number,
  events: readonly NewEvent[],
): Promise<void> {
  for (const { type, accountId, payload } of events) {
    await db.query(
      `WITH event AS (
         INSERT INTO events (reseller_id, account_id, type, payload, occurred_at)
         VALUES ($1, $2, $3, $4, to_timestamp($5 / 1000.0)) RETURNING id
       )
       SELECT tollgate_add_job('tell-event', json_build_object('eventId', id)) FROM event`,
      [resellerId, accountId ?? null, type, JSON.stringify(payload), atMs],
    )
  }
}
