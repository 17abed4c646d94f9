import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueLink } from '#operations/access/issue-link.ts'
import { sendPasswordReset } from '#operations/access/send-password-reset.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTown, PASSWORD, type Browser, type Town } from '../../support/people.ts'

let town: Town
beforeAll(async () => {
  town = await createTown()
})
afterAll(() => town.close())

const NEW_PASSWORD = 'pelikan kaffee am morgen'
const MINUTE = 60_000

async function statusOf(browser: Browser): Promise<number> {
  return (await browser.ask('GET', '/session')).status
}

test('a new password ends all other sessions and renews this one', async () => {
  await town.person('mia@example.com', 'admin')
  const [here, there] = [town.browser(), town.browser()]
  await here.signIn('mia@example.com')
  await there.signIn('mia@example.com')
  const before = here.session()
  const change = (current: string, password: string): ReturnType<Browser['ask']> =>
    here.ask('PUT', '/session/password', { current, password })
  expect((await change('not the one', NEW_PASSWORD)).json).toMatchObject({
    status: 422,
    errors: [{ field: 'current' }],
  })
  expect((await change(PASSWORD, 'Password2026!')).json).toMatchObject({ status: 422, errors: [{ field: 'password' }] })
  expect((await change(PASSWORD, 'mia@example.com')).json).toMatchObject({
    status: 422,
    errors: [{ field: 'password' }],
  })
  expect((await change(PASSWORD, NEW_PASSWORD)).status).toBe(204)
  expect(here.session()).not.toBe(before)
  expect([await statusOf(here), await statusOf(there)]).toEqual([200, 401])
  const old = await there.ask('POST', '/session', { email: 'mia@example.com', password: PASSWORD })
  expect(old.status).toBe(401)
  await there.signIn('mia@example.com', NEW_PASSWORD)
  const { items } = (await here.ask('GET', '/audit')).json as { items: unknown[] }
  expect(items[0]).toMatchObject({ operation: 'access.change-login', after: { change: 'password changed' } })
})

/** The link of the last mail to somebody. */
async function mailed(email: string): Promise<string | undefined> {
  const { rows } = await town.pool.query<{ link: string }>(
    `SELECT variables ->> 'link' AS link FROM mails WHERE recipient = $1 AND kind = 'password-reset' ORDER BY id DESC LIMIT 1`,
    [email],
  )
  return rows[0]?.link
}

/** What the worker does of the jobs that wait. */
async function work(): Promise<string[]> {
  const { rows } = await town.pool.query<{ email: string }>(
    `SELECT payload ->> 'email' AS email FROM graphile_worker._private_jobs j
       JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'password-reset' ORDER BY 1`,
  )
  for (const { email } of rows) {
    await sendPasswordReset(town.pool, { email, publicUrl: town.config.publicUrl, now: town.api.now })
  }
  return rows.map(({ email }) => email)
}

test('who forgot the password is mailed a link, once in a while; nobody learns which addresses are known', async () => {
  await town.person('forgot@example.com', 'admin')
  const lost = town.browser()
  await lost.signIn('forgot@example.com')
  const browser = town.browser()
  const answers = await Promise.all(
    ['forgot@example.com', 'nobody@example.com'].map((email) => browser.ask('POST', '/password-reset', { email })),
  )
  expect(answers.map(({ status, text }) => [status, text])).toEqual([
    [202, '{}'],
    [202, '{}'],
  ])
  expect(await work()).toEqual(['forgot@example.com', 'nobody@example.com'])
  expect(await mailed('nobody@example.com')).toBeUndefined()
  const link = await mailed('forgot@example.com')
  const token = /^https:\/\/phones\.example\.com\/link#([\w-]{43})$/.exec(link ?? '')?.[1] ?? ''
  await work()
  expect(await mailed('forgot@example.com')).toBe(link)

  const read = await browser.ask('POST', '/link/read', { token })
  expect(read.json).toMatchObject({ purpose: 'reset', email: 'forgot@example.com', password: 'new' })
  const use = (password?: string): ReturnType<Browser['ask']> => browser.ask('POST', '/link/use', { token, password })
  expect((await use()).json).toMatchObject({ errors: [{ field: 'password' }] })
  expect((await use('short')).json).toMatchObject({ errors: [{ field: 'password' }] })
  expect((await use(NEW_PASSWORD)).json).toEqual({ status: 'sign_in_now' })
  expect(browser.session()).toBeUndefined()
  expect((await use(NEW_PASSWORD)).json).toMatchObject({ status: 410, code: 'link_expired' })
  expect(await statusOf(lost)).toBe(401)
  await browser.signIn('forgot@example.com', NEW_PASSWORD)
})

