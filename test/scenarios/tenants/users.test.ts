import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEndpoints } from '#contract/audit.ts'
import { usersEndpoints } from '#contract/users.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { Role } from '#domain/access/roles.ts'
import { hashToken } from '#operations/access/token.ts'
import { closeAccountUsers } from '#operations/users/close-account-users.ts'
import { operation, perform } from '#operations/operation.ts'
import { systemActor } from '#domain/access/actor.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

const { inviteStaff, listStaff, changeStaff, removeStaff, inviteStaffAgain, readStaff } = usersEndpoints
const { inviteUser, listUsers, changeUser, removeUser, inviteUserAgain } = usersEndpoints

let telco: TestTelco
let api: TestApi
let account: { readonly id: number; readonly numbers: readonly string[] }
let other: { readonly id: number; readonly numbers: readonly string[] }
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId)
  const [first, second] = telco.accounts
  if (first === undefined || second === undefined) throw new Error('the telco has no accounts')
  ;[account, other] = [first, second]
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const as = (role: Role, more: Partial<Actor> = {}) => api.as({ role, id: 9000, ...more })

/** The link that was mailed last to an address. */
async function mailedLink(email: string): Promise<{ readonly link: string; readonly mail: Record<string, string> }> {
  const { rows } = await telco.pool.query<{ variables: Record<string, string> }>(
    `SELECT variables FROM mails WHERE recipient = $1 AND kind = 'invitation' ORDER BY id DESC LIMIT 1`,
    [email],
  )
  const mail = rows[0]?.variables ?? {}
  return { link: mail['link'] ?? '', mail }
}

/** What opening the link and setting a password leaves behind. */
async function accept(email: string): Promise<number> {
  const { rows } = await telco.pool.query<{ id: number }>(
    `WITH person AS (UPDATE users SET status = 'active' WHERE email = $1 RETURNING id)
     UPDATE memberships SET accepted_at = now() WHERE user_id = (SELECT id FROM person) AND revoked_at IS NULL
     RETURNING user_id AS id`,
    [email],
  )
  return rows[0]?.id ?? 0
}

test('somebody new is invited by e-mail with a link that is kept as its hash only', async () => {
  const body = { email: 'Mia@wattle.example', name: 'Mia Example', role: 'billing' } as const
  const mia = await as('admin', { name: 'Sam Example' }).call(inviteStaff, { body })
  expect(mia).toMatchObject({
    email: 'mia@wattle.example',
    name: 'Mia Example',
    status: 'invited',
    role: 'billing',
    accountId: null,
    numbers: null,
    lastSignedInAt: null,
  })
  const { link, mail } = await mailedLink('mia@wattle.example')
  expect(mail).toMatchObject({
    'person.name': 'Mia Example',
    'inviter.name': 'Sam Example',
    'organisation.name': 'Wattle Voice',
    'link.expires': '8 July 2026 at 10:00 am AEST',
  })
  const token = /^http:\/\/localhost:4000\/link#([\w-]{43})$/.exec(link)?.[1] ?? ''
  const { rows } = await telco.pool.query('SELECT user_id FROM links WHERE token_hash = $1', [hashToken(token)])
  expect(rows).toEqual([{ user_id: Number(mia.id) }])
  const { items } = await as('owner').call(auditEndpoints.listAudit, { query: { subject: `user ${mia.id}` } })
  expect(items).toMatchObject([{ operation: 'staff.invite', after: { email: 'mia@wattle.example', role: 'billing' } }])
  expect(JSON.stringify(items)).not.toContain(token)
})

test('the same person is not invited twice to one place, and gets a further place under the same login', async () => {
  const email = 'ines@it.example'
  const invite = (accountId: number) =>
    as('support').call(inviteUser, {
      params: { accountId: String(accountId) },
      body: { email, name: 'Ines Example', role: 'customer-admin' },
    })
  const first = await invite(account.id)
  await accept(email)
  const second = await as('support').call(inviteUser, {
    params: { accountId: String(other.id) },
    body: { email, name: 'Inés of IT', role: 'customer-admin' },
  })
  expect([second.id, second.name, second.status, second.hasSecondFactor]).toEqual([first.id, '', 'invited', null])
  expect((await mailedLink(email)).mail).toMatchObject({
    'person.name': 'Inés of IT',
    'organisation.name': 'Account 1002',
  })
  const again = await as('support').refusal(inviteUser, {
    params: { accountId: String(account.id) },
    body: { email, name: 'Ines', role: 'customer-admin' },
  })
  expect([again.code, again.errors?.[0]?.field]).toEqual(['already_exists', 'email'])
  const { items } = await as('support').call(listStaff, { query: { place: 'everywhere', search: 'INES@' } })
  expect(items.map(({ accountId }) => accountId)).toEqual([String(account.id), String(other.id)])
  expect((await as('support').call(listStaff, { query: { search: 'ines' } })).items).toEqual([])
})

