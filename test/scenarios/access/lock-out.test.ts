import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTown, PASSWORD, type Town } from '../../support/people.ts'

let town: Town
beforeEach(async () => {
  town = await createTown({ signInFreeFailures: 3, signInFreeFailuresPerIp: 6, signInLockSeconds: 8 })
  await town.person('mia@example.com', 'admin')
})
afterEach(() => town.close())

/** What an attempt is answered: its status, and how long to wait. */
async function attempt(password: string, from: { email?: string; ip?: string } = {}): Promise<string> {
  const { email = 'mia@example.com', ip = '203.0.113.7' } = from
  const { status, headers } = await town.browser({ ip }).ask('POST', '/session', { email, password })
  const wait = headers['retry-after']
  return wait === undefined ? String(status) : `${status} after ${Number(wait)}`
}

test.each(['mia@example.com', 'nobody@example.com'])(
  'wrong passwords for %s cost nothing at first, then ever longer, up to a bound',
  async (email) => {
    const wrong = (): Promise<string> => attempt('never the right one', { email })
    expect([await wrong(), await wrong(), await wrong()]).toEqual(['401', '401', '401'])
    for (const seconds of [1, 2, 4, 8, 8]) {
      // While it lasts not even the right one is looked at, and asking makes it no longer.
      expect(await attempt(PASSWORD, { email, ip: '198.51.100.1' })).toBe(`429 after ${seconds}`)
      town.pass(seconds * 1000 - 1)
      expect(await attempt(PASSWORD, { email, ip: '198.51.100.1' })).toBe('429 after 1')
      town.pass(1)
      expect(await attempt('never the right one', { email, ip: `198.51.100.1${seconds}` })).toBe('401')
    }
  },
)

test('the right password clears what was counted', async () => {
  for (const _ of [1, 2, 3]) await attempt('never the right one')
  town.pass(1000)
  expect(await attempt(PASSWORD)).toBe('200')
  for (const _ of [1, 2, 3]) expect(await attempt('never the right one')).toBe('401')
  expect(await attempt(PASSWORD)).toBe('429 after 1')
})

test('many guesses at once are many failures', async () => {
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, nth) => attempt(`guess number ${nth}`, { ip: `198.51.100.${nth}` })),
  )
  expect(answers.filter((answer) => answer === '401')).toHaveLength(3)
  expect(answers.filter((answer) => answer === '429 after 1')).toHaveLength(9)
})

test('a place that guesses at many is stopped, its own sign-ins notwithstanding, and forgotten in time', async () => {
  const own = { email: 'own@example.com', ip: '2001:db8:7:7::1' }
  await town.person(own.email, 'support')
  const answers: string[] = []
  for (let nth = 0; nth < 6; nth += 1) {
    // Another address of the same network is the same place.
    expect(await attempt('never the right one', { email: `p${nth}@example.com`, ip: `2001:db8:7:7::${nth}` })).toBe(
      '401',
    )
    answers.push(await attempt(PASSWORD, own))
  }
  expect(answers).toEqual(['200', '200', '200', '200', '200', '429 after 1'])
  expect(await attempt(PASSWORD, { ...own, ip: '2001:db8:7:8::1' })).toBe('200')
  town.pass(30 * 60_000)
  expect(await attempt('never the right one', { email: 'p9@example.com', ip: own.ip })).toBe('401')
  expect(await attempt(PASSWORD, own)).toBe('200')
})

test('what was typed is not kept', async () => {
  await attempt('x', { email: 'my-secret-password@example.com' })
  const { rows } = await town.pool.query<{ subject: string }>('SELECT subject FROM sign_in_failures ORDER BY subject')
  expect(rows.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^email [\w-]{43}$/), 'ip 203.0.113.7'])
})
