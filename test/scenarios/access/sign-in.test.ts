import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPassword } from '#operations/access/password-hash.ts'
import { createTown, PASSWORD, type Browser, type Town } from '../../support/people.ts'

let town: Town
beforeAll(async () => {
  town = await createTown()
  await town.person('mia@example.com', 'admin')
})
afterAll(() => town.close())

const MINUTE = 60_000
const HOUR = 60 * MINUTE

test('a person signs in, is known, and signs out', async () => {
  const browser = town.browser()
  const answer = await browser.ask('POST', '/session', { email: 'Mia@Example.com', password: PASSWORD })
  expect(answer.json).toEqual({ status: 'signed_in' })
  const cookie = String(answer.headers['set-cookie'])
  for (const part of ['__Host-tollgate-session=', 'HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) {
    expect(cookie).toContain(part)
  }
  const who = await browser.ask('GET', '/session')
  expect(who.json).toMatchObject({
    kind: 'user',
    email: 'mia@example.com',
    role: 'admin',
    resellerId: String(town.telco.resellerId),
    accountId: null,
    onBehalf: null,
    memberships: [{ role: 'admin', resellerName: 'Wattle Voice' }],
  })
  expect((who.json as { permissions: string[] }).permissions).toContain('brand.write')
  expect((await browser.ask('GET', '/brand')).status).toBe(200)
  expect((await browser.ask('DELETE', '/session')).status).toBe(204)
  expect(browser.session()).toBeUndefined()
  expect((await browser.ask('GET', '/session')).status).toBe(401)
})

test('only the hash of a session is kept, and the cookie is new with every sign-in', async () => {
  const browser = town.browser()
  await browser.signIn('mia@example.com')
  const first = browser.session() ?? ''
  const { rows } = await town.pool.query<{ row: string }>('SELECT s::text AS row FROM sessions s')
  expect(rows.some(({ row }) => row.includes(first))).toBe(false)
  await browser.signIn('mia@example.com')
  expect(browser.session()).not.toBe(first)
  const thief = town.browser()
  thief.carry(first)
  expect((await thief.ask('GET', '/session')).status).toBe(401)
})

test('a wrong password, an unknown address and a closed login are told the same, for the same work', async () => {
  await town.person('closed@example.com', 'admin')
  await town.pool.query(`UPDATE users SET status = 'closed' WHERE email = 'closed@example.com'`)
  const answers = await Promise.all(
    [
      { email: 'mia@example.com', password: 'not this one at all' },
      { email: 'nobody@example.com', password: PASSWORD },
      { email: 'closed@example.com', password: PASSWORD },
    ].map((body) => town.browser().ask('POST', '/session', body)),
  )
  for (const answer of answers) {
    expect(answer.status).toBe(401)
    expect(answer.json).toMatchObject({
      code: 'sign_in_failed',
      detail: 'The e-mail address or the password is not right.',
    })
    expect(answer.headers['set-cookie']).toBeUndefined()
  }
  const mia = town.browser()
  await mia.signIn('mia@example.com')
  const { items } = (await mia.ask('GET', '/session/activity?limit=2')).json as { items: { what: string }[] }
  expect(items.map(({ what }) => what)).toEqual(['signed in by password', 'sign-in refused'])
})

test('a session ends after hours without a request, and after days however busy it is', async () => {
  const [idle, busy] = [town.browser(), town.browser()]
  await idle.signIn('mia@example.com')
  await busy.signIn('mia@example.com')
  const visit = async (browser: Browser): Promise<number> => (await browser.ask('GET', '/session')).status
  town.pass(8 * HOUR - 1)
  expect(await visit(busy)).toBe(200)
  town.pass(1)
  expect([await visit(busy), await visit(idle)]).toEqual([200, 401])
  const statuses: number[] = []
  for (let hours = 8; hours < 7 * 24; hours += 4) {
    statuses.push(await visit(busy))
    town.pass(4 * HOUR)
  }
  expect(new Set(statuses)).toEqual(new Set([200]))
  expect(await visit(busy)).toBe(401)
})

test('sessions are listed with where they are, one is ended, then all others', async () => {
  await town.person('lee@example.com', 'support')
  const [office, phone, home] = [
    town.browser({ device: 'Office' }),
    town.browser({ device: 'Phone', ip: '2001:db8:1:2::9' }),
    town.browser({ device: 'Home', ip: '198.51.100.4' }),
  ]
  for (const browser of [office, phone, home]) {
    await browser.signIn('lee@example.com')
    town.pass(MINUTE)
  }
  interface Line {
    id: string
    device: string
    ip: string
    isCurrent: boolean
  }
  const list = async (): Promise<Line[]> => ((await office.ask('GET', '/sessions')).json as { items: Line[] }).items
  const lines = await list()
  expect(lines.map(({ device, ip, isCurrent }) => [device, ip, isCurrent])).toEqual([
    ['Office', '203.0.113.7', true],
    ['Home', '198.51.100.4', false],
    ['Phone', '2001:db8:1:2::9', false],
  ])
  const phoneId = lines.find(({ device }) => device === 'Phone')?.id ?? ''
  const stranger = town.browser()
  await stranger.signIn('mia@example.com')
  expect((await stranger.ask('DELETE', `/sessions/${phoneId}`)).status).toBe(404)
  expect((await office.ask('DELETE', `/sessions/${phoneId}`)).status).toBe(204)
  expect((await phone.ask('GET', '/session')).status).toBe(401)
  expect((await home.ask('GET', '/session')).status).toBe(200)
  expect((await office.ask('DELETE', '/sessions')).json).toEqual({ ended: 1 })
  expect((await home.ask('GET', '/session')).status).toBe(401)
  expect(await list()).toHaveLength(1)
  const { items } = (await office.ask('GET', '/session/activity')).json as { items: { what: string }[] }
  expect(items.slice(0, 3).map(({ what }) => what)).toEqual([
    'all other sessions ended',
    'a session ended',
    'signed in by password',
  ])
})

test('hashes grow with what they should cost, as their people sign in', async () => {
  const { userId } = await town.person('kim@example.com', 'billing')
  const hashOf = async (): Promise<string> => {
    const { rows } = await town.pool.query<{ hash: string }>(
      'SELECT password_hash AS hash FROM user_secrets WHERE user_id = $1',
      [userId],
    )
    return rows[0]?.hash ?? ''
  }
  const weak = await hashPassword(PASSWORD, { passwordMemoryKib: 32, passwordPasses: 1 })
  await town.pool.query('UPDATE user_secrets SET password_hash = $2 WHERE user_id = $1', [userId, weak])
  const browser = town.browser()
  expect(
    (await browser.ask('POST', '/session', { email: 'kim@example.com', password: 'wrong as can be' })).status,
  ).toBe(401)
  expect(await hashOf()).toBe(weak)
  await browser.signIn('kim@example.com')
  expect(await hashOf()).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/)
  await town.browser().signIn('kim@example.com')
})
