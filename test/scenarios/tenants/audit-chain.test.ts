import { afterEach, beforeEach, expect, test } from 'vitest'
import { auditEndpoints } from '#contract/audit.ts'
import { brandEndpoints } from '#contract/brand.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

const { verifyAudit, exportAudit, listAudit } = auditEndpoints

let telco: TestTelco
let api: TestApi
beforeEach(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId)
  for (const name of ['One', 'Two', 'Three', 'Four', 'Fifth, the "last"']) {
    await api.as({ role: 'admin', id: 7, name: '=Robin' }).call(brandEndpoints.writeBrand, { body: { name } })
  }
})
afterEach(async () => {
  await api.close()
  await telco.drop()
})

const verification = () => api.as({ role: 'owner' }).call(verifyAudit)

async function findings(): Promise<readonly string[]> {
  const { checks } = await verifyLedger(telco.pool, { reprice: false })
  const chain = checks.find(({ name }) => name === 'audit chain')
  return chain?.findings.map(({ reseller, place, found }) => `${reseller} ${place}: ${found}`) ?? ['no such check']
}

test('a chain nobody touched is whole, and its end can be noted down', async () => {
  expect(await findings()).toEqual([])
  const { seal, lastNo, ...rest } = await verification()
  expect([lastNo, rest]).toEqual(['5', { ok: true, lines: 5, noted: null, faults: [], faultCount: 0 }])
  await api.as({ role: 'admin' }).call(brandEndpoints.writeBrand, { body: { name: 'Six' } })
  const owner = api.as({ role: 'owner' })
  const ask = (notedSeal: string) => owner.call(verifyAudit, { query: { notedNo: '5', notedSeal } })
  expect(await ask(seal ?? '')).toMatchObject({ ok: true, lastNo: '6', noted: true })
  expect(await ask('0'.repeat(64))).toMatchObject({ ok: true, noted: false })
})

test.each([
  ['words changed', `UPDATE audit SET after = '{"name":"Too"}' WHERE no = 2`, [{ no: '2', kind: 'changed' }]],
  ['an actor changed', `UPDATE audit SET actor_name = 'Nobody' WHERE no = 5`, [{ no: '5', kind: 'changed' }]],
  ['a time changed', `UPDATE audit SET at = at + interval '1 ms' WHERE no = 1`, [{ no: '1', kind: 'changed' }]],
  [
    'a seal changed',
    `UPDATE audit SET hash = sha256('x') WHERE no = 3`,
    [
      { no: '3', kind: 'changed' },
      { no: '4', kind: 'changed' },
    ],
  ],
  ['a line taken out', 'DELETE FROM audit WHERE no = 3', [{ no: '3', kind: 'missing' }]],
  ['the first line taken out', 'DELETE FROM audit WHERE no = 1', [{ no: '1', kind: 'missing' }]],
  ['the tail cut off', 'DELETE FROM audit WHERE no > 3', [{ no: '4', kind: 'missing' }]],
  ['all of it gone', 'DELETE FROM audit', [{ no: '1', kind: 'missing' }]],
  ['the head set back', 'UPDATE audit_heads SET no = 4', [{ no: '5', kind: 'end' }]],
  ['the head gone', 'DELETE FROM audit_heads', [{ no: '5', kind: 'end' }]],
])('%s is found at its line', async (_, sql, faults) => {
  await telco.pool.query(sql)
  expect(await verification()).toMatchObject({ ok: false, faults, faultCount: faults.length })
  expect(await findings()).toEqual(
    faults.map(({ no }) => expect.stringMatching(new RegExp(`^Wattle Voice audit line ${no}: `))),
  )
})

test('a tail cut off with its head set back is found by who noted the seal', async () => {
  const { seal } = await verification()
  await telco.pool.query('DELETE FROM audit WHERE no > 3')
  await telco.pool.query('UPDATE audit_heads h SET no = 3, hash = a.hash FROM audit a WHERE a.no = 3')
  const query = { notedNo: '5', notedSeal: seal ?? '' }
  expect(await api.as({ role: 'owner' }).call(verifyAudit, { query })).toMatchObject({ ok: true, noted: false })
})

test('as CSV it is one line each, and nothing of it runs in a spreadsheet', async () => {
  const { text, headers } = await api.as({ role: 'admin' }).get(exportAudit.path)
  expect(headers['content-disposition']).toBe('attachment; filename="audit.csv"')
  const lines = text.trimEnd().split('\r\n')
  expect(lines).toHaveLength(6)
  expect(lines[0]).toBe('No,At (UTC),Actor,Actor name,Operation,Subject,Account id,Before,After,Origin')
  expect(lines[1]).toBe(
    `5,2026-07-01T00:00:00.000Z,user 7,'=Robin,brand.change,reseller ${telco.resellerId},,"{""name"":""Four""}",` +
      `"{""name"":""Fifth, the \\""last\\""""}",127.0.0.1`,
  )
})

test('the list is asked by who, what and when', async () => {
  const admin = api.as({ role: 'admin', id: 8 })
  api.now = new Date('2026-07-02T00:00:00Z')
  await admin.call(brandEndpoints.writeBrand, { body: { name: 'Six' } })
  const nosOf = async (query: Record<string, string>) =>
    (await admin.call(listAudit, { query })).items.map(({ no }) => no)
  expect(await nosOf({ actor: 'user 8' })).toEqual(['6'])
  expect(await nosOf({ operation: 'brand.change', to: '2026-07-02T00:00:00Z', limit: '2' })).toEqual(['5', '4'])
  expect(await nosOf({ from: '2026-07-02T00:00:00Z' })).toEqual(['6'])
  expect((await api.as({ role: 'billing' }).refusal(listAudit)).code).toBe('forbidden')
})
