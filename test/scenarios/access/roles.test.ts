import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReseller } from '#operations/accounts/open-reseller.ts'
import { createAuthenticate } from '#operations/access/authenticate.ts'
import { hashToken } from '#operations/access/token.ts'
import { withTransaction } from '#storage/pool.ts'
import { enterTenant } from '#storage/tenant.ts'
import { createTown, type Town } from '../../support/people.ts'

let town: Town
let banksia: number
beforeAll(async () => {
  town = await createTown()
  banksia = await withTransaction(town.pool, (db) =>
    openReseller(db, {
      name: 'Banksia Talk',
      brandName: 'Banksia Talk',
      brandColour: '#993366',
      supportEmail: 'help@banksia.example',
    }),
  )
})
afterAll(() => town.close())

const accountId = (nth: number): number => town.telco.accounts[nth]?.id ?? 0

test('one person is several things, and goes on as another under a new token', async () => {
  const staff = await town.person('mia@example.com', 'support')
  const customer = await town.person('mia@example.com', 'customer-admin', { accountId: accountId(0) })
  const other = await town.person('mia@example.com', 'billing', { resellerId: banksia })
  const browser = town.browser()
  await browser.signIn('mia@example.com')
  const who = async (): Promise<unknown> => (await browser.ask('GET', '/session')).json
  expect(await who()).toMatchObject({
    role: 'support',
    memberships: [
      { id: String(staff.membershipId), role: 'support' },
      { role: 'customer-admin', accountNumber: '1001', resellerName: 'Wattle Voice' },
      { role: 'billing', resellerName: 'Banksia Talk', accountId: null },
    ],
  })
  const before = browser.session()
  const choose = (id: number): ReturnType<typeof browser.ask> =>
    browser.ask('POST', '/session/membership', { membershipId: String(id) })
  expect((await choose(customer.membershipId)).status).toBe(204)
  expect(browser.session()).not.toBe(before)
  const thief = town.browser()
  thief.carry(before ?? '')
  expect((await thief.ask('GET', '/session')).status).toBe(401)
  expect(await who()).toMatchObject({ role: 'customer-admin', accountId: String(accountId(0)) })
  expect((await browser.ask('GET', '/audit')).status).toBe(403)
  expect((await choose(other.membershipId)).status).toBe(204)
  expect(await who()).toMatchObject({ role: 'billing', resellerId: String(banksia), accountId: null })
  const stranger = await town.person('sam@example.com', 'owner')
  expect((await choose(stranger.membershipId)).status).toBe(404)
  // The next sign-in begins where this one was.
  const next = town.browser()
  await next.signIn('mia@example.com')
  expect((await next.ask('GET', '/session')).json).toMatchObject({ role: 'billing' })
})

test('what is taken away ends at once', async () => {
  const { membershipId } = await town.person('gone@example.com', 'admin')
  const browser = town.browser()
  await browser.signIn('gone@example.com')
  await town.pool.query('UPDATE memberships SET revoked_at = now() WHERE id = $1', [membershipId])
  expect((await browser.ask('GET', '/session')).status).toBe(401)
  const refused = await town
    .browser()
    .ask('POST', '/session', { email: 'gone@example.com', password: 'tram lagoon seventeen' })
  expect(refused.json).toMatchObject({ status: 403, code: 'forbidden' })
})

