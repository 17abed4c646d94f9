import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accountsEndpoints } from '#contract/accounts.ts'
import { auditEndpoints } from '#contract/audit.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

let telco: TestTelco
let api: TestApi
let sam: TestClient
let uma: TestClient
let admin: TestClient
let params: { accountId: string }
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId)
  sam = api.as({ role: 'support', id: 7, name: 'Sam Example' })
  uma = api.as({ role: 'support', id: 8, name: 'Uma Example' })
  admin = api.as({ role: 'admin' })
  params = { accountId: String(telco.accounts[0]?.id) }
})
beforeEach(() => telco.pool.query('DELETE FROM account_notes'))
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const { listNotes, writeNote, changeNote, deleteNote } = accountsEndpoints

describe('notes', () => {
  test('are listed with the pinned ones first, then the newest, a page at a time', async () => {
    for (const body of ['one', 'two', 'three']) await sam.call(writeNote, { params, body: { body } })
    await sam.call(writeNote, { params, body: { body: 'pinned', isPinned: true } })
    const [oldest] = (await sam.call(listNotes, { params })).items.toReversed()
    await uma.call(changeNote, { params: { ...params, noteId: oldest?.id ?? '' }, body: { isPinned: true } })
    const first = await sam.call(listNotes, { params, query: { limit: 3 } })
    expect(first.items.map(({ body }) => body)).toEqual(['pinned', 'one', 'three'])
    const rest = await sam.call(listNotes, { params, query: { limit: 3, cursor: first.nextCursor ?? '' } })
    expect(rest.items.map(({ body }) => body)).toEqual(['two'])
    expect(rest.nextCursor).toBeNull()
  })

  test('are edited by who wrote them, and an edit made against an old one is refused', async () => {
    const note = await sam.call(writeNote, { params, body: { body: 'Wants a call back' } })
    expect(note).toMatchObject({ author: 'user 7', authorName: 'Sam Example', editedAt: null, isPinned: false })
    const at = { params: { ...params, noteId: note.id }, headers: { 'if-match': '"1"' } }
    const refused = await uma.refusal(changeNote, { ...at, body: { body: 'No' } })
    expect(refused).toMatchObject({ status: 403, detail: expect.stringContaining('Sam Example') as string })
    api.now = new Date('2026-07-02T00:00:00Z')
    expect(await sam.call(changeNote, { ...at, body: { body: 'Called back' } })).toMatchObject({
      body: 'Called back',
      editedAt: '2026-07-02T00:00:00.000Z',
      version: 2,
    })
    expect((await sam.refusal(changeNote, { ...at, body: { body: 'Again' } })).code).toBe('changed_meanwhile')
  })

  test('are deleted by who wrote them or an administrator, and the audit chain keeps what they said', async () => {
    const ids = await Promise.all(
      ['mine', 'theirs'].map(async (body) => (await sam.call(writeNote, { params, body: { body } })).id),
    )
    const [mine = '', theirs = ''] = ids
    expect((await uma.refusal(deleteNote, { params: { ...params, noteId: mine } })).status).toBe(403)
    await sam.call(deleteNote, { params: { ...params, noteId: mine } })
    await admin.call(deleteNote, { params: { ...params, noteId: theirs } })
    expect((await sam.call(listNotes, { params })).items).toEqual([])
    const { items } = await admin.call(auditEndpoints.listAudit, { query: { subject: `note ${mine}` } })
    expect(items[0]).toMatchObject({ operation: 'account-notes.delete', before: { body: 'mine' }, after: null })
  })

  test('of one account are not reached through another', async () => {
    const note = await sam.call(writeNote, { params, body: { body: 'Here' } })
    const elsewhere = { accountId: String(telco.accounts[1]?.id), noteId: note.id }
    expect((await admin.refusal(changeNote, { params: elsewhere, body: { body: 'There' } })).status).toBe(404)
    expect((await admin.refusal(deleteNote, { params: elsewhere })).status).toBe(404)
  })

  test('no session of a customer can read, not even past the API', async () => {
    await sam.call(writeNote, { params, body: { body: 'Difficult' } })
    const accountId = Number(params.accountId)
    const count = async (tenant: { resellerId: number; accountId?: number }) =>
      readAsTenant(telco.pool, tenant, async (db) => (await db.query('SELECT FROM account_notes')).rowCount)
    expect(await count({ resellerId: telco.resellerId })).toBe(1)
    expect(await count({ resellerId: telco.resellerId, accountId })).toBe(0)
    const customer = api.as({ role: 'customer-admin', accountId })
    expect((await customer.get(`/accounts/${accountId}/notes`)).status).toBe(403)
    expect((await customer.post(`/accounts/${accountId}/notes`, { body: 'Hello' })).status).toBe(403)
    expect((await api.as({ role: 'read-only' }).post(`/accounts/${accountId}/notes`, { body: 'Hi' })).status).toBe(403)
  })

  test('cannot be empty', async () => {
    const refused = await sam.refusal(writeNote, { params, body: { body: '   ' } })
    expect(refused).toMatchObject({ status: 422, errors: [{ field: 'body', message: 'A note cannot be empty.' }] })
  })
})
