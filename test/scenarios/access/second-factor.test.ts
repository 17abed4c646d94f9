import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appCode, createTown, PASSWORD, type Browser, type Town } from '../../support/people.ts'

let town: Town
beforeAll(async () => {
  town = await createTown()
})
afterAll(() => town.close())

const STEP = 30_000
const MINUTE = 60_000

/** Somebody with an authenticator app, in a browser; its secret and recovery codes. */
async function withApp(email: string): Promise<{ browser: Browser; secret: string; codes: string[] }> {
  await town.person(email, 'admin')
  const browser = town.browser()
  await browser.signIn(email)
  const { secret } = (await browser.ask('POST', '/session/authenticator')).json as { secret: string }
  const code = appCode(secret, town.api.now)
  const confirmed = await browser.ask('POST', '/session/authenticator/confirm', { code })
  town.pass(STEP)
  return { browser, secret, codes: (confirmed.json as { recoveryCodes: string[] }).recoveryCodes }
}

async function ticketOf(browser: Browser, email: string): Promise<string> {
  const answer = await browser.ask('POST', '/session', { email, password: PASSWORD })
  expect(answer.json).toMatchObject({ status: 'second_factor_required' })
  expect(browser.session()).toBeUndefined()
  return (answer.json as { ticket: string }).ticket
}

test('an authenticator app is set up by a code of it, and asked for from then on', async () => {
  await town.person('mia@example.com', 'admin')
  const browser = town.browser()
  await browser.signIn('mia@example.com')
  const enrolled = (await browser.ask('POST', '/session/authenticator')).json as { secret: string; uri: string }
  expect(enrolled.uri).toBe(
    `otpauth://totp/Wattle%20Voice:mia%40example.com?secret=${enrolled.secret}&issuer=Wattle%20Voice`,
  )
  // Not yet proven: not yet asked for.
  await town.browser().signIn('mia@example.com')
  const wrong = await browser.ask('POST', '/session/authenticator/confirm', { code: '000000' })
  expect(wrong.json).toMatchObject({ status: 422, errors: [{ field: 'code' }] })
  const code = appCode(enrolled.secret, town.api.now)
  const { recoveryCodes } = (await browser.ask('POST', '/session/authenticator/confirm', { code })).json as {
    recoveryCodes: string[]
  }
  expect(new Set(recoveryCodes)).toHaveLength(10)
  expect(recoveryCodes[0]).toMatch(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/)
  expect((await browser.ask('POST', '/session/authenticator')).json).toMatchObject({ code: 'already_exists' })

  const next = town.browser()
  const waiting = await next.ask('POST', '/session', { email: 'mia@example.com', password: PASSWORD })
  expect(waiting.json).toMatchObject({ methods: ['totp', 'recovery-code'] })
  const { ticket } = waiting.json as { ticket: string }
  // The code that proved it was used up by that.
  expect((await next.ask('POST', '/session/second-factor', { ticket, code })).status).toBe(401)
  town.pass(STEP)
  const now = appCode(enrolled.secret, town.api.now)
  expect((await next.ask('POST', '/session/second-factor', { ticket, code: now })).json).toEqual({
    status: 'signed_in',
  })
  expect((await next.ask('GET', '/session/login')).json).toMatchObject({
    hasAuthenticatorApp: true,
    recoveryCodesLeft: 10,
  })
})

test('the secret is sealed with a key that is not in the database', async () => {
  const { secret } = await withApp('sealed@example.com')
  const { rows } = await town.pool.query<{ row: string }>('SELECT s::text AS row FROM user_secrets s')
  expect(rows.some(({ row }) => row.includes(secret))).toBe(false)
  expect((await stat(join(town.config.dataDirectory, 'secret.key'))).mode & 0o777).toBe(0o600)
})

test('a code passes once, also for two who send it at the same moment', async () => {
  const { secret } = await withApp('once@example.com')
  const browsers = [town.browser(), town.browser()]
  const tickets = await Promise.all(browsers.map((browser) => ticketOf(browser, 'once@example.com')))
  const code = appCode(secret, town.api.now)
  const answers = await Promise.all(
    browsers.map((browser, nth) => browser.ask('POST', '/session/second-factor', { ticket: tickets[nth], code })),
  )
  expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '401'])
})

test('the clock of a phone may differ by a step, not by two', async () => {
  const { secret } = await withApp('clock@example.com')
  const at = (steps: number): string => appCode(secret, new Date(town.api.now.getTime() + steps * STEP))
  town.pass(10 * STEP)
  const browser = town.browser()
  const ticket = await ticketOf(browser, 'clock@example.com')
  const statuses: number[] = []
  for (const steps of [-2, 2, -1]) {
    statuses.push((await browser.ask('POST', '/session/second-factor', { ticket, code: at(steps) })).status)
  }
  expect(statuses).toEqual([401, 401, 200])
})

