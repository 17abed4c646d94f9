import { afterEach, expect, test } from 'vitest'
import { createTown, type Browser, type Town } from '../../support/people.ts'

let town: Town
afterEach(() => town.close())

test('steps of signing in are limited by where they come from', async () => {
  town = await createTown({ signInsPerMinutePerIp: 4 })
  const browser = town.browser()
  const ask: Browser['ask'] = (...asked) => browser.ask(...asked)
  for (const _ of [1, 2, 3, 4])
    expect((await ask('POST', '/password-reset', { email: 'mia@example.com' })).status).toBe(202)
  const refused = await ask('POST', '/session', { email: 'mia@example.com', password: 'whatever' })
  expect(refused.json).toMatchObject({ status: 429, code: 'too_many_requests' })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect(
    (await town.browser({ ip: '198.51.100.9' }).ask('POST', '/password-reset', { email: 'a@example.com' })).status,
  ).toBe(202)
  expect((await ask('GET', '/session')).status).toBe(401)
})

test('a person is limited wherever it comes from, an address whoever it is', async () => {
  town = await createTown({ requestsPerMinute: 3, requestsPerMinutePerIp: 8 })
  await town.person('mia@example.com', 'admin')
  const office = town.browser()
  await office.signIn('mia@example.com')
  const statuses = async (count: number, from = office): Promise<number[]> => {
    const answers: number[] = []
    for (let nth = 0; nth < count; nth += 1) answers.push((await from.ask('GET', '/session')).status)
    return answers
  }
  expect(await statuses(3)).toEqual([200, 200, 200])
  const elsewhere = town.browser({ ip: '198.51.100.9' })
  elsewhere.carry(office.session() ?? '')
  expect(await statuses(1, elsewhere)).toEqual([429])
  expect(await statuses(5, town.browser())).toEqual([401, 401, 401, 401, 429])
  expect((await town.browser().ask('GET', '/nothing-here')).status).toBe(429)
})
