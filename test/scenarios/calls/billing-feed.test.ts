import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAuthenticate } from '#operations/access/authenticate.ts'
import { apiKeysEndpoints } from '#contract/api-keys.ts'
import { readConfig } from '../../../src/config.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { importRows } from '../../support/call-rows.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

let telco: TestTelco
let api: TestApi
let off: TestApi
let password = ''
let own = ''

beforeAll(async () => {
  telco = await createTestTelco()
  const now = new Date('2026-08-10T00:00:00Z')
  off = await createTestApi(telco, telco.resellerId, now)
  const key = await off.as({ role: 'owner', confirmedAt: now }).call(apiKeysEndpoints.createKey, {
    body: { name: 'Accounts package', scopes: ['calls.feed'] },
  })
  password = there(key.key)
  const config = { ...readConfig({}), legacyFeed: true }
  const authenticate = createAuthenticate({ pool: telco.pool, clock: () => now, config })
  api = await createTestApi(telco, telco.resellerId, now, { config, authenticate })
  own = there(telco.accounts[2]?.numbers[0])
  await importRows(
    telco.url,
    `one,${own},61491570156,2026-07-10T02:00:00Z,60,out`,
    `two,${own},33184160000,2026-07-11T02:00:00Z,120,out`,
    `three,61491570158,${own},2026-07-12T02:00:00Z,0,in`,
  )
})
afterAll(async () => {
  await api.close()
  await off.close()
  await telco.drop()
})

async function feed(query: Record<string, string> = {}): Promise<{ status: number; lines: string[][]; text: string }> {
  const search = new URLSearchParams({ login: 'Accounts package', password, ...query })
  const { statusCode, body } = await api.server.inject({ url: `/billing/feed?${search.toString()}` })
  const lines = body.trim().split('\r\n').slice(1)
  return { status: statusCode, lines: lines.map((line) => line.split(',')), text: body }
}

test('everything, in ascending ids; from an id on, that one included; late calls come in above', async () => {
  const all = await feed()
  expect(all.text.split('\r\n')[0]).toBe(
    'id,account,origin,destination,type,subtype,description,status,start,duration,cost,recordingId',
  )
  expect(all.lines.map(([, ...rest]) => rest)).toEqual([
    ['1003', own, '61491570156', 'M', 'M', 'Australian mobile', 'OK', '2026-07-10T02:00:00.000Z', '60', '0.170000', ''],
    ['1003', own, '33184160000', 'I', 'I', 'France', 'OK', '2026-07-11T02:00:00.000Z', '120', '0.710000', ''],
    ['1003', '61491570158', own, 'IB', 'IB', 'Inbound', 'NO ANSWER', '2026-07-12T02:00:00.000Z', '0', '0.000000', ''],
  ])
  const ids = all.lines.map(([id]) => Number(id))
  expect(ids).toEqual(ids.toSorted((one, other) => one - other))
  expect((await feed({ fromid: String(ids[1]) })).lines).toEqual(all.lines.slice(1))

  await importRows(telco.url, `late,${own},61491570156,2026-05-01T02:00:00Z,60,out`)
  const later = await feed({ fromid: String(ids[2]) })
  expect(later.lines).toHaveLength(2)
  expect(later.lines[0]).toEqual(all.lines[2])
  expect(later.lines[1]?.[8]).toBe('2026-05-01T02:00:00.000Z')
  expect(Number(later.lines[1]?.[0])).toBeGreaterThan(there(ids[2]))
})

test('a wrong login, a wrong password and a key without the permission are refused, and nothing of them is logged', async () => {
  expect((await feed({ login: 'Somebody' })).status).toBe(401)
  expect((await feed({ password: `tg_${'x'.repeat(40)}` })).status).toBe(401)
  expect((await feed({ fromid: 'x' })).status).toBe(422)
  const weak = await off.as({ role: 'owner', confirmedAt: api.now }).call(apiKeysEndpoints.createKey, {
    body: { name: 'Weak', scopes: ['calls.read'] },
  })
  expect((await feed({ login: 'Weak', password: there(weak.key) })).status).toBe(403)
  expect(api.log.join('\n')).not.toContain(password)
})

test('where it is not switched on it is not there', async () => {
  const { statusCode, body } = await off.server.inject({ url: `/billing/feed?login=a&password=${password}` })
  expect(statusCode).toBe(404)
  expect(body).not.toContain(password)
})
