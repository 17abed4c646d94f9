import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiKeysEndpoints } from '#contract/api-keys.ts'
import { callAuthorizationsEndpoints } from '#contract/call-authorizations.ts'
import { importsEndpoints } from '#contract/imports.ts'
import { openReseller } from '#operations/accounts/open-reseller.ts'
import { withTransaction } from '#storage/pool.ts'
import { readConfig } from '../../../src/config.ts'
import type { TestApi } from '../../support/api.ts'
import { createLiveTelco, SWITCH, type LiveTelco } from '../../support/live-calls.ts'
import { createSignInApi } from '../../support/sign-in.ts'

/** The door switches come in by: who is let in, for how long, how often; and that a call for help always is. */

const LIMITS = { callRequestsPerSecond: 5, emergencyCallsPerMinutePerIp: 4 }
const MOBILE = '61491570006'
const BUSY = 'busy'
let given: LiveTelco
/** Knows people and keys as they really are known. */
let real: TestApi
let from: string

beforeAll(async () => {
  given = await createLiveTelco()
  await given.exchange.call(importsEndpoints.createCallSource, { body: { name: BUSY, profile: 'tollgate' } })
  const account = given.telco.accounts[2]
  from = account?.numbers[0] ?? ''
  await given.setCredit(account?.id ?? 0, 1000)
  const config = readConfig({})
  real = await createSignInApi(given.telco, given.api.now, { ...config, limits: { ...config.limits, ...LIMITS } })
})
afterAll(async () => {
  await real.close()
  await given.close()
})

let keys = 0
async function newKey(): Promise<{ readonly id: string; readonly key: string }> {
  const admin = given.api.as({ role: 'admin', confirmedAt: given.api.now })
  const body = { name: `Switch ${++keys}`, scopes: ['calls.authorize' as const] }
  const { id, key } = await admin.call(apiKeysEndpoints.createKey, { body })
  return { id, key: key ?? '' }
}

let calls = 0
async function ask(
  key: string | undefined,
  { to = MOBILE, source = SWITCH, ip = '203.0.113.1' }: { to?: string; source?: string; ip?: string } = {},
) {
  const answer = await real.server.inject({
    method: 'POST',
    url: '/api/v1/call-authorizations',
    remoteAddress: ip,
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
    payload: { source, callId: `door-${++calls}`, from, to, direction: 'out', seconds: 60 },
  })
  return { status: answer.statusCode, headers: answer.headers, json: answer.json<Record<string, unknown>>() }
}

test('a call for help is answered without a key and with a wrong one; any other call is not', async () => {
  for (const key of [undefined, 'tg_wrong']) {
    for (const to of ['000', '112'])
      expect(await ask(key, { to })).toMatchObject({ status: 200, json: { allow: true, emergency: true } })
    expect(await ask(key)).toMatchObject({ status: 401, json: { code: 'not_signed_in' } })
  }
})

test('a key that was revoked is remembered for a moment, and believed no longer', async () => {
  const { id, key } = await newKey()
  expect(await ask(key)).toMatchObject({ status: 200, json: { allow: true } })
  await given.api.as({ role: 'admin', confirmedAt: given.api.now }).call(apiKeysEndpoints.revokeKey, {
    params: { keyId: id },
  })
  real.now = new Date(given.api.now.getTime() + 1_999)
  expect((await ask(key)).status).toBe(200)
  real.now = new Date(given.api.now.getTime() + 5_000)
  // A database that is slow to answer is asked again; how long is believed what, the test of what is remembered says.
  await expect.poll(async () => (await ask(key)).status, { timeout: 10_000 }).toBe(401)
  expect(await ask(key, { to: '000', ip: '203.0.113.2' })).toMatchObject({ status: 200, json: { emergency: true } })
})

test('a source that asks too often is told to wait; a call for help never is', async () => {
  const { key } = await newKey()
  const ip = '203.0.113.3'
  const [others, help] = await Promise.all([
    Promise.all(Array.from({ length: 30 }, () => ask(key, { source: BUSY, ip }))),
    Promise.all(Array.from({ length: 30 }, () => ask(key, { source: BUSY, ip, to: '000' }))),
  ])
  const refused = others.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThan(0)
  for (const { headers, json } of refused) {
    expect(headers['retry-after']).toBe('1')
    expect(json).toMatchObject({ code: 'too_many_requests' })
  }
  expect(others.filter(({ status }) => status !== 429).map(({ status }) => status)).toContain(200)
  expect(new Set(help.map(({ status }) => status))).toEqual(new Set([200]))
  // Strangers may call for help too, and not without end.
  const strangers = await Promise.all(
    Array.from({ length: 10 }, () => ask(undefined, { to: '000', ip: '203.0.113.4' })),
  )
  expect(new Set(strangers.map(({ status }) => status))).toEqual(new Set([200, 401]))
  // The other source of the same switch is not kept waiting.
  await expect.poll(async () => (await ask(key, { ip })).status).toBe(200)
})

test('the call of another reseller is none', async () => {
  const { api, telco } = given
  const resellerId = await withTransaction(telco.pool, (client) =>
    openReseller(client, {
      name: 'Banksia Tel',
      brandName: 'Banksia Tel',
      brandColour: '#993366',
      supportEmail: 'help@banksia.example',
    }),
  )
  const stranger = api.as({ role: 'admin', resellerId })
  const answer = await given.ask('of-wattle', { from, to: MOBILE, seconds: 60 })
  expect(answer.allow).toBe(true)
  const params = { authorizationId: answer.id }
  const { extendCall, answerCall, endCall } = callAuthorizationsEndpoints
  expect(await stranger.refusal(extendCall, { params, body: { seconds: 60 } })).toMatchObject({ status: 404 })
  expect(await stranger.refusal(answerCall, { params, body: {} })).toMatchObject({ status: 404 })
  const record = { callId: 'of-wattle', from, to: MOBILE, direction: 'out' as const, durationSeconds: 60 }
  const body = { ...record, source: SWITCH, startedAt: api.now.toISOString() }
  expect(await stranger.refusal(endCall, { params, body })).toMatchObject({ status: 404 })
  const { rows } = await telco.pool.query('SELECT state, seconds, answered_at FROM call_reservations WHERE id = $1', [
    answer.id,
  ])
  expect(rows).toEqual([{ state: 'open', seconds: 60, answered_at: null }])
})
