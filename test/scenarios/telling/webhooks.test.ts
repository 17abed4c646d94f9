import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { EventType } from '#domain/notifications/event-types.ts'
import { auditEndpoints } from '#contract/audit.ts'
import { mailsEndpoints } from '#contract/mails.ts'
import { webhooksEndpoints } from '#contract/webhooks.ts'
import { deliverWebhook, type WebhookTools } from '#operations/notifications/deliver-webhook.ts'
import { tellEvent } from '#operations/notifications/tell-event.ts'
import { createPostMessage } from '#providers/webhooks/post-message.ts'
import { withTransaction } from '#storage/pool.ts'
import { recordEvents } from '#storage/tables/events.ts'
import { readConfig } from '../../../src/config.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { startReceiver, type TestReceiver } from '../../support/receiver.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

const { createWebhook, readWebhook, changeWebhook, listDeliveries, readDelivery } = webhooksEndpoints
const DAY_MS = 86_400_000

let folder: string
let telco: TestTelco
let api: TestApi
let staff: TestClient
let receiver: TestReceiver
let tools: WebhookTools
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tollgate-webhooks-'))
  telco = await createTestTelco()
  const config = readConfig({ TOLLGATE_DATA: folder, TOLLGATE_PRIVATE_WEBHOOKS: 'yes' })
  api = await createTestApi(telco, telco.resellerId, new Date('2026-07-01T00:00:00Z'), { config })
  staff = api.as({ role: 'admin' })
  receiver = await startReceiver()
  const limits = { timeoutMs: 500, answerBytes: 300, allowPrivate: true }
  tools = { pool: telco.pool, post: createPostMessage(limits), dataDirectory: folder }
})
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all([receiver.close(), api.close()])
  await telco.drop()
  await rm(folder, { recursive: true, force: true })
})

/** Something happens, and the jobs that follow are done. */
async function happens(type: EventType, payload: object = {}, accountId = telco.accounts[0]?.id ?? 0): Promise<bigint> {
  await withTransaction(telco.pool, (db) =>
    recordEvents(db, telco.resellerId, api.now.getTime(), [{ type, accountId, payload }]),
  )
  const { rows } = await telco.pool.query<{ id: bigint }>('SELECT max(id) AS id FROM events')
  const eventId = rows[0]?.id ?? 0n
  await tellEvent(telco.pool, eventId, api.now)
  await deliverAll()
  return eventId
}

/** Delivers what is due at the test's time. */
async function deliverAll(): Promise<void> {
  const { rows } = await telco.pool.query<{ id: bigint }>(
    `SELECT id FROM webhook_deliveries WHERE state = 'queued' AND coalesce(next_try_at, $1) <= $1 ORDER BY id`,
    [api.now],
  )
  for (const { id } of rows) await deliverWebhook(tools, id, api.now)
}

async function create(more: { eventTypes?: string[]; url?: string } = {}) {
  return staff.call(createWebhook, { body: { url: receiver.url, ...more } })
}

/** Checks a message as its receiver does, with the rules' own library. */
function verify(secret: string | null, at = 0): unknown {
  vi.setSystemTime(api.now)
  const message = receiver.received[at]
  return new Webhook(secret ?? '').verify(message?.body ?? '', { ...message?.headers })
}

test('an event reaches the webhooks that take it, signed so that the rules’ own library believes it', async () => {
  const { secret, ...webhook } = await create({ eventTypes: ['statement.issued', 'account.*'] })
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  const eventId = await happens('statement.issued', { statementId: '7', number: '100234' })
  await happens('payment.received', { paymentId: '3' })
  expect(receiver.received).toHaveLength(1)
  expect(verify(secret)).toEqual({
    type: 'statement.issued',
    timestamp: '2026-07-01T00:00:00.000Z',
    data: { accountId: String(telco.accounts[0]?.id), statementId: '7', number: '100234' },
  })
  expect(receiver.received[0]?.headers).toMatchObject({
    'webhook-id': `evt_${eventId}`,
    'webhook-timestamp': '1782864000',
    'content-type': 'application/json',
  })
  expect(() => verify(`whsec_${Buffer.from('another key').toString('base64')}`)).toThrow('No matching signature')
  expect(JSON.stringify(await staff.call(readWebhook, { params: { webhookId: webhook.id } }))).not.toContain('whsec')
  const { items } = await staff.call(auditEndpoints.listAudit)
  expect(JSON.stringify(items)).not.toContain('whsec')
  const { rows } = await telco.pool.query<{ all: string }>('SELECT jsonb_agg(to_jsonb(w))::text AS all FROM webhooks w')
  expect(rows[0]?.all).not.toContain(secret)
})

test('told twice, sent once', async () => {
  await create()
  const eventId = await happens('number.assigned')
  await tellEvent(telco.pool, eventId, api.now)
  await deliverAll()
  expect(receiver.received).toHaveLength(1)
})