test('guessing codes locks out, and knowing the password does not help', async () => {
  const { secret } = await withApp('guess@example.com')
  const browser = town.browser({ ip: '198.51.100.77' })
  for (let nth = 0; nth < 5; nth += 1) {
    const ticket = await ticketOf(browser, 'guess@example.com')
    expect((await browser.ask('POST', '/session/second-factor', { ticket, code: `00000${nth}` })).status).toBe(401)
  }
  const ticket = await ticketOf(browser, 'guess@example.com')
  const code = appCode(secret, town.api.now)
  expect((await browser.ask('POST', '/session/second-factor', { ticket, code })).json).toMatchObject({
    code: 'locked_out',
  })
  town.pass(1000)
  expect((await browser.ask('POST', '/session/second-factor', { ticket, code })).status).toBe(200)
})

test('a ticket is for one sign-in and a few minutes', async () => {
  const { secret } = await withApp('ticket@example.com')
  const browser = town.browser()
  const first = await ticketOf(browser, 'ticket@example.com')
  const code = (): string => appCode(secret, town.api.now)
  expect((await browser.ask('POST', '/session/second-factor', { ticket: first, code: code() })).status).toBe(200)
  town.pass(STEP)
  const again = await browser.ask('POST', '/session/second-factor', { ticket: first, code: code() })
  expect(again.json).toMatchObject({ status: 410, code: 'link_expired' })
  const second = await ticketOf(town.browser(), 'ticket@example.com')
  town.pass(10 * MINUTE)
  expect((await browser.ask('POST', '/session/second-factor', { ticket: second, code: code() })).status).toBe(410)
})

test('a recovery code stands in once, however it is typed; new ones end the old', async () => {
  const { codes } = await withApp('lost@example.com')
  const [first = '', second = ''] = codes
  const browser = town.browser()
  const use = async (recoveryCode: string): Promise<number> => {
    const ticket = await ticketOf(town.browser(), 'lost@example.com')
    return (await browser.ask('POST', '/session/second-factor', { ticket, recoveryCode })).status
  }
  expect(await use(first.toLowerCase().replaceAll('-', ' '))).toBe(200)
  expect(await use(first)).toBe(401)
  const { recoveryCodes } = (await browser.ask('POST', '/session/recovery-codes')).json as { recoveryCodes: string[] }
  expect(recoveryCodes).toHaveLength(10)
  expect(await use(second)).toBe(401)
  expect(await use(recoveryCodes[9] ?? '')).toBe(200)
  const { rows } = await town.pool.query<{ row: string }>('SELECT c::text AS row FROM recovery_codes c')
  expect(rows.some(({ row }) => row.includes(Buffer.from(recoveryCodes[0] ?? '').toString('hex')))).toBe(false)
})

test('the app is turned off with the password, and its recovery codes go with it', async () => {
  const { browser } = await withApp('off@example.com')
  const wrong = await browser.ask('POST', '/session/authenticator/disable', { password: 'not the password' })
  expect(wrong.json).toMatchObject({ status: 422, errors: [{ field: 'password' }] })
  expect((await browser.ask('POST', '/session/authenticator/disable', { password: PASSWORD })).status).toBe(204)
  await town.browser().signIn('off@example.com')
  expect((await browser.ask('GET', '/session/login')).json).toMatchObject({
    hasAuthenticatorApp: false,
    recoveryCodesLeft: 0,
  })
  const { rows } = await town.pool.query<{ kind: string; recipient: string }>(
    `SELECT kind, recipient FROM mails WHERE recipient = 'off@example.com'`,
  )
  expect(rows.map(({ kind }) => kind)).toEqual(['security-notice', 'security-notice'])
})

test('changes of great consequence ask again who it is, after a while', async () => {
  const { browser, secret } = await withApp('again@example.com')
  expect((await browser.ask('POST', '/session/recovery-codes')).status).toBe(200)
  town.pass(15 * MINUTE)
  const refused = await browser.ask('POST', '/session/recovery-codes')
  expect(refused.json).toMatchObject({ status: 422, code: 'confirmation_needed' })
  const byPassword = await browser.ask('POST', '/session/confirm', { password: PASSWORD })
  expect(byPassword.json).toMatchObject({ code: 'second_factor_required' })
  const before = browser.session()
  const wrong = await browser.ask('POST', '/session/confirm', { code: '123456' })
  expect(wrong.json).toMatchObject({ status: 422, errors: [{ field: 'code' }] })
  const code = appCode(secret, town.api.now)
  expect((await browser.ask('POST', '/session/confirm', { code })).status).toBe(204)
  expect(browser.session()).not.toBe(before)
  const thief = town.browser()
  thief.carry(before ?? '')
  expect((await thief.ask('GET', '/session')).status).toBe(401)
  expect((await browser.ask('POST', '/session/recovery-codes')).status).toBe(200)
})

test('without a second factor the password confirms', async () => {
  await town.person('plain@example.com', 'admin')
  const browser = town.browser()
  await browser.signIn('plain@example.com')
  town.pass(15 * MINUTE)
  expect((await browser.ask('POST', '/session/authenticator')).json).toMatchObject({ code: 'confirmation_needed' })
  expect((await browser.ask('POST', '/session/confirm', { password: PASSWORD })).status).toBe(204)
  expect((await browser.ask('POST', '/session/recovery-codes')).json).toMatchObject({ code: 'conflict' })
  expect((await browser.ask('POST', '/session/authenticator')).status).toBe(200)
})
