import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEndpoints } from '#contract/audit.ts'
import { portAuthorityEndpoints } from '#contract/port-authority.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { createHash } from 'node:crypto'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'
import { there } from '../../support/there.ts'

const { readPortAuthority, askPortAuthority, revokePortAuthority, signPortAuthority } = portAuthorityEndpoints
const { readSignLink, useSignLink } = portAuthorityEndpoints

const PERSON = { name: 'Mia Marlow', position: 'Director', email: 'mia@acacia.example' }
const DAY_MS = 86_400_000

function pass(ms: number): void {
  porting.api.now = new Date(porting.api.now.getTime() + ms)
}

let porting: PortingTelco
beforeAll(async () => {
  porting = await createPortingTelco()
})
afterAll(() => porting.drop())

/** A draft that lacks nothing but its authority, an hour later than all before. */
async function draft(): Promise<string> {
  pass(3_600_000)
  const { id } = await porting.request({ authorisedPerson: PERSON, authorisedOn: null })
  return id
}

async function ask(portId: string, by = porting.staff): Promise<string> {
  await by.call(askPortAuthority, { params: { portId } })
  return lastToken()
}

async function lastToken(): Promise<string> {
  const { rows } = await porting.telco.pool.query<{ link: string }>(
    `SELECT variables ->> 'link' AS link FROM mails WHERE kind = 'port-authority' ORDER BY id DESC LIMIT 1`,
  )
  return there(there(rows[0]).link.split('/my/sign#')[1])
}

const anybody = () => porting.api.as({ role: 'customer-user', accountId: 999_999 })
const open = (token: string) => anybody().call(readSignLink, { body: { token } })
const read = (portId: string, by = porting.staff) => by.call(readPortAuthority, { params: { portId } })

async function sign(token: string, name = 'Mia Marlow'): Promise<void> {
  const link = await open(token)
  if (link.status !== 'open') throw new Error(`the link is ${link.status}`)
  const headers = { 'user-agent': 'Phone of Mia' }
  await anybody().call(useSignLink, { body: { token, name, agreed: true, sha256: link.sha256 }, headers })
}

test('asked, signed, changed, signed anew, submitted: each signature says what it is under', async () => {
  const portId = await draft()
  const before = await read(portId)
  expect(before).toMatchObject({ status: 'none', lacking: [], canAsk: true, canSign: false, email: PERSON.email })
  const token = await ask(portId)
  expect(await read(portId)).toMatchObject({
    status: 'asked',
    asked: { person: 'Mia Marlow', to: PERSON.email, askedBy: 'Sam Example', expiresAt: '2026-09-21T01:00:00.000Z' },
  })
  const link = await open(token)
  expect(link).toMatchObject({
    status: 'open',
    brand: { name: 'Wattle Voice' },
    letter: { losingCarrier: 'Example Telecom', losingAccountNumber: '200 145 889 3', person: PERSON },
    sha256: before.sha256,
  })
  pass(DAY_MS)
  await sign(token, 'Mia J. Marlow')

  const signed = await read(portId, porting.customer)
  expect(signed).toMatchObject({
    status: 'signed',
    asked: null,
    signed: { name: 'Mia J. Marlow', signedOn: '2026-09-08', by: 'link', ip: '127.0.0.1', covers: true, changed: null },
  })
  const { rows } = await porting.telco.pool.query<{ content: string; sha256: string; userAgent: string }>(
    'SELECT content, sha256, user_agent AS "userAgent" FROM port_signatures WHERE port_id = $1',
    [portId],
  )
  const { content, sha256, userAgent } = there(rows[0])
  expect(sha256).toBe(createHash('sha256').update(content).digest('hex'))
  expect([sha256, userAgent]).toEqual([there(signed.signed).sha256, 'Phone of Mia'])
  const port = await porting.read(portId)
  expect(port).toMatchObject({ request: { authorisedOn: '2026-09-08' }, missing: [] })
  expect(port.events.slice(-2)).toMatchObject([
    { what: 'authority', words: 'Signature asked for: Mia Marlow, mia@acacia.example', isCustomer: false },
    { what: 'authority', words: 'Authority signed by Mia J. Marlow', isCustomer: true },
  ])

  const change = { params: { portId }, body: { losingAccountNumber: '200 145 889 4' } }
  const changed = await porting.staff.call(portsEndpoints.changePort, change)
  expect(changed.missing).toEqual([
    {
      field: 'authorisedOn',
      message: expect.stringContaining('the account number changed since it was signed') as string,
    },
  ])
  expect(await read(portId)).toMatchObject({
    status: 'outdated',
    signed: { covers: false, changed: 'the account number' },
  })
  const refused = await porting.staff.refusal(portsEndpoints.submitPort, { params: { portId }, body: {} })
  expect(refused.errors).toMatchObject([
    { field: 'authorisedOn', message: expect.stringContaining('signed anew') as string },
  ])

  await sign(await ask(portId))
  expect(await read(portId)).toMatchObject({
    status: 'signed',
    signed: { name: 'Mia Marlow', covers: true },
    earlier: [{ name: 'Mia J. Marlow', covers: false }],
  })
  const { state } = await porting.staff.call(portsEndpoints.submitPort, { params: { portId }, body: {} })
  expect(state).toBe('submitted')
})

