import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessEndpoints } from '#contract/access.ts'
import type { Method } from '#contract/endpoint.ts'
import { brandEndpoints } from '#contract/brand.ts'
import { listAudit } from '#storage/queries/audit.ts'
import { readAsTenant } from '#storage/tenant.ts'
import type { Answer, TestApi } from '../../support/api.ts'
import { browserHeaders, createSignInApi, signInAs, type SignedIn } from '../../support/sign-in.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

const NOW = new Date('2026-07-01T00:00:00Z')
let telco: TestTelco
let api: TestApi
let sam: SignedIn
let accountId: number
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createSignInApi(telco, NOW)
  const { resellerId } = telco
  sam = await signInAs(telco, { email: 'sam@wattle.example', role: 'support', resellerId }, NOW)
  accountId = telco.accounts[0]?.id ?? 0
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

async function ask(
  method: Method,
  path: string,
  headers: Record<string, string>,
  payload?: object,
): Promise<Omit<Answer, 'headers'> & { readonly token: string }> {
  const answer = await api.server.inject({
    method,
    url: `/api/v1${path}`,
    headers,
    ...(payload !== undefined && { payload }),
  })
  const token = answer.cookies.find(({ name }) => name === 'tollgate-session')?.value ?? ''
  const json = answer.body === '' ? undefined : (JSON.parse(answer.body) as unknown)
  return { status: answer.statusCode, text: answer.body, json, token }
}

test('support goes on as a customer under a new cookie, is named on every line, and comes back', async () => {
  const entered = await ask('POST', `/accounts/${accountId}/sign-in-as`, sam.headers)
  expect([entered.status, entered.token]).toEqual([204, expect.stringMatching(/^[\w-]{43}$/)])
  // The old cookie is good no longer.
  expect((await ask('GET', accessEndpoints.readSession.path, sam.headers)).status).toBe(401)
  const customer = browserHeaders(entered.token)
  const session = await ask('GET', accessEndpoints.readSession.path, customer)
  expect(session.json).toMatchObject({
    role: 'customer-admin',
    accountId: String(accountId),
    onBehalf: { userId: String(sam.userId), name: 'sam@wattle.example' },
  })
  // What is the customer's alone: people, passwords; and nothing of other customers.
  const invitation = { email: 'new@acacia.example', name: 'New Person', role: 'customer-admin' }
  expect((await ask('POST', `/accounts/${accountId}/users`, customer, invitation)).status).toBe(403)
  const passwords = { current: 'quartz-lantern-orbit-62', password: 'copper-meadow-tunnel-91' }
  const { method, path } = accessEndpoints.changePassword
  expect((await ask(method, path, customer, passwords)).json).toMatchObject({ code: 'forbidden' })
  const others = telco.accounts[1]?.id ?? 0
  expect((await ask('GET', `/accounts/${others}/users`, customer)).status).toBe(404)
  expect((await ask('POST', `/accounts/${others}/sign-in-as`, customer)).status).toBe(403)
  const left = await ask('DELETE', accessEndpoints.leaveCustomer.path, customer)
  const back = await ask('GET', accessEndpoints.readSession.path, browserHeaders(left.token))
  expect(back.json).toMatchObject({ role: 'support', accountId: null, onBehalf: null })
  const { resellerId } = telco
  const { items } = await readAsTenant(telco.pool, { resellerId }, (db) => listAudit(db, { accountId, limit: 5 }))
  expect(items).toMatchObject([
    {
      operation: 'access.leave-customer',
      actor: `user ${sam.userId}`,
      actorName: 'sam@wattle.example as Account 1001',
    },
    { operation: 'users.sign-in-as', actor: `user ${sam.userId}`, after: { signedInAs: 'Account 1001' } },
  ])
})

test('only owner, admin, support and the operator may, within their reseller, and by a session', async () => {
  const { resellerId } = telco
  const path = `/accounts/${accountId}/sign-in-as`
  for (const [role, status] of [
    ['billing', 403],
    ['provisioning', 403],
    ['read-only', 403],
    ['admin', 204],
    ['owner', 204],
  ] as const) {
    const person = await signInAs(telco, { email: `${role}@wattle.example`, role, resellerId }, NOW)
    expect([role, (await ask('POST', path, person.headers)).status]).toEqual([role, status])
  }
  const operator = await signInAs(telco, { email: 'olive@operator.example', role: 'operator' }, NOW)
  expect((await ask('POST', path, operator.headers)).status).toBe(409)
  const chosen = { ...operator.headers, 'tollgate-reseller': String(resellerId) }
  expect((await ask('POST', path, chosen)).status).toBe(204)
  const foreigner = await signInAs(telco, { email: 'ann@wattle.example', role: 'admin', resellerId }, NOW)
  expect((await ask('POST', '/accounts/999999/sign-in-as', foreigner.headers)).status).toBe(404)
  expect((await ask('GET', brandEndpoints.readBrand.path, foreigner.headers)).status).toBe(200)
})
