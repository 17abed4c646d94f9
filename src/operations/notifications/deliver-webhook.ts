import type pg from 'pg'
import { systemActor } from '#domain/access/actor.ts'
import { webhookRetryDelay, WEBHOOK_PATIENCE_DAYS } from '#domain/notifications/retry-schedule.ts'
import { isOutOfPatience, webhookBody } from '#domain/notifications/webhook.ts'
import { perform } from '#operations/operation.ts'
import { openSecretBox } from '#providers/secrets/secret-box.ts'
import type { PostMessage, Posting } from '#providers/webhooks/post-message.ts'
import { signMessage } from '#providers/webhooks/sign-message.ts'
import { withTransaction } from '#storage/pool.ts'
import {
  findDeliveryToSend,
  giveUpDelivery,
  recordDeliveryAttempt,
  type DeliveryToSend,
} from '#storage/tables/webhook-attempts.ts'
import { disableWebhook } from './webhook-changes.ts'

/** What it takes to deliver to webhooks. */
export interface WebhookTools {
  readonly pool: pg.Pool
  readonly post: PostMessage
  /** Where the key lies that the secrets are sealed with. */
  readonly dataDirectory: string
}

/** By the Standard Webhooks rules: its receiver does not want it any more, ever. */
const GONE = 410

/**
 * Sends a queued delivery to its webhook and writes down what came back; where it was not taken, the next attempt is put
 * into the queue, and a webhook that took nothing for days is switched off. A delivery that is not queued any more is left
 * alone, so that the job may run twice; killed between the receiver's yes and our note of it, it goes out again under the
 * same webhook-id.
 *
 * @returns what came of it; undefined: there was nothing to send.
 */
export async function deliverWebhook(
  { pool, post, dataDirectory }: WebhookTools,
  deliveryId: bigint,
  now: Date,
): Promise<'delivered' | 'failed' | 'put off' | undefined> {
  const delivery = await findDeliveryToSend(pool, deliveryId)
  if (delivery === undefined) return undefined
  if (delivery.status === 'disabled') {
    await giveUpDelivery(pool, deliveryId, now)
    return 'failed'
  }
  const posting = await writePosting(delivery, dataDirectory, now)
  const { status, error, text, durationMs } = await post(posting)
  const isGone = status === GONE
  const retryAfterSeconds = error === undefined || isGone ? undefined : webhookRetryDelay(delivery.attempts + 1)
  const state = error === undefined ? 'delivered' : retryAfterSeconds === undefined ? 'failed' : 'queued'
  const failingSince = await withTransaction(pool, (db) =>
    recordDeliveryAttempt(db, {
      delivery,
      state,
      status,
      error,
      request: requestHead(posting),
      answer: storable(text),
      durationMs,
      retryAfterSeconds,
      now,
    }),
  )
  const isHopeless = failingSince !== null && isOutOfPatience(failingSince, now, WEBHOOK_PATIENCE_DAYS)
  if (isGone || isHopeless) await switchOff(pool, delivery, error ?? '', now)
  return state === 'queued' ? 'put off' : state
}

async function writePosting(delivery: DeliveryToSend, dataDirectory: string, now: Date): Promise<Posting> {
  const { messageId, eventType, occurredAt, queuedAt, payload, accountId, url, webhookId } = delivery
  const data =
    payload === null
      ? { webhookId: String(webhookId) }
      : { ...(accountId !== null && { accountId: String(accountId) }), ...payload }
  const body = webhookBody(eventType, occurredAt ?? queuedAt, data)
  const box = await openSecretBox(dataDirectory)
  const { secret, previousSecret, previousUntil } = delivery
  const overlaps = previousSecret !== null && previousUntil !== null && previousUntil > now
  const secrets = [secret, ...(overlaps ? [previousSecret] : [])].map((sealed) => box.open(sealed))
  const timestamp = Math.floor(now.getTime() / 1000)
  return {
    url,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'webhooks/1',
      'webhook-id': messageId,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signMessage(secrets, { id: messageId, timestamp, body }),
    },
  }
}

/** Of a request: what is kept in the log. Its signature is nobody's business. */
const LONGEST_BODY_KEPT = 2000

function requestHead({ url, headers, body }: Posting): string {
  const lines = Object.entries(headers)
    .filter(([name]) => name !== 'webhook-signature')
    .map(([name, value]) => `${name}: ${value}`)
  return [`POST ${url}`, ...lines, '', body.slice(0, LONGEST_BODY_KEPT)].join('\n')
}

/** PostgreSQL keeps no NUL. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

async function switchOff(pool: pg.Pool, delivery: DeliveryToSend, error: string, now: Date): Promise<void> {
  const { resellerId, webhookId } = delivery
  const reason = `Switched off after failing for long. The last attempt: ${error}`.slice(0, 500)
  const actor = systemActor(resellerId, 'webhook deliveries')
  await perform(pool, disableWebhook, { actor, input: { webhookId, reason }, now, origin: 'worker' }, () => undefined)
}
