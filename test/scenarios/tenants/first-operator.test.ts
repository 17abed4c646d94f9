import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessEndpoints } from '#contract/access.ts'
import { firstOperatorLink } from '#operations/access/first-operator.ts'
import type { TestApi } from '../../support/api.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { browserHeaders, createSignInApi } from '../../support/sign-in.ts'

const NOW = new Date('2026-07-01T00:00:00Z')
const baseUrl = 'https://phones.example.com'
let database: TestDatabase
let api: TestApi
beforeAll(async () => {
  database = await createTestDatabase()
  api = await createSignInApi(database, NOW)
})
afterAll(async () => {
  await api.close()
  await database.drop()
})

async function printedToken(now: Date): Promise<string> {
  const link = await firstOperatorLink(database.pool, { now, baseUrl })
  return /^https:\/\/phones\.example\.com\/link#([\w-]{43})$/.exec(link ?? '')?.[1] ?? ''
}

function open(token: string) {
  const payload = {
    token,
    email: 'Olive@operator.example',
    name: 'Olive Operator',
    password: 'quartz-lantern-orbit-62',
  }
  return api.server.inject({ method: 'POST', url: `/api/v1${accessEndpoints.useLink.path}`, payload })
}

test('an installation without an operator prints a link that makes one, once and for a day', async () => {
  const stale = await printedToken(NOW)
  // Started again, it prints another, and the one before is good no longer.
  const late = await printedToken(NOW)
  expect((await open(stale)).statusCode).toBe(410)
  api.now = new Date('2026-07-02T00:00:01Z')
  expect((await open(late)).statusCode).toBe(410)
  const token = await printedToken(api.now)
  const kept = await database.pool.query('SELECT token_hash FROM links')
  expect(JSON.stringify(kept.rows)).not.toContain(token)

  const opened = await open(token)
  expect(opened.statusCode).toBe(200)
  const cookie = opened.cookies.find(({ name }) => name === 'tollgate-session')?.value ?? ''
  const session = await api.server.inject({ url: '/api/v1/session', headers: browserHeaders(cookie) })
  expect(session.json()).toMatchObject({ role: 'operator', email: 'olive@operator.example', resellerId: null })
  const resellers = await api.server.inject({ url: '/api/v1/resellers', headers: browserHeaders(cookie) })
  expect([resellers.statusCode, resellers.json()]).toEqual([200, { items: [], nextCursor: null }])

  expect((await open(token)).statusCode).toBe(410)
  expect(await firstOperatorLink(database.pool, { now: api.now, baseUrl })).toBeUndefined()
})