test('an operator chooses the reseller with each request; nobody else does', async () => {
  await town.person('op@example.com', 'operator', { resellerId: null })
  const operator = town.browser()
  await operator.signIn('op@example.com')
  const as = (id: number | string): Record<string, string> => ({ 'tollgate-reseller': String(id) })
  expect((await operator.ask('GET', '/session')).json).toMatchObject({ role: 'operator', resellerId: null })
  expect((await operator.ask('GET', '/brand')).json).toMatchObject({ status: 409, code: 'no_reseller' })
  expect((await operator.ask('GET', '/brand', undefined, as(banksia))).json).toMatchObject({ name: 'Banksia Talk' })
  expect((await operator.ask('GET', '/brand', undefined, as(town.telco.resellerId))).json).toMatchObject({
    name: 'Wattle Voice',
  })
  expect((await operator.ask('GET', '/brand', undefined, as(999_999))).status).toBe(404)
  expect((await operator.ask('GET', '/brand', undefined, as('1 OR 1'))).status).toBe(422)
  await town.person('owner@example.com', 'owner')
  const owner = town.browser()
  await owner.signIn('owner@example.com')
  expect((await owner.ask('GET', '/brand', undefined, as(town.telco.resellerId))).status).toBe(200)
  expect((await owner.ask('GET', '/brand', undefined, as(banksia))).status).toBe(404)
})

test('a key is known by its hash, while it is good, within its scopes and its account', async () => {
  const add = async (key: string, more: Record<string, unknown> = {}): Promise<void> => {
    const row = { account_id: null, expires_at: null, revoked_at: null, ...more }
    await town.pool.query(
      `INSERT INTO api_keys (reseller_id, account_id, name, key_hash, key_prefix, scopes, created_by, created_at, expires_at, revoked_at)
       VALUES ($1, $2, 'Exchange', $3, 'tg_test', '{brand.read,gone.permission}', 'user 1', now(), $4, $5)`,
      [town.telco.resellerId, row.account_id, hashToken(key), row.expires_at, row.revoked_at],
    )
  }
  const status = async (path: string, authorization: string): Promise<number> =>
    (await town.api.server.inject({ url: `/api/v1${path}`, headers: { authorization } })).statusCode
  const [good, over, revoked, confined] = ['good', 'over', 'gone', 'acct'].map((name) => `tg_${name}_${'x'.repeat(40)}`)
  await add(good ?? '')
  await add(over ?? '', { expires_at: new Date(town.api.now.getTime()) })
  await add(revoked ?? '', { revoked_at: town.api.now })
  await add(confined ?? '', { account_id: accountId(1) })
  expect(await status('/brand', `Bearer ${good}`)).toBe(200)
  expect(await status('/brand', `bearer ${good}`)).toBe(200)
  expect(await status('/audit', `Bearer ${good}`)).toBe(403)
  expect(await status('/brand', `Bearer ${over}`)).toBe(401)
  expect(await status('/brand', `Bearer ${revoked}`)).toBe(401)
  expect(await status('/brand', `Bearer ${good}x`)).toBe(401)
  expect(await status('/brand', `Basic ${good}`)).toBe(401)
  const who = await town.api.server.inject({ url: '/api/v1/session', headers: { authorization: `Bearer ${confined}` } })
  expect(who.json()).toMatchObject({
    kind: 'key',
    role: 'key',
    name: 'Exchange',
    email: null,
    accountId: String(accountId(1)),
    permissions: ['brand.read'],
    memberships: [],
  })
  expect(await status('/sessions', `Bearer ${good}`)).toBe(403)
  // A key beside a session: the key counts, and needs no origin.
  const browser = town.browser()
  await browser.signIn('owner@example.com')
  expect((await browser.ask('GET', '/session', undefined, { authorization: `Bearer ${good}` })).json).toMatchObject({
    kind: 'key',
  })
  const { rows } = await town.pool.query<{ used: Date }>(
    'SELECT last_used_at AS used FROM api_keys WHERE key_hash = $1',
    [hashToken(good ?? '')],
  )
  expect(rows[0]?.used).toEqual(town.api.now)
})