test('the link leads to the host name of the only reseller a login is of, else to the installation’s own', async () => {
  await town.pool.query(`UPDATE resellers SET brand = '{"staffHostname": "office.wattle.example"}' WHERE id = $1`, [
    town.telco.resellerId,
  ])
  await town.person('one@example.com', 'admin')
  await town.person('two@example.com', 'admin')
  await town.person('two@example.com', 'operator', { resellerId: null })
  for (const email of ['one@example.com', 'two@example.com']) {
    await sendPasswordReset(town.pool, { email, publicUrl: town.config.publicUrl, now: town.api.now })
  }
  expect(await mailed('one@example.com')).toContain('https://office.wattle.example/link#')
  expect(await mailed('two@example.com')).toContain('https://phones.example.com/link#')
})

test('a link is over after an hour, and when a later one was made', async () => {
  const { userId } = await town.person('late@example.com', 'admin')
  const issue = (): Promise<{ token: string }> =>
    withTransaction(town.pool, (db) => issueLink(db, { purpose: 'reset', userId }, town.api.now))
  const [first, second] = [await issue(), await issue()]
  const browser = town.browser()
  const status = async (token: string): Promise<number> => (await browser.ask('POST', '/link/read', { token })).status
  expect([await status(first.token), await status(second.token)]).toEqual([410, 200])
  town.pass(60 * MINUTE)
  expect(await status(second.token)).toBe(410)
  expect((await browser.ask('POST', '/link/use', { token: second.token, password: NEW_PASSWORD })).status).toBe(410)
})

test('a reset leaves the second factor as it is, and a lock-out behind', async () => {
  const { userId } = await town.person('locked@example.com', 'admin')
  const browser = town.browser({ ip: '198.51.100.20' })
  for (let nth = 0; nth < 9; nth += 1) {
    await browser.ask('POST', '/session', { email: 'locked@example.com', password: `not this one ${nth}` })
  }
  const locked = await browser.ask('POST', '/session', { email: 'locked@example.com', password: PASSWORD })
  expect(locked.json).toMatchObject({ code: 'locked_out' })
  await town.pool.query(
    `UPDATE user_secrets SET totp_secret = 'sealed', totp_confirmed_at = now() WHERE user_id = $1`,
    [userId],
  )
  const { token } = await withTransaction(town.pool, (db) => issueLink(db, { purpose: 'reset', userId }, town.api.now))
  expect((await browser.ask('POST', '/link/use', { token, password: NEW_PASSWORD })).status).toBe(200)
  const answer = await browser.ask('POST', '/session', { email: 'locked@example.com', password: NEW_PASSWORD })
  expect(answer.json).toMatchObject({ status: 'second_factor_required', methods: ['totp'] })
})

test('an invitation sets the password of a new login, and never that of one that has one', async () => {
  const invite = (email: string): Promise<string> =>
    withTransaction(town.pool, async (db) => {
      const { rows } = await db.query<{ userId: number; id: number }>(
        `INSERT INTO memberships (user_id, reseller_id, role, created_at)
         VALUES (tollgate_user_for($1, 'New Person', $2), $3, 'billing', $2) RETURNING user_id AS "userId", id`,
        [email, town.api.now, town.telco.resellerId],
      )
      const membership = { userId: rows[0]?.userId, membershipId: rows[0]?.id, resellerId: town.telco.resellerId }
      return (await issueLink(db, { purpose: 'invite', ...membership }, town.api.now)).token
    })
  const token = await invite('new@example.com')
  const browser = town.browser()
  expect((await browser.ask('POST', '/link/read', { token })).json).toMatchObject({
    purpose: 'invite',
    email: 'new@example.com',
    resellerName: 'Wattle Voice',
    role: 'billing',
    password: 'new',
  })
  const accepted = await browser.ask('POST', '/link/use', { token, password: NEW_PASSWORD, name: 'Noa Example' })
  expect(accepted.json).toEqual({ status: 'signed_in' })
  expect((await browser.ask('GET', '/session')).json).toMatchObject({ name: 'Noa Example', role: 'billing' })

  await town.person('known@example.com', 'customer-admin', { accountId: town.telco.accounts[0]?.id ?? 0 })
  const again = await invite('known@example.com')
  const other = town.browser()
  expect((await other.ask('POST', '/link/read', { token: again })).json).toMatchObject({ password: 'own' })
  for (const wrong of [{}, { password: NEW_PASSWORD }]) {
    const refused = await other.ask('POST', '/link/use', { token: again, ...wrong })
    expect([refused.status, refused.json]).toMatchObject([422, { errors: [{ field: 'password' }] }])
  }
  const used = await other.ask('POST', '/link/use', { token: again, password: PASSWORD })
  expect(used.json).toEqual({ status: 'sign_in_now' })
  await other.signIn('known@example.com', PASSWORD)
  expect((await other.ask('GET', '/session')).json).toMatchObject({
    memberships: [{ role: 'customer-admin' }, { role: 'billing' }],
  })
})

