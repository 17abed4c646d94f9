import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAuthenticator, type Authenticator } from '../../support/authenticator.ts'
import { createTown, PASSWORD, type Browser, type Town } from '../../support/people.ts'

let town: Town
beforeAll(async () => {
  town = await createTown()
})
afterAll(() => town.close())

const SITE = 'https://phones.example.com'
interface Question {
  readonly ticket: string
  readonly options: Record<string, unknown>
}

async function ask(browser: Browser, path: string, body: object = {}): Promise<Question> {
  const answer = await browser.ask('POST', path, body)
  if (answer.status !== 200) throw new Error(answer.text)
  return answer.json as Question
}

/** Somebody with a passkey called Phone. */
async function withPasskey(email: string): Promise<{ browser: Browser; phone: Authenticator; codes: string[] | null }> {
  await town.person(email, 'admin')
  const browser = town.browser()
  await browser.signIn(email)
  const phone = createAuthenticator()
  const { ticket, options } = await ask(browser, '/session/passkeys/question')
  const added = await browser.ask('POST', '/session/passkeys', {
    ticket,
    name: 'Phone',
    response: phone.create(options, SITE),
  })
  if (added.status !== 201) throw new Error(added.text)
  return { browser, phone, codes: (added.json as { recoveryCodes: string[] | null }).recoveryCodes }
}

test('a passkey is made, named, used without typing an address, and removed', async () => {
  const { browser, phone, codes } = await withPasskey('mia@example.com')
  expect(codes).toHaveLength(10)
  const { passkeys } = (await browser.ask('GET', '/session/login')).json as { passkeys: { id: string; name: string }[] }
  expect(passkeys).toMatchObject([{ name: 'Phone', lastUsedAt: null }])
  const id = passkeys[0]?.id ?? ''
  expect((await browser.ask('PUT', `/session/passkeys/${id}`, { name: 'Work phone' })).status).toBe(204)

  const next = town.browser()
  const { ticket, options } = await ask(next, '/session/passkey/question')
  expect(options).toMatchObject({ rpId: 'phones.example.com', userVerification: 'required' })
  const answer = await next.ask('POST', '/session/passkey', { ticket, response: phone.get(options, SITE) })
  expect(answer.json).toEqual({ status: 'signed_in' })
  expect((await next.ask('GET', '/session')).json).toMatchObject({ email: 'mia@example.com' })
  expect((await next.ask('GET', '/session/login')).json).toMatchObject({ passkeys: [{ name: 'Work phone' }] })

  const stranger = town.browser()
  await town.person('other@example.com', 'admin')
  await stranger.signIn('other@example.com')
  expect((await stranger.ask('DELETE', `/session/passkeys/${id}`)).status).toBe(404)
  expect((await stranger.ask('PUT', `/session/passkeys/${id}`, { name: 'Mine' })).status).toBe(404)
  expect((await next.ask('DELETE', `/session/passkeys/${id}`)).status).toBe(204)
  const gone = await ask(stranger, '/session/passkey/question')
  const refused = await stranger.ask('POST', '/session/passkey', {
    ticket: gone.ticket,
    response: phone.get(gone.options, SITE),
  })
  expect(refused.json).toMatchObject({ status: 401, code: 'sign_in_failed' })
  await town.browser().signIn('mia@example.com')
})

test('a passkey is the second factor of a password', async () => {
  const { phone } = await withPasskey('second@example.com')
  const browser = town.browser()
  const waiting = await browser.ask('POST', '/session', { email: 'second@example.com', password: PASSWORD })
  expect(waiting.json).toMatchObject({ status: 'second_factor_required', methods: ['passkey', 'recovery-code'] })
  const { ticket } = waiting.json as { ticket: string }
  const { options } = await ask(browser, '/session/passkey/question', { ticket })
  expect(options['allowCredentials']).toHaveLength(1)
  // Somebody else's passkey is none.
  const { phone: foreign } = await withPasskey('foreign@example.com')
  const wrong = { ticket, passkey: foreign.get(options, SITE) }
  expect((await browser.ask('POST', '/session/second-factor', wrong)).status).toBe(401)
  const right = { ticket, passkey: phone.get(options, SITE, { checksPerson: false }) }
  expect((await browser.ask('POST', '/session/second-factor', right)).json).toEqual({ status: 'signed_in' })
})

test.each([
  [
    'answers another question',
    (phone: Authenticator, options: object) => phone.get({ ...options, challenge: 'b3RoZXI' }, SITE),
  ],
  ['answers another site', (phone: Authenticator, options: object) => phone.get(options, 'https://phones.example.net')],
  [
    'is of another site',
    (phone: Authenticator, options: object) => phone.get({ ...options, rpId: 'example.com' }, SITE),
  ],
  [
    'has not checked its person',
    (phone: Authenticator, options: object) => phone.get(options, SITE, { checksPerson: false }),
  ],
  ['is a copy', (phone: Authenticator, options: object) => phone.get(options, SITE, { counter: 1 })],
])('a passkey that %s does not sign in', async (what, answerOf) => {
  const { phone } = await withPasskey(`${what.replaceAll(' ', '-')}@example.com`)
  const browser = town.browser()
  const attempt = async (answer: (options: object) => object): Promise<number> => {
    const { ticket, options } = await ask(browser, '/session/passkey/question')
    return (await browser.ask('POST', '/session/passkey', { ticket, response: answer(options) })).status
  }
  expect(await attempt((options) => phone.get(options, SITE))).toBe(200)
  expect(await attempt((options) => answerOf(phone, options))).toBe(401)
})

test('an answer is taken once', async () => {
  const { phone } = await withPasskey('replay@example.com')
  const browser = town.browser()
  const { ticket, options } = await ask(browser, '/session/passkey/question')
  const body = { ticket, response: phone.get(options, SITE) }
  expect((await browser.ask('POST', '/session/passkey', body)).status).toBe(200)
  expect((await town.browser().ask('POST', '/session/passkey', body)).json).toMatchObject({ code: 'link_expired' })
})

test('what was not asked is not kept, and nothing twice', async () => {
  const { browser } = await withPasskey('twice@example.com')
  const phone = createAuthenticator()
  const first = await ask(browser, '/session/passkeys/question')
  const response = phone.create({ ...first.options, challenge: 'b3RoZXI' }, SITE)
  const refused = await browser.ask('POST', '/session/passkeys', { ticket: first.ticket, name: 'Key', response })
  expect(refused.json).toMatchObject({ status: 422, errors: [{ field: 'response' }] })
  const add = async (): Promise<number> => {
    const { ticket, options } = await ask(browser, '/session/passkeys/question')
    return (
      await browser.ask('POST', '/session/passkeys', { ticket, name: 'Key', response: phone.create(options, SITE) })
    ).status
  }
  expect([await add(), await add()]).toEqual([201, 409])
})

test('a passkey confirms that it is still the same person', async () => {
  const { browser, phone } = await withPasskey('confirm@example.com')
  town.pass(15 * 60_000)
  expect((await browser.ask('POST', '/session/passkeys/question')).json).toMatchObject({ code: 'confirmation_needed' })
  const { ticket, options } = await ask(browser, '/session/confirm/question')
  const body = { ticket, passkey: phone.get(options, SITE) }
  expect((await browser.ask('POST', '/session/confirm', body)).status).toBe(204)
  expect((await browser.ask('POST', '/session/passkeys/question')).status).toBe(200)
})
