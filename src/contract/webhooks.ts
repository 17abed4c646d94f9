import { z } from 'zod'
import { endpoint, type Endpoint } from './endpoint.ts'
import { id, instant, longId, page, paging, prose, words } from './wire.ts'

const said = {
  url: words(2000).meta({ examples: ['https://hooks.example.com/tollgate'] }),
  description: prose(200).default(''),
  eventTypes: z
    .array(words(80))
    .max(50)
    .default([])
    .meta({ description: 'Types like statement.issued, or account.* for all of a noun; none: every event' }),
}
const status = z.enum(['active', 'disabled'])

const webhook = z
  .object({
    id,
    url: z.string(),
    description: z.string(),
    eventTypes: z.array(z.string()),
    status,
    statusReason: z.string(),
    previousUntil: instant.nullable().meta({ description: 'Until then the secret before signs too' }),
    failingSince: instant.nullable(),
    createdAt: instant,
    version: z.number().int(),
  })
  .meta({ id: 'Webhook' })

const webhookWithSecret = webhook
  .extend({
    secret: z
      .string()
      .nullable()
      .meta({ description: 'The signing secret, whsec_…: shown this once; null where the request is repeated' }),
  })
  .meta({ id: 'WebhookWithSecret' })

const delivery = z
  .object({
    id: longId,
    messageId: z.string().meta({ description: 'The webhook-id its receiver sees, the same at every attempt' }),
    eventId: longId.nullable().meta({ description: 'null: a test' }),
    eventType: z.string(),
    status: z.enum(['queued', 'delivered', 'failed']),
    attempts: z.number().int(),
    queuedAt: instant,
    nextTryAt: instant.nullable(),
    doneAt: instant.nullable(),
  })
  .meta({ id: 'WebhookDelivery' })

const deliveryWithLog = delivery
  .extend({
    log: z.array(
      z.object({
        at: instant,
        durationMs: z.number().int(),
        status: z.number().int().nullable(),
        error: z.string().nullable(),
        request: z.string().meta({ description: 'Its head and the beginning of its body; never the signature' }),
        answer: z.string().meta({ description: 'Its head and the beginning of its body' }),
      }),
    ),
  })
  .meta({ id: 'WebhookDeliveryWithLog' })

const event = z
  .object({
    id: longId,
    type: z.string(),
    accountId: id.nullable(),
    occurredAt: instant,
    payload: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Event' })

const oneWebhook = z.object({ webhookId: id })

export const webhooksEndpoints = {
  listWebhooks: endpoint({
    id: 'webhooks.list',
    method: 'GET',
    path: '/webhooks',
    summary: 'Who is told of events',
    access: 'webhooks.read',
    query: z.object(paging),
    response: page(webhook),
  }),
  createWebhook: endpoint({
    id: 'webhooks.create',
    method: 'POST',
    path: '/webhooks',
    summary: 'Tell an address of events, signed by the Standard Webhooks rules',
    access: 'webhooks.write',
    body: z.object(said).strict(),
    response: webhookWithSecret,
    status: 201,
  }),
  readWebhook: endpoint({
    id: 'webhooks.read',
    method: 'GET',
    path: '/webhooks/{webhookId}',
    summary: 'One webhook',
    access: 'webhooks.read',
    params: oneWebhook,
    response: webhook,
    etag: true,
  }),
  changeWebhook: endpoint({
    id: 'webhooks.change',
    method: 'PUT',
    path: '/webhooks/{webhookId}',
    summary: 'Change a webhook; switch it off and on',
    access: 'webhooks.write',
    params: oneWebhook,
    body: z.object({ ...said, status: status.default('active') }).strict(),
    response: webhook,
    etag: true,
  }),
  removeWebhook: endpoint({
    id: 'webhooks.remove',
    method: 'DELETE',
    path: '/webhooks/{webhookId}',
    summary: 'Remove a webhook and its log',
    access: 'webhooks.write',
    params: oneWebhook,
  }),
  rotateSecret: endpoint({
    id: 'webhooks.rotate-secret',
    method: 'POST',
    path: '/webhooks/{webhookId}/rotate-secret',
    summary: 'Give a webhook a new secret; the one before signs too for a day',
    access: 'webhooks.write',
    params: oneWebhook,
    response: webhookWithSecret,
  }),
  pingWebhook: endpoint({
    id: 'webhooks.ping',
    method: 'POST',
    path: '/webhooks/{webhookId}/ping',
    summary: 'Send a test, webhook.ping; its delivery says how it went',
    access: 'webhooks.write',
    params: oneWebhook,
    response: deliveryWithLog,
    status: 202,
  }),
  listDeliveries: endpoint({
    id: 'webhooks.deliveries',
    method: 'GET',
    path: '/webhooks/{webhookId}/deliveries',
    summary: 'What was sent to a webhook, newest first',
    access: 'webhooks.read',
    params: oneWebhook,
    query: z.object({ ...paging, status: delivery.shape.status.optional() }),
    response: page(delivery),
  }),
  readDelivery: endpoint({
    id: 'webhooks.delivery',
    method: 'GET',
    path: '/webhooks/{webhookId}/deliveries/{deliveryId}',
    summary: 'One delivery with its last 50 attempts: what went and what came back',
    access: 'webhooks.read',
    params: oneWebhook.extend({ deliveryId: longId }),
    response: deliveryWithLog,
  }),
  replayDelivery: endpoint({
    id: 'webhooks.replay-delivery',
    method: 'POST',
    path: '/webhooks/{webhookId}/deliveries/{deliveryId}/replay',
    summary: 'Send one message again, under the same id',
    access: 'webhooks.write',
    params: oneWebhook.extend({ deliveryId: longId }),
    response: deliveryWithLog,
    status: 202,
  }),
  replayWebhook: endpoint({
    id: 'webhooks.replay',
    method: 'POST',
    path: '/webhooks/{webhookId}/replay',
    summary: 'Send the events of a time again: those that failed or were missed, and where asked all of them',
    access: 'webhooks.write',
    params: oneWebhook,
    body: z.object({ since: instant, until: instant.optional(), withDelivered: z.boolean().default(false) }).strict(),
    response: z.object({ queued: z.number().int() }),
    status: 202,
  }),
  listEventTypes: endpoint({
    id: 'events.types',
    method: 'GET',
    path: '/event-types',
    summary: 'Every type of event there is',
    access: 'webhooks.read',
    response: z.object({ items: z.array(z.object({ type: z.string(), summary: z.string() })) }),
  }),
  listEvents: endpoint({
    id: 'events.list',
    method: 'GET',
    path: '/events',
    summary: 'What happened, newest first',
    access: 'webhooks.read',
    query: z.object({ ...paging, type: words(80).optional(), accountId: id.optional() }),
    response: page(event),
  }),
} satisfies Record<string, Endpoint>