test('what the losing carrier does not see is not signed for; a date that is typed is somebody’s word', async () => {
  const portId = await draft()
  await sign(await ask(portId))
  const body = { remarks: 'Ring the bell.', hasRedirection: true }
  const kept = await porting.staff.call(portsEndpoints.changePort, { params: { portId }, body })
  expect(kept.missing).toEqual([])
  const typed = { holderName: 'Acacia Dental Group', authorisedOn: '2026-09-04' }
  const other = await porting.staff.call(portsEndpoints.changePort, { params: { portId }, body: typed })
  expect(other.missing).toEqual([])
  expect(await read(portId)).toMatchObject({ status: 'outdated', signed: { changed: 'the account holder' } })
})

test('a link works once, for 14 days, until it is withdrawn or another is mailed', async () => {
  const portId = await draft()
  const first = await ask(portId)
  expect((await porting.staff.refusal(askPortAuthority, { params: { portId } })).code).toBe('too_many_requests')
  pass(60_000)
  const second = await ask(portId, porting.customer)
  expect(await open(first)).toEqual({ status: 'gone' })
  expect(await open('x'.repeat(43))).toEqual({ status: 'gone' })
  await porting.staff.call(revokePortAuthority, { params: { portId } })
  expect(await open(second)).toEqual({ status: 'gone' })
  const again = { params: { portId } }
  expect((await porting.staff.refusal(revokePortAuthority, again)).code).toBe('illegal_transition')

  const third = await ask(portId)
  const link = await open(third)
  if (link.status !== 'open') throw new Error('not open')
  pass(14 * DAY_MS)
  expect(await open(third)).toMatchObject({ status: 'expired', brand: { name: 'Wattle Voice' } })
  expect(await read(portId)).toMatchObject({ status: 'over' })
  const body = { token: third, name: 'Mia', agreed: true as const, sha256: link.sha256 }
  expect((await anybody().refusal(useSignLink, { body })).code).toBe('link_expired')
  const never = { ...body, token: 'y'.repeat(43) }
  expect((await anybody().refusal(useSignLink, { body: never })).code).toBe('link_expired')

  const fourth = await ask(portId)
  await sign(fourth)
  expect(await open(fourth)).toMatchObject({ status: 'signed', name: 'Mia Marlow', isKept: true })
  expect((await anybody().refusal(useSignLink, { body: { ...body, token: fourth } })).code).toBe('link_expired')
  const { rows } = await porting.telco.pool.query<{ found: boolean }>(
    `SELECT bool_or(strpos(t::text, $1) > 0) AS found
       FROM (SELECT to_jsonb(s) AS t FROM port_signatures s UNION ALL SELECT to_jsonb(a) FROM audit a
             UNION ALL SELECT to_jsonb(e) FROM events e UNION ALL SELECT to_jsonb(k) FROM port_sign_tokens k) kept`,
    [fourth],
  )
  expect(rows).toEqual([{ found: false }])
})

test('what was changed while it was read is not signed', async () => {
  const portId = await draft()
  const token = await ask(portId)
  const link = await open(token)
  if (link.status !== 'open') throw new Error('not open')
  const body = { holderName: 'Somebody Else' }
  await porting.staff.call(portsEndpoints.changePort, { params: { portId }, body })
  const answer = { token, name: 'Mia', agreed: true as const, sha256: link.sha256 }
  expect((await anybody().refusal(useSignLink, { body: answer })).code).toBe('changed_meanwhile')
  expect(await read(portId)).toMatchObject({ status: 'asked', signed: null })
})

