import type pg from 'pg'

/** An event of the gateway that waits to be dealt with. */
export interface WaitingEvent {
  readonly gatewayId: string
  readonly type: string
  readonly objectKind: 'charge' | 'page' | 'refund' | 'dispute' | 'method' | 'other'
  readonly objectId: string
  readonly happenedAt: Date
}

const COLUMNS = `gateway_id AS "gatewayId", type, object_kind AS "objectKind", object_id AS "objectId",
  happened_at AS "happenedAt"`

export async function listWaitingEvents(db: pg.ClientBase, limit: number): Promise<readonly WaitingEvent[]> {
  const { rows } = await db.query<WaitingEvent>(
    `SELECT ${COLUMNS} FROM gateway_events WHERE handled_at IS NULL ORDER BY received_at, gateway_id LIMIT $1`,
    [limit],
  )
  return rows
}

/** Which of these wait. */
export async function findWaitingEvents(db: pg.ClientBase, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ gatewayId: string }>(
    'SELECT gateway_id AS "gatewayId" FROM gateway_events WHERE gateway_id = ANY ($1) AND handled_at IS NULL',
    [ids],
  )
  return new Set(rows.map(({ gatewayId }) => gatewayId))
}