test('an invitation taken back leads nowhere, and gives nothing before it is accepted', async () => {
  const { userId } = await town.person('waiting@example.com', 'support')
  const { rows } = await town.pool.query<{ id: number }>(
    `INSERT INTO memberships (user_id, reseller_id, account_id, role, created_at)
     VALUES ($1, $2, $3, 'customer-admin', now()) RETURNING id`,
    [userId, town.telco.resellerId, town.telco.accounts[1]?.id],
  )
  const membershipId = rows[0]?.id ?? 0
  const { token } = await withTransaction(town.pool, (db) =>
    issueLink(db, { purpose: 'invite', userId, membershipId, resellerId: town.telco.resellerId }, town.api.now),
  )
  const browser = town.browser()
  await browser.signIn('waiting@example.com')
  const choose = await browser.ask('POST', '/session/membership', { membershipId: String(membershipId) })
  expect(choose.status).toBe(404)
  await town.pool.query('UPDATE memberships SET revoked_at = now() WHERE id = $1', [membershipId])
  expect((await browser.ask('POST', '/link/use', { token })).status).toBe(410)
})

test('guessing links locks out the place it comes from', async () => {
  const guesser = town.browser({ ip: '198.51.100.66' })
  const statuses: number[] = []
  for (let nth = 10; nth < 32; nth += 1) {
    statuses.push((await guesser.ask('POST', '/link/read', { token: `${nth}${'x'.repeat(41)}` })).status)
  }
  expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 410))
  expect(statuses.slice(20)).toEqual([429, 429])
})

test('a login moves to a new address once somebody opens the link mailed there', async () => {
  await town.person('before@example.com', 'admin')
  await town.person('taken@example.com', 'support')
  const browser = town.browser()
  await browser.signIn('before@example.com')
  const linksTo = async (email: string): Promise<string[]> => {
    const { rows } = await town.pool.query<{ link: string }>(
      `SELECT variables ->> 'link' AS link FROM mails WHERE recipient = $1 AND kind = 'email-change' ORDER BY id`,
      [email],
    )
    return rows.map(({ link }) => link.split('#')[1] ?? '')
  }
  const move = (email: string): ReturnType<Browser['ask']> => browser.ask('PUT', '/session/email', { email })
  expect((await move('taken@example.com')).status).toBe(202)
  expect(await linksTo('taken@example.com')).toEqual([])
  expect((await move('after@example.com')).json).toMatchObject({ code: 'too_many_requests' })
  town.pass(2 * MINUTE)
  expect((await move('After@example.com')).status).toBe(202)
  const [token = ''] = await linksTo('after@example.com')
  await browser.signIn('before@example.com')

  const anywhere = town.browser()
  expect((await anywhere.ask('POST', '/link/read', { token })).json).toMatchObject({
    purpose: 'email',
    newEmail: 'after@example.com',
    password: 'none',
  })
  expect((await anywhere.ask('POST', '/link/use', { token })).json).toEqual({ status: 'sign_in_now' })
  expect((await anywhere.ask('POST', '/link/use', { token })).status).toBe(410)
  await anywhere.signIn('after@example.com')
  expect((await browser.ask('GET', '/session')).json).toMatchObject({ email: 'after@example.com' })
  const old = await town.browser().ask('POST', '/session', { email: 'before@example.com', password: PASSWORD })
  expect(old.status).toBe(401)
  const { rows } = await town.pool.query(
    `SELECT FROM mails WHERE recipient = 'before@example.com' AND kind = 'security-notice'`,
  )
  expect(rows).toHaveLength(1)

  town.pass(15 * MINUTE)
  expect((await move('third@example.com')).json).toMatchObject({ code: 'confirmation_needed' })
})

test('two who move to one address: the first has it', async () => {
  const tokens = await Promise.all(
    ['first@example.com', 'second@example.com'].map(async (email) => {
      const { userId } = await town.person(email, 'admin')
      const link = { purpose: 'email', userId, newEmail: 'both@example.com' } as const
      return withTransaction(town.pool, (db) => issueLink(db, link, town.api.now))
    }),
  )
  const statuses: number[] = []
  for (const { token } of tokens) statuses.push((await town.browser().ask('POST', '/link/use', { token })).status)
  expect(statuses).toEqual([200, 409])
})

test('no secret is written to the log', () => {
  expect(town.api.log).toEqual([])
})