test('a customer user has numbers of its account, and nobody else has any', async () => {
  const params = { accountId: String(account.id) }
  const [own = ''] = account.numbers
  const invite = (body: object) =>
    as('customer-admin', { accountId: account.id }).post(`/accounts/${account.id}/users`, body)
  const desk = { email: 'desk@acacia.example', name: 'Front desk', role: 'customer-user' }
  expect((await invite(desk)).json).toMatchObject({ errors: [{ field: 'numbers' }] })
  expect((await invite({ ...desk, numbers: [other.numbers[0]] })).json).toMatchObject({
    errors: [{ field: 'numbers', message: expect.stringContaining('does not have') }],
  })
  expect((await invite({ ...desk, numbers: [own, own] })).status).toBe(422)
  expect((await invite({ ...desk, role: 'customer-admin', numbers: [own] })).status).toBe(422)
  const made = await invite({ ...desk, numbers: [own] })
  expect([made.status, made.json]).toEqual([201, expect.objectContaining({ numbers: [own] })])
  const { items } = await as('read-only').call(listUsers, { params, query: { role: 'customer-user' } })
  const [user] = items
  expect(user).toMatchObject({ email: 'desk@acacia.example', numbers: [own] })
  const raised = await as('support').call(changeUser, {
    params: { ...params, userId: user?.id ?? '' },
    body: { role: 'customer-admin' },
  })
  expect(raised).toMatchObject({ role: 'customer-admin', numbers: null, version: 2 })
  const back = await as('support').call(changeUser, {
    params: { ...params, userId: user?.id ?? '' },
    body: { role: 'customer-user', numbers: [], name: 'Reception' },
    headers: { 'if-match': '"2"' },
  })
  expect(back).toMatchObject({ role: 'customer-user', numbers: [], name: 'Reception', version: 3 })
  const lost = await as('support').refusal(changeUser, {
    params: { ...params, userId: user?.id ?? '' },
    body: { role: 'customer-admin' },
    headers: { 'if-match': '"2"' },
  })
  expect(lost.code).toBe('changed_meanwhile')
})

test.each<[Role, string, number]>([
  ['admin', 'owner', 403],
  ['admin', 'admin', 201],
  ['admin', 'read-only', 201],
  ['owner', 'owner', 201],
  ['operator', 'owner', 201],
  ['support', 'support', 403],
  ['billing', 'read-only', 403],
  ['owner', 'customer-admin', 422],
  ['owner', 'operator', 422],
  ['owner', 'system', 422],
])('%s invites %s to the staff: %i', async (role, invited, status) => {
  const body = { email: `${role}-${invited}@wattle.example`, name: 'New Person', role: invited }
  expect((await as(role).post('/users', body)).status).toBe(status)
})

test('a customer administrator works within its own account only', async () => {
  const admin = as('customer-admin', { accountId: account.id })
  const body = { email: 'new@acacia.example', name: 'New Person', role: 'customer-admin' }
  expect((await admin.post('/users', { ...body, role: 'read-only' })).status).toBe(403)
  expect((await admin.post(`/accounts/${other.id}/users`, body)).status).toBe(404)
  expect((await admin.get(`/accounts/${other.id}/users`)).status).toBe(404)
  expect(
    (await as('customer-user', { accountId: account.id, numbers: [] }).get(`/accounts/${account.id}/users`)).status,
  ).toBe(403)
  const onBehalf = as('customer-admin', { accountId: account.id, onBehalf: { userId: 3, name: 'Sam Example' } })
  expect((await onBehalf.post(`/accounts/${account.id}/users`, body)).status).toBe(403)
  expect((await admin.post(`/accounts/${account.id}/users`, body)).status).toBe(201)
})

test('nobody changes themselves, nor who stands above them; a key gives only what its scopes hold', async () => {
  const body = { email: 'olga@wattle.example', name: 'Olga Example', role: 'owner' } as const
  const olga = await as('owner').call(inviteStaff, { body })
  const params = { userId: olga.id }
  const above = await as('admin').refusal(changeStaff, { params, body: { role: 'read-only' } })
  expect([above.code, above.detail]).toEqual(['forbidden', expect.stringContaining('above your own role')])
  expect((await as('admin').refusal(removeStaff, { params })).code).toBe('forbidden')
  const self = await as('owner', { id: Number(olga.id) }).refusal(changeStaff, { params, body: { role: 'admin' } })
  expect([self.code, self.detail]).toEqual(['forbidden', expect.stringContaining('themselves')])
  const key = api.as({ kind: 'key', role: 'key', id: 4, name: 'CRM', scopes: ['staff.write', 'users.read'] })
  expect((await key.post('/users', { email: 'a@wattle.example', name: 'A', role: 'read-only' })).status).toBe(403)
})

