import { randomBytes, randomUUID } from 'node:crypto'
import { eventFilterFault } from '#domain/notifications/event-types.ts'
import { webhookUrlFault } from '#domain/notifications/webhook.ts'
import { problem, ProblemError, type Problem } from '#domain/problem.ts'
import { changedMeanwhile, operation, type WriteContext } from '#operations/operation.ts'
import { openSecretBox } from '#providers/secrets/secret-box.ts'
import { countWebhooks, readDelivery, readWebhook, type WebhookRow } from '#storage/queries/webhooks.ts'
import {
  deleteWebhook,
  insertTestDelivery,
  insertWebhook,
  replayEvents,
  requeueDelivery,
  rotateSecret,
  updateWebhook,
} from '#storage/tables/webhooks.ts'
import type { Config } from '../../config.ts'

/** What its owner says of a webhook. */
export interface WebhookWords {
  readonly url: string
  readonly description: string
  /** `statement.issued`, `account.*`; none: every event. */
  readonly eventTypes: readonly string[]
}

type WebhookConfig = Pick<Config, 'dataDirectory' | 'privateWebhooks' | 'limits'>

/** How long the secret before signs too, after a change. */
const OVERLAP_MS = 24 * 3_600_000

/** A signing key by the Standard Webhooks rules: shown once to its owner, and kept sealed. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/** @param input.secret from {@link newWebhookSecret}. */
export const createWebhook = operation({
  name: 'webhooks.create',
  permission: 'webhooks.write',
  async run(
    { db, resellerId, now, audit, emit }: WriteContext,
    {
      words,
      secret,
      config,
    }: { readonly words: WebhookWords; readonly secret: string; readonly config: WebhookConfig },
  ) {
    checkWords(words, config)
    const most = config.limits.webhooksPerReseller
    if ((await countWebhooks(db)) >= most) {
      throw new ProblemError(problem('conflict', `There are ${most} webhooks already; remove one first.`))
    }
    const box = await openSecretBox(config.dataDirectory)
    const webhookId = await insertWebhook(db, resellerId, { ...words, secret: box.seal(secret) }, now)
    audit({ subject: `webhook ${webhookId}`, after: words })
    emit({ type: 'webhook.created', payload: { webhookId: String(webhookId), url: words.url } })
    return theWebhook(await readWebhook(db, webhookId))
  },
})

export const changeWebhook = operation({
  name: 'webhooks.change',
  permission: 'webhooks.write',
  async run(
    { db, audit }: WriteContext,
    input: {
      readonly webhookId: number
      readonly words: WebhookWords
      readonly status: 'active' | 'disabled'
      readonly ifVersion: number | undefined
      readonly config: WebhookConfig
    },
  ) {
    const { webhookId, words, status, ifVersion, config } = input
    const before = theWebhook(await readWebhook(db, webhookId))
    checkWords(words, config)
    const statusReason = status === before.status ? before.statusReason : ''
    const change = { ...words, status, statusReason }
    const isLast = await updateWebhook(db, webhookId, change, ifVersion ?? before.version)
    if (!isLast) throw changedMeanwhile('this webhook')
    audit({ subject: `webhook ${webhookId}`, before: wordsOf(before), after: change })
    return theWebhook(await readWebhook(db, webhookId))
  },
})

export const removeWebhook = operation({
  name: 'webhooks.remove',
  permission: 'webhooks.write',
  async run({ db, audit }: WriteContext, { webhookId }: { readonly webhookId: number }) {
    const before = theWebhook(await readWebhook(db, webhookId))
    await deleteWebhook(db, webhookId)
    audit({ subject: `webhook ${webhookId}`, before: wordsOf(before) })
  },
})

/** Gives a webhook a new secret. The one it had signs too for a day, so that its receiver changes over in its own time. */
export const rotateWebhookSecret = operation({
  name: 'webhooks.rotate-secret',
  permission: 'webhooks.write',
  async run(
    { db, now, audit }: WriteContext,
    input: { readonly webhookId: number; readonly secret: string; readonly config: WebhookConfig },
  ) {
    const { webhookId, secret, config } = input
    theWebhook(await readWebhook(db, webhookId))
    const previousUntil = new Date(now.getTime() + OVERLAP_MS)
    const box = await openSecretBox(config.dataDirectory)
    await rotateSecret(db, webhookId, box.seal(secret), previousUntil)
    audit({ subject: `webhook ${webhookId}`, after: { secretChanged: true, previousUntil } })
    return theWebhook(await readWebhook(db, webhookId))
  },
})

