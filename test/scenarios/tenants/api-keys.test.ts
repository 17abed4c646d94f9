import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiKeysEndpoints } from '#contract/api-keys.ts'
import { auditEndpoints } from '#contract/audit.ts'
import type { Permission } from '#domain/access/policies.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { createSignInApi } from '../../support/sign-in.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

const { createKey, listKeys, readKey, revokeKey } = apiKeysEndpoints

const NOW = new Date('2026-07-01T00:00:00Z')
let telco: TestTelco
let api: TestApi
/** Asks with the key itself. */
let real: TestApi
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, NOW)
  real = await createSignInApi(telco, NOW)
})
afterAll(async () => {
  await real.close()
  await api.close()
  await telco.drop()
})

const admin = () => api.as({ role: 'admin', id: 7, confirmedAt: api.now })

async function withKey(key: string | null, path: string): Promise<number> {
  const headers = { authorization: `Bearer ${key}` }
  return (await real.server.inject({ url: `/api/v1${path}`, headers })).statusCode
}

test('a key is shown once, does what its scopes say until it is revoked, and is kept as its hash', async () => {
  const made = await admin().call(createKey, { body: { name: 'Office', scopes: ['brand.read', 'audit.read'] } })
  expect(made).toMatchObject({ name: 'Office', createdBy: 'Robin Example', accountId: null, lastUsedAt: null })
  expect(made.key).toMatch(/^tg_[\w-]{43}$/)
  expect(made.prefix).toBe(made.key?.slice(0, 9))
  expect(await withKey(made.key, '/brand')).toBe(200)
  expect(await withKey(made.key, '/users')).toBe(403)
  const listed = await admin().call(listKeys)
  expect(listed.items).toMatchObject([{ id: made.id, lastUsedAt: NOW.toISOString() }])
  const whole = await telco.pool.query<{ text: string }>(
    `SELECT coalesce(string_agg(t, ' '), '') AS text FROM (
       SELECT to_jsonb(k)::text AS t FROM api_keys k UNION ALL SELECT to_jsonb(a)::text FROM audit a
       UNION ALL SELECT to_jsonb(i)::text FROM idempotency_keys i UNION ALL SELECT to_jsonb(e)::text FROM events e) x`,
  )
  expect(whole.rows[0]?.text).not.toContain(made.key?.slice(9))
  await admin().call(revokeKey, { params: { keyId: made.id } })
  await admin().call(revokeKey, { params: { keyId: made.id } })
  expect(await withKey(made.key, '/brand')).toBe(401)
  expect((await admin().call(listKeys)).items).toEqual([])
  expect((await admin().call(listKeys, { query: { show: 'all' } })).items).toMatchObject([{ id: made.id }])
  expect((await admin().call(readKey, { params: { keyId: made.id } })).revokedAt).toBe(NOW.toISOString())
  const { items } = await admin().call(auditEndpoints.listAudit, { query: { subject: `key ${made.id}` } })
  expect(items.map(({ operation }) => operation)).toEqual(['api-keys.revoke', 'api-keys.create'])
})

test('a request that is repeated makes one key and does not show it again', async () => {
  const asked = {
    body: { name: 'Twice', scopes: ['brand.read' as const] },
    headers: { 'idempotency-key': 'key-for-crm' },
  }
  const first = await admin().call(createKey, asked)
  const second = await admin().call(createKey, asked)
  expect([second.id, second.key]).toEqual([first.id, null])
  const { rows } = await telco.pool.query('SELECT answer FROM idempotency_keys WHERE key = $1', ['key-for-crm'])
  expect(rows).toMatchObject([{ answer: { id: first.id, key: null } }])
})

test('a key ends when it expires', async () => {
  const expiresAt = '2026-07-02T00:00:00Z'
  const { key, id } = await admin().call(createKey, { body: { name: 'A day', scopes: ['brand.read'], expiresAt } })
  expect(await withKey(key, '/brand')).toBe(200)
  real.now = new Date(expiresAt)
  expect(await withKey(key, '/brand')).toBe(401)
  real.now = NOW
  api.now = new Date(expiresAt)
  expect((await admin().call(listKeys)).items.map((item) => item.id)).not.toContain(id)
  api.now = NOW
  const past = await admin().refusal(createKey, {
    body: { name: 'Past', scopes: ['brand.read'], expiresAt: '2026-06-30T00:00:00Z' },
  })
  expect(past.errors?.[0]?.field).toBe('expiresAt')
})

test('a key is given no more than its creator has', async () => {
  const creator = (scopes: readonly Permission[]) =>
    api.as({ kind: 'key', role: 'key', id: 3, name: 'Maker', scopes: ['api-keys.write', ...scopes] })
  const body = { name: 'More', scopes: ['brand.read', 'audit.read'] as Permission[] }
  const refused = await creator(['brand.read']).post('/api-keys', body)
  expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('leave out audit.read')])
  expect((await creator(['brand.read', 'audit.read']).post('/api-keys', body)).status).toBe(201)
  for (const scope of ['resellers.read', 'resellers.write', 'users.sign-in-as']) {
    const operator = api.as({ role: 'operator', id: 1, confirmedAt: NOW })
    expect((await operator.post('/api-keys', { name: 'All', scopes: [scope] })).status).toBe(422)
  }
})

test('a key confined to an account gets no more than its administrator, and sees nothing else', async () => {
  const [own, other] = telco.accounts
  const accountId = String(own?.id)
  const tooMuch = await admin().refusal(createKey, { body: { name: 'X', scopes: ['audit.read'], accountId } })
  expect(tooMuch.detail).toContain('audit.read')
  const { key } = await admin().call(createKey, { body: { name: 'PBX', scopes: ['users.read'], accountId } })
  expect(await withKey(key, `/accounts/${own?.id}/users`)).toBe(200)
  expect(await withKey(key, `/accounts/${other?.id}/users`)).toBe(404)
  const missing = await admin().refusal(createKey, { body: { name: 'X', scopes: ['users.read'], accountId: '999999' } })
  expect(missing.code).toBe('not_found')
})

test('who did not prove lately who they are is asked to first; customers make no keys', async () => {
  const body = { name: 'Late', scopes: ['brand.read'] } as const
  const late = api.as({ role: 'owner', confirmedAt: new Date(NOW.getTime() - 3_600_000) })
  expect((await late.post('/api-keys', body)).json).toMatchObject({ code: 'confirmation_needed' })
  const customer = api.as({ role: 'customer-admin', accountId: 1, confirmedAt: NOW })
  expect((await customer.post('/api-keys', body)).status).toBe(403)
  expect((await api.as({ role: 'owner', confirmedAt: NOW }).post('/api-keys', { ...body, scopes: [] })).status).toBe(
    422,
  )
})
