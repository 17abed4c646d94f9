import type pg from 'pg'
import { scheduleJob } from './jobs.ts'
import { deliveryJob } from './webhooks.ts'

/** What it takes to deliver: read by the installation only, for the secrets. */
export interface DeliveryToSend {
  readonly id: bigint
  readonly resellerId: number
  readonly webhookId: number
  readonly messageId: string
  readonly attempts: number
  readonly eventType: string
  readonly url: string
  readonly status: 'active' | 'disabled'
  /** Sealed. */
  readonly secret: string
  readonly previousSecret: string | null
  readonly previousUntil: Date | null
  /** Of the event; null: a test. */
  readonly occurredAt: Date | null
  readonly payload: object | null
  readonly accountId: number | null
  readonly queuedAt: Date
}

/** The delivery, if it is still to be made. */
export async function findDeliveryToSend(db: pg.Pool, deliveryId: bigint): Promise<DeliveryToSend | undefined> {
  const { rows } = await db.query<DeliveryToSend>(
    `SELECT d.id, d.reseller_id AS "resellerId", d.webhook_id AS "webhookId", d.message_id AS "messageId", d.attempts,
            d.event_type AS "eventType", d.queued_at AS "queuedAt", w.url, w.status, w.secret,
            w.previous_secret AS "previousSecret", w.previous_until AS "previousUntil",
            e.occurred_at AS "occurredAt", e.payload, e.account_id AS "accountId"
       FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id LEFT JOIN events e ON e.id = d.event_id
      WHERE d.id = $1 AND d.state = 'queued'`,
    [deliveryId],
  )
  return rows[0]
}

export interface DeliveryAttempt {
  readonly delivery: Pick<DeliveryToSend, 'id' | 'resellerId' | 'webhookId'>
  readonly state: 'queued' | 'delivered' | 'failed'
  readonly status: number | undefined
  readonly error: string | undefined
  readonly request: string
  readonly answer: string
  readonly durationMs: number
  readonly retryAfterSeconds: number | undefined
  readonly now: Date
}

/**
 * Writes down an attempt and puts the next one into the queue.
 *
 * @returns since when the webhook takes nothing; null: it took this one.
 */
export async function recordDeliveryAttempt(db: pg.ClientBase, attempt: DeliveryAttempt): Promise<Date | null> {
  const { delivery, state, status, error, request, answer, durationMs, retryAfterSeconds, now } = attempt
  await db.query(
    `INSERT INTO webhook_attempts (reseller_id, delivery_id, at, duration_ms, status, error, request, answer)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [delivery.resellerId, delivery.id, now, durationMs, status ?? null, error ?? null, request, answer],
  )
  const nextTryAt = retryAfterSeconds === undefined ? null : new Date(now.getTime() + retryAfterSeconds * 1000)
  await db.query(
    `UPDATE webhook_deliveries SET state = $2, attempts = attempts + 1, next_try_at = $3,
            done_at = CASE WHEN $2 = 'queued' THEN NULL ELSE $4::timestamptz END
      WHERE id = $1`,
    [delivery.id, state, nextTryAt, now],
  )
  if (retryAfterSeconds !== undefined) {
    await scheduleJob(db, { ...deliveryJob(delivery.id), afterSeconds: retryAfterSeconds })
  }
  const { rows } = await db.query<{ failingSince: Date | null }>(
    `UPDATE webhooks SET failing_since = CASE WHEN $2 THEN coalesce(failing_since, $3) END
      WHERE id = $1 RETURNING failing_since AS "failingSince"`,
    [delivery.webhookId, error !== undefined, now],
  )
  return rows[0]?.failingSince ?? null
}

/** A delivery that is not made, for its webhook is switched off. */
export async function giveUpDelivery(db: pg.Pool, deliveryId: bigint, now: Date): Promise<void> {
  await db.query(
    `UPDATE webhook_deliveries SET state = 'failed', next_try_at = NULL, done_at = $2 WHERE id = $1 AND state = 'queued'`,
    [deliveryId, now],
  )
}