/** Switches off a webhook that takes nothing any more: the installation's own act. */
export const disableWebhook = operation({
  name: 'webhooks.disable',
  permission: 'webhooks.write',
  async run({ db, audit, emit }: WriteContext, input: { readonly webhookId: number; readonly reason: string }) {
    const { webhookId, reason } = input
    const before = await readWebhook(db, webhookId)
    if (before === undefined || before.status === 'disabled') return
    const change = { ...wordsOf(before), status: 'disabled' as const, statusReason: reason }
    await updateWebhook(db, webhookId, change, before.version)
    audit({ subject: `webhook ${webhookId}`, before: wordsOf(before), after: change })
    emit({ type: 'webhook.disabled', payload: { webhookId: String(webhookId), url: before.url, error: reason } })
  },
})

/** Sends a webhook a message of its own, `webhook.ping`, to see whether it is taken. */
export const pingWebhook = operation({
  name: 'webhooks.ping',
  permission: 'webhooks.write',
  async run({ db, resellerId, now, audit }: WriteContext, { webhookId }: { readonly webhookId: number }) {
    requireActive(theWebhook(await readWebhook(db, webhookId)))
    const messageId = `ping_${randomUUID()}`
    const deliveryId = await insertTestDelivery(db, {
      resellerId,
      webhookId,
      messageId,
      eventType: 'webhook.ping',
      now,
    })
    audit({ subject: `webhook ${webhookId}`, after: { ping: messageId } })
    return theDelivery(await readDelivery(db, webhookId, deliveryId))
  },
})

/** Sends one message to a webhook again, under the same id. */
export const replayDelivery = operation({
  name: 'webhooks.replay-delivery',
  permission: 'webhooks.write',
  async run(
    { db, now, audit }: WriteContext,
    { webhookId, deliveryId }: { readonly webhookId: number; readonly deliveryId: bigint },
  ) {
    requireActive(theWebhook(await readWebhook(db, webhookId)))
    const delivery = theDelivery(await readDelivery(db, webhookId, deliveryId))
    await requeueDelivery(db, deliveryId, now)
    audit({ subject: `webhook ${webhookId}`, after: { replay: delivery.messageId } })
    return { ...delivery, status: 'queued' as const, attempts: 0, queuedAt: now, nextTryAt: null, doneAt: null }
  },
})

/** What one replay may put into the queue. */
const MOST_REPLAYED_DAYS = 31

/**
 * Sends a webhook the events of a time again: those that failed or were missed while it was switched off, and where asked
 * those it took. Each keeps its id, so that its receiver can tell what it has.
 */
export const replayWebhook = operation({
  name: 'webhooks.replay',
  permission: 'webhooks.write',
  async run(
    { db, now, audit }: WriteContext,
    input: {
      readonly webhookId: number
      readonly since: Date
      readonly until: Date | undefined
      readonly withDelivered: boolean
    },
  ) {
    const { webhookId, since, withDelivered } = input
    const until = input.until ?? now
    requireActive(theWebhook(await readWebhook(db, webhookId)))
    const days = (until.getTime() - since.getTime()) / 86_400_000
    if (days <= 0 || days > MOST_REPLAYED_DAYS) {
      const message = `Name a time that ends after it begins, of ${MOST_REPLAYED_DAYS} days at the most.`
      throw new ProblemError(problem('invalid_value', message, { field: 'since' }))
    }
    const queued = await replayEvents(db, webhookId, { since, until, withDelivered }, now)
    audit({ subject: `webhook ${webhookId}`, after: { replay: { since, until, withDelivered, queued } } })
    return { queued }
  },
})

function checkWords({ url, eventTypes }: WebhookWords, { privateWebhooks }: WebhookConfig): void {
  const problems: Problem[] = []
  const fault = webhookUrlFault(url, { allowPrivate: privateWebhooks })
  if (fault !== undefined) problems.push(problem('invalid_value', fault, { field: 'url' }))
  eventTypes.forEach((type, index) => {
    const wrong = eventFilterFault(type)
    if (wrong !== undefined) problems.push(problem('invalid_value', wrong, { field: `eventTypes.${index}` }))
  })
  if (problems.length > 0) throw new ProblemError(...problems)
}

function wordsOf({ url, description, eventTypes, status, statusReason }: WebhookRow) {
  return { url, description, eventTypes, status, statusReason }
}

function requireActive({ status }: WebhookRow): void {
  if (status === 'active') return
  throw new ProblemError(problem('illegal_transition', 'This webhook is switched off: switch it on first.'))
}

function theWebhook(webhook: WebhookRow | undefined): WebhookRow {
  if (webhook === undefined) throw new ProblemError(problem('not_found', 'There is no such webhook.'))
  return webhook
}

function theDelivery<Delivery>(delivery: Delivery | undefined): Delivery {
  if (delivery === undefined) throw new ProblemError(problem('not_found', 'There is no such delivery.'))
  return delivery
}