test('what is not taken is tried again under the same id with growing delay, each attempt in the log', async () => {
  const { id, secret } = await create()
  receiver.answer = { status: 500, headers: { 'x-why': 'broken' }, body: 'x'.repeat(1000) }
  await happens('number.assigned')
  const params = { webhookId: id }
  const delivery = async () => (await staff.call(listDeliveries, { params })).items[0]
  expect(await delivery()).toMatchObject({ status: 'queued', attempts: 1, nextTryAt: '2026-07-01T00:00:05.000Z' })
  expect(await staff.call(readWebhook, { params })).toMatchObject({ failingSince: '2026-07-01T00:00:00.000Z' })

  receiver.answer = undefined
  api.now = new Date('2026-07-01T00:00:05Z')
  await deliverAll()
  expect(await delivery()).toMatchObject({ status: 'queued', attempts: 2, nextTryAt: '2026-07-01T00:05:05.000Z' })

  receiver.answer = { status: 204 }
  api.now = new Date('2026-07-01T00:05:05Z')
  await deliverAll()
  expect(await delivery()).toMatchObject({ status: 'delivered', attempts: 3, doneAt: '2026-07-01T00:05:05.000Z' })
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect(verify(secret, 2)).toMatchObject({ type: 'number.assigned' })

  const deliveryId = (await delivery())?.id ?? ''
  const { log } = await staff.call(readDelivery, { params: { webhookId: id, deliveryId } })
  expect(log.map(({ status, error }) => [status, error])).toEqual([
    [204, null],
    [null, 'No answer within 0.5 seconds.'],
    [500, 'It answered 500.'],
  ])
  expect(log[2]?.answer).toContain('x-why: broken')
  expect(log[2]?.answer.length).toBe(300)
  expect(log[2]?.request).toContain('"type":"number.assigned"')
  expect(JSON.stringify(log)).not.toContain('v1,')
  expect(await staff.call(readWebhook, { params })).toMatchObject({ failingSince: null })
})

test('a redirect is not followed', async () => {
  const { id } = await create()
  receiver.answer = { status: 302, headers: { location: receiver.url } }
  await happens('number.assigned')
  expect(receiver.received).toHaveLength(1)
  const [delivery] = (await staff.call(listDeliveries, { params: { webhookId: id } })).items
  expect(delivery).toMatchObject({ status: 'queued', attempts: 1 })
})

test('one that takes nothing for days is switched off, its owners told; switched on, it gets what it missed', async () => {
  await addAdmin('sam@wattle.example')
  const { id } = await create()
  const params = { webhookId: id }
  receiver.answer = { status: 503 }
  const first = await happens('number.assigned')
  for (let day = 1; day <= 5; day += 1) {
    api.now = new Date(api.now.getTime() + DAY_MS)
    await happens('number.assigned')
  }
  const switchedOff = await staff.call(readWebhook, { params })
  expect(switchedOff).toMatchObject({
    status: 'disabled',
    statusReason: expect.stringContaining('It answered 503.') as string,
  })
  const before = receiver.received.length
  const missed = await happens('number.released')
  expect(receiver.received.length, 'nothing more is sent').toBe(before)
  const { rows } = await telco.pool.query<{ id: bigint }>(`SELECT id FROM events WHERE type = 'webhook.disabled'`)
  await tellEvent(telco.pool, rows[0]?.id ?? 0n, api.now)
  expect((await staff.call(mailsEndpoints.listMails)).items).toMatchObject([
    { kind: 'webhook-disabled', to: 'sam@wattle.example' },
  ])

  receiver.answer = { status: 200 }
  const refused = await staff.refusal(webhooksEndpoints.pingWebhook, { params })
  expect(refused).toMatchObject({ code: 'illegal_transition' })
  await staff.call(changeWebhook, { params, body: { url: receiver.url, status: 'active' } })
  const body = { since: '2026-07-01T00:00:00Z', until: '2026-07-07T00:00:00Z' }
  await deliverAll()
  const { queued } = await staff.call(webhooksEndpoints.replayWebhook, { params, body })
  expect(queued, 'missed, and its own switching off').toBeGreaterThanOrEqual(2)
  await deliverAll()
  const ids = new Set(receiver.received.map(({ headers }) => headers['webhook-id']))
  expect(ids).toContain(`evt_${first}`)
  expect(ids).toContain(`evt_${missed}`)
  const again = await staff.call(webhooksEndpoints.replayWebhook, { params, body })
  expect(again.queued, 'all were taken').toBe(0)
  const all = await staff.call(webhooksEndpoints.replayWebhook, { params, body: { ...body, withDelivered: true } })
  expect(all.queued).toBe(8)
})

