import type pg from 'pg'
import { decodeCursor, toPage, type Page } from './page.ts'

export interface WebhookRow {
  readonly id: number
  readonly url: string
  readonly description: string
  readonly eventTypes: readonly string[]
  readonly status: 'active' | 'disabled'
  readonly statusReason: string
  /** Until when the secret before signs too. */
  readonly previousUntil: Date | null
  readonly failingSince: Date | null
  readonly createdAt: Date
  readonly version: number
}

const COLUMNS = `id, url, description, event_types AS "eventTypes", status, status_reason AS "statusReason",
  previous_until AS "previousUntil", failing_since AS "failingSince", created_at AS "createdAt", version`

/** The reseller's, the oldest first. */
export async function listWebhooks(
  db: pg.ClientBase,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<WebhookRow>> {
  const [after] = decodeCursor(cursor, 'number') ?? []
  const { rows } = await db.query<WebhookRow>(
    `SELECT ${COLUMNS} FROM webhooks WHERE ($1::int4 IS NULL OR id > $1) ORDER BY id LIMIT $2`,
    [after ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ id }) => [id])
}

/** How many the reseller has. */
export async function countWebhooks(db: pg.ClientBase): Promise<number> {
  const { rows } = await db.query<{ webhooks: number }>('SELECT count(*)::int4 AS webhooks FROM webhooks')
  return rows[0]?.webhooks ?? 0
}

export async function readWebhook(db: pg.ClientBase, webhookId: number): Promise<WebhookRow | undefined> {
  const { rows } = await db.query<WebhookRow>(`SELECT ${COLUMNS} FROM webhooks WHERE id = $1`, [webhookId])
  return rows[0]
}

export interface DeliveryRow {
  readonly id: bigint
  readonly messageId: string
  readonly eventId: bigint | null
  readonly eventType: string
  readonly status: 'queued' | 'delivered' | 'failed'
  readonly attempts: number
  readonly queuedAt: Date
  readonly nextTryAt: Date | null
  readonly doneAt: Date | null
}

const DELIVERY = `id, message_id AS "messageId", event_id AS "eventId", event_type AS "eventType", state AS status, attempts,
  queued_at AS "queuedAt", next_try_at AS "nextTryAt", done_at AS "doneAt"`

/** The deliveries of a webhook, newest first. */
export async function listDeliveries(
  db: pg.ClientBase,
  webhookId: number,
  {
    cursor,
    limit,
    status,
  }: {
    readonly cursor?: string | undefined
    readonly limit: number
    readonly status?: DeliveryRow['status'] | undefined
  },
): Promise<Page<DeliveryRow>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const { rows } = await db.query<DeliveryRow>(
    `SELECT ${DELIVERY} FROM webhook_deliveries
      WHERE webhook_id = $1 AND ($2::int8 IS NULL OR id < $2) AND ($3::text IS NULL OR state = $3)
      ORDER BY id DESC LIMIT $4`,
    [webhookId, before ?? null, status ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ id }) => [Number(id)])
}

export interface AttemptRow {
  readonly at: Date
  readonly durationMs: number
  readonly status: number | null
  readonly error: string | null
  readonly request: string
  readonly answer: string
}

/** A delivery with its last attempts, newest first. */
export async function readDelivery(
  db: pg.ClientBase,
  webhookId: number,
  deliveryId: bigint,
): Promise<(DeliveryRow & { readonly log: readonly AttemptRow[] }) | undefined> {
  const { rows } = await db.query<DeliveryRow>(
    `SELECT ${DELIVERY} FROM webhook_deliveries WHERE id = $1 AND webhook_id = $2`,
    [deliveryId, webhookId],
  )
  const [delivery] = rows
  if (delivery === undefined) return undefined
  const { rows: log } = await db.query<AttemptRow>(
    `SELECT at, duration_ms AS "durationMs", status, error, request, answer
       FROM webhook_attempts WHERE delivery_id = $1 ORDER BY id DESC LIMIT 50`,
    [deliveryId],
  )
  return { ...delivery, log }
}
