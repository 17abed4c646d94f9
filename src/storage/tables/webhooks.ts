import type pg from 'pg'
import { addJob, PLACES } from './jobs.ts'

export interface NewWebhook {
  readonly url: string
  readonly description: string
  readonly eventTypes: readonly string[]
  /** Sealed. */
  readonly secret: string
}

export async function insertWebhook(
  db: pg.ClientBase,
  resellerId: number,
  { url, description, eventTypes, secret }: NewWebhook,
  now: Date,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO webhooks (reseller_id, url, description, event_types, secret, created_at)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [resellerId, url, description, eventTypes, secret, now],
  )
  return rows[0]?.id ?? 0
}

export interface WebhookChange {
  readonly url: string
  readonly description: string
  readonly eventTypes: readonly string[]
  readonly status: 'active' | 'disabled'
  readonly statusReason: string
}

/** Writes a webhook, if it is still at this version; switched on, it has a clean slate. */
export async function updateWebhook(
  db: pg.ClientBase,
  webhookId: number,
  { url, description, eventTypes, status, statusReason }: WebhookChange,
  version: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE webhooks SET url = $2, description = $3, event_types = $4, status = $5, status_reason = $6,
            failing_since = CASE WHEN status = 'disabled' AND $5 = 'active' THEN NULL ELSE failing_since END,
            version = version + 1
      WHERE id = $1 AND version = $7`,
    [webhookId, url, description, eventTypes, status, statusReason, version],
  )
  return rowCount === 1
}

/** Gives a webhook a new secret; the one it had signs too until then. */
export async function rotateSecret(
  db: pg.ClientBase,
  webhookId: number,
  secret: string,
  previousUntil: Date,
): Promise<void> {
  await db.query('SELECT tollgate_rotate_webhook_secret($1, $2, $3)', [webhookId, secret, previousUntil])
}

export async function deleteWebhook(db: pg.ClientBase, webhookId: number): Promise<void> {
  await db.query('DELETE FROM webhooks WHERE id = $1', [webhookId])
}

export interface NewMessage {
  readonly resellerId: number
  readonly webhookId: number
  readonly messageId: string
  readonly eventType: string
  readonly now: Date
}

/** Puts a message of no event, a test, on its way to one webhook. */
export async function insertTestDelivery(db: pg.ClientBase, message: NewMessage): Promise<bigint> {
  const { rows } = await db.query<{ id: bigint }>(
    `INSERT INTO webhook_deliveries (reseller_id, webhook_id, message_id, event_type, queued_at)
     VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [message.resellerId, message.webhookId, message.messageId, message.eventType, message.now],
  )
  const id = rows[0]?.id ?? 0n
  await addJob(db, deliveryJob(id))
  return id
}

/** Whether the webhook `w` takes the event `e`. */
const TAKES = `(cardinality(w.event_types) = 0 OR e.type = ANY (w.event_types)
  OR split_part(e.type, '.', 1) || '.*' = ANY (w.event_types))`

/** Puts an event on its way to every webhook that takes it: once each, however often it is asked. */
export async function insertDeliveriesOfEvent(db: pg.ClientBase, eventId: bigint, now: Date): Promise<number> {
  const { rowCount } = await db.query(
    `WITH told AS (
       INSERT INTO webhook_deliveries (reseller_id, webhook_id, message_id, event_id, event_type, queued_at)
       SELECT e.reseller_id, w.id, 'evt_' || e.id, e.id, e.type, $2
         FROM events e JOIN webhooks w ON w.reseller_id = e.reseller_id AND w.status = 'active'
        WHERE e.id = $1 AND ${TAKES}
       ON CONFLICT (webhook_id, message_id) DO NOTHING
       RETURNING id
     )
     SELECT tollgate_add_job('deliver-webhook', json_build_object('deliveryId', id::text), 'delivery ' || id, $3)
       FROM told`,
    [eventId, now, PLACES.telling],
  )
  return rowCount ?? 0
}

/** Puts deliveries that came to an end on their way again. */
export async function requeueDelivery(db: pg.ClientBase, deliveryId: bigint, now: Date): Promise<void> {
  await db.query(
    `UPDATE webhook_deliveries SET state = 'queued', attempts = 0, queued_at = $2, next_try_at = NULL, done_at = NULL
      WHERE id = $1`,
    [deliveryId, now],
  )
  await addJob(db, deliveryJob(deliveryId))
}

/**
 * Puts the events of a time on their way to a webhook again: those that failed, those it missed while it was switched off,
 * and where asked those it took.
 *
 * @returns how many.
 */
export async function replayEvents(
  db: pg.ClientBase,
  webhookId: number,
  { since, until, withDelivered }: { readonly since: Date; readonly until: Date; readonly withDelivered: boolean },
  now: Date,
): Promise<number> {
  const { rowCount } = await db.query(
    `WITH told AS (
       INSERT INTO webhook_deliveries AS d (reseller_id, webhook_id, message_id, event_id, event_type, queued_at)
       SELECT e.reseller_id, w.id, 'evt_' || e.id, e.id, e.type, $5
         FROM webhooks w JOIN events e ON e.reseller_id = w.reseller_id
        WHERE w.id = $1 AND e.occurred_at >= $2 AND e.occurred_at < $3 AND ${TAKES}
        ORDER BY e.id
       ON CONFLICT (webhook_id, message_id) DO UPDATE
         SET state = 'queued', attempts = 0, queued_at = $5, next_try_at = NULL, done_at = NULL
         WHERE d.state = 'failed' OR (d.state = 'delivered' AND $4)
       RETURNING id
     )
     SELECT tollgate_add_job('deliver-webhook', json_build_object('deliveryId', id::text), 'delivery ' || id, $6)
       FROM told`,
    [webhookId, since, until, withDelivered, now, PLACES.telling],
  )
  return rowCount ?? 0
}

export function deliveryJob(deliveryId: bigint) {
  return {
    name: 'deliver-webhook',
    payload: { deliveryId: String(deliveryId) },
    key: `delivery ${deliveryId}`,
  } as const
}
