import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTown, PASSWORD, type Browser, type Town } from '../../support/people.ts'

let town: Town
let browser: Browser
beforeAll(async () => {
  town = await createTown()
  await town.person('mia@example.com', 'admin')
  browser = town.browser()
  await browser.signIn('mia@example.com')
})
afterAll(() => town.close())

test.each([
  ['from another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
  ['from another host of the same domain', { origin: 'https://cdn.example.com', 'sec-fetch-site': 'same-site' }, 403],
  ['with an origin of its own making', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, 403],
  ['by http', { origin: 'http://phones.example.com', 'sec-fetch-site': 'same-origin' }, 403],
  ['with no origin a page has', { origin: 'null', 'sec-fetch-site': 'none' }, 403],
  ['from its own pages', {}, 204],
])('a write that a page %s makes the browser send', async (_, headers, status) => {
  const answer = await browser.ask('PUT', '/session/name', { name: 'Mia Example' }, headers)
  expect(answer.status).toBe(status)
  expect(answer.text.includes('another site')).toBe(status === 403)
})

test('a write with a cookie says where it comes from', async () => {
  const inject = (
    method: 'PUT' | 'GET',
    headers: Record<string, string>,
  ): Promise<{ statusCode: number; body: string }> =>
    town.api.server.inject({
      method,
      url: method === 'GET' ? '/api/v1/session' : '/api/v1/session/name',
      headers: { host: 'phones.example.com', ...headers },
      cookies: { '__Host-tollgate-session': browser.session() ?? '' },
      ...(method === 'PUT' && { payload: { name: 'Mia Example' } }),
    })
  const silent = await inject('PUT', {})
  expect([silent.statusCode, silent.body.includes('Send the header Origin')]).toEqual([403, true])
  expect((await inject('PUT', { origin: 'https://phones.example.com' })).statusCode).toBe(204)
  expect((await inject('GET', {})).statusCode).toBe(200)
})

test('no page of another site signs its visitor in as somebody', async () => {
  const answer = await town
    .browser()
    .ask('POST', '/session', { email: 'mia@example.com', password: PASSWORD }, { 'sec-fetch-site': 'cross-site' })
  expect(answer.status).toBe(403)
  expect(answer.headers['set-cookie']).toBeUndefined()
})

test('a reseller’s own host name is a site like the installation’s', async () => {
  const portal = town.browser({ host: 'portal.wattle.example' })
  const answer = await portal.ask(
    'POST',
    '/session',
    { email: 'mia@example.com', password: PASSWORD },
    {
      origin: 'http://portal.wattle.example',
    },
  )
  expect(String(answer.headers['set-cookie'])).toMatch(/^tollgate-session=[\w-]{43};/)
})