test('the authorised person who is signed in signs at once; nobody else does', async () => {
  const portId = await draft()
  const { pool, resellerId } = porting.telco
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO users (email, name, status, created_at)
     VALUES ('sam@wattle.example', 'Sam', 'active', now()), ('mia@acacia.example', 'Mia', 'active', now()) RETURNING id`,
  )
  const userId = there(rows[1]).id
  await pool.query(
    `INSERT INTO memberships (user_id, reseller_id, account_id, role, created_at, accepted_at)
     VALUES ($1, $2, $3, 'customer-admin', now(), now())`,
    [userId, resellerId, Number(porting.accountId)],
  )
  const accountId = Number(porting.accountId)
  const mia = porting.api.as({ role: 'customer-admin', id: userId, name: 'Mia Marlow', accountId })
  const { canSign, sha256 } = await read(portId, mia)
  expect(canSign).toBe(true)
  const asked = {
    params: { portId },
    body: { name: 'Mia Marlow', agreed: true as const, sha256: there(sha256 ?? undefined) },
  }
  expect((await porting.staff.refusal(signPortAuthority, asked)).code).toBe('forbidden')
  expect((await porting.customer.refusal(signPortAuthority, asked)).code).toBe('forbidden')
  const inHerName = porting.api.as({
    role: 'customer-admin',
    id: userId,
    name: 'Mia Marlow',
    accountId,
    onBehalf: { userId: 1, name: 'Sam Example' },
  })
  expect((await inHerName.refusal(signPortAuthority, asked)).code).toBe('forbidden')
  expect(await mia.call(signPortAuthority, asked)).toMatchObject({ status: 'signed', signed: { by: 'portal' } })
  expect((await porting.read(portId)).request.authorisedOn).toBe(porting.api.now.toISOString().slice(0, 10))
})

test('the letter says what is signed, and who signed it from where, byte for byte the same each time', async () => {
  const portId = await draft()
  const path = `/ports/${portId}/authority/letter`
  const unsigned = await porting.customer.get(path)
  expect(unsigned.headers['content-disposition']).toContain(`authority-port-${portId}.pdf`)
  const token = await ask(portId)
  await sign(token)
  const { signed } = await read(portId)
  const kept = await porting.staff.get(`/ports/${portId}/signatures/${there(signed ?? undefined).id}`)
  expect(kept.headers['content-disposition']).toContain(`authority-port-${portId}-signed.pdf`)
  await porting.staff.call(portsEndpoints.changePort, { params: { portId }, body: { holderName: 'Other' } })
  const again = await porting.staff.get(`/ports/${portId}/signatures/${there(signed ?? undefined).id}`)
  expect(again.text).toBe(kept.text)
  const byLink = await anybody().post('/sign-link/letter', { token })
  expect([byLink.status, byLink.text]).toEqual([200, kept.text])
})

test('asking without an e-mail address, for what is incomplete, or once it is over, is refused with what to do', async () => {
  const { id: portId } = await porting.request({ authorisedPerson: { name: 'Mia Marlow' }, losingCarrier: null })
  expect(await read(portId)).toMatchObject({
    canAsk: false,
    lacking: ['Name the provider the numbers are with today.'],
  })
  const lacks = await porting.staff.refusal(askPortAuthority, { params: { portId } })
  expect(lacks.errors).toMatchObject([{ field: 'losingCarrier' }])
  const body = { losingCarrier: 'Example Telecom' }
  await porting.staff.call(portsEndpoints.changePort, { params: { portId }, body })
  const noAddress = await porting.staff.refusal(askPortAuthority, { params: { portId } })
  expect(noAddress.errors).toMatchObject([{ field: 'authorisedPerson.email' }])
  await porting.staff.call(portsEndpoints.withdrawPort, { params: { portId }, body: { reason: 'Changed our mind.' } })
  expect((await porting.staff.refusal(askPortAuthority, { params: { portId } })).code).toBe('illegal_transition')
})

test('the audit has who asked and who signed, and no token', async () => {
  const portId = await draft()
  await sign(await ask(portId))
  const admin = porting.api.as({ role: 'admin' })
  const { items } = await admin.call(auditEndpoints.listAudit, { query: { limit: '2' } })
  expect(items).toMatchObject([
    { operation: 'ports.sign-authority-by-link', actorName: 'Mia Marlow (by link)', origin: '127.0.0.1' },
    { operation: 'ports.ask-signature', actorName: 'Sam Example' },
  ])
})