test('a request takes one look-up, and once a minute a line of when it was last seen', async () => {
  await town.person('seen@example.com', 'admin')
  const browser = town.browser()
  await browser.signIn('seen@example.com')
  let statements = 0
  const pool = new Proxy(town.pool, {
    get: (target, name) => {
      if (name === 'query') statements += 1
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  const authenticate = createAuthenticate({ pool, clock: () => town.api.now, config: town.config })
  const statementsOf = async (): Promise<number> => {
    statements = 0
    const cookies = { '__Host-tollgate-session': browser.session() }
    const request = {
      method: 'GET',
      ip: '198.51.100.3',
      host: 'phones.example.com',
      protocol: 'https',
      headers: {},
      cookies,
    }
    expect(await authenticate(request)).toMatchObject({ name: 'seen Example' })
    return statements
  }
  expect(await statementsOf()).toBe(1)
  town.pass(59_000)
  expect(await statementsOf()).toBe(1)
  town.pass(1000)
  expect([await statementsOf(), await statementsOf()]).toEqual([2, 1])
  const { items } = (await browser.ask('GET', '/sessions')).json as { items: unknown[] }
  expect(items).toMatchObject([{ lastSeenAt: town.api.now.toISOString(), ip: '198.51.100.3' }])
})

test('staff signed in as a customer is that customer, and back again; its own login stays out of it', async () => {
  const { userId } = await town.person('staff@example.com', 'admin')
  const browser = town.browser()
  await browser.signIn('staff@example.com')
  const token = 'a'.repeat(43)
  const actAs = (account: number, tenant: { resellerId: number; accountId?: number }): Promise<boolean | undefined> =>
    withTransaction(town.pool, async (db) => {
      await enterTenant(db, tenant)
      const { rows } = await db.query<{ done: boolean }>('SELECT tollgate_act_as($1, $2, $3) AS done', [
        hashToken(browser.session() ?? ''),
        hashToken(token),
        account,
      ])
      return rows[0]?.done
    })
  const { resellerId } = town.telco
  expect(await actAs(accountId(2), { resellerId: banksia })).toBe(false)
  expect(await actAs(accountId(2), { resellerId, accountId: accountId(2) })).toBe(false)
  expect(await actAs(accountId(2), { resellerId })).toBe(true)
  expect((await browser.ask('GET', '/session')).status).toBe(401)
  browser.carry(token)
  expect((await browser.ask('GET', '/session')).json).toMatchObject({
    role: 'customer-admin',
    accountId: String(accountId(2)),
    onBehalf: { userId: String(userId), name: 'staff Example' },
    email: null,
    memberships: [],
  })
  expect((await browser.ask('PUT', '/session/name', { name: 'Somebody Else' })).status).toBe(403)
  expect((await browser.ask('GET', '/audit')).status).toBe(403)
  expect((await browser.ask('DELETE', '/session/customer')).status).toBe(204)
  expect(browser.session()).not.toBe(token)
  expect((await browser.ask('GET', '/session')).json).toMatchObject({ role: 'admin', onBehalf: null })
  const { items } = (await browser.ask('GET', '/audit')).json as { items: unknown[] }
  expect(items[0]).toMatchObject({
    operation: 'access.leave-customer',
    actor: `user ${userId}`,
    actorName: 'staff Example as Account 1003',
  })
  expect((await browser.ask('DELETE', '/session/customer')).status).toBe(409)
})

test('a reseller sees the people who are something to it, an account its own', async () => {
  await town.person('only-banksia@example.com', 'owner', { resellerId: banksia })
  await town.person('customer@example.com', 'customer-user', { accountId: accountId(3) })
  const seen = async (tenant: { resellerId: number; accountId?: number }): Promise<string[]> =>
    withTransaction(town.pool, async (db) => {
      await enterTenant(db, tenant)
      const { rows } = await db.query<{ email: string }>('SELECT email FROM users ORDER BY email')
      return rows.map(({ email }) => email)
    })
  expect(await seen({ resellerId: banksia })).toEqual(['mia@example.com', 'only-banksia@example.com'])
  expect(await seen({ resellerId: town.telco.resellerId, accountId: accountId(3) })).toEqual(['customer@example.com'])
  const staff = await seen({ resellerId: town.telco.resellerId })
  expect(staff).toContain('customer@example.com')
  for (const hidden of ['only-banksia@example.com', 'op@example.com', 'gone@example.com']) {
    expect(staff).not.toContain(hidden)
  }
})