test('one that says it is gone is switched off at once', async () => {
  const { id } = await create()
  receiver.answer = { status: 410 }
  await happens('number.assigned')
  expect(await staff.call(readWebhook, { params: { webhookId: id } })).toMatchObject({ status: 'disabled' })
})

test('a new secret signs at once, the one before for a day more', async () => {
  const { id, secret: old } = await create()
  const { secret } = await staff.call(webhooksEndpoints.rotateSecret, { params: { webhookId: id } })
  expect(secret).not.toBe(old)
  await happens('number.assigned')
  expect([verify(secret), verify(old)]).toHaveLength(2)
  vi.useRealTimers()
  api.now = new Date(api.now.getTime() + DAY_MS)
  await happens('number.assigned')
  expect(verify(secret, 1)).toMatchObject({ type: 'number.assigned' })
  expect(() => verify(old, 1)).toThrow('No matching signature')
})

test('a test says how it went, and a message is sent again under its id', async () => {
  const { id, secret } = await create({ eventTypes: ['statement.issued'] })
  const params = { webhookId: id }
  const ping = await staff.call(webhooksEndpoints.pingWebhook, { params })
  await deliverAll()
  expect(verify(secret)).toMatchObject({ type: 'webhook.ping', data: { webhookId: id } })
  const asked = { params: { ...params, deliveryId: ping.id } }
  expect(await staff.call(readDelivery, asked)).toMatchObject({ status: 'delivered', log: [{ status: 200 }] })
  await staff.call(webhooksEndpoints.replayDelivery, asked)
  await deliverAll()
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([ping.messageId, ping.messageId])
})

test('a secret is shown once: the same request again is answered without', async () => {
  const headers = { 'idempotency-key': 'once' }
  const body = { url: receiver.url }
  const first = await staff.call(createWebhook, { body, headers })
  const second = await staff.call(createWebhook, { body, headers })
  expect(second).toEqual({ ...first, secret: null })
  const { rows } = await telco.pool.query<{ text: string }>('SELECT answer::text AS text FROM idempotency_keys')
  expect(rows[0]?.text).not.toContain('whsec')
})

test('addresses that are ours are refused, when they are written and when a name leads there', async () => {
  const config = readConfig({ TOLLGATE_DATA: folder })
  const strict = await createTestApi(telco, telco.resellerId, api.now, { config })
  const admin = strict.as({ role: 'admin' })
  const fields = async (url: string) => (await admin.refusal(createWebhook, { body: { url } })).errors?.[0]?.field
  expect(await fields('http://hooks.example.com/')).toBe('url')
  expect(await fields('https://localhost/hook')).toBe('url')
  const guarded = createPostMessage({ timeoutMs: 500, answerBytes: 300, allowPrivate: false })
  const { port } = new URL(receiver.url)
  const inside = ['127.0.0.1', 'localhost', '[::1]', '0x7f.1', '[::ffff:127.0.0.1]', '169.254.169.254']
  for (const host of inside) {
    const answer = await guarded({ url: `http://${host}:${port}/hook`, headers: {}, body: '{}' })
    expect(`${host}: ${answer.error}`).toMatch(/no address of the public internet/)
  }
  expect(receiver.received).toEqual([])
  await strict.close()
})

test('words that cannot be used are refused, more than there may be too, and others’ webhooks are not there', async () => {
  const misspelt = await staff.refusal(createWebhook, { body: { url: receiver.url, eventTypes: ['everything'] } })
  expect(misspelt).toMatchObject({ status: 422, errors: [{ field: 'eventTypes.0' }] })
  const { id } = await create()
  for (let left = 19; left > 0; left -= 1) await create()
  expect(await staff.refusal(createWebhook, { body: { url: receiver.url } })).toMatchObject({ code: 'conflict' })
  const params = { webhookId: id }
  await staff.call(webhooksEndpoints.removeWebhook, { params })
  for (const endpoint of [readWebhook, listDeliveries, webhooksEndpoints.pingWebhook]) {
    expect((await staff.refusal(endpoint, { params })).status).toBe(404)
  }
  expect((await api.as({ role: 'support' }).refusal(webhooksEndpoints.listWebhooks)).status).toBe(403)
  await happens('number.assigned', { number: '61370101234' })
  const { items } = await staff.call(webhooksEndpoints.listEvents, { query: { type: 'number.assigned' } })
  expect(items).toMatchObject([{ type: 'number.assigned', payload: { number: '61370101234' } }])
})

async function addAdmin(email: string): Promise<void> {
  await telco.pool.query(
    `WITH person AS (INSERT INTO users (email, name, status, created_at) VALUES ($1, 'Sam Example', 'active', now()) RETURNING id)
     INSERT INTO memberships (user_id, reseller_id, role, created_at, accepted_at)
     SELECT id, $2, 'owner', now(), now() FROM person`,
    [email, telco.resellerId],
  )
}
