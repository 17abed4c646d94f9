import type pg from 'pg'

export interface EventToKeep {
  readonly resellerId: number
  readonly gatewayId: string
  readonly type: string
  readonly objectKind: string
  readonly objectId: string
  readonly happenedAt: Date
  readonly receivedAt: Date
}

/** Writes down that events came; those that did before stay as they are. */
export async function keepGatewayEvents(db: pg.ClientBase, events: readonly EventToKeep[]): Promise<void> {
  for (const event of events)
    await db.query(
      `INSERT INTO gateway_events (reseller_id, gateway_id, type, object_kind, object_id, happened_at, received_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (reseller_id, gateway_id) DO NOTHING`,
      [
        event.resellerId,
        event.gatewayId,
        event.type,
        event.objectKind,
        event.objectId,
        event.happenedAt,
        event.receivedAt,
      ],
    )
}

export async function markEventHandled(
  db: pg.ClientBase,
  { gatewayId, outcome, now }: { readonly gatewayId: string; readonly outcome: string; readonly now: Date },
): Promise<void> {
  await db.query(
    'UPDATE gateway_events SET handled_at = $2, outcome = $3 WHERE gateway_id = $1 AND handled_at IS NULL',
    [gatewayId, now, outcome],
  )
}