test('the last owner stays; an invited one is none yet', async () => {
  const own = await createTestTelco()
  const ownApi = await createTestApi(own, own.resellerId)
  try {
    const operator = ownApi.as({ role: 'operator', id: 9000 })
    const invite = (email: string) =>
      operator.call(inviteStaff, { body: { email, name: 'Owner', role: 'owner' } }).then(({ id }) => ({ userId: id }))
    const [one, two] = [await invite('one@wattle.example'), await invite('two@wattle.example')]
    const acceptOwn = (email: string) =>
      own.pool.query(
        `UPDATE memberships SET accepted_at = now() WHERE user_id = (SELECT id FROM users WHERE email = $1)`,
        [email],
      )
    await acceptOwn('one@wattle.example')
    expect((await operator.refusal(removeStaff, { params: one })).detail).toContain('last owner')
    expect((await operator.refusal(changeStaff, { params: one, body: { role: 'admin' } })).code).toBe('conflict')
    await acceptOwn('two@wattle.example')
    // Two owners let each other go at the same moment: one of them stays.
    const outcomes = await Promise.all(
      [one, two].map(({ userId }) => operator.patch(`/users/${userId}`, { role: 'admin' })),
    )
    expect(outcomes.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  } finally {
    await ownApi.close()
    await own.drop()
  }
})

test('an invitation is sent again under a new link, not twice a minute, and not once it is accepted', async () => {
  const email = 'pia@wattle.example'
  const pia = await as('admin').call(inviteStaff, { body: { email, name: 'Pia Example', role: 'support' } })
  const params = { userId: pia.id }
  const first = await mailedLink(email)
  expect((await as('admin').refusal(inviteStaffAgain, { params })).code).toBe('too_many_requests')
  api.now = new Date(api.now.getTime() + 61_000)
  await as('admin').call(inviteStaffAgain, { params })
  const second = await mailedLink(email)
  expect(second.link).not.toBe(first.link)
  const { rows } = await telco.pool.query<{ used_at: Date | null }>(
    'SELECT used_at FROM links WHERE user_id = $1 ORDER BY id',
    [Number(pia.id)],
  )
  expect(rows.map(({ used_at }) => used_at === null)).toEqual([false, true])
  await accept(email)
  api.now = new Date(api.now.getTime() + 61_000)
  expect((await as('admin').refusal(inviteStaffAgain, { params })).code).toBe('conflict')
  const renamed = await as('admin').refusal(changeStaff, { params, body: { name: 'Other' } })
  expect([renamed.code, renamed.errors?.[0]?.field]).toEqual(['conflict', 'name'])
})

test('who is removed is gone from the list and may be invited anew', async () => {
  const body = { email: 'rui@wattle.example', name: 'Rui Example', role: 'support' } as const
  const rui = await as('admin').call(inviteStaff, { body })
  await as('admin').call(removeStaff, { params: { userId: rui.id } })
  expect((await as('admin').refusal(readStaff, { params: { userId: rui.id } })).code).toBe('not_found')
  const { rows } = await telco.pool.query('SELECT used_at FROM links WHERE user_id = $1', [Number(rui.id)])
  expect(rows).toEqual([{ used_at: expect.any(Date) }])
  expect((await as('admin').call(inviteStaff, { body })).id).toBe(rui.id)
})

test('a list of users pages by e-mail address', async () => {
  const emails: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: { limit: number; cursor?: string } = { limit: 2, ...(cursor !== '' && { cursor }) }
    const page = await as('admin').call(listStaff, { query: { place: 'everywhere', ...query } })
    emails.push(...page.items.map(({ email }) => email))
    cursor = page.nextCursor
  }
  expect(emails.length).toBeGreaterThan(5)
  expect(emails).toEqual(emails.toSorted())
})

test('an account that is closed lets nobody in any more, and nobody is invited to it', async () => {
  const accountId = other.id
  const params = { accountId: String(accountId) }
  await as('support').call(inviteUser, {
    params,
    body: { email: 'last@acacia.example', name: 'Last Example', role: 'customer-admin' },
  })
  const close = operation({
    name: 'test.close',
    permission: 'accounts.cancel',
    run: (context) => closeAccountUsers(context, accountId),
  })
  const request = { actor: systemActor(telco.resellerId), input: undefined, now: api.now, origin: 'test' }
  await perform(telco.pool, close, request, () => null)
  expect((await as('support').call(listUsers, { params })).items).toEqual([])
  const open = await telco.pool.query('SELECT FROM links WHERE account_id = $1 AND used_at IS NULL', [accountId])
  expect(open.rowCount).toBe(0)
  await telco.pool.query(`UPDATE accounts SET status = 'cancelled' WHERE id = $1`, [accountId])
  const refused = await as('support').refusal(inviteUser, {
    params,
    body: { email: 'late@acacia.example', name: 'Late Example', role: 'customer-admin' },
  })
  expect(refused.code).toBe('conflict')
  const again = await as('support').refusal(inviteUserAgain, { params: { ...params, userId: '1' } })
  expect(again.code).toBe('not_found')
  expect((await as('support').refusal(removeUser, { params: { ...params, userId: '1' } })).code).toBe('not_found')
})
