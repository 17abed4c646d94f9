import { webhooksEndpoints } from '#contract/webhooks.ts'
import { EVENT_TYPES } from '#domain/notifications/event-types.ts'
import {
  changeWebhook,
  createWebhook,
  newWebhookSecret,
  pingWebhook,
  removeWebhook,
  replayDelivery,
  replayWebhook,
  rotateWebhookSecret,
} from '#operations/notifications/webhook-changes.ts'
import { listEvents } from '#storage/queries/events.ts'
import { listDeliveries, listWebhooks, readDelivery, readWebhook } from '#storage/queries/webhooks.ts'
import { notFound } from '../not-found.ts'
import { Answered, route, type Route } from '../route.ts'

const endpoints = webhooksEndpoints

export const webhooksRoutes: readonly Route[] = [
  route(endpoints.listWebhooks, ({ read, query }) => read((db) => listWebhooks(db, query))),
  route(endpoints.createWebhook, ({ perform, body, services: { config } }) =>
    withSecretOnce((secret, shown) =>
      perform(createWebhook, { words: body, secret, config }, (webhook) => shown({ ...webhook, secret: null })),
    ),
  ),
  route(endpoints.readWebhook, async ({ read, params }) =>
    notFound('webhook', await read((db) => readWebhook(db, params.webhookId))),
  ),
  route(endpoints.changeWebhook, ({ perform, params, body, ifMatch, services: { config } }) => {
    const { status, ...words } = body
    return perform(changeWebhook, { ...params, words, status, ifVersion: ifMatch, config }, (webhook) => webhook)
  }),
  route(endpoints.removeWebhook, ({ perform, params }) => perform(removeWebhook, params, () => ({}))),
  route(endpoints.rotateSecret, ({ perform, params, services: { config } }) =>
    withSecretOnce((secret, shown) =>
      perform(rotateWebhookSecret, { ...params, secret, config }, (webhook) => shown({ ...webhook, secret: null })),
    ),
  ),
  route(endpoints.pingWebhook, ({ perform, params }) => perform(pingWebhook, params, (delivery) => delivery)),
  route(endpoints.listDeliveries, ({ read, params, query }) =>
    read(async (db) => {
      const { id } = notFound('webhook', await readWebhook(db, params.webhookId))
      return listDeliveries(db, id, query)
    }),
  ),
  route(endpoints.readDelivery, async ({ read, params }) =>
    notFound('delivery', await read((db) => readDelivery(db, params.webhookId, params.deliveryId))),
  ),
  route(endpoints.replayDelivery, ({ perform, params }) => perform(replayDelivery, params, (delivery) => delivery)),
  route(endpoints.replayWebhook, ({ perform, params, body }) =>
    perform(replayWebhook, { ...params, ...body, until: body.until }, (queued) => queued),
  ),
  route(endpoints.listEventTypes, () =>
    Promise.resolve({ items: Object.entries(EVENT_TYPES).map(([type, summary]) => ({ type, summary })) }),
  ),
  route(endpoints.listEvents, ({ read, query }) =>
    read(async (db) => {
      const { items, nextCursor } = await listEvents(db, query)
      return { items: items.map((event) => ({ ...event, payload: { ...event.payload } })), nextCursor }
    }),
  ),
]

/**
 * Makes a secret and shows it in the answer to the request that used it. The answer kept for a repeated request is without:
 * what is shown once is shown once.
 */
async function withSecretOnce(
  use: (secret: string, shown: <View>(view: View) => View) => Promise<Answered>,
): Promise<Answered> {
  const secret = newWebhookSecret()
  let isUsed = false
  const { json } = await use(secret, (view) => {
    isUsed = true
    return view
  })
  return new Answered(isUsed && typeof json === 'object' ? { ...json, secret } : json)
}
